/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-silent.h"

#include "oauth-error-private.h"
#include "oauth-token-private.h"

/* How long a token that is due is left alone after a try to renew it, whatever came of it. */
#define SECONDS_BETWEEN_RENEWALS 60

struct _OauthSilent
{
  OauthContext *context;
  OauthSaveFailed save_failed;
  OauthRenewed renewed;
  gpointer user_data;
  GHashTable *flights;       /* to be joined, by key */
  GHashTable *all;
};

/* One refresh and those who wait for it. It goes on when they leave, unless nothing was sent yet:
 * see oauth_refresh_async(). */
typedef struct
{
  OauthSilent *silent;       /* NULL once the client is gone */
  OauthContext *context;
  OauthWish wish;
  char *key;
  GPtrArray *waiters;
  GCancellable *cancellable;
} Flight;

typedef struct
{
  Flight *flight;
  GTask *task;
  GSource *source;
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->source != NULL)
    {
      g_source_destroy (waiter->source);
      g_source_unref (waiter->source);
    }
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static void
flight_free (gpointer data)
{
  Flight *flight = data;

  oauth_context_unref (flight->context);
  g_object_unref (flight->wish.account);
  g_strfreev ((char **) flight->wish.scopes);
  g_free ((char *) flight->wish.resource);
  g_free ((char *) flight->wish.claims);
  g_free (flight->key);
  g_ptr_array_unref (flight->waiters);
  g_object_unref (flight->cancellable);
  g_free (flight);
}

/* So that nobody joins what is over, or given up. */
static void
unlist (Flight *flight)
{
  OauthSilent *silent = flight->silent;

  if (silent != NULL && g_hash_table_lookup (silent->flights, flight->key) == flight)
    g_hash_table_remove (silent->flights, flight->key);
}

/* Returns: (transfer full): the task of a waiter who leaves */
static GTask *
leave (Waiter *waiter)
{
  Flight *flight = waiter->flight;
  GTask *task = g_steal_pointer (&waiter->task);

  g_ptr_array_remove (flight->waiters, waiter);

  if (flight->waiters->len == 0)
    {
      unlist (flight);
      g_cancellable_cancel (flight->cancellable);
    }

  return task;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = leave (user_data);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* Being busy or out of reach is no harm while the old token lasts (entra.md 3.7). */
static OauthToken *
dup_old_token (Flight       *flight,
               const GError *error)
{
  OauthToken *token;

  if (flight->wish.claims != NULL || flight->wish.is_early ||
      !g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE))
    return NULL;

  token = oauth_token_cache_lookup (flight->context->tokens, flight->wish.account,
                                    flight->wish.scopes, flight->wish.resource);

  return token != NULL && !oauth_token_is_over (token) ? g_object_ref (token) : NULL;
}

/* What is still good is not taken from anybody, whatever the authority said to its renewal. */
static void
end_renewal (Flight       *flight,
             OauthToken   *token,
             const GError *error)
{
  g_autoptr(GError) rest = NULL;

  rest = error != NULL ? g_error_copy (error)
                       : g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, "Renewed.");
  oauth_block_list_add (flight->context->blocks, oauth_account_get_id (flight->wish.account),
                        flight->key, NULL, SECONDS_BETWEEN_RENEWALS, rest);

  if (token != NULL && flight->silent != NULL)
    flight->silent->renewed (token, flight->silent->user_data);
}

static void
refresh_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Flight *flight = user_data;
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) save_error = NULL;
  g_autoptr(GError) error = NULL;

  token = oauth_refresh_finish (result, &save_error, &error);
  if (token == NULL)
    token = dup_old_token (flight, error);

  unlist (flight);
  if (save_error != NULL && flight->silent != NULL)
    flight->silent->save_failed (save_error, flight->silent->user_data);

  while (flight->waiters->len > 0)
    {
      g_autoptr(GTask) task = leave (g_ptr_array_index (flight->waiters, 0));

      if (token != NULL)
        g_task_return_pointer (task, g_object_ref (token), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }

  if (flight->wish.is_early)
    end_renewal (flight, token, error);

  if (flight->silent != NULL)
    g_hash_table_remove (flight->silent->all, flight);
  flight_free (flight);
}

static Flight *
take_off (OauthSilent     *self,
          const OauthWish *wish,
          char            *key)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->silent = self;
  flight->context = oauth_context_ref (self->context);
  flight->wish = *wish;
  flight->wish.account = g_object_ref (wish->account);
  flight->wish.scopes = (const char * const *) g_strdupv ((char **) wish->scopes);
  flight->wish.resource = g_strdup (wish->resource);
  flight->wish.claims = g_strdup (wish->claims);
  flight->key = key;
  flight->waiters = g_ptr_array_new_with_free_func (waiter_free);
  flight->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->flights, flight->key, flight);
  g_hash_table_add (self->all, flight);

  oauth_refresh_async (self->context, &flight->wish, flight->cancellable, refresh_cb, flight);

  return flight;
}

static void
board (Flight *flight,
       GTask  *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->flight = flight;
  waiter->task = g_object_ref (task);
  g_ptr_array_add (flight->waiters, waiter);

  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->source, g_main_context_get_thread_default ());
    }
}

/*
 * oauth_silent_new:
 * @save_failed: called when a new refresh token could not be stored
 * @renewed: called with what came ahead of time
 *
 * Returns: (transfer full): nothing under way
 */
OauthSilent *
oauth_silent_new (OauthContext    *context,
                  OauthSaveFailed  save_failed,
                  OauthRenewed     renewed,
                  gpointer         user_data)
{
  OauthSilent *self = g_new0 (OauthSilent, 1);

  self->context = oauth_context_ref (context);
  self->save_failed = save_failed;
  self->renewed = renewed;
  self->user_data = user_data;
  self->flights = g_hash_table_new (g_str_hash, g_str_equal);
  self->all = g_hash_table_new (NULL, NULL);

  return self;
}

/*
 * oauth_silent_free:
 * @self: (transfer full): what nobody waits for any more
 *
 * What is under way and cannot be stopped ends by itself, and stores what it got.
 */
void
oauth_silent_free (OauthSilent *self)
{
  GHashTableIter iter;
  gpointer flight;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &flight, NULL))
    {
      ((Flight *) flight)->silent = NULL;
      g_cancellable_cancel (((Flight *) flight)->cancellable);
    }

  g_hash_table_unref (self->flights);
  g_hash_table_unref (self->all);
  oauth_context_unref (self->context);
  g_free (self);
}

/*
 * oauth_silent_join:
 * @wish: what is wanted
 * @task: answered with an [class@Oauth.Token]
 *
 * Joins the refresh that is under way for the same wish, or begins one.
 */
void
oauth_silent_join (OauthSilent     *self,
                   const OauthWish *wish,
                   GTask           *task)
{
  g_autofree char *wished = oauth_wish_dup_key (wish);
  /* Who may ask for the keyring does not wait for who may not. */
  g_autofree char *key = g_strdup_printf ("%d\n%s", wish->ask, wished);
  Flight *flight = g_hash_table_lookup (self->flights, key);

  if (flight == NULL)
    flight = take_off (self, wish, g_steal_pointer (&key));

  board (flight, task);
}

/*
 * oauth_silent_renew:
 * @wish: for which there is a token that is due but good
 *
 * Renews it behind everybody's back, where that is not under way and was not tried just now.
 */
void
oauth_silent_renew (OauthSilent     *self,
                    const OauthWish *wish)
{
  OauthWish early = *wish;
  g_autofree char *wished = NULL;
  g_autofree char *key = NULL;

  early.ask = VAULT_ASK_NEVER;
  early.is_early = TRUE;
  wished = oauth_wish_dup_key (&early);
  key = g_strconcat ("early\n", wished, NULL);

  if (g_hash_table_contains (self->flights, key) ||
      !oauth_block_list_check (self->context->blocks, oauth_account_get_id (wish->account), key,
                               NULL, NULL))
    return;

  take_off (self, &early, g_steal_pointer (&key));
}

/*
 * oauth_silent_is_busy:
 *
 * Returns: whether a refresh is under way
 */
gboolean
oauth_silent_is_busy (OauthSilent *self)
{
  return g_hash_table_size (self->all) > 0;
}
