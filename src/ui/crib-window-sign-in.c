/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"
#include "crib-window-private.h"

#include <glib/gi18n.h>

#include "crib-policy.h"
#include "crib-trust-dialog.h"
#include "oauth-error.h"

/*
 * Signing in and out in CribWindow: the actions, what is said of their end, and the one who shows
 * the pages.
 */

typedef struct
{
  CribWindow *window;           /* weak */
  CribConnection *connection;
} Step;

static Step *
step_new (CribWindow     *window,
          CribConnection *connection)
{
  Step *self = g_new0 (Step, 1);

  g_set_weak_pointer (&self->window, window);
  self->connection = g_object_ref (connection);

  return self;
}

static void
step_free (Step *self)
{
  g_clear_weak_pointer (&self->window);
  g_object_unref (self->connection);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static gboolean
is_given_up (const GError *error)
{
  return g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A server without a tool on show gives its place to the problem; beside a tool it is said here. */
static void
show_failure (CribWindow     *self,
              CribConnection *connection,
              const GError   *error)
{
  g_autoptr(CribProblem) problem = NULL;

  if (self->connection == connection && crib_bench_get_item (self->bench) == NULL &&
      self->accounts_window == NULL)
    {
      crib_window_show_side (self, GTK_WIDGET (self->bench));
      return;
    }

  problem = crib_problem_new (error, crib_connection_get_server (connection));
  crib_window_say (self, crib_problem_get_title (problem));
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  CribWindow *self = step->window;
  g_autoptr(GError) error = NULL;
  gboolean is_in = crib_connection_sign_in_finish (step->connection, result, &error);

  /* Closed meanwhile. */
  if (self == NULL || self->sign_ins == NULL)
    return;

  g_hash_table_remove (self->sign_ins, step->connection);
  if (is_in)
    crib_identity_test_keyring_once (self->identity);

  if (!is_in && !is_given_up (error))
    show_failure (self, step->connection, error);
  else if (is_in && crib_bench_get_item (self->bench) == NULL)
    crib_window_show_side (self, GTK_WIDGET (self->counter));

  crib_window_update_actions (self);
}

static void
sign_in_at (CribWindow     *self,
            CribConnection *connection,
            CribSignInKind  kind,
            int             surface)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_hash_table_insert (self->sign_ins, g_object_ref (connection), g_object_ref (cancellable));
  crib_connection_sign_in_async (connection, kind, surface, cancellable, signed_in_cb,
                                 step_new (self, connection));
  crib_window_update_actions (self);
}

static void
sign_in (CribWindow     *self,
         CribSignInKind  kind,
         int             surface)
{
  sign_in_at (self, self->connection, kind, surface);
}

/* Because of a button elsewhere, which may be pressed twice. */
void
crib_window_sign_in_at (CribWindow     *self,
                        CribConnection *connection,
                        CribSignInKind  kind)
{
  if (!g_hash_table_contains (self->sign_ins, connection) &&
      !crib_connection_is_signing_in (connection))
    sign_in_at (self, connection, kind, -1);
}

void
crib_window_sign_in (CribWindow *self)
{
  if (self->connection != NULL && self->identity != NULL &&
      !g_hash_table_contains (self->sign_ins, self->connection))
    sign_in (self, CRIB_SIGN_IN_PLAIN, -1);
}

/* What the account lacks it gets only by signing in anew: silently it would get the same again. */
static void
sign_in_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);
  CribProblem *problem = crib_connection_get_problem (self->connection);
  gboolean is_refused = problem != NULL &&
                        crib_problem_get_kind (problem) == CRIB_PROBLEM_FORBIDDEN;

  sign_in (self, is_refused ? CRIB_SIGN_IN_AGAIN : CRIB_SIGN_IN_PLAIN, -1);
}

static void
sign_in_other_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  sign_in (CRIB_WINDOW (widget), CRIB_SIGN_IN_OTHER_ACCOUNT, -1);
}

static void
sign_in_browser_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  sign_in (CRIB_WINDOW (widget), CRIB_SIGN_IN_PLAIN, OAUTH_SURFACE_BROWSER);
}

/* Only where an administrator allows it (entra.md 4.5): whoever gives codes away gives accounts. */
static void
sign_in_code_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  if (crib_policy_allows_device_code ())
    sign_in (CRIB_WINDOW (widget), CRIB_SIGN_IN_PLAIN, OAUTH_SURFACE_DEVICE_CODE);
}

static void
sign_in_session_only_cb (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);

  crib_identity_set_session_only (self->identity, TRUE);
  sign_in (self, CRIB_SIGN_IN_PLAIN, -1);
}

static void
moved_aside_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CribWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  path = crib_identity_move_keyring_aside_finish (CRIB_IDENTITY (source), result, &error);

  if (error != NULL)
    crib_window_show_toast (self, error->message);
  else if (self->sign_ins != NULL && self->connection != NULL)
    sign_in (self, CRIB_SIGN_IN_PLAIN, -1);
}

/* The page has said what that means, so the button is the consent (entra.md 7.5). */
static void
move_keyring_aside_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);

  crib_identity_move_keyring_aside_async (self->identity, NULL, moved_aside_cb,
                                          g_object_ref (self));
}

static void
cancel_sign_in_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);
  GCancellable *cancellable = g_hash_table_lookup (self->sign_ins, self->connection);

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  g_autoptr(CribProblem) problem = NULL;
  g_autoptr(GError) error = NULL;
  const char *words = _("Signed out. Nothing of the sign-in is left on this computer.");

  if (!crib_connection_sign_out_finish (step->connection, result, &error))
    {
      problem = crib_problem_new (error, crib_connection_get_server (step->connection));
      words = crib_problem_get_title (problem);
    }

  if (step->window != NULL && step->window->sign_ins != NULL)
    crib_window_show_toast (step->window, words);
}

static void
sign_out_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);

  crib_connection_sign_out_async (self->connection, NULL, signed_out_cb,
                                  step_new (self, self->connection));
}

static const char *
get_issuer (CribWindow *self)
{
  CribProtection *protection = NULL;

  if (self->connection != NULL)
    protection = crib_connection_get_protection (self->connection);

  return protection != NULL ? crib_protection_get_issuer (protection) : NULL;
}

/* The server may have thought of another place while the question stood there. */
static void
trust_answered_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   CribWindow       *self)
{
  g_autoptr(GError) error = NULL;

  if (!g_str_equal (response, CRIB_TRUST_YES) ||
      g_strcmp0 (crib_trust_dialog_get_issuer (dialog), get_issuer (self)) != 0)
    return;

  if (crib_trust_dialog_apply (dialog, crib_identity_get_trust (self->identity), &error))
    sign_in (self, CRIB_SIGN_IN_PLAIN, -1);
  else
    crib_window_show_toast (self, error->message);
}

static void
trust_authority_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);
  GtkWidget *dialog;

  dialog = crib_trust_dialog_new (GTK_WINDOW (self), crib_connection_get_server (self->connection),
                                  crib_connection_get_protection (self->connection));
  g_signal_connect_object (dialog, "response", G_CALLBACK (trust_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_message_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  crib_window_show_toast (CRIB_WINDOW (widget),
                          _("Message copied. Paste it into a mail to your administrator."));
}

static void
copy_link_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  crib_window_show_toast (CRIB_WINDOW (widget),
                          _("Link copied. Send it to your administrator."));
}

static void
show_accounts_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  crib_window_show_accounts (CRIB_WINDOW (widget));
}

static void
remove_everything_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  crib_window_remove_everything (CRIB_WINDOW (widget));
}

static void
show_bench_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);

  crib_window_show_side (self, GTK_WIDGET (self->bench));
}

static void
save_failed_cb (CribIdentity *identity,
                const GError *error,
                CribWindow   *self)
{
  g_debug ("A sign-in could not be saved: %s", error->message);
  crib_window_show_toast (self, _("Your sign-in could not be saved. It lasts until you close "
                                  "Toolcrib."));
}

void
crib_window_install_sign_in_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    const char *parameter_type;
  } actions[] = {
    { "win.sign-in", sign_in_cb },
    { "win.sign-in-other", sign_in_other_cb },
    { "win.sign-in-browser", sign_in_browser_cb },
    { "win.sign-in-code", sign_in_code_cb },
    { "win.sign-in-session-only", sign_in_session_only_cb },
    { "win.move-keyring-aside", move_keyring_aside_cb },
    { "win.cancel-sign-in", cancel_sign_in_cb },
    { "win.sign-out", sign_out_cb },
    { "win.trust-authority", trust_authority_cb },
    { "win.copy-message", copy_message_cb, "s" },
    { "win.copy-link", copy_link_cb, "s" },
    { "win.show-accounts", show_accounts_cb },
    { "win.remove-everything", remove_everything_cb },
    { "win.show-bench", show_bench_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}

static gboolean
can_sign_in (CribWindow *self)
{
  CribConnection *connection = self->connection;
  CribProblem *problem;

  if (connection == NULL || self->identity == NULL ||
      g_hash_table_contains (self->sign_ins, connection) ||
      crib_connection_is_signing_in (connection))
    return FALSE;

  problem = crib_connection_get_problem (connection);

  return crib_connection_is_protected (connection) ||
         (problem != NULL &&
          (crib_problem_get_actions (problem) & CRIB_PROBLEM_ACTION_SIGN_IN) != 0);
}

void
crib_window_update_sign_in_actions (CribWindow *self)
{
  const char * const ways[] = {
    "win.sign-in", "win.sign-in-code", "win.sign-in-other", "win.sign-in-browser",
    "win.sign-in-session-only",
  };
  GtkWidget *widget = GTK_WIDGET (self);
  CribConnection *connection = self->connection;
  gboolean can = can_sign_in (self);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_widget_action_set_enabled (widget, ways[i], can);

  gtk_widget_action_set_enabled (widget, "win.cancel-sign-in",
                                 connection != NULL &&
                                 g_hash_table_contains (self->sign_ins, connection));
  gtk_widget_action_set_enabled (widget, "win.sign-out",
                                 connection != NULL && self->identity != NULL &&
                                 crib_connection_get_account (connection) != NULL);
  gtk_widget_action_set_enabled (widget, "win.show-accounts",
                                 self->identity != NULL && self->pool != NULL);
  gtk_widget_action_set_enabled (widget, "win.remove-everything",
                                 self->identity != NULL && self->store != NULL);
  gtk_widget_action_set_enabled (widget, "win.trust-authority",
                                 can && get_issuer (self) != NULL);
}

/* Who waits for a person to sign in waits no more. */
void
crib_window_drop_sign_ins (CribWindow *self)
{
  g_autoptr(GHashTable) sign_ins = g_steal_pointer (&self->sign_ins);
  GHashTableIter iter;
  gpointer cancellable;

  if (sign_ins == NULL)
    return;

  g_hash_table_iter_init (&iter, sign_ins);
  while (g_hash_table_iter_next (&iter, NULL, &cancellable))
    g_cancellable_cancel (cancellable);

  if (self->identity != NULL)
    g_signal_handlers_disconnect_by_data (self->identity, self);
}

void
crib_window_set_identity (CribWindow   *self,
                          CribIdentity *identity)
{
  g_return_if_fail (CRIB_IS_WINDOW (self));
  g_return_if_fail (CRIB_IS_IDENTITY (identity));
  g_return_if_fail (self->identity == NULL);

  self->identity = g_object_ref (identity);
  self->prompter = crib_sign_in_prompter_new (GTK_WINDOW (self));
  crib_sign_in_prompter_set_settings (self->prompter, self->settings);
  crib_identity_set_prompter (identity, OAUTH_PROMPTER (self->prompter));
  g_signal_connect_object (identity, "save-failed", G_CALLBACK (save_failed_cb), self, 0);
  crib_window_update_actions (self);
}
