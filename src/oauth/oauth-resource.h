/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_RESOURCE (oauth_resource_get_type ())

/* What a protected server says of itself (RFC 9728); immutable. */
G_DECLARE_FINAL_TYPE (OauthResource, oauth_resource, OAUTH, RESOURCE, GObject)

/* @server_uri: the server the document was fetched for. OAUTH_ERROR_DISCOVERY when its resource is of another
 * origin, or no part of the server's address, or it names no authority (RFC 9728 §3.3). */
OauthResource      *oauth_resource_new                 (const SjsonValue  *json,
                                                        const char        *server_uri,
                                                        GError           **error);
const char         *oauth_resource_get_identifier      (OauthResource     *self);   /* exactly as received */
const char         *oauth_resource_get_name            (OauthResource     *self);   /* nullable */
const char * const *oauth_resource_get_authorities     (OauthResource     *self);   /* issuers, at least one */
const char * const *oauth_resource_get_scopes          (OauthResource     *self);   /* may be empty */

G_END_DECLS
