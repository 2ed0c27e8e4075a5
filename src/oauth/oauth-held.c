/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-held.h"

#include "oauth-context.h"

static GHashTable *
get_table (VaultStore *vault)
{
  static GQuark quark;
  GHashTable *table;

  if (quark == 0)
    quark = g_quark_from_static_string ("oauth-held");

  table = g_object_get_qdata (G_OBJECT (vault), quark);
  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) oauth_stored_account_unref);
      g_object_set_qdata_full (G_OBJECT (vault), quark, table,
                               (GDestroyNotify) g_hash_table_unref);
    }

  return table;
}

/*
 * oauth_held_lookup:
 *
 * Returns: (transfer none) (nullable): what of @account could not be stored in @vault
 */
OauthStoredAccount *
oauth_held_lookup (VaultStore   *vault,
                   OauthAccount *account)
{
  g_autofree char *key = oauth_context_dup_lock_name (account);

  return g_hash_table_lookup (get_table (vault), key);
}

/*
 * oauth_held_put:
 * @stored: what @vault did not take
 */
void
oauth_held_put (VaultStore         *vault,
                OauthStoredAccount *stored)
{
  g_hash_table_replace (get_table (vault), oauth_context_dup_lock_name (stored->account),
                        oauth_stored_account_ref (stored));
}

/*
 * oauth_held_remove:
 * @account: whose sign-in is stored by now, or over
 */
void
oauth_held_remove (VaultStore   *vault,
                   OauthAccount *account)
{
  g_autofree char *key = oauth_context_dup_lock_name (account);

  g_hash_table_remove (get_table (vault), key);
}

/*
 * oauth_held_count:
 * @test: which accounts count
 *
 * Returns: how many of them could not be stored
 */
guint
oauth_held_count (VaultStore    *vault,
                  OauthHeldTest  test,
                  gpointer       user_data)
{
  GHashTableIter iter;
  gpointer stored;
  guint count = 0;

  g_hash_table_iter_init (&iter, get_table (vault));
  while (g_hash_table_iter_next (&iter, NULL, &stored))
    count += test (((OauthStoredAccount *) stored)->account, user_data) ? 1 : 0;

  return count;
}

/*
 * oauth_held_move:
 * @from: what did not take them
 * @to: where they are to be stored from now on
 * @test: which accounts move
 */
void
oauth_held_move (VaultStore    *from,
                 VaultStore    *to,
                 OauthHeldTest  test,
                 gpointer       user_data)
{
  GHashTableIter iter;
  gpointer stored;

  if (from == to)
    return;

  g_hash_table_iter_init (&iter, get_table (from));
  while (g_hash_table_iter_next (&iter, NULL, &stored))
    if (test (((OauthStoredAccount *) stored)->account, user_data))
      {
        oauth_held_put (to, stored);
        g_hash_table_iter_remove (&iter);
      }
}
