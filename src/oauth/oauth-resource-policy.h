/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a server is named to the authority (RFC 8707, entra.md 2.4). */
typedef enum {
  OAUTH_RESOURCE_AUTO,   /* as the profile says; left out from the first refusal on */
  OAUTH_RESOURCE_SEND,   /* always, whatever the authority says to that */
  OAUTH_RESOURCE_OMIT,   /* never */
} OauthResourcePolicy;

G_END_DECLS
