/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-dialog.h"

#include <glib/gi18n.h>

#include "crib-error.h"
#include "crib-mark.h"
#include "crib-server-lookup.h"
#include "crib-tool-item.h"

/*
 * CribServerDialog:
 *
 * Adds a server by its address alone, or edits one. Toolcrib looks at the address and says in plain
 * words what it found; a server that does not answer may be added all the same. Whatever goes wrong
 * is said in place, and nothing that was typed is lost.
 *
 * Signal saved (server): it was added or changed.
 */
struct _CribServerDialog
{
  AdwWindow parent_instance;

  CribServerStore *store;
  CribServer *server;        /* NULL while adding */
  CribServerLookup *lookup;
  char *problem;             /* why saving did not work */

  GtkButton *save_button;
  AdwPreferencesGroup *address_group;
  AdwEntryRow *address_row;
  GtkSpinner *spinner;
  GtkImage *sign;
  GtkLabel *message_label;
  GtkWidget *found_group;
  AdwActionRow *title_row;
  AdwActionRow *protection_row;
  GtkWidget *protection_mark;
  AdwActionRow *tools_row;
  GtkWidget *options_group;
  AdwExpanderRow *options_row;
  AdwEntryRow *name_row;
};

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribServerDialog, crib_server_dialog, ADW_TYPE_WINDOW)

static char *
dup_entry_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
set_class (gpointer    widget,
           const char *css_class,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* The connection, once it has nothing more to tell. */
static CribConnection *
get_settled_connection (CribServerDialog *self)
{
  if (crib_server_lookup_get_state (self->lookup) != CRIB_SERVER_LOOKUP_DONE)
    return NULL;

  return crib_server_lookup_get_connection (self->lookup);
}

static void
update_sign (CribServerDialog *self)
{
  CribServerLookupState state = crib_server_lookup_get_state (self->lookup);
  CribConnection *connection = get_settled_connection (self);
  gboolean wrong = state == CRIB_SERVER_LOOKUP_INVALID;
  gboolean good = FALSE;

  if (connection != NULL)
    {
      CribConnectionState found = crib_connection_get_state (connection);

      good = found == CRIB_CONNECTION_CONNECTED || found == CRIB_CONNECTION_SIGNED_OUT;
      wrong = !good;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == CRIB_SERVER_LOOKUP_LOOKING);
  gtk_spinner_set_spinning (self->spinner, state == CRIB_SERVER_LOOKUP_LOOKING);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), good || wrong);
  gtk_image_set_from_icon_name (self->sign,
                                good ? "object-select-symbolic" : "dialog-error-symbolic");
  set_class (self->sign, "success", good);
  set_class (self->sign, "error", wrong);
  set_class (self->address_row, "error", wrong && state == CRIB_SERVER_LOOKUP_INVALID);
}

/* What is wrong, in a sentence under the field; a server that is away or odd may be added. */
static char *
dup_message (CribServerDialog *self)
{
  CribConnection *connection = get_settled_connection (self);
  CribProblem *problem = connection != NULL ? crib_connection_get_problem (connection) : NULL;

  if (self->problem != NULL)
    return g_strdup (self->problem);

  if (crib_server_lookup_get_state (self->lookup) == CRIB_SERVER_LOOKUP_INVALID)
    return g_strdup (crib_server_lookup_get_complaint (self->lookup));

  if (problem == NULL || crib_problem_get_kind (problem) == CRIB_PROBLEM_SIGN_IN)
    return NULL;

  if (self->server != NULL)
    return g_strdup (crib_problem_get_body (problem));

  /* Translators: %s is one or two sentences that say why the server does not answer. */
  return g_strdup_printf (_("%s You can add it all the same."), crib_problem_get_body (problem));
}

static void
update_message (CribServerDialog *self)
{
  g_autofree char *message = dup_message (self);

  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  set_class (self->message_label, "error", message != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->address_row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message ? message : "",
                                  -1);
}

static void
update_protection (CribServerDialog *self,
                   CribConnection   *connection)
{
  gboolean signed_out = crib_connection_get_state (connection) == CRIB_CONNECTION_SIGNED_OUT;
  gboolean open = !signed_out && !crib_connection_is_protected (connection);
  CribProblem *problem = crib_connection_get_problem (connection);
  const char *title = open ? _("No sign-in needed") : _("Protected");
  const char *subtitle = open ? _("Whoever knows the address can use it.")
                              : _("You are signed in.");

  if (signed_out)
    {
      title = _("Sign-in needed");
      subtitle = problem != NULL ? crib_problem_get_body (problem) : "";
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->protection_row), title);
  adw_action_row_set_subtitle (self->protection_row, subtitle);
  adw_action_row_set_icon_name (self->protection_row,
                                open ? "channel-insecure-symbolic" : "channel-secure-symbolic");
  gtk_widget_set_visible (self->protection_mark, open);
}

static char *
dup_tool_titles (CribConnection *connection)
{
  GListModel *tools = crib_connection_get_tools (connection);
  g_autoptr(GString) titles = g_string_new (NULL);
  guint n_tools = g_list_model_get_n_items (tools);

  for (guint i = 0; i < MIN (n_tools, 5); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);
      g_autoptr(CribToolItem) item = crib_tool_item_new (connection, tool);

      if (i > 0)
        g_string_append (titles, ", ");

      g_string_append (titles, crib_tool_item_get_title (item));
    }

  if (n_tools > 5)
    g_string_append (titles, "…");

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
update_tools (CribServerDialog *self,
              CribConnection   *connection)
{
  guint n_tools = g_list_model_get_n_items (crib_connection_get_tools (connection));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = dup_tool_titles (connection);

  title = g_strdup_printf (ngettext ("%u tool", "%u tools", n_tools), n_tools);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tools_row), title);
  adw_action_row_set_subtitle (self->tools_row, subtitle);
}

static void
update_found (CribServerDialog *self)
{
  CribConnection *connection = get_settled_connection (self);
  CribConnectionState state = CRIB_CONNECTION_IDLE;
  const char *title = NULL;
  gboolean connected, found;

  if (connection != NULL)
    {
      state = crib_connection_get_state (connection);
      title = crib_connection_get_server_title (connection);
    }

  connected = state == CRIB_CONNECTION_CONNECTED;
  found = connected || state == CRIB_CONNECTION_SIGNED_OUT;
  gtk_widget_set_visible (self->found_group, found);

  if (!found)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->title_row), title != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->tools_row), connected);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title_row), title ? title : "");
  update_protection (self, connection);
  update_tools (self, connection);
}

static void
update_save_button (CribServerDialog *self)
{
  g_autofree char *name = dup_entry_text (self->name_row);
  gboolean complete = crib_server_lookup_get_uri (self->lookup) != NULL;

  if (self->server != NULL)
    complete = complete && *name != '\0';

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), complete);
}

static void
update_dialog (CribServerDialog *self)
{
  update_sign (self);
  update_message (self);
  update_found (self);
  update_save_button (self);
}

static void
set_problem (CribServerDialog *self,
             const char       *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  update_message (self);
}

static void
address_changed_cb (CribServerDialog *self)
{
  set_problem (self, NULL);
  crib_server_lookup_set_address (self->lookup,
                                  gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
}

static void
name_changed_cb (CribServerDialog *self)
{
  set_class (self->name_row, "error", FALSE);
  set_problem (self, NULL);
  update_save_button (self);
}

/* The name typed, else the one that the server gives itself, else one made of the address; only a
 * name that nobody typed is made unlike the others. */
static char *
dup_name (CribServerDialog *self)
{
  CribConnection *connection = get_settled_connection (self);
  g_autofree char *typed = dup_entry_text (self->name_row);
  g_autofree char *name = NULL;
  g_autofree char *numbered = NULL;

  if (*typed != '\0')
    return g_steal_pointer (&typed);

  if (connection != NULL)
    name = g_strdup (crib_connection_get_server_title (connection));

  if (name == NULL || *name == '\0')
    {
      g_free (name);
      name = crib_server_suggest_name (crib_server_lookup_get_uri (self->lookup));
    }

  numbered = g_strdup (name);

  for (guint i = 2; crib_server_store_find (self->store, numbered) != NULL; i++)
    {
      g_free (numbered);
      numbered = g_strdup_printf ("%s %u", name, i);
    }

  return g_steal_pointer (&numbered);
}

static gboolean
add_server (CribServerDialog  *self,
            GError           **error)
{
  g_autofree char *name = dup_name (self);
  g_autoptr(CribServer) server = NULL;

  server = crib_server_new (name, crib_server_lookup_get_uri (self->lookup));

  if (!crib_server_store_add (self->store, server, error))
    return FALSE;

  g_set_object (&self->server, server);

  return TRUE;
}

/* The store writes what changes in a server by itself, and refuses nothing: it is asked before. */
static gboolean
edit_server (CribServerDialog  *self,
             GError           **error)
{
  g_autofree char *name = dup_name (self);
  CribServer *other = crib_server_store_find (self->store, name);

  if (other != NULL && other != self->server)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS,
                   _("There is a server called “%s” already."), name);
      return FALSE;
    }

  crib_server_set_name (self->server, name);
  crib_server_set_uri (self->server, crib_server_lookup_get_uri (self->lookup));

  return TRUE;
}

static void
save_cb (CribServerDialog *self)
{
  gboolean adding = self->server == NULL;
  g_autoptr(GError) error = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    return;

  if (adding ? add_server (self, &error) : edit_server (self, &error))
    {
      g_signal_emit (self, signals[SIGNAL_SAVED], 0, self->server);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  set_problem (self, error->message);

  if (g_error_matches (error, CRIB_ERROR, CRIB_ERROR_EXISTS))
    {
      adw_expander_row_set_expanded (self->options_row, TRUE);
      set_class (self->name_row, "error", TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
    }
}

/* Enter looks first; once there is something to see it adds. */
static void
address_activated_cb (CribServerDialog *self)
{
  if (crib_server_lookup_get_state (self->lookup) == CRIB_SERVER_LOOKUP_DONE)
    save_cb (self);
  else
    crib_server_lookup_start (self->lookup);
}

static void
crib_server_dialog_dispose (GObject *object)
{
  CribServerDialog *self = CRIB_SERVER_DIALOG (object);

  if (self->lookup != NULL)
    g_signal_handlers_disconnect_by_data (self->lookup, self);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_SERVER_DIALOG);

  g_clear_object (&self->lookup);
  g_clear_object (&self->server);
  g_clear_object (&self->store);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (crib_server_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, address_group);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, sign);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, message_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, found_group);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, protection_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, protection_mark);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, tools_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, options_group);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, options_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, name_row);
  gtk_widget_class_bind_template_callback (widget_class, address_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
crib_server_dialog_class_init (CribServerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_server_dialog_dispose;

  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", CRIB_TYPE_SERVER_DIALOG, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CRIB_TYPE_SERVER);

  g_type_ensure (CRIB_TYPE_MARK);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
crib_server_dialog_init (CribServerDialog *self)
{
  self->lookup = crib_server_lookup_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->lookup, "changed", G_CALLBACK (update_dialog), self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->address_row));
}

/* While editing there are only two fields, and both are plain to see. */
static void
set_up_editing (CribServerDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Server Settings"));
  gtk_button_set_label (self->save_button, _("_Save"));
  gtk_widget_set_visible (self->options_group, FALSE);

  g_object_ref (self->name_row);
  adw_expander_row_remove (self->options_row, GTK_WIDGET (self->name_row));
  adw_preferences_group_add (self->address_group, GTK_WIDGET (self->name_row));
  g_object_unref (self->name_row);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), crib_server_get_name (self->server));
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), crib_server_get_uri (self->server));
}

GtkWidget *
crib_server_dialog_new (CribServerStore *store,
                        CribServer      *server)
{
  CribServerDialog *self;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (store), NULL);
  g_return_val_if_fail (server == NULL || CRIB_IS_SERVER (server), NULL);

  self = g_object_new (CRIB_TYPE_SERVER_DIALOG, NULL);
  self->store = g_object_ref (store);
  g_set_object (&self->server, server);

  if (server != NULL)
    set_up_editing (self);

  return GTK_WIDGET (self);
}
