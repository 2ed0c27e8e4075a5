/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_RESOURCE (oauth_resource_get_type ())

/* What a protected server says of itself (RFC 9728); immutable. */
G_DECLARE_FINAL_TYPE (OauthResource, oauth_resource, OAUTH, RESOURCE, GObject)

OauthResource      *oauth_resource_new             (const SjsonValue  *json,
                                                    const char        *server_uri,
                                                    GError           **error);
const char         *oauth_resource_get_identifier  (OauthResource     *self);
const char         *oauth_resource_get_name        (OauthResource     *self);
const char * const *oauth_resource_get_authorities (OauthResource     *self);
const char * const *oauth_resource_get_scopes      (OauthResource     *self);

G_END_DECLS
