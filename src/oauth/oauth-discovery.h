/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-authority.h"
#include "oauth-resource.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_DISCOVERY (oauth_discovery_get_type ())

/* Finds out which authority protects a server. Remembers documents for 24 h in memory; forgets on request.
 * Which authorities may be used is told by a picker (a function that returns the profile and trust for an
 * issuer, or OAUTH_ERROR_UNTRUSTED): this room knows no Microsoft names. */
G_DECLARE_FINAL_TYPE (OauthDiscovery, oauth_discovery, OAUTH, DISCOVERY, GObject)

/* Returns: (transfer full): the profile for @issuer; @trust: (out) (transfer full) (nullable) */
typedef OauthProfile *(*OauthProfilePicker) (const char  *issuer,
                                             OauthTrust **trust,
                                             gpointer     user_data,
                                             GError     **error);

OauthDiscovery *oauth_discovery_new                   (OauthProfilePicker    picker,
                                                       gpointer              user_data,
                                                       GDestroyNotify        destroy);
/* @challenge: (nullable): the WWW-Authenticate field of the 401. Order: resource_metadata of the challenge,
 * the path form, the root form (MCP 2026-07-28, authorization server discovery; RFC 9728 §3.1) */
void            oauth_discovery_find_resource_async   (OauthDiscovery       *self,
                                                       const char           *server_uri,
                                                       const char           *challenge,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
OauthResource  *oauth_discovery_find_resource_finish  (OauthDiscovery       *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void            oauth_discovery_load_authority_async  (OauthDiscovery       *self,
                                                       const char           *issuer,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
OauthAuthority *oauth_discovery_load_authority_finish (OauthDiscovery       *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void            oauth_discovery_forget                (OauthDiscovery       *self);

G_END_DECLS
