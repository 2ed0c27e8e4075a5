/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-profile.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_GENERIC (oauth_generic_get_type ())

/* The profile of any authorization server that follows MCP (mcp.md 4; rulings 1 to 9). */
G_DECLARE_FINAL_TYPE (OauthGeneric, oauth_generic, OAUTH, GENERIC, GObject)

OauthProfile *oauth_generic_new (void);

G_END_DECLS
