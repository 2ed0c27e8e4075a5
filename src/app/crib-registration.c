/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-registration.h"

#include "crib-error.h"
#include "entra-profile.h"
#include "http-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer than any that is in use, short enough to show. */
#define MOST_OF_A_CLIENT_ID 512

/**
 * crib_registration_dup_client_id_problem:
 * @client_id: what a person typed
 * @protection: (nullable): how the server is protected, if known
 *
 * Returns: (transfer full) (nullable): one sentence on why it cannot be the client ID; at an
 *   authority of kind entra it is a GUID
 */
char *
crib_registration_dup_client_id_problem (const char     *client_id,
                                         CribProtection *protection)
{
  g_return_val_if_fail (client_id != NULL, NULL);

  if (protection != NULL && crib_protection_is_entra (protection))
    return g_uuid_string_is_valid (client_id) ? NULL :
           g_strdup (_("This is not a client ID: it has 32 letters and digits in five groups, like "
                       "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a90."));

  for (const char *p = client_id; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) && *p != ' ')
      return g_strdup (_("A client ID has no such characters."));

  if (strlen (client_id) > MOST_OF_A_CLIENT_ID)
    return g_strdup (_("This is too long for a client ID."));

  return NULL;
}

static char *
build_issuer (const char *text)
{
  return strstr (text, "://") != NULL
         ? g_strdup (text) : g_strdup_printf ("https://login.microsoftonline.com/%s/v2.0", text);
}

/* RFC 8414 §2: an issuer has neither query nor fragment. */
static char *
dup_issuer_problem (const char *text,
                    const char *issuer)
{
  gboolean is_address = strstr (text, "://") != NULL;
  g_autofree char *problem = http_address_dup_problem (issuer);

  if (problem == NULL && (!is_address || entra_is_microsoft_host (issuer)))
    problem = entra_dup_issuer_problem (issuer);

  if (problem == NULL && strpbrk (issuer, "?#") == NULL)
    return NULL;

  if (is_address && problem != NULL)
    return g_steal_pointer (&problem);

  return g_strdup (_("This is neither a tenant, by its domain or ID, nor the address of a sign-in "
                     "service."));
}

/**
 * crib_registration_dup_issuer:
 * @text: what a person typed
 * @error: return location for an error
 *
 * Returns: (transfer full): the issuer that it means, or %CRIB_ERROR_ADDRESS
 */
char *
crib_registration_dup_issuer (const char  *text,
                              GError     **error)
{
  g_autofree char *issuer = NULL;
  g_autofree char *problem = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  issuer = build_issuer (text);
  problem = dup_issuer_problem (text, issuer);

  if (problem == NULL)
    return g_steal_pointer (&issuer);

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ADDRESS, problem);

  return NULL;
}

/* Metadata and people do not agree on the last slash. */
static gboolean
is_same_issuer (const char *a,
                const char *b)
{
  gsize length_a, length_b;

  if (a == NULL || b == NULL)
    return FALSE;

  length_a = strlen (a) - (g_str_has_suffix (a, "/") ? 1 : 0);
  length_b = strlen (b) - (g_str_has_suffix (b, "/") ? 1 : 0);

  return length_a == length_b && strncmp (a, b, length_a) == 0;
}

/* @issuer: (nullable). An authority that was asked for by one name may give itself another. */
static gboolean
names (CribProtection *protection,
       const char     *issuer)
{
  OauthAuthority *authority = crib_protection_get_authority (protection);

  return is_same_issuer (crib_protection_get_issuer (protection), issuer) ||
         (authority != NULL && is_same_issuer (oauth_authority_get_issuer (authority), issuer));
}

static gboolean
is_protected_alike (CribConnection *connection,
                    CribProtection *protection)
{
  CribProtection *theirs = crib_connection_get_protection (connection);

  return names (protection, crib_server_get_authority (crib_connection_get_server (connection))) ||
         (theirs != NULL && names (protection, crib_protection_get_issuer (theirs)));
}

static void
collect (GHashTable *found,
         const char *client_id)
{
  if (client_id != NULL)
    g_hash_table_add (found, g_strdup (client_id));
}

static void
collect_of_servers (GHashTable         *found,
                    CribConnectionPool *pool,
                    CribProtection     *protection)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (pool));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (G_LIST_MODEL (pool), i);

      if (is_protected_alike (connection, protection))
        collect (found, crib_server_get_client_id (crib_connection_get_server (connection)));
    }
}

static void
collect_of_accounts (GHashTable     *found,
                     CribIdentity   *identity,
                     CribProtection *protection)
{
  GListModel *accounts = G_LIST_MODEL (crib_identity_get_accounts (identity));
  guint n_items = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(OauthAccount) account = g_list_model_get_item (accounts, i);

      if (names (protection, oauth_account_get_issuer (account)))
        collect (found, oauth_account_get_client_id (account));
    }
}

/**
 * crib_registration_dup_known_client_id:
 * @pool: the saved servers
 * @identity: (nullable): who has signed in
 * @protection: who is to be signed in to
 *
 * Returns: (transfer full) (nullable): what this program is registered as there; %NULL when nobody
 *   knows, or when there are several
 */
char *
crib_registration_dup_known_client_id (CribConnectionPool *pool,
                                       CribIdentity       *identity,
                                       CribProtection     *protection)
{
  g_autoptr(GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer client_id;

  g_return_val_if_fail (CRIB_IS_CONNECTION_POOL (pool), NULL);
  g_return_val_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity), NULL);
  g_return_val_if_fail (CRIB_IS_PROTECTION (protection), NULL);

  found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_of_servers (found, pool, protection);

  if (identity != NULL)
    collect_of_accounts (found, identity, protection);

  g_hash_table_iter_init (&iter, found);

  return g_hash_table_size (found) == 1 && g_hash_table_iter_next (&iter, &client_id, NULL)
         ? g_strdup (client_id) : NULL;
}
