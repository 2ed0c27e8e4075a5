/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of Microsoft's clouds (entra.md 1.2): hosts that are one and the same authority. */
typedef struct
{
  const char *sign_in;      /* where people and requests are sent, and what tokens name */
  const char *cache;        /* what accounts are filed under */
  const char *portal;       /* where administrators go; NULL where nobody says */
  const char *aliases[4];   /* until NULL */
} EntraCloud;

const EntraCloud *entra_cloud_find (const char *host);

G_END_DECLS
