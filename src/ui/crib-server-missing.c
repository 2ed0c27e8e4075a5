/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-missing.h"

#include <glib/gi18n.h>

#include "crib-administrator-message.h"
#include "crib-registration.h"
#include "crib-row-note.h"
#include "crib-trust-dialog.h"

/*
 * CribServerMissing:
 *
 * Asks for the one thing that Toolcrib could not find out by itself. Nobody is stuck: what Ada does
 * not know she asks her administrator, with a message that is ready to be sent. Trust is given only
 * after a question that names the place, and never to one that is not encrypted.
 */
struct _CribServerMissing
{
  AdwPreferencesGroup parent_instance;

  CribIdentity *identity;        /* nullable */
  CribServer *server;            /* as the message should name it; nullable */
  CribProtection *protection;    /* nullable */
  CribProblem *problem;          /* why nobody can sign in; nullable */

  AdwEntryRow *client_id_row;
  CribRowNote *client_id_note;
  AdwActionRow *trust_row;
  AdwActionRow *copy_row;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_CHANGED,
  SIGNAL_TRUSTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribServerMissing, crib_server_missing, ADW_TYPE_PREFERENCES_GROUP)

static void
client_id_changed_cb (CribServerMissing *self)
{
  crib_row_note_set_text (self->client_id_note, self->client_id_row, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
client_id_activated_cb (CribServerMissing *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
copy_cb (CribServerMissing *self)
{
  g_autofree char *text = NULL;

  if (self->problem != NULL)
    text = crib_administrator_message_dup_problem (self->server, self->problem,
                                                   self->protection);
  else
    text = crib_administrator_message_dup_registration (self->server, self->protection);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_action_row_set_icon_name (self->copy_row, "object-select-symbolic");
  adw_action_row_set_subtitle (self->copy_row,
                               _("Copied. Paste it into an e-mail or a chat."));
}

static void
response_cb (AdwMessageDialog  *dialog,
             const char        *response,
             CribServerMissing *self)
{
  g_autoptr(GError) error = NULL;

  if (!g_str_equal (response, CRIB_TRUST_YES))
    return;

  if (crib_trust_dialog_apply (dialog, crib_identity_get_trust (self->identity), &error))
    g_signal_emit (self, signals[SIGNAL_TRUSTED], 0);
  else
    adw_action_row_set_subtitle (self->trust_row, error->message);
}

static void
trust_cb (CribServerMissing *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = crib_trust_dialog_new (window, self->server, self->protection);

  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Only an address that nobody can listen in on, and where there is somewhere to write it down. */
static gboolean
can_trust (CribServerMissing *self)
{
  const char *issuer = NULL;

  if (self->protection != NULL)
    issuer = crib_protection_get_issuer (self->protection);

  return self->identity != NULL && issuer != NULL && g_str_has_prefix (issuer, "https://") &&
         crib_protection_get_place (self->protection) != NULL;
}

static char *
dup_trust_description (CribServerMissing *self)
{
  if (can_trust (self))
    return g_strdup (_("Whoever runs this service learns who you are, and sees the password that "
                       "you type there. Toolcrib goes there only once you trust it."));

  return g_strdup (_("Toolcrib does not go there, because the connection would not be safe. "
                     "Whoever runs the server can change that."));
}

static char *
dup_client_id_description (CribServerMissing *self)
{
  const char *place = crib_protection_get_place (self->protection);

  if (crib_protection_is_entra (self->protection))
    return g_strdup (_("Your administrator registers Toolcrib once for everyone and then knows the "
                       "client ID. In the Entra admin center it is called “Application (client) "
                       "ID”."));

  /* Translators: %s is the name of a computer, like "login.example.net". */
  return g_strdup_printf (_("Whoever runs %s registers Toolcrib once for everyone and then knows "
                            "the client ID."), place != NULL ? place : "");
}

static void
set_up (CribServerMissing *self,
        gboolean           wants_trust)
{
  g_autofree char *description = NULL;
  g_autofree char *markup = NULL;

  description = wants_trust ? dup_trust_description (self) : dup_client_id_description (self);
  markup = g_markup_escape_text (description, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   wants_trust ? _("Not Trusted Yet") : _("One Thing Is Missing"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), markup);

  gtk_widget_set_visible (GTK_WIDGET (self->client_id_row), !wants_trust);
  gtk_widget_set_visible (GTK_WIDGET (self->trust_row), wants_trust && can_trust (self));
  adw_action_row_set_subtitle (self->trust_row, _("Only if your administrator says so"));
  adw_action_row_set_icon_name (self->copy_row, "edit-copy-symbolic");
  adw_action_row_set_subtitle (self->copy_row,
                               wants_trust ? _("Says which service it is, and how to trust it")
                                           : _("Says what to register and where, step by step"));
}

/* The server as the message should name it, which is not saved yet. */
static CribServer *
create_server (CribServerLookup *lookup)
{
  CribServer *looked = crib_connection_get_server (crib_server_lookup_get_connection (lookup));
  const char *title = crib_server_lookup_get_title (lookup);
  CribServer *server;

  server = crib_server_new (title != NULL ? title : crib_server_get_name (looked),
                            crib_server_get_uri (looked));
  crib_server_set_authority (server, crib_server_get_authority (looked));
  crib_server_set_scope (server, crib_server_get_scope (looked));

  return server;
}

static void
clear (CribServerMissing *self)
{
  g_clear_object (&self->server);
  g_clear_object (&self->protection);
  g_clear_object (&self->problem);
}

static void
crib_server_missing_dispose (GObject *object)
{
  CribServerMissing *self = CRIB_SERVER_MISSING (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_SERVER_MISSING);

  clear (self);
  g_clear_object (&self->identity);

  G_OBJECT_CLASS (crib_server_missing_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-missing.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerMissing, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerMissing, client_id_note);
  gtk_widget_class_bind_template_child (widget_class, CribServerMissing, trust_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerMissing, copy_row);
  gtk_widget_class_bind_template_callback (widget_class, client_id_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_id_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
}

static void
crib_server_missing_class_init (CribServerMissingClass *klass)
{
  const char *const names[] = { "activated", "changed", "trusted" };

  G_OBJECT_CLASS (klass)->dispose = crib_server_missing_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], CRIB_TYPE_SERVER_MISSING, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);

  g_type_ensure (CRIB_TYPE_ROW_NOTE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
crib_server_missing_init (CribServerMissing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
crib_server_missing_show (CribServerMissing *self,
                          CribServerLookup  *lookup,
                          CribIdentity      *identity,
                          gboolean           client_id_known)
{
  CribServerFinding finding;
  gboolean wants_id, wants_trust;

  g_return_if_fail (CRIB_IS_SERVER_MISSING (self));
  g_return_if_fail (CRIB_IS_SERVER_LOOKUP (lookup));
  g_return_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity));

  finding = crib_server_lookup_get_finding (lookup);
  wants_id = finding == CRIB_SERVER_FINDING_PROTECTED && !client_id_known;
  wants_trust = finding == CRIB_SERVER_FINDING_UNTRUSTED;

  clear (self);
  g_set_object (&self->identity, identity);
  gtk_widget_set_visible (GTK_WIDGET (self), wants_id || wants_trust);

  if (!wants_id && !wants_trust)
    return;

  self->server = create_server (lookup);
  self->protection = g_object_ref (crib_server_lookup_get_protection (lookup));
  self->problem = wants_trust ? crib_server_lookup_dup_problem (lookup) : NULL;
  set_up (self, wants_trust);
}

gboolean
crib_server_missing_wants_id (CribServerMissing *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_MISSING (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) &&
         gtk_widget_get_visible (GTK_WIDGET (self->client_id_row));
}

char *
crib_server_missing_dup_client_id (CribServerMissing *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_MISSING (self), NULL);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->client_id_row))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

gboolean
crib_server_missing_check (CribServerMissing *self)
{
  g_autofree char *client_id = NULL;
  g_autofree char *problem = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_MISSING (self), FALSE);

  if (!crib_server_missing_wants_id (self))
    return TRUE;

  client_id = crib_server_missing_dup_client_id (self);

  if (client_id != NULL)
    problem = crib_registration_dup_client_id_problem (client_id, self->protection);

  crib_row_note_set_text (self->client_id_note, self->client_id_row, problem);

  if (client_id != NULL && problem == NULL)
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->client_id_row));

  return FALSE;
}
