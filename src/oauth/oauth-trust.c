/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-trust.h"

#include "http-session.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

/**
 * OauthTrust:
 *
 * One entry of `trusted-authorities` (rulings, "Kind entra"; ruling 26): an authority that an
 * administrator or the person named.
 *
 * Immutable, reference counted. Nothing that a server sends ever makes one.
 */
struct _OauthTrust
{
  gatomicrefcount ref_count;
  char *issuer;
  OauthKind kind;
  char *ca_file;
  gboolean assume_pkce;
  gboolean allow_http_loopback;
};

G_DEFINE_BOXED_TYPE (OauthTrust, oauth_trust, oauth_trust_ref, oauth_trust_unref)

static const struct
{
  const char *name;
  const char *type;
} members[] = {
  { "issuer", "s" },
  { "kind", "s" },
  { "ca-file", "s" },
  { "assume-pkce", "b" },
  { "allow-http-loopback", "b" },
};

static gboolean
check_types (GVariant  *entry,
             GError   **error)
{
  if (!g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT))
    {
      g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                           _("An entry of the trusted authorities cannot be understood."));
      return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(GVariant) value = g_variant_lookup_value (entry, members[i].name, NULL);

      if (value == NULL || g_variant_is_of_type (value, G_VARIANT_TYPE (members[i].type)))
        continue;

      g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                   _("“%s” of a trusted authority cannot be understood."), members[i].name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_kind (OauthTrust  *self,
           GVariant    *entry,
           GError     **error)
{
  const char *kind = "generic";

  g_variant_lookup (entry, "kind", "&s", &kind);

  if (g_str_equal (kind, "entra"))
    self->kind = OAUTH_KIND_ENTRA;
  else if (g_str_equal (kind, "generic"))
    self->kind = OAUTH_KIND_GENERIC;
  else
    {
      g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                   _("“%s” is no kind of authority. There are “entra” and “generic”."), kind);
      return FALSE;
    }

  return TRUE;
}

/* https, or http to this computer where the entry says so; and what RFC 8414 §2 asks of an issuer:
 * neither query nor fragment. */
static gboolean
check_issuer (OauthTrust  *self,
              GError     **error)
{
  g_autofree char *problem = NULL;
  g_autoptr(GUri) uri = NULL;

  problem = self->issuer == NULL
            ? g_strdup (_("A trusted authority needs its address, “issuer”."))
            : http_address_dup_problem (self->issuer);

  if (problem == NULL)
    {
      uri = g_uri_parse (self->issuer, SOUP_HTTP_URI_FLAGS, NULL);

      if (g_uri_get_query (uri) != NULL)
        problem = g_strdup (_("Leave “?” and what follows it out of the address"));
      else if (g_str_equal (g_uri_get_scheme (uri), "http") && !self->allow_http_loopback)
        problem = g_strdup (_("Use https://…, or allow http for an authority on this computer"));
    }

  if (problem != NULL)
    g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP, problem);

  return problem == NULL;
}

static gboolean
check_ca_file (OauthTrust  *self,
               GError     **error)
{
  if (self->ca_file == NULL || g_path_is_absolute (self->ca_file))
    return TRUE;

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("Give the whole path of the certificate file “%s”."), self->ca_file);

  return FALSE;
}

/**
 * oauth_trust_new:
 * @entry: of type `a{sv}`, with `issuer` (s), `kind` (s: "entra", or "generic" which is the
 *   default), `ca-file` (s), `assume-pkce` (b) and `allow-http-loopback` (b). All but `issuer` may
 *   be absent, other members are ignored
 * @error: return location: `OAUTH_ERROR_SETUP`
 *
 * Reads an entry of `trusted-authorities`.
 *
 * Returns: (transfer full) (nullable): the trust, or `NULL` when it cannot be understood
 */
OauthTrust *
oauth_trust_new (GVariant  *entry,
                 GError   **error)
{
  g_autoptr(OauthTrust) self = NULL;

  g_return_val_if_fail (entry != NULL, NULL);

  if (!check_types (entry, error))
    return NULL;

  self = g_new0 (OauthTrust, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_variant_lookup (entry, "issuer", "s", &self->issuer);
  g_variant_lookup (entry, "ca-file", "s", &self->ca_file);
  g_variant_lookup (entry, "assume-pkce", "b", &self->assume_pkce);
  g_variant_lookup (entry, "allow-http-loopback", "b", &self->allow_http_loopback);

  if (self->ca_file != NULL && *self->ca_file == '\0')
    g_clear_pointer (&self->ca_file, g_free);

  if (!read_kind (self, entry, error) ||
      !check_issuer (self, error) ||
      !check_ca_file (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

OauthTrust *
oauth_trust_ref (OauthTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
oauth_trust_unref (OauthTrust *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->issuer);
  g_free (self->ca_file);
  g_free (self);
}

/**
 * oauth_trust_get_issuer:
 *
 * Returns: the issuer, exactly as it was given
 */
const char *
oauth_trust_get_issuer (OauthTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issuer;
}

/**
 * oauth_trust_get_kind:
 *
 * Returns: whose rules it follows
 */
OauthKind
oauth_trust_get_kind (OauthTrust *self)
{
  g_return_val_if_fail (self != NULL, OAUTH_KIND_GENERIC);

  return self->kind;
}

/**
 * oauth_trust_get_ca_file:
 *
 * Returns: (nullable): PEM file with what its certificate is checked against, instead of what the
 *   system trusts
 */
const char *
oauth_trust_get_ca_file (OauthTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ca_file;
}

/**
 * oauth_trust_get_assume_pkce:
 *
 * Returns: whether S256 is taken for granted though the metadata does not say so (ruling 3)
 */
gboolean
oauth_trust_get_assume_pkce (OauthTrust *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->assume_pkce;
}

/**
 * oauth_trust_get_allow_http_loopback:
 *
 * Returns: whether its addresses may be http, on this computer
 */
gboolean
oauth_trust_get_allow_http_loopback (OauthTrust *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->allow_http_loopback;
}

/* An address without user, query or fragment, https or http to this computer; else NULL. */
static GUri *
parse_issuer (const char *issuer)
{
  g_autofree char *problem = http_address_dup_problem (issuer);
  g_autoptr(GUri) uri = problem == NULL ? g_uri_parse (issuer, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  return uri != NULL && g_uri_get_query (uri) == NULL ? g_steal_pointer (&uri) : NULL;
}

/**
 * oauth_trust_covers:
 * @issuer: what a server named as its authority
 *
 * Of kind generic one entry is one issuer, letter by letter; of kind entra one
 * entry is all tenants of the same scheme, host and port, which one operator
 * runs (entra.md 1.5).
 *
 * Returns: whether @issuer is trusted by this entry
 */
gboolean
oauth_trust_covers (OauthTrust *self,
                    const char *issuer)
{
  g_autoptr(GUri) ours = NULL;
  g_autoptr(GUri) theirs = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (issuer != NULL, FALSE);

  if (self->kind == OAUTH_KIND_GENERIC)
    return g_str_equal (self->issuer, issuer);

  ours = parse_issuer (self->issuer);
  theirs = parse_issuer (issuer);

  return theirs != NULL &&
         g_str_equal (g_uri_get_scheme (ours), g_uri_get_scheme (theirs)) &&
         g_ascii_strcasecmp (g_uri_get_host (ours), g_uri_get_host (theirs)) == 0 &&
         g_uri_get_port (ours) == g_uri_get_port (theirs);
}
