/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define OAUTH_TYPE_TRUST (oauth_trust_get_type ())

typedef enum {
  OAUTH_KIND_GENERIC,
  OAUTH_KIND_ENTRA,
} OauthKind;

/* One entry of trusted-authorities; immutable, reference counted. */
typedef struct _OauthTrust OauthTrust;

GType       oauth_trust_get_type                (void);
OauthTrust *oauth_trust_new                     (GVariant    *entry,
                                                 GError     **error);
OauthTrust *oauth_trust_ref                     (OauthTrust  *self);
void        oauth_trust_unref                   (OauthTrust  *self);
const char *oauth_trust_get_issuer              (OauthTrust  *self);
OauthKind   oauth_trust_get_kind                (OauthTrust  *self);
const char *oauth_trust_get_ca_file             (OauthTrust  *self);
gboolean    oauth_trust_get_assume_pkce         (OauthTrust  *self);
gboolean    oauth_trust_get_allow_http_loopback (OauthTrust  *self);
gboolean    oauth_trust_covers                  (OauthTrust  *self,
                                                 const char  *issuer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthTrust, oauth_trust_unref)

G_END_DECLS
