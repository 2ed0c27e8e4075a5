/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-options.h"

#include <glib/gi18n.h>

#include "crib-account-choice.h"
#include "crib-registration.h"
#include "crib-row-note.h"

/*
 * CribServerOptions:
 *
 * The name of a server, and what signing in to it needs where the server's own word is not enough:
 * client ID, tenant, permission. Most people never unfold it.
 */
struct _CribServerOptions
{
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow *expander;
  AdwEntryRow *name_row;
  CribRowNote *name_note;
  AdwEntryRow *client_id_row;
  CribRowNote *client_id_note;
  AdwEntryRow *authority_row;
  CribRowNote *authority_note;
  AdwEntryRow *scope_row;
  AdwEntryRow *redirect_row;
  CribRowNote *redirect_note;
  AdwComboRow *resource_row;
  CribAccountChoice *account_row;
  GtkWidget *lens_row;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_CHANGED,
  SIGNAL_SIGN_IN_CHANGED,
  SIGNAL_LENS_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the row. */
static const char * const resource_words[] = { NULL, "send", "omit" };

G_DEFINE_FINAL_TYPE (CribServerOptions, crib_server_options, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_text (AdwEntryRow *row)
{
  g_autofree char *text = NULL;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
name_changed_cb (CribServerOptions *self)
{
  crib_row_note_set_text (self->name_note, self->name_row, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
client_id_changed_cb (CribServerOptions *self)
{
  crib_row_note_set_text (self->client_id_note, self->client_id_row, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
authority_changed_cb (CribServerOptions *self)
{
  crib_row_note_set_text (self->authority_note, self->authority_row, NULL);
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_CHANGED], 0);
}

static void
scope_changed_cb (CribServerOptions *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_CHANGED], 0);
}

static void
redirect_changed_cb (CribServerOptions *self)
{
  crib_row_note_set_text (self->redirect_note, self->redirect_row, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
lens_cb (CribServerOptions *self)
{
  g_signal_emit (self, signals[SIGNAL_LENS_WANTED], 0);
}

static void
activated_cb (CribServerOptions *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
is_offered (gpointer row)
{
  return gtk_widget_get_visible (GTK_WIDGET (row));
}

/* What is inside, so that nobody has to unfold it to find out. */
static void
update_subtitle (CribServerOptions *self)
{
  const char *with_id = is_offered (self->name_row) ? _("Name, client ID, tenant, permission")
                                                    : _("Client ID, tenant, permission");
  const char *without_id = is_offered (self->name_row) ? _("Name, tenant, permission")
                                                       : _("Tenant, permission");
  const char *subtitle = is_offered (self->client_id_row) ? with_id : without_id;

  if (!is_offered (self->authority_row))
    subtitle = _("Name");

  adw_expander_row_set_subtitle (self->expander, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self), is_offered (self->name_row) ||
                                             is_offered (self->authority_row));
}

static void
point_at (CribServerOptions *self,
          AdwEntryRow       *row)
{
  adw_expander_row_set_expanded (self->expander, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
crib_server_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_SERVER_OPTIONS);

  G_OBJECT_CLASS (crib_server_options_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-options.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, expander);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, name_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, name_note);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, client_id_note);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, authority_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, authority_note);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, scope_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, redirect_note);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, resource_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, account_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerOptions, lens_row);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, authority_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_id_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lens_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, redirect_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
}

static void
crib_server_options_class_init (CribServerOptionsClass *klass)
{
  const char *const names[] = { "activated", "changed", "sign-in-changed", "lens-wanted" };

  G_OBJECT_CLASS (klass)->dispose = crib_server_options_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], CRIB_TYPE_SERVER_OPTIONS, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);

  g_type_ensure (CRIB_TYPE_ACCOUNT_CHOICE);
  g_type_ensure (CRIB_TYPE_ROW_NOTE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
crib_server_options_init (CribServerOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_subtitle (self);
}

/* What was found out about it stands there: it may be what is wrong. */
static void
set_resource (CribServerOptions *self,
              CribServer        *server)
{
  const char *word = crib_server_get_resource_parameter (server);
  const char *refused = crib_server_get_resource_refused (server);
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (resource_words); i++)
    if (g_strcmp0 (resource_words[i], word) == 0)
      adw_combo_row_set_selected (self->resource_row, i);

  if (refused != NULL)
    /* Translators: %s is an address, the name of a server. */
    words = g_strdup_printf (_("It did not know “%s”, so that is left out"), refused);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->resource_row), words != NULL ? words : "");
}

void
crib_server_options_set_server (CribServerOptions *self,
                                CribServer        *server)
{
  g_return_if_fail (CRIB_IS_SERVER_OPTIONS (self));
  g_return_if_fail (CRIB_IS_SERVER (server));

  gtk_widget_set_visible (GTK_WIDGET (self->name_row), FALSE);
  set_text (self->client_id_row, crib_server_get_client_id (server));
  set_text (self->authority_row, crib_server_get_authority (server));
  set_text (self->scope_row, crib_server_get_scope (server));
  set_text (self->redirect_row, crib_server_get_redirect_uri (server));
  set_resource (self, server);
  update_subtitle (self);
}

/* What has a value stays to be seen: it counts, and may be what is wrong. */
void
crib_server_options_set_offered (CribServerOptions *self,
                                 gboolean           sign_in,
                                 gboolean           client_id)
{
  g_autofree char *old_client_id = NULL;
  g_autofree char *old_authority = NULL;
  g_autofree char *old_scope = NULL;
  g_autofree char *old_redirect = NULL;

  g_return_if_fail (CRIB_IS_SERVER_OPTIONS (self));

  old_client_id = dup_text (self->client_id_row);
  old_authority = dup_text (self->authority_row);
  old_scope = dup_text (self->scope_row);
  old_redirect = dup_text (self->redirect_row);
  client_id = client_id || old_client_id != NULL;
  sign_in = sign_in || client_id || old_authority != NULL || old_scope != NULL ||
            old_redirect != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->client_id_row), client_id);
  gtk_widget_set_visible (GTK_WIDGET (self->authority_row), sign_in);
  gtk_widget_set_visible (GTK_WIDGET (self->scope_row), sign_in);
  gtk_widget_set_visible (GTK_WIDGET (self->redirect_row), sign_in);
  gtk_widget_set_visible (GTK_WIDGET (self->resource_row), sign_in);
  update_subtitle (self);
}

void
crib_server_options_set_client_id (CribServerOptions *self,
                                   const char        *client_id)
{
  g_return_if_fail (CRIB_IS_SERVER_OPTIONS (self));

  set_text (self->client_id_row, client_id);
}

char *
crib_server_options_dup_name (CribServerOptions *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_OPTIONS (self), NULL);

  return dup_text (self->name_row);
}

char *
crib_server_options_dup_client_id (CribServerOptions *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_OPTIONS (self), NULL);

  return dup_text (self->client_id_row);
}

char *
crib_server_options_dup_scope (CribServerOptions *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_OPTIONS (self), NULL);

  return dup_text (self->scope_row);
}

char *
crib_server_options_dup_authority (CribServerOptions *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_OPTIONS (self), NULL);

  text = dup_text (self->authority_row);

  return text != NULL ? crib_registration_dup_issuer (text, NULL) : NULL;
}

/* Into @server all that has no function of its own: where its sign-ins end, how it is named there,
 * and who was chosen. */
void
crib_server_options_apply (CribServerOptions *self,
                           CribServer        *server)
{
  g_autofree char *redirect = NULL;
  guint selected;

  g_return_if_fail (CRIB_IS_SERVER_OPTIONS (self));
  g_return_if_fail (CRIB_IS_SERVER (server));

  redirect = dup_text (self->redirect_row);
  selected = adw_combo_row_get_selected (self->resource_row);

  crib_server_set_redirect_uri (server, redirect);
  crib_server_set_resource_parameter (server, selected < G_N_ELEMENTS (resource_words)
                                              ? resource_words[selected] : NULL);
  crib_server_set_account (server, crib_account_choice_get_chosen (self->account_row));
}

void
crib_server_options_set_accounts (CribServerOptions *self,
                                  CribAccountStore  *accounts,
                                  CribServer        *server)
{
  g_return_if_fail (CRIB_IS_SERVER_OPTIONS (self));

  crib_account_choice_set_accounts (self->account_row, accounts, server);
  gtk_widget_set_visible (self->lens_row, crib_server_get_account (server) != NULL);
}

static gboolean
check_redirect (CribServerOptions *self,
                gboolean           may_point)
{
  g_autofree char *redirect = dup_text (self->redirect_row);
  g_autoptr(GError) error = NULL;

  if (redirect != NULL)
    crib_server_check_redirect_uri (redirect, &error);

  crib_row_note_set_text (self->redirect_note, self->redirect_row,
                          error != NULL ? error->message : NULL);
  if (error != NULL && may_point)
    point_at (self, self->redirect_row);

  return error == NULL;
}

gboolean
crib_server_options_check (CribServerOptions *self,
                           CribProtection    *protection)
{
  g_autofree char *client_id = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *issuer = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_redirect;

  g_return_val_if_fail (CRIB_IS_SERVER_OPTIONS (self), FALSE);

  client_id = dup_text (self->client_id_row);
  authority = dup_text (self->authority_row);

  if (client_id != NULL)
    problem = crib_registration_dup_client_id_problem (client_id, protection);

  if (authority != NULL)
    issuer = crib_registration_dup_issuer (authority, &error);

  crib_row_note_set_text (self->client_id_note, self->client_id_row, problem);
  crib_row_note_set_text (self->authority_note, self->authority_row,
                          error != NULL ? error->message : NULL);

  if (problem != NULL)
    point_at (self, self->client_id_row);
  else if (error != NULL)
    point_at (self, self->authority_row);

  has_redirect = check_redirect (self, problem == NULL && error == NULL);

  return problem == NULL && error == NULL && has_redirect;
}

void
crib_server_options_refuse_name (CribServerOptions *self,
                                 const char        *message)
{
  g_return_if_fail (CRIB_IS_SERVER_OPTIONS (self));
  g_return_if_fail (message != NULL);

  crib_row_note_set_text (self->name_note, self->name_row, message);
  point_at (self, self->name_row);
}
