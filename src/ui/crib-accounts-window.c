/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-accounts-window.h"

#include "crib-account-pages.h"
#include "crib-account-row.h"
#include "crib-lens-window.h"
#include "crib-sign-out-dialog.h"
#include "crib-surface-row.h"

#include <glib/gi18n.h>

/*
 * CribAccountsWindow:
 *
 * Who is signed in, and what can be done about it; where the pages of a sign-in open.
 *
 * Signal sign-in (connection, kind): the person wants to sign in there; kind is a CribSignInKind.
 */
struct _CribAccountsWindow
{
  AdwWindow parent_instance;

  CribIdentity *identity;
  CribConnectionPool *pool;
  GHashTable *unfolded;         /* ids of accounts: rows are made anew when an account changes */

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  GtkListBox *list;
  GtkMenuButton *add_button;
  CribSurfaceRow *surface_row;
};

enum
{
  SIGN_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribAccountsWindow, crib_accounts_window, ADW_TYPE_WINDOW)

/* Who signs somebody out, while that takes. */
typedef struct
{
  CribAccountsWindow *window;   /* weak */
  char *page;                   /* nullable: to open afterwards */
} Leaving;

static void
leaving_free (Leaving *self)
{
  g_clear_weak_pointer (&self->window);
  g_free (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

static CribConnection *
find_connection (CribAccountsWindow *self,
                 CribServer         *server)
{
  return crib_connection_pool_find (self->pool, server);
}

/* (transfer full) (nullable): one that the account is in use at */
static CribConnection *
dup_connection_of (CribAccountsWindow *self,
                   OauthAccount       *account)
{
  GListModel *connections = G_LIST_MODEL (self->pool);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (connections, i);
      OauthAccount *current = crib_connection_get_account (connection);

      if (current != NULL && crib_account_is_same (current, account))
        return g_steal_pointer (&connection);
    }

  return NULL;
}

static void
left (Leaving      *leaving,
      gboolean      is_out,
      const GError *error)
{
  g_autoptr(CribProblem) problem = NULL;

  if (leaving->window == NULL)
    return;

  if (!is_out)
    {
      problem = crib_problem_new (error, NULL);
      crib_accounts_window_show_toast (leaving->window, crib_problem_get_title (problem));
      return;
    }

  crib_accounts_window_show_toast (leaving->window,
                                   _("Signed out. Nothing of the sign-in is left on this "
                                     "computer."));

  if (leaving->page != NULL)
    gtk_show_uri (GTK_WINDOW (leaving->window), leaving->page, GDK_CURRENT_TIME);
}

static void
connection_left_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_out = crib_connection_sign_out_finish (CRIB_CONNECTION (source), result, &error);

  left (leaving, is_out, error);
}

static void
identity_left_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_out = crib_identity_sign_out_finish (CRIB_IDENTITY (source), result, &error);

  left (leaving, is_out, error);
}

/* The page's address holds who it is, and goes with the sign-in: it is asked for before. A
 * connection ends its session first, while it still may. */
static void
sign_out (CribAccountsWindow *self,
          OauthAccount       *account,
          gboolean            is_wide)
{
  g_autoptr(CribConnection) connection = dup_connection_of (self, account);
  Leaving *leaving = g_new0 (Leaving, 1);

  g_set_weak_pointer (&leaving->window, self);
  if (is_wide)
    leaving->page = crib_identity_dup_sign_out_uri (self->identity, account);

  if (connection != NULL)
    crib_connection_sign_out_async (connection, NULL, connection_left_cb, leaving);
  else
    crib_identity_sign_out_async (self->identity, account, NULL, identity_left_cb, leaving);
}

static void
sign_out_answered_cb (AdwMessageDialog *dialog,
                      const char       *response,
                      CribAccountRow   *row)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (row));
  CribAccountSummary *summary = crib_account_row_get_summary (row);

  if (CRIB_IS_ACCOUNTS_WINDOW (window) && g_str_equal (response, CRIB_SIGN_OUT_YES))
    sign_out (CRIB_ACCOUNTS_WINDOW (window), crib_account_summary_get_account (summary),
              crib_sign_out_dialog_is_wide (dialog));
}

static void
sign_out_cb (CribAccountsWindow *self,
             CribAccountRow     *row)
{
  CribAccountSummary *summary = crib_account_row_get_summary (row);
  OauthAccount *account = crib_account_summary_get_account (summary);
  g_autofree char *page = crib_identity_dup_sign_out_uri (self->identity, account);
  GtkWidget *dialog;

  dialog = crib_sign_out_dialog_new (GTK_WINDOW (self), summary, page != NULL,
                                     crib_account_get_everywhere_uri (account));
  g_signal_connect_object (dialog, "response", G_CALLBACK (sign_out_answered_cb), row, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
again_cb (CribAccountsWindow *self,
          CribAccountRow     *row)
{
  CribAccountSummary *summary = crib_account_row_get_summary (row);
  g_autoptr(CribServer) server = NULL;
  CribConnection *connection = NULL;

  server = g_list_model_get_item (crib_account_summary_get_servers (summary), 0);
  if (server != NULL)
    connection = find_connection (self, server);
  if (connection != NULL)
    g_signal_emit (self, signals[SIGN_IN], 0, connection, CRIB_SIGN_IN_AGAIN);
}

static void
lens_wanted_cb (CribAccountsWindow *self,
                CribServer         *server)
{
  CribConnection *connection = find_connection (self, server);
  GtkWidget *lens;

  if (connection == NULL)
    return;

  lens = crib_lens_window_new (self->identity, connection);
  gtk_window_set_transient_for (GTK_WINDOW (lens), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (lens));
}

static void
unfolded_cb (CribAccountRow     *row,
             GParamSpec         *pspec,
             CribAccountsWindow *self)
{
  OauthAccount *account = crib_account_summary_get_account (crib_account_row_get_summary (row));
  const char *id = oauth_account_get_id (account);

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    g_hash_table_add (self->unfolded, g_strdup (id));
  else
    g_hash_table_remove (self->unfolded, id);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  CribAccountsWindow *self = user_data;
  g_autoptr(CribAccountSummary) summary = crib_account_summary_new (self->identity, item);
  GtkWidget *row = crib_account_row_new (summary);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                 g_hash_table_contains (self->unfolded,
                                                        oauth_account_get_id (item)));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (unfolded_cb), self, 0);
  g_signal_connect_object (row, "sign-in-again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "sign-out", G_CALLBACK (sign_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "lens-wanted", G_CALLBACK (lens_wanted_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
accounts_changed_cb (CribAccountsWindow *self)
{
  GListModel *accounts = G_LIST_MODEL (crib_identity_get_accounts (self->identity));

  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (accounts) > 0
                                                 ? "accounts" : "empty");
}

/* Names are no mnemonics. */
static char *
dup_menu_label (CribServer *server)
{
  g_auto(GStrv) parts = g_strsplit (crib_server_get_name (server), "_", -1);

  return g_strjoinv ("__", parts);
}

/* At which server: an account is somebody to a service that a server trusts. */
static void
update_menu (CribAccountsWindow *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GListModel *connections = G_LIST_MODEL (self->pool);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (connections, i);
      CribServer *server = crib_connection_get_server (connection);
      g_autofree char *label = dup_menu_label (server);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      if (!crib_connection_is_protected (connection))
        continue;

      g_menu_item_set_action_and_target (item, "accounts.add", "s", crib_server_get_id (server));
      g_menu_append_item (menu, item);
    }

  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static void
add_cb (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  CribAccountsWindow *self = CRIB_ACCOUNTS_WINDOW (widget);
  GListModel *connections = G_LIST_MODEL (self->pool);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (connections, i);
      CribServer *server = crib_connection_get_server (connection);

      if (g_strcmp0 (crib_server_get_id (server), g_variant_get_string (parameter, NULL)) == 0)
        {
          g_signal_emit (self, signals[SIGN_IN], 0, connection, CRIB_SIGN_IN_OTHER_ACCOUNT);
          return;
        }
    }
}

static void
crib_accounts_window_dispose (GObject *object)
{
  CribAccountsWindow *self = CRIB_ACCOUNTS_WINDOW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_ACCOUNTS_WINDOW);
  g_clear_pointer (&self->unfolded, g_hash_table_unref);
  g_clear_object (&self->identity);
  g_clear_object (&self->pool);

  G_OBJECT_CLASS (crib_accounts_window_parent_class)->dispose (object);
}

static void
crib_accounts_window_class_init (CribAccountsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_accounts_window_dispose;

  signals[SIGN_IN] = g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, CRIB_TYPE_CONNECTION, G_TYPE_INT);

  g_type_ensure (CRIB_TYPE_SURFACE_ROW);
  gtk_widget_class_install_action (widget_class, "accounts.add", "s", add_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-accounts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CribAccountsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CribAccountsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CribAccountsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, CribAccountsWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, CribAccountsWindow, surface_row);
}

static void
crib_accounts_window_init (CribAccountsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Where there is one account it is what one came to see. */
static void
unfold_only (CribAccountsWindow *self,
             GListModel         *accounts)
{
  g_autoptr(OauthAccount) account = g_list_model_get_item (accounts, 0);

  if (g_list_model_get_n_items (accounts) == 1)
    g_hash_table_add (self->unfolded, g_strdup (oauth_account_get_id (account)));
}

/*
 * crib_accounts_window_new:
 * @identity: whose accounts
 * @pool: the servers that they are used at
 * @settings: where it is kept where people sign in
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
crib_accounts_window_new (CribIdentity       *identity,
                          CribConnectionPool *pool,
                          GSettings          *settings)
{
  CribAccountsWindow *self;
  GListModel *accounts;

  g_return_val_if_fail (CRIB_IS_IDENTITY (identity), NULL);
  g_return_val_if_fail (CRIB_IS_CONNECTION_POOL (pool), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CRIB_TYPE_ACCOUNTS_WINDOW, NULL);
  self->identity = g_object_ref (identity);
  self->pool = g_object_ref (pool);
  accounts = G_LIST_MODEL (crib_identity_get_accounts (identity));
  unfold_only (self, accounts);
  gtk_list_box_bind_model (self->list, accounts, create_row_cb, self, NULL);
  crib_surface_row_set_settings (self->surface_row, settings);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pool, "items-changed", G_CALLBACK (update_menu), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
  update_menu (self);

  return GTK_WIDGET (self);
}

/* @words are no markup. */
void
crib_accounts_window_show_toast (CribAccountsWindow *self,
                                 const char         *words)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (CRIB_IS_ACCOUNTS_WINDOW (self));

  markup = g_markup_escape_text (words, -1);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (markup));
}
