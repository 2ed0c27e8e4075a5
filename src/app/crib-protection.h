/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-authority.h"
#include "oauth-resource.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROTECTION (crib_protection_get_type ())

/* How a server is protected, as its metadata say: who signs people in, and what for. Immutable. */
G_DECLARE_FINAL_TYPE (CribProtection, crib_protection, CRIB, PROTECTION, GObject)

/* @resource: (nullable): a server that publishes nothing. @authority: (nullable): not to be had,
 * then @error says why. */
CribProtection     *crib_protection_new             (OauthResource      *resource,
                                                     OauthAuthority     *authority,
                                                     const char         *issuer,
                                                     const char * const *scopes,
                                                     const GError       *error);
OauthResource      *crib_protection_get_resource    (CribProtection     *self);   /* nullable */
OauthAuthority     *crib_protection_get_authority   (CribProtection     *self);   /* nullable */
const char         *crib_protection_get_issuer      (CribProtection     *self);   /* nullable */
gboolean            crib_protection_is_entra        (CribProtection     *self);
/* Who protects it, for people: the tenant's domain where the issuer names one, else the host. */
const char         *crib_protection_get_place       (CribProtection     *self);   /* nullable */
/* The tenant in the issuer, a GUID or a domain; NULL for other kinds. */
const char         *crib_protection_get_tenant      (CribProtection     *self);
/* What is asked for, as it is sent. */
const char * const *crib_protection_get_scopes      (CribProtection     *self);
/* The same for people, without the API in front: "mcp:tools"; "" for none. */
const char         *crib_protection_get_permission  (CribProtection     *self);
/* Why nobody can sign in yet: an authority that nobody trusts, metadata that do not fit. */
const GError       *crib_protection_get_error       (CribProtection     *self);   /* nullable */
/* (nullable): to write down on a command line */
char               *crib_protection_dup_plain_issuer (CribProtection  *self);
gboolean            crib_protection_is_like_entra   (CribProtection   *self);

G_END_DECLS
