/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-dialog.h"

#include <glib/gi18n.h>

#include "crib-error.h"
#include "crib-lens-window.h"
#include "crib-registration.h"
#include "crib-server-found.h"
#include "crib-server-lookup.h"
#include "crib-server-missing.h"
#include "crib-server-options.h"
#include "crib-server-secrets.h"

/*
 * CribServerDialog:
 *
 * Adds a server by its address alone, or edits one. Toolcrib looks at the address and says in plain
 * words what it found, asks for what it could not find, and folds everything else; a server that
 * does not answer may be added all the same. Whatever goes wrong is said in place, and nothing that
 * was typed is lost.
 *
 * Signal saved (server, sign_in): it was added or changed; whoever pressed the button expects to be
 * asked to sign in.
 */
struct _CribServerDialog
{
  AdwWindow parent_instance;

  CribServerStore *store;
  CribConnectionPool *pool;
  CribIdentity *identity;    /* nullable */
  CribServer *server;        /* NULL while adding */
  CribServerLookup *lookup;
  char *problem;             /* why saving did not work */
  char *known_id;            /* the client ID that was known without asking */

  GtkButton *save_button;
  AdwEntryRow *address_row;
  AdwEntryRow *name_row;     /* while editing */
  GtkSpinner *spinner;
  GtkImage *sign;
  GtkLabel *message_label;
  CribServerFound *found;
  CribServerMissing *missing;
  CribServerOptions *options;
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

static void
update_sign (CribServerDialog *self)
{
  CribServerLookupState state = crib_server_lookup_get_state (self->lookup);
  gboolean good = crib_server_lookup_get_finding (self->lookup) != CRIB_SERVER_FINDING_NOTHING;
  gboolean wrong = state == CRIB_SERVER_LOOKUP_INVALID ||
                   (state == CRIB_SERVER_LOOKUP_DONE && !good);

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
  g_autoptr(CribProblem) problem = crib_server_lookup_dup_problem (self->lookup);

  if (self->problem != NULL)
    return g_strdup (self->problem);

  if (crib_server_lookup_get_state (self->lookup) == CRIB_SERVER_LOOKUP_INVALID)
    return g_strdup (crib_server_lookup_get_complaint (self->lookup));

  if (problem == NULL ||
      crib_server_lookup_get_finding (self->lookup) != CRIB_SERVER_FINDING_NOTHING)
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

/* What is known already is not asked for; another server may have another authority. */
static void
take_known_client_id (CribServerDialog *self)
{
  CribServerFinding finding = crib_server_lookup_get_finding (self->lookup);
  CribProtection *protection = crib_server_lookup_get_protection (self->lookup);
  g_autofree char *typed = crib_server_options_dup_client_id (self->options);

  if (typed != NULL && g_strcmp0 (typed, self->known_id) != 0)
    return;

  g_clear_pointer (&self->known_id, g_free);

  if (finding == CRIB_SERVER_FINDING_PROTECTED)
    self->known_id = crib_registration_dup_known_client_id (self->pool, self->identity, protection);

  crib_server_options_set_client_id (self->options, self->known_id);
}

static void
update_missing (CribServerDialog *self)
{
  CribServerFinding finding = crib_server_lookup_get_finding (self->lookup);
  g_autofree char *client_id = crib_server_options_dup_client_id (self->options);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean asked = crib_server_missing_wants_id (self->missing);
  gboolean asks;

  crib_server_missing_show (self->missing, self->lookup, self->identity, client_id != NULL);
  asks = crib_server_missing_wants_id (self->missing);
  crib_server_options_set_offered (self->options, finding != CRIB_SERVER_FINDING_OPEN,
                                   finding != CRIB_SERVER_FINDING_OPEN && !asks);

  if (asks && !asked && focus != NULL &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->address_row)))
    crib_server_missing_check (self->missing);
}

/* Where the client ID is asked for, else the one among the options. */
static char *
dup_client_id (CribServerDialog *self)
{
  return crib_server_missing_wants_id (self->missing)
         ? crib_server_missing_dup_client_id (self->missing)
         : crib_server_options_dup_client_id (self->options);
}

/* A server that is saved already may go without what it needs for signing in. */
static void
update_save_button (CribServerDialog *self)
{
  g_autofree char *name = dup_entry_text (self->name_row);
  g_autofree char *client_id = dup_client_id (self);
  gboolean complete = crib_server_lookup_get_uri (self->lookup) != NULL;

  if (self->server != NULL)
    complete = complete && *name != '\0';
  else if (crib_server_lookup_get_finding (self->lookup) == CRIB_SERVER_FINDING_PROTECTED)
    complete = complete && client_id != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), complete);
}

static void
update_dialog (CribServerDialog *self)
{
  take_known_client_id (self);
  update_sign (self);
  update_message (self);
  crib_server_found_show (self->found, self->lookup);
  update_missing (self);
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

static void
options_changed_cb (CribServerDialog *self)
{
  set_problem (self, NULL);
  update_save_button (self);
}

static void
sign_in_changed_cb (CribServerDialog *self)
{
  g_autofree char *authority = crib_server_options_dup_authority (self->options);
  g_autofree char *scope = crib_server_options_dup_scope (self->options);

  set_problem (self, NULL);
  crib_server_lookup_set_sign_in (self->lookup, authority, scope);
}

static void
trusted_cb (CribServerDialog *self)
{
  crib_server_lookup_start (self->lookup);
}

static void
lens_wanted_cb (CribServerDialog *self)
{
  CribConnection *connection = crib_connection_pool_find (self->pool, self->server);
  GtkWidget *lens;

  if (connection == NULL)
    return;

  lens = crib_lens_window_new (self->identity, connection);
  gtk_window_set_transient_for (GTK_WINDOW (lens), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (lens));
}

/* The name typed, else the one that the server gives itself, else one made of the address; only a
 * name that nobody typed is made unlike the others. */
static char *
dup_new_name (CribServerDialog *self)
{
  const char *title = crib_server_lookup_get_title (self->lookup);
  g_autofree char *name = crib_server_options_dup_name (self->options);
  g_autofree char *numbered = NULL;

  if (name != NULL)
    return g_steal_pointer (&name);

  name = title != NULL && *title != '\0'
         ? g_strdup (title)
         : crib_server_suggest_name (crib_server_lookup_get_uri (self->lookup));
  numbered = g_strdup (name);

  for (guint i = 2; crib_server_store_find (self->store, numbered) != NULL; i++)
    {
      g_free (numbered);
      numbered = g_strdup_printf ("%s %u", name, i);
    }

  return g_steal_pointer (&numbered);
}

/* All that stands in the dialog. */
static CribServer *
create_server (CribServerDialog *self)
{
  g_autofree char *name = NULL;
  g_autofree char *client_id = dup_client_id (self);
  g_autofree char *authority = crib_server_options_dup_authority (self->options);
  g_autofree char *scope = crib_server_options_dup_scope (self->options);
  CribServer *server;

  name = self->server != NULL ? dup_entry_text (self->name_row) : dup_new_name (self);
  server = crib_server_new (name, crib_server_lookup_get_uri (self->lookup));
  crib_server_set_client_id (server, client_id);
  crib_server_set_authority (server, authority);
  crib_server_set_scope (server, scope);
  crib_server_options_apply (self->options, server);

  return server;
}

/* There is nothing to sign in with, or nobody changed what it was. */
static gboolean
wants_sign_in (CribServerDialog *self,
               CribServer       *edited)
{
  const char *client_id = crib_server_get_client_id (edited);

  if (client_id == NULL ||
      crib_server_lookup_get_finding (self->lookup) != CRIB_SERVER_FINDING_PROTECTED)
    return FALSE;

  return self->server == NULL ||
         g_strcmp0 (client_id, crib_server_get_client_id (self->server)) != 0;
}

static void
refuse (CribServerDialog *self,
        const GError     *error)
{
  gboolean exists = g_error_matches (error, CRIB_ERROR, CRIB_ERROR_EXISTS);

  if (exists && self->server == NULL)
    {
      crib_server_options_refuse_name (self->options, error->message);
      return;
    }

  set_problem (self, error->message);

  if (exists)
    {
      set_class (self->name_row, "error", TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
    }
}

/* Nothing is closed before it is written. */
static void
save (CribServerDialog *self)
{
  g_autoptr(CribServer) server = create_server (self);
  g_autoptr(GPtrArray) keys = NULL;
  gboolean sign_in = wants_sign_in (self, server);
  g_autoptr(GError) error = NULL;
  gboolean saved;

  if (self->server != NULL)
    keys = crib_server_secrets_dup_keys (self->server);

  saved = self->server != NULL
          ? crib_server_store_edit (self->store, self->server, server, &error)
          : crib_server_store_add (self->store, server, &error);

  if (!saved)
    {
      refuse (self, error);
      return;
    }

  if (self->server == NULL)
    self->server = g_object_ref (server);

  /* What belonged to the client ID, or the address, of before. */
  if (keys != NULL && self->identity != NULL)
    crib_server_secrets_clear_async (crib_identity_get_vault (self->identity), keys,
                                     G_LIST_MODEL (self->store), NULL, NULL, NULL);

  g_signal_emit (self, signals[SIGNAL_SAVED], 0, self->server, sign_in);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
check_client_id (CribServerDialog *self)
{
  g_autofree char *client_id = dup_client_id (self);

  if (client_id == NULL && self->server != NULL)
    return TRUE;

  return crib_server_missing_check (self->missing);
}

/* A field that is empty speaks for itself, one that is wrong does not: the button stays alive. */
static void
save_cb (CribServerDialog *self)
{
  CribProtection *protection = crib_server_lookup_get_protection (self->lookup);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    crib_server_missing_check (self->missing);
  else if (check_client_id (self) && crib_server_options_check (self->options, protection))
    save (self);
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
  g_clear_object (&self->identity);
  g_clear_object (&self->pool);
  g_clear_object (&self->store);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->known_id, g_free);

  G_OBJECT_CLASS (crib_server_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, sign);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, message_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, found);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, CribServerDialog, options);
  gtk_widget_class_bind_template_callback (widget_class, address_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lens_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, trusted_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_save_button);
}

static void
crib_server_dialog_class_init (CribServerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_server_dialog_dispose;

  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", CRIB_TYPE_SERVER_DIALOG, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, CRIB_TYPE_SERVER, G_TYPE_BOOLEAN);

  g_type_ensure (CRIB_TYPE_SERVER_FOUND);
  g_type_ensure (CRIB_TYPE_SERVER_MISSING);
  g_type_ensure (CRIB_TYPE_SERVER_OPTIONS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
crib_server_dialog_init (CribServerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->address_row));
}

/* The name is plain to see while editing: it is what most people come for. */
static void
set_up_editing (CribServerDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Server Settings"));
  gtk_button_set_label (self->save_button, _("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), TRUE);

  crib_server_options_set_server (self->options, self->server);
  if (self->identity != NULL)
    crib_server_options_set_accounts (self->options, crib_identity_get_accounts (self->identity),
                                      self->server);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), crib_server_get_name (self->server));
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), crib_server_get_uri (self->server));
}

GtkWidget *
crib_server_dialog_new (CribServerStore    *store,
                        CribConnectionPool *pool,
                        CribIdentity       *identity,
                        CribServer         *server)
{
  CribServerDialog *self;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (store), NULL);
  g_return_val_if_fail (CRIB_IS_CONNECTION_POOL (pool), NULL);
  g_return_val_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity), NULL);
  g_return_val_if_fail (server == NULL || CRIB_IS_SERVER (server), NULL);

  self = g_object_new (CRIB_TYPE_SERVER_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->pool = g_object_ref (pool);
  g_set_object (&self->identity, identity);
  g_set_object (&self->server, server);
  self->lookup = crib_server_lookup_new (identity);
  g_signal_connect_swapped (self->lookup, "changed", G_CALLBACK (update_dialog), self);

  if (server != NULL)
    set_up_editing (self);

  return GTK_WIDGET (self);
}
