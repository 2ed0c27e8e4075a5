/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-protection.h"

#include "crib-permission.h"
#include "entra-issuer.h"
#include "entra-profile.h"

/**
 * CribProtection:
 *
 * How a server is protected, as its metadata say: who signs people in, and what for.
 *
 * Made when a server was looked at, also where nobody can sign in yet: then it says why.
 */
struct _CribProtection
{
  GObject parent_instance;

  OauthResource *resource;
  OauthAuthority *authority;
  char *issuer;
  char **scopes;
  char *place;
  char *tenant;
  char *permission;
  gboolean is_entra;
  GError *error;
};

G_DEFINE_FINAL_TYPE (CribProtection, crib_protection, G_TYPE_OBJECT)

static void
crib_protection_finalize (GObject *object)
{
  CribProtection *self = CRIB_PROTECTION (object);

  g_clear_object (&self->resource);
  g_clear_object (&self->authority);
  g_clear_pointer (&self->issuer, g_free);
  g_clear_pointer (&self->scopes, g_strfreev);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->permission, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (crib_protection_parent_class)->finalize (object);
}

static void
crib_protection_class_init (CribProtectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_protection_finalize;
}

static void
crib_protection_init (CribProtection *self)
{
}

static char *
dup_permission (CribProtection *self)
{
  g_auto(GStrv) names = crib_permission_dup_all ((const char * const *) self->scopes,
                                                 self->is_entra);

  return g_strjoinv (", ", names);
}

/* In letters that cannot pretend to be others: people are asked whether they trust it. */
static char *
dup_host (const char *issuer)
{
  g_autoptr(GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;
  gboolean is_ipv6 = ascii != NULL && strchr (ascii, ':') != NULL;

  if (ascii == NULL || *ascii == '\0')
    return NULL;

  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf (is_ipv6 ? "[%s]:%d" : "%s:%d", ascii, g_uri_get_port (uri));

  return g_steal_pointer (&ascii);
}

/* A GUID tells nobody anything, and "common" is no organisation: then the host stands for them. */
static void
read_issuer (CribProtection *self)
{
  g_autoptr(EntraIssuer) parts = self->is_entra ? entra_issuer_new (self->issuer) : NULL;

  if (parts != NULL && (parts->kind == ENTRA_TENANT_ID || parts->kind == ENTRA_TENANT_NAME))
    self->tenant = g_strdup (parts->tenant);

  if (parts != NULL && parts->kind == ENTRA_TENANT_NAME)
    self->place = g_strdup (parts->tenant);
  else
    self->place = dup_host (self->issuer);
}

/**
 * crib_protection_new:
 * @resource: (nullable): what the server says of itself; %NULL where it publishes nothing
 * @authority: (nullable): who signs people in, or %NULL if that is not to be had
 * @issuer: (nullable): who that is, as it was named; the authority's own where there is one
 * @scopes: (nullable): what is asked for, as it is sent
 * @error: (nullable): why nobody can sign in
 *
 * Returns: (transfer full): a protection
 */
CribProtection *
crib_protection_new (OauthResource      *resource,
                     OauthAuthority     *authority,
                     const char         *issuer,
                     const char * const *scopes,
                     const GError       *error)
{
  CribProtection *self;

  g_return_val_if_fail (resource == NULL || OAUTH_IS_RESOURCE (resource), NULL);
  g_return_val_if_fail (authority == NULL || OAUTH_IS_AUTHORITY (authority), NULL);

  self = g_object_new (CRIB_TYPE_PROTECTION, NULL);
  g_set_object (&self->resource, resource);
  g_set_object (&self->authority, authority);
  self->issuer = g_strdup (issuer);
  self->scopes = scopes != NULL ? g_strdupv ((char **) scopes) : g_new0 (char *, 1);
  self->error = error != NULL ? g_error_copy (error) : NULL;

  if (issuer == NULL && authority != NULL)
    self->issuer = g_strdup (oauth_authority_get_asked_issuer (authority));

  if (authority != NULL)
    self->is_entra = ENTRA_IS_PROFILE (oauth_authority_get_profile (authority));
  else
    self->is_entra = self->issuer != NULL && entra_is_microsoft_host (self->issuer);

  if (self->issuer != NULL)
    read_issuer (self);

  self->permission = dup_permission (self);

  return self;
}

/**
 * crib_protection_get_resource:
 * @self: a protection
 *
 * Returns: (transfer none) (nullable): what the server says of itself
 */
OauthResource *
crib_protection_get_resource (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->resource;
}

/**
 * crib_protection_get_authority:
 * @self: a protection
 *
 * Returns: (transfer none) (nullable): who signs people in
 */
OauthAuthority *
crib_protection_get_authority (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->authority;
}

/**
 * crib_protection_get_issuer:
 * @self: a protection
 *
 * Returns: (nullable): the authority as it was named, also where it is not trusted
 */
const char *
crib_protection_get_issuer (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->issuer;
}

/**
 * crib_protection_is_entra:
 * @self: a protection
 *
 * Returns: whether the authority is of kind entra; where it is not to be had, whether it is one of
 *   Microsoft's
 */
gboolean
crib_protection_is_entra (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), FALSE);

  return self->is_entra;
}

/**
 * crib_protection_get_place:
 * @self: a protection
 *
 * Returns: (nullable): who protects the server, for people: the tenant's domain where the issuer
 *   names one, else the host: "contoso.example", "login.microsoftonline.com". Never markup
 */
const char *
crib_protection_get_place (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->place;
}

/**
 * crib_protection_get_tenant:
 * @self: a protection
 *
 * Returns: (nullable): the tenant in an issuer of kind entra, a GUID or a domain, in lower case
 */
const char *
crib_protection_get_tenant (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->tenant;
}

/**
 * crib_protection_get_scopes:
 * @self: a protection
 *
 * Returns: what is asked for, as it is sent; empty for nothing
 */
const char * const *
crib_protection_get_scopes (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return (const char * const *) self->scopes;
}

/**
 * crib_protection_get_permission:
 * @self: a protection
 *
 * Returns: the same for people, without the API in front and without what only says who somebody
 *   is: "mcp:tools"; "" for nothing. Never markup
 */
const char *
crib_protection_get_permission (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->permission;
}

/**
 * crib_protection_get_error:
 * @self: a protection
 *
 * Returns: (nullable): why nobody can sign in yet: `OAUTH_ERROR_UNTRUSTED`, `OAUTH_ERROR_DISCOVERY`
 */
const GError *
crib_protection_get_error (CribProtection *self)
{
  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  return self->error;
}

static gboolean
is_plain (const char *text)
{
  while (*text > ' ' && *text < 0x7f)
    text++;

  return *text == '\0';
}

/**
 * crib_protection_dup_plain_issuer:
 * @self: a protection
 *
 * Returns: (transfer full) (nullable): the issuer in letters that cannot pretend to be others, as
 *   it is written down to trust it
 */
char *
crib_protection_dup_plain_issuer (CribProtection *self)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (CRIB_IS_PROTECTION (self), NULL);

  if (self->issuer == NULL || is_plain (self->issuer))
    return g_strdup (self->issuer);

  uri = g_uri_parse (self->issuer, G_URI_FLAGS_ENCODED, NULL);
  host = uri != NULL && g_uri_get_host (uri) != NULL ? g_hostname_to_ascii (g_uri_get_host (uri))
                                                     : NULL;

  if (host == NULL)
    return g_strescape (self->issuer, NULL);

  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri),
                     g_uri_get_path (uri), g_uri_get_query (uri), NULL);
}

/**
 * crib_protection_is_like_entra:
 * @self: a protection
 *
 * Returns: whether the issuer has the form of those of Microsoft Entra ID, at a place that is not
 *   known to be one of its (entra.md 1.1): whoever trusts it will want those rules
 */
gboolean
crib_protection_is_like_entra (CribProtection *self)
{
  g_autoptr(EntraIssuer) parts = NULL;

  g_return_val_if_fail (CRIB_IS_PROTECTION (self), FALSE);

  parts = self->issuer != NULL ? entra_issuer_new (self->issuer) : NULL;

  return parts != NULL && parts->is_v2 && parts->cloud == NULL;
}
