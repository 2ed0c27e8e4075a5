/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include "crib-authorizer-private.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

static void
same_changed_cb (CribAuthorizer *authorizer,
                 GParamSpec     *pspec,
                 CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  crib_connection_notify_same (self, pspec);
}

/* A session belongs to who began it, and ends in their name. */
static void
leaving_cb (CribAuthorizer *authorizer,
            CribConnection *self)
{
  g_autoptr(McpClient) client = NULL;

  g_assert (CRIB_IS_CONNECTION (self));

  if (self->client == NULL)
    return;

  client = g_object_ref (self->client);
  crib_connection_stop (self);
  crib_connection_abandon_runs (self);
  crib_connection_drop_client (self);
  mcp_client_close_async (client, NULL, NULL, NULL);
}

/* So does what came of it. */
static void
account_switched_cb (CribAuthorizer *authorizer,
                     CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  crib_connection_start_anew (self);
}

/* A list may vary with what its reader may do (MCP 2026-07-28, "Caching"). */
static void
stepped_up_cb (CribAuthorizer *authorizer,
               CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  if (self->client != NULL && mcp_client_is_connected (self->client))
    mcp_client_refresh_lists (self->client);
}

/* The tools were that person's to see; what was typed stays. */
static void
signed_out_cb (CribAuthorizer *authorizer,
               CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  if (self->state == CRIB_CONNECTION_IDLE)
    return;

  crib_connection_drop_runs (self);
  g_list_store_remove_all (self->tools);
  g_list_store_remove_all (self->prompts);
  crib_connection_show_error (self, g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                                                         _("Nobody is signed in.")));
  crib_connection_waiters_finish (self->waiters, self->error);
}

/* Also what was typed, and what came of it. */
static void
everything_removed_cb (CribIdentity   *identity,
                       CribConnection *self)
{
  g_assert (CRIB_IS_CONNECTION (self));

  crib_connection_drop_runs (self);
  crib_tool_drafts_clear (self->drafts);
}

void
crib_connection_watch (CribConnection *self)
{
  static const char * const same[] = {
    "notify::protection", "notify::account", "notify::signing-in"
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_signal_connect_object (self->authorizer, same[i], G_CALLBACK (same_changed_cb), self,
                             G_CONNECT_DEFAULT);

  g_signal_connect_object (self->authorizer, "account-switched", G_CALLBACK (account_switched_cb),
                           self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->authorizer, "leaving", G_CALLBACK (leaving_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->authorizer, "stepped-up", G_CALLBACK (stepped_up_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->authorizer, "signed-out", G_CALLBACK (signed_out_cb), self,
                           G_CONNECT_DEFAULT);

  if (self->identity != NULL)
    g_signal_connect_object (self->identity, "everything-removed",
                             G_CALLBACK (everything_removed_cb), self, G_CONNECT_DEFAULT);
}

/**
 * crib_connection_is_protected:
 * @self: a connection
 *
 * Returns: whether the server lets in only people who signed in, as far as it is known
 */
gboolean
crib_connection_is_protected (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);

  return self->state == CRIB_CONNECTION_SIGNED_OUT ||
         crib_authorizer_is_protected (self->authorizer);
}

/**
 * crib_connection_get_protection:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): how the server is protected, once that was found out
 */
CribProtection *
crib_connection_get_protection (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return crib_authorizer_get_protection (self->authorizer);
}

/**
 * crib_connection_get_account:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): who is signed in, or was and is remembered
 */
OauthAccount *
crib_connection_get_account (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return crib_authorizer_get_account (self->authorizer);
}

/**
 * crib_connection_is_signing_in:
 * @self: a connection
 *
 * Returns: whether somebody is asked just now
 */
gboolean
crib_connection_is_signing_in (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);

  return crib_authorizer_is_signing_in (self->authorizer);
}

/**
 * crib_connection_get_wanted_scope:
 * @self: a connection
 *
 * Returns: (nullable): scopes, apart by blanks, that a call was refused for want of, and that
 *   nobody has agreed to yet: each is what RFC 6749 allows, and no more is known of it
 */
const char *
crib_connection_get_wanted_scope (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return self->authorizer->wanted;
}

/**
 * crib_connection_want_scope:
 * @self: a connection
 * @scope: scopes, apart by blanks
 *
 * Asks for these as well when somebody signs in next. Nothing comes of it where the scope is
 * written down in the server's settings.
 */
void
crib_connection_want_scope (CribConnection *self,
                            const char     *scope)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (scope != NULL);

  crib_authorizer_want (self->authorizer, scope);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribConnection *self = CRIB_CONNECTION (source);
  g_autoptr(GError) error = NULL;
  gboolean opened = crib_connection_open_finish (self, result, &error);

  crib_authorizer_end_wait (self->authorizer);

  if (opened)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* A session that goes on is not the worse for somebody who changed their mind. */
static void
fail_sign_in (CribConnection *self,
              GTask          *task,
              GError         *error)
{
  gboolean was_ended = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  crib_authorizer_end_wait (self->authorizer);

  if (self->state != CRIB_CONNECTION_CONNECTED && self->opening == NULL && !was_ended)
    crib_connection_show_error (self, g_error_copy (error));

  g_task_return_error (task, error);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribConnection *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (crib_authorizer_sign_in_finish (CRIB_AUTHORIZER (source), result, &error))
    crib_connection_open_async (self, cancellable, opened_cb, g_steal_pointer (&task));
  else
    fail_sign_in (self, task, error);
}

/**
 * crib_connection_sign_in_async:
 * @self: a connection
 * @kind: who is to sign in
 * @surface: an [enum@Oauth.Surface], or -1 for the authority's usual one
 * @cancellable: (nullable): to give up
 * @callback: called when the list of tools is complete, or not to be had
 * @user_data: for @callback
 *
 * Signs in because somebody pressed a button, then opens. What fails is the connection's problem as
 * well, unless a session goes on.
 */
void
crib_connection_sign_in_async (CribConnection      *self,
                               CribSignInKind       kind,
                               int                  surface,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_connection_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);

  crib_authorizer_begin_wait (self->authorizer);
  crib_authorizer_sign_in_async (self->authorizer, kind, surface, cancellable, signed_in_cb,
                                 g_steal_pointer (&task));
}

/**
 * crib_connection_sign_in_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether somebody is signed in and the tools are listed
 */
gboolean
crib_connection_sign_in_finish (CribConnection  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sign_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (crib_identity_sign_out_finish (CRIB_IDENTITY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * crib_connection_sign_out_async:
 * @self: a connection
 * @cancellable: (nullable): to give up
 * @callback: called when it is done, or could not be
 * @user_data: for @callback
 *
 * Signs its account out, everywhere that it is used. Tools go, what was typed stays. Where nobody
 * is signed in there is nothing to do.
 */
void
crib_connection_sign_out_async (CribConnection      *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  OauthAccount *account;

  g_return_if_fail (CRIB_IS_CONNECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_connection_sign_out_async);
  g_task_set_check_cancellable (task, FALSE);
  account = crib_connection_get_account (self);

  if (self->identity == NULL || account == NULL)
    g_task_return_boolean (task, TRUE);
  else
    crib_identity_sign_out_async (self->identity, account, cancellable, sign_out_cb,
                                  g_steal_pointer (&task));
}

/**
 * crib_connection_sign_out_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether nothing is kept of the account any more
 */
gboolean
crib_connection_sign_out_finish (CribConnection  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
