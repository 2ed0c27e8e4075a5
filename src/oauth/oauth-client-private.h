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

G_END_DECLS
