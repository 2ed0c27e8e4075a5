/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-client.h"
#include "oauth-silent.h"

G_BEGIN_DECLS

struct _OauthClient
{
  GObject parent_instance;

  OauthContext *context;
  OauthSilent *silent;
};

void oauth_client_save_failed (const GError *error,
                               gpointer      user_data);

G_END_DECLS
