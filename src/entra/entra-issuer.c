/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-issuer.h"

#include "entra-profile.h"
#include "http-session.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_TENANT 255
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"
#define TEMPLATE "{tenantid}"
#define VERSION "v2.0"

/* https to anywhere or http to this computer, without user, query or fragment; else NULL. */
static GUri *
parse_address (const char *text)
{
  g_autofree char *problem = http_address_dup_problem (text);
  g_autoptr(GUri) uri = problem == NULL ? g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  return uri != NULL && g_uri_get_query (uri) == NULL ? g_steal_pointer (&uri) : NULL;
}

static gboolean
has_usual_port (GUri *uri)
{
  return g_uri_get_port (uri) == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);
}

/* A port of its own makes another authority even of a host of Microsoft's. */
static const EntraCloud *
find_cloud (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https") && has_usual_port (uri)
         ? entra_cloud_find (g_uri_get_host (uri)) : NULL;
}

static char *
dup_host (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return strchr (host, ':') != NULL ? g_strconcat ("[", host, "]", NULL)
                                    : g_steal_pointer (&host);
}

static char *
dup_place (GUri *uri)
{
  g_autofree char *host = dup_host (uri);

  return g_strdup_printf ("%s:%d", host, g_uri_get_port (uri));
}

static char *
dup_origin (GUri *uri)
{
  g_autofree char *host = has_usual_port (uri) ? dup_host (uri) : dup_place (uri);

  return g_strconcat (g_uri_get_scheme (uri), "://", host, NULL);
}

/* Strict, because it becomes a part of addresses: a name as of DNS. */
static gboolean
is_name (const char *tenant)
{
  gsize length = strlen (tenant);

  if (length == 0 || length > MOST_OF_A_TENANT ||
      *tenant == '.' || tenant[length - 1] == '.' || strstr (tenant, "..") != NULL)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (tenant[i]) && tenant[i] != '-' && tenant[i] != '.')
      return FALSE;

  return TRUE;
}

/* "v2.0" is a name too, but as a tenant only what is left when somebody forgot theirs. */
static gboolean
read_tenant (EntraIssuer *self)
{
  const char *tenant = self->tenant;

  if (g_str_equal (tenant, TEMPLATE))
    self->kind = ENTRA_TENANT_TEMPLATE;
  else if (!is_name (tenant) || g_str_equal (tenant, VERSION))
    return FALSE;
  else if (g_str_equal (tenant, "consumers") || g_str_equal (tenant, PERSONAL))
    self->kind = ENTRA_TENANT_PERSONAL;
  else if (g_str_equal (tenant, "common") || g_str_equal (tenant, "organizations"))
    self->kind = ENTRA_TENANT_MANY;
  else
    self->kind = g_uuid_string_is_valid (tenant) ? ENTRA_TENANT_ID : ENTRA_TENANT_NAME;

  return TRUE;
}

/* As it was written: GUri takes "/a/../b" for "/b", but an issuer is not a path to walk. */
static const char *
find_path (const char *text)
{
  const char *host = strstr (text, "://");

  return host != NULL ? host + strlen ("://") + strcspn (host + strlen ("://"), "/") : "";
}

static gboolean
read_path (EntraIssuer *self,
           const char  *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  guint n_parts = g_strv_length (parts);

  self->has_slash = n_parts > 2 && *parts[n_parts - 1] == '\0';
  if (self->has_slash)
    n_parts--;

  self->is_v2 = n_parts == 3 && g_str_equal (parts[2], VERSION);
  if (*path != '/' || (n_parts != 2 && !self->is_v2))
    return FALSE;

  self->tenant = g_ascii_strdown (parts[1], -1);

  return read_tenant (self);
}

/*
 * entra_issuer_new:
 * @text: what a server, a document or a person named
 *
 * Takes an issuer apart.
 *
 * Returns: (transfer full) (nullable): its parts, or `NULL` if it can be none of kind entra
 */
EntraIssuer *
entra_issuer_new (const char *text)
{
  g_autoptr(EntraIssuer) self = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  uri = parse_address (text);
  if (uri == NULL)
    return NULL;

  self = g_new0 (EntraIssuer, 1);
  self->origin = dup_origin (uri);
  self->place = dup_place (uri);
  self->cloud = find_cloud (uri);

  return read_path (self, find_path (text)) ? g_steal_pointer (&self) : NULL;
}

void
entra_issuer_free (EntraIssuer *self)
{
  g_free (self->origin);
  g_free (self->place);
  g_free (self->tenant);
  g_free (self);
}

/*
 * entra_issuer_dup_canonical_origin:
 *
 * Returns: (transfer full): where requests go: all hosts of a cloud answer in the name of one
 *   (entra.md 1.4), and the issuers of v1 have no documents of v2
 */
char *
entra_issuer_dup_canonical_origin (EntraIssuer *self)
{
  return self->cloud != NULL ? g_strconcat ("https://", self->cloud->sign_in, NULL)
                             : g_strdup (self->origin);
}

/*
 * entra_issuer_is_same_authority:
 *
 * Returns: whether both are of the same scheme, host and port, or hosts of the same cloud
 */
gboolean
entra_issuer_is_same_authority (EntraIssuer *self,
                                EntraIssuer *other)
{
  return self->cloud != NULL ? self->cloud == other->cloud
                             : g_str_equal (self->origin, other->origin);
}

/*
 * entra_issuer_dup_exact:
 * @address: an endpoint, or an issuer
 * @tenant: (nullable): a GUID
 *
 * Returns: (transfer full): @address with @tenant instead of "common" or "organizations", where
 *   that is what its path begins with (ruling 4)
 */
char *
entra_issuer_dup_exact (const char *address,
                        const char *tenant)
{
  const char *path = find_path (address);
  gsize length = *path == '/' ? strcspn (path + 1, "/?#") : 0;
  g_autofree char *found = length > 0 ? g_ascii_strdown (path + 1, length) : g_strdup ("");

  if (tenant == NULL || !g_uuid_string_is_valid (tenant) ||
      (!g_str_equal (found, "common") && !g_str_equal (found, "organizations")))
    return g_strdup (address);

  return g_strdup_printf ("%.*s/%s%s", (int) (path - address), address, tenant,
                          path + 1 + length);
}

/**
 * entra_is_microsoft_host:
 * @issuer: what a server named
 *
 * Returns: whether it is on a host of Microsoft's (entra.md 1.2), which is trusted without anybody
 *   having named it
 */
gboolean
entra_is_microsoft_host (const char *issuer)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (issuer != NULL, FALSE);

  uri = parse_address (issuer);

  return uri != NULL && find_cloud (uri) != NULL;
}

/**
 * entra_dup_cloud:
 * @issuer: any issuer of kind entra
 *
 * Returns: (transfer full) (nullable): what accounts of @issuer are filed under, whichever alias
 *   or tenant it names: "login.windows.net", or host and port of an authority that somebody named;
 *   `NULL` if @issuer is no address
 */
char *
entra_dup_cloud (const char *issuer)
{
  g_autoptr(GUri) uri = NULL;
  const EntraCloud *cloud;

  g_return_val_if_fail (issuer != NULL, NULL);

  uri = parse_address (issuer);
  if (uri == NULL)
    return NULL;

  cloud = find_cloud (uri);

  return cloud != NULL ? g_strdup (cloud->cache) : dup_place (uri);
}

/**
 * entra_get_portal:
 * @issuer: any issuer of kind entra
 *
 * Returns: the admin center of the cloud that @issuer is in (entra.md 1.2); that of the public one
 *   where nobody says, as for an authority that somebody named
 */
const char *
entra_get_portal (const char *issuer)
{
  g_autoptr(GUri) uri = NULL;
  const EntraCloud *cloud;

  g_return_val_if_fail (issuer != NULL, NULL);

  uri = parse_address (issuer);
  cloud = uri != NULL ? find_cloud (uri) : NULL;

  return cloud != NULL && cloud->portal != NULL ? cloud->portal : "https://entra.microsoft.com";
}

/**
 * entra_dup_issuer_problem:
 * @issuer: what a server or a person named
 *
 * Returns: (transfer full) (nullable): a sentence for people on why nobody can sign in there, or
 *   `NULL` if it is worth a try
 */
char *
entra_dup_issuer_problem (const char *issuer)
{
  g_autoptr(EntraIssuer) parts = NULL;

  g_return_val_if_fail (issuer != NULL, NULL);

  parts = entra_issuer_new (issuer);
  if (parts == NULL || parts->kind == ENTRA_TENANT_TEMPLATE)
    return g_strdup (_("This address names no tenant. It should look like "
                       "https://login.microsoftonline.com/TENANT/v2.0."));

  if (parts->kind == ENTRA_TENANT_PERSONAL)
    return g_strdup (_("This server asks for a personal Microsoft account. Only work and school "
                       "accounts can be used here."));

  return NULL;
}
