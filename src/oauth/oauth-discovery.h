/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-authority.h"
#include "oauth-document-cache.h"
#include "oauth-resource.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_DISCOVERY (oauth_discovery_get_type ())

/* Finds out which authority protects a server. */
G_DECLARE_FINAL_TYPE (OauthDiscovery, oauth_discovery, OAUTH, DISCOVERY, GObject)

/* Which authorities may be used: returns (transfer full) the profile for @issuer, and in @trust
 * (transfer full, nullable) what is allowed for it; or NULL with OAUTH_ERROR_UNTRUSTED. This room
 * knows no names of vendors. */
typedef OauthProfile *(*OauthProfilePicker) (const char  *issuer,
                                             OauthTrust **trust,
                                             gpointer     user_data,
                                             GError     **error);

OauthDiscovery *oauth_discovery_new                   (OauthProfilePicker    picker,
                                                       gpointer              user_data,
                                                       GDestroyNotify        destroy);
/* Who may vouch for the server, instead of the system's authorities. @database: (nullable) */
void            oauth_discovery_set_authorities       (OauthDiscovery       *self,
                                                       const char           *server_uri,
                                                       GTlsDatabase         *database);
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
void            oauth_discovery_set_cache             (OauthDiscovery       *self,
                                                       OauthDocumentCache   *cache);
void            oauth_discovery_forget                (OauthDiscovery       *self);
void            oauth_discovery_forget_authority      (OauthDiscovery       *self,
                                                       const char           *issuer);
void            oauth_discovery_forget_resource       (OauthDiscovery       *self,
                                                       const char           *server_uri);
/* Of a question that failed: whether nothing is published at all. */
gboolean        oauth_discovery_is_nothing_there      (OauthDiscovery       *self,
                                                       GAsyncResult         *result);
OauthProfile   *oauth_discovery_pick                  (OauthDiscovery       *self,
                                                       const char           *issuer,
                                                       OauthTrust          **trust,
                                                       GError              **error);

G_END_DECLS
