/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-token-lens.h"

#include "crib-authorizer-private.h"
#include "crib-connection-private.h"
#include "crib-token-lens-private.h"
#include "http-challenge.h"
#include "mcp-error.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* RFC 6750 §3.1. */
static char *
dup_code (const GError *error)
{
  const char *text = error != NULL ? mcp_error_get_challenge (error) : NULL;
  g_autoptr(GPtrArray) challenges = text != NULL ? http_challenge_parse (text) : NULL;
  HttpChallenge *challenge = challenges != NULL ? http_challenge_find (challenges, "bearer") : NULL;

  return challenge != NULL ? g_strdup (http_challenge_get_parameter (challenge, "error")) : NULL;
}

static gboolean
is_refusal (const GError *error)
{
  guint status = error != NULL ? mcp_error_get_status (error) : 0;

  return status == 401 || status == 403;
}

/* The server's, or else that of any run: only the last one of each tool is there.
 *
 * Returns: (nullable) */
static const GError *
find_refusal (CribConnection *self)
{
  GHashTableIter iter;
  gpointer run;

  if (is_refusal (self->error))
    return self->error;

  g_hash_table_iter_init (&iter, self->runs);

  while (g_hash_table_iter_next (&iter, NULL, &run))
    if (is_refusal (crib_run_get_error (run)))
      return crib_run_get_error (run);

  return NULL;
}

static gboolean
is_html (const GError *error)
{
  const char *details = error != NULL ? mcp_error_get_details (error) : NULL;

  return details != NULL && strstr (details, "html") != NULL;
}

static const char *
find_resource (CribConnection *self,
               CribProtection *protection)
{
  OauthResource *resource = protection != NULL ? crib_protection_get_resource (protection) : NULL;

  return resource != NULL ? oauth_resource_get_identifier (resource)
                          : crib_server_get_uri (self->server);
}

static CribTokenLens *
look_through (CribConnection *self,
              OauthToken     *token)
{
  CribProtection *protection = crib_authorizer_get_protection (self->authorizer);
  OauthAccount *account = oauth_token_get_account (token);
  const GError *refusal = find_refusal (self);
  g_autofree char *code = dup_code (refusal);
  CribLensView view = {
    .resource = find_resource (self, protection),
    .client_id = oauth_account_get_client_id (account),
    .granted = oauth_token_get_scopes (token),
    .is_entra = oauth_account_get_tenant (account) != NULL,
    .now = g_get_real_time () / G_USEC_PER_SEC,
    .status = refusal != NULL ? mcp_error_get_status (refusal) : 0,
    .is_html = is_html (refusal),
    .code = code,
  };

  if (protection != NULL)
    {
      view.issuer = crib_protection_get_issuer (protection);
      view.tenant = crib_protection_get_tenant (protection);
      view.scopes = crib_protection_get_scopes (protection);
    }

  return crib_token_lens_new (vault_secret_get_text (oauth_token_get_secret (token), NULL), &view);
}

/**
 * crib_connection_dup_token_lens:
 * @connection: a connection
 * @error: return location: `OAUTH_ERROR_NEEDS_PERSON` where no token is in memory
 *
 * Decodes the access token that is used at the server just now, because a person asked to see what
 * it says; asks neither the network nor the keyring.
 *
 * Returns: (transfer full) (nullable): what it says, beside what the server advertises
 */
CribTokenLens *
crib_connection_dup_token_lens (CribConnection  *connection,
                                GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);

  if (connection->authorizer->token != NULL)
    return look_through (connection, connection->authorizer->token);

  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                       _("Nobody is signed in here just now, so there is no token to look at."));

  return NULL;
}
