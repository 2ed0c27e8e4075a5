/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-credentials.h"

#include "oauth-address.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/**
 * OauthCredentials:
 *
 * What this program is known by at one authority, and how it proves that at the token endpoint
 * (RFC 6749 §2.3).
 *
 * Immutable, atomically reference counted. With a secret they are good at the authority that they
 * were made for, and at no other.
 */
struct _OauthCredentials
{
  gatomicrefcount ref_count;

  char *client_id;
  VaultSecret *secret;         /* nullable */
  OauthClientAuth auth;
  gboolean is_at_loopback_ip;
};

G_DEFINE_BOXED_TYPE (OauthCredentials, oauth_credentials, oauth_credentials_ref,
                     oauth_credentials_unref)

/* In the order in which they are chosen where an authority takes both: RFC 6749 §2.3.1 recommends
 * against a secret in the body. */
static const struct
{
  const char *name;
  OauthClientAuth auth;
} methods[] = {
  { "client_secret_basic", OAUTH_CLIENT_AUTH_BASIC },
  { "client_secret_post", OAUTH_CLIENT_AUTH_POST },
  { "none", OAUTH_CLIENT_AUTH_NONE },
};

/* As it is written: a parser removes segments of dots. NULL where there is no more than "/". */
static char *
dup_path (const char *uri)
{
  const char *path = strchr (uri + strlen ("https://"), '/');
  gsize length = path != NULL ? strcspn (path, "?") : 0;

  return length > 1 ? g_strndup (path, length) : NULL;
}

static gboolean
has_dot_segment (const char *path)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);

  return g_strv_contains ((const char * const *) segments, ".") ||
         g_strv_contains ((const char * const *) segments, "..");
}

/**
 * oauth_credentials_is_document:
 * @client_id: a client id
 *
 * MCP 2026-07-28, client registration: an https address with a path. OAuth Client ID Metadata
 * Document, §3: no user name, no fragment, no segments of dots.
 *
 * Returns: whether @client_id is the address of a document that describes the client
 */
gboolean
oauth_credentials_is_document (const char *client_id)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (client_id != NULL, FALSE);

  if (!g_str_has_prefix (client_id, "https://") || !oauth_address_is_allowed (client_id, FALSE))
    return FALSE;

  path = dup_path (client_id);

  return path != NULL && !has_dot_segment (path) && strpbrk (client_id, " \"<>\\^`{|}") == NULL;
}

/**
 * oauth_credentials_new_public:
 * @client_id: what this program is known by
 *
 * Returns: (transfer full): credentials without a secret, which are good anywhere
 */
OauthCredentials *
oauth_credentials_new_public (const char *client_id)
{
  OauthCredentials *self;

  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_new0 (OauthCredentials, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->client_id = g_strdup (client_id);

  return self;
}

static gboolean
find_method (const char      *name,
             OauthClientAuth *auth)
{
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, name))
      {
        *auth = methods[i].auth;
        return TRUE;
      }

  return FALSE;
}

/* RFC 8414 §2: where nothing is listed, it is client_secret_basic. A secret that nobody wants to
 * hear is not said. */
static gboolean
choose_method (OauthAuthority  *authority,
               OauthClientAuth *auth)
{
  const char * const *listed = oauth_authority_get_auth_methods (authority);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (listed != NULL && g_strv_contains (listed, methods[i].name))
      {
        *auth = methods[i].auth;
        return TRUE;
      }

  *auth = OAUTH_CLIENT_AUTH_BASIC;

  return listed == NULL;
}

static gboolean
refuse_secret (OauthAuthority  *authority,
               GError         **error)
{
  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("At %s, Toolcrib is never given a secret. Take it away from the settings of the "
                 "server."), oauth_authority_get_asked_issuer (authority));

  return FALSE;
}

static gboolean
find_auth (OauthAuthority   *authority,
           const char       *auth_method,
           OauthClientAuth  *auth,
           GError          **error)
{
  if (!oauth_profile_may_register (oauth_authority_get_profile (authority)))
    return refuse_secret (authority, error);

  if (auth_method != NULL ? find_method (auth_method, auth) : choose_method (authority, auth))
    return TRUE;

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("%s wants programs to prove who they are in a way that Toolcrib does not know."),
               oauth_authority_get_asked_issuer (authority));

  return FALSE;
}

/**
 * oauth_credentials_new:
 * @authority: where they were given
 * @client_id: what this program is known by there
 * @secret: (nullable): a secret that registration or an administrator gave
 * @auth_method: (nullable): the `token_endpoint_auth_method` that a registration gave; else it is
 *   chosen by what @authority lists
 * @error: return location: `OAUTH_ERROR_SETUP` for a secret where there may be none (ruling 21), or
 *   where it is wanted in a way that we do not know
 *
 * Returns: (transfer full) (nullable): credentials for @authority and no other
 */
OauthCredentials *
oauth_credentials_new (OauthAuthority  *authority,
                       const char      *client_id,
                       VaultSecret     *secret,
                       const char      *auth_method,
                       GError         **error)
{
  OauthClientAuth auth = OAUTH_CLIENT_AUTH_NONE;
  OauthCredentials *self;

  g_return_val_if_fail (OAUTH_IS_AUTHORITY (authority), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  if (secret != NULL && !find_auth (authority, auth_method, &auth, error))
    return NULL;

  self = oauth_credentials_new_public (client_id);
  self->auth = auth;

  if (auth != OAUTH_CLIENT_AUTH_NONE)
    self->secret = vault_secret_ref (secret);

  return self;
}

/**
 * oauth_credentials_new_at_loopback_ip:
 * @self: credentials
 *
 * Returns: (transfer full): the same for a client whose redirect address is `http://127.0.0.1`,
 *   which RFC 8252 §8.3 prefers to `http://localhost`
 */
OauthCredentials *
oauth_credentials_new_at_loopback_ip (OauthCredentials *self)
{
  OauthCredentials *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = oauth_credentials_new_public (self->client_id);
  copy->auth = self->auth;
  copy->secret = self->secret != NULL ? vault_secret_ref (self->secret) : NULL;
  copy->is_at_loopback_ip = TRUE;

  return copy;
}

/**
 * oauth_credentials_ref:
 * @self: credentials
 *
 * Returns: (transfer full): @self
 */
OauthCredentials *
oauth_credentials_ref (OauthCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * oauth_credentials_unref:
 * @self: (transfer full): credentials
 */
void
oauth_credentials_unref (OauthCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->client_id);
  g_clear_pointer (&self->secret, vault_secret_unref);
  g_free (self);
}

/**
 * oauth_credentials_get_client_id:
 * @self: credentials
 *
 * Returns: what this program is known by
 */
const char *
oauth_credentials_get_client_id (OauthCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

/**
 * oauth_credentials_get_secret:
 * @self: credentials
 *
 * Returns: (transfer none) (nullable): what it proves that with
 */
VaultSecret *
oauth_credentials_get_secret (OauthCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret;
}

/**
 * oauth_credentials_get_auth:
 * @self: credentials
 *
 * Returns: how it proves that
 */
OauthClientAuth
oauth_credentials_get_auth (OauthCredentials *self)
{
  g_return_val_if_fail (self != NULL, OAUTH_CLIENT_AUTH_NONE);

  return self->auth;
}

/**
 * oauth_credentials_is_at_loopback_ip:
 * @self: credentials
 *
 * Returns: whether its redirect address is `http://127.0.0.1` instead of `http://localhost`
 */
gboolean
oauth_credentials_is_at_loopback_ip (OauthCredentials *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_at_loopback_ip;
}

/**
 * oauth_credentials_dup_header:
 * @self: credentials
 *
 * RFC 6749 §2.3.1: id and secret are form-encoded before they are joined by a colon and become
 * Base64, so that either may hold a colon.
 *
 * Returns: (transfer full) (nullable): the value of the `Authorization` header of a token request;
 *   %NULL where it has none. To be wiped by the caller
 */
char *
oauth_credentials_dup_header (OauthCredentials *self)
{
  g_autofree char *id = NULL;
  char *secret;
  char *pair;
  char *base64;
  char *header;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->auth != OAUTH_CLIENT_AUTH_BASIC)
    return NULL;

  id = g_uri_escape_string (self->client_id, NULL, FALSE);
  secret = g_uri_escape_string (vault_secret_get_text (self->secret, NULL), NULL, FALSE);
  pair = g_strconcat (id, ":", secret, NULL);
  base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
  header = g_strconcat ("Basic ", base64, NULL);
  vault_wipe_string (base64);
  vault_wipe_string (pair);
  vault_wipe_string (secret);

  return header;
}
