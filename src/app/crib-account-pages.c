/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-pages.h"

#include "crib-identity-private.h"
#include "entra-profile.h"

#include <string.h>

#define VERSION "/v2.0"

/* What entra.md 1.3 says; at any host that somebody trusts as one of kind entra, without asking it.
 * The hint is the opaque claim, never a name. */
static char *
dup_entra_uri (OauthAccount *account)
{
  const char *issuer = oauth_account_get_issuer (account);
  const char *hint = oauth_account_get_login_hint (account);
  g_autofree char *escaped = hint != NULL ? g_uri_escape_string (hint, NULL, FALSE) : NULL;
  g_autofree char *base = NULL;

  if (!g_str_has_suffix (issuer, VERSION))
    return NULL;

  base = g_strndup (issuer, strlen (issuer) - strlen (VERSION));

  return g_strconcat (base, "/oauth2/v2.0/logout", escaped != NULL ? "?logout_hint=" : NULL,
                      escaped, NULL);
}

static char *
dup_from_clients (CribIdentity *self,
                  OauthAccount *account)
{
  GHashTableIter iter;
  gpointer client;
  char *uri = NULL;

  g_hash_table_iter_init (&iter, self->clients);

  while (uri == NULL && g_hash_table_iter_next (&iter, NULL, &client))
    uri = oauth_client_dup_sign_out_uri (client, account, NULL);

  return uri;
}

/**
 * crib_identity_dup_sign_out_uri:
 * @self: an identity
 * @account: who leaves
 *
 * The page that ends the session which the authority keeps in a browser (entra.md 6). This
 * program's sign-in lives on: that is [method@Crib.Identity.sign_out_async]'s, which forgets what
 * this needs. Asks nobody, so that of kind generic it is known only where @account was used since
 * the program was started.
 *
 * Returns: (transfer full) (nullable): what to open in a browser
 */
char *
crib_identity_dup_sign_out_uri (CribIdentity *self,
                                OauthAccount *account)
{
  OauthTrust *trust;
  char *uri;

  g_return_val_if_fail (CRIB_IS_IDENTITY (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  uri = dup_from_clients (self, account);
  if (uri != NULL || oauth_account_get_tenant (account) == NULL)
    return uri;

  trust = crib_trust_find (self->trust, oauth_account_get_issuer (account));
  if (!entra_is_microsoft_host (oauth_account_get_issuer (account)) &&
      (trust == NULL || oauth_trust_get_kind (trust) != OAUTH_KIND_ENTRA))
    return NULL;

  return dup_entra_uri (account);
}

/**
 * crib_account_get_everywhere_uri:
 * @account: who leaves
 *
 * Returns: (nullable): the page on which Microsoft ends all sessions of the person, with "Sign out
 *   everywhere"; %NULL where none is known, as in national clouds
 */
const char *
crib_account_get_everywhere_uri (OauthAccount *account)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  return g_strcmp0 (oauth_account_get_authority (account), "login.windows.net") == 0
         ? "https://mysignins.microsoft.com" : NULL;
}
