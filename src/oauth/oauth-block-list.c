/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-block-list.h"

#include "oauth-clock.h"
#include "oauth-error-private.h"

typedef struct
{
  char *account;
  char *hash;
  gint64 end;
  GError *error;
} Block;

struct _OauthBlockList
{
  GHashTable *blocks;
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->account);
  g_free (block->hash);
  g_clear_error (&block->error);
  g_free (block);
}

OauthBlockList *
oauth_block_list_new (void)
{
  OauthBlockList *self = g_new0 (OauthBlockList, 1);

  self->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, block_free);

  return self;
}

void
oauth_block_list_free (OauthBlockList *self)
{
  g_hash_table_unref (self->blocks);
  g_free (self);
}

/*
 * oauth_block_list_add:
 * @account: whose
 * @request: what was asked; equal for equal questions
 * @hash: (nullable): of the refresh token it was asked with; another one unblocks. `NULL` for any
 * @seconds: how long
 * @error: what it came to
 */
void
oauth_block_list_add (OauthBlockList *self,
                      const char     *account,
                      const char     *request,
                      const char     *hash,
                      gint64          seconds,
                      const GError   *error)
{
  Block *block = g_new0 (Block, 1);

  block->account = g_strdup (account);
  block->hash = g_strdup (hash);
  block->end = oauth_clock_get_up () + seconds;
  block->error = g_error_copy (error);
  g_hash_table_replace (self->blocks, g_strdup (request), block);
}

/*
 * oauth_block_list_check:
 * @hash: of the refresh token that would be used now
 * @error: return location: what it came to last; where that was to wait, with the seconds left
 *
 * Returns: whether @request may be made
 */
gboolean
oauth_block_list_check (OauthBlockList  *self,
                        const char      *account,
                        const char      *request,
                        const char      *hash,
                        GError         **error)
{
  Block *block = g_hash_table_lookup (self->blocks, request);
  GError *copy;
  gint64 left;

  if (block == NULL || g_strcmp0 (block->account, account) != 0)
    return TRUE;

  left = block->end - oauth_clock_get_up ();
  if (left <= 0 || (block->hash != NULL && g_strcmp0 (block->hash, hash) != 0))
    return TRUE;

  copy = g_error_copy (block->error);
  if (g_error_matches (copy, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE))
    oauth_error_set_retry_after (copy, left);
  g_propagate_error (error, copy);

  return FALSE;
}

static gboolean
is_of_account (gpointer key,
               gpointer value,
               gpointer user_data)
{
  Block *block = value;

  return g_strcmp0 (block->account, user_data) == 0;
}

/*
 * oauth_block_list_remove:
 * @account: who signed in, or out
 */
void
oauth_block_list_remove (OauthBlockList *self,
                         const char     *account)
{
  g_hash_table_foreach_remove (self->blocks, is_of_account, (gpointer) account);
}
