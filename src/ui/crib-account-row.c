/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-row.h"

#include "crib-whole-words.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_NAME 120
#define MAX_LIST 600

/*
 * CribAccountRow:
 *
 * An account: who, and unfolded where, until when, what for, at which servers, and what can be done
 * with it. It follows its [class@Crib.AccountSummary].
 *
 * Signals: sign-in-again, sign-out, lens-wanted (server: to see what it sees).
 */
struct _CribAccountRow
{
  AdwExpanderRow parent_instance;

  CribAccountSummary *summary;
  GPtrArray *server_rows;       /* GTK's */

  AdwAvatar *avatar;
  AdwActionRow *tenant_row;
  AdwActionRow *place_row;
  AdwActionRow *expiry_row;
  AdwActionRow *permissions_row;
  GtkWidget *again_row;
  GtkWidget *sign_out_row;
};

enum
{
  SIGN_IN_AGAIN,
  SIGN_OUT,
  LENS_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribAccountRow, crib_account_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
set_fact (AdwActionRow *row,
          const char   *fact,
          gsize         max_chars)
{
  g_autofree char *words = crib_words_clip (fact, max_chars);

  adw_action_row_set_subtitle (row, words);
  gtk_widget_set_visible (GTK_WIDGET (row), *words != '\0');
}

static void
update_name (CribAccountRow *self)
{
  const char *username = crib_account_summary_get_username (self->summary);
  const char *name = crib_account_summary_get_name (self->summary);
  const char *first = says (name) ? name : says (username) ? username : _("Unnamed Account");
  g_autofree char *title = crib_words_clip (first, MAX_NAME);
  g_autofree char *subtitle = crib_words_clip (says (name) ? username : NULL, MAX_NAME);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_avatar_set_text (self->avatar, title);
}

static void
update_tenant (CribAccountRow *self)
{
  const char *tenant = crib_account_summary_get_tenant (self->summary);
  g_autofree char *guest = NULL;

  if (says (tenant) && crib_account_summary_is_guest (self->summary))
    /* Translators: %s is an organisation. */
    guest = g_strdup_printf (_("%s, as a guest"), tenant);

  set_fact (self->tenant_row, guest != NULL ? guest : tenant, MAX_NAME);
  set_fact (self->place_row, crib_account_summary_get_place (self->summary), MAX_NAME);
}

/* What ends is renewed by itself: nobody has to do anything about it. */
static void
update_expiry (CribAccountRow *self)
{
  gint64 expires_at = crib_account_summary_get_expires_at (self->summary);
  g_autoptr(GDateTime) end = expires_at > 0 ? g_date_time_new_from_unix_local (expires_at) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = NULL;
  g_autofree char *words = NULL;

  if (end != NULL)
    at = g_date_time_format (end, g_date_time_get_day_of_year (end) ==
                                  g_date_time_get_day_of_year (now) ? "%H:%M" : "%x, %H:%M");

  if (at != NULL)
    /* Translators: %s is a time of day. */
    words = g_strdup_printf (_("Until %s, then renewed by itself"), at);

  set_fact (self->expiry_row, words != NULL ? words : _("Renewed when it is needed"), MAX_NAME);
}

static void
update_permissions (CribAccountRow *self)
{
  const char * const *permissions = crib_account_summary_get_permissions (self->summary);
  g_autofree char *words = NULL;

  if (permissions != NULL)
    words = g_strjoinv (", ", (char **) permissions);

  set_fact (self->permissions_row, words, MAX_LIST);
}

static void
server_activated_cb (AdwActionRow   *row,
                     CribAccountRow *self)
{
  g_signal_emit (self, signals[LENS_WANTED], 0, g_object_get_data (G_OBJECT (row), "server"));
}

static void
add_server (CribAccountRow *self,
            CribServer     *server)
{
  g_autofree char *name = crib_words_clip (crib_server_get_name (server), MAX_NAME);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *row;

  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "use-markup", FALSE,
                      "title", name,
                      "subtitle", _("What the server sees of you…"),
                      "subtitle-lines", 0,
                      "activatable", TRUE,
                      NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_object_set_data_full (G_OBJECT (row), "server", g_object_ref (server), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (server_activated_cb), self, 0);
  g_ptr_array_add (self->server_rows, row);
  crib_whole_words_below (row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

/* At the end, behind which what can be done goes again. */
static void
update_servers (CribAccountRow *self)
{
  GListModel *servers = crib_account_summary_get_servers (self->summary);
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (self);

  for (guint i = 0; i < self->server_rows->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (self->server_rows, i));
  g_ptr_array_set_size (self->server_rows, 0);
  adw_expander_row_remove (expander, self->again_row);
  adw_expander_row_remove (expander, self->sign_out_row);

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);

      add_server (self, server);
    }

  gtk_widget_set_visible (self->again_row, g_list_model_get_n_items (servers) > 0);
  adw_expander_row_add_row (expander, self->again_row);
  adw_expander_row_add_row (expander, self->sign_out_row);
}

static void
update (CribAccountRow *self)
{
  update_name (self);
  update_tenant (self);
  update_expiry (self);
  update_permissions (self);
}

static void
again_cb (CribAccountRow *self)
{
  g_signal_emit (self, signals[SIGN_IN_AGAIN], 0);
}

static void
sign_out_cb (CribAccountRow *self)
{
  g_signal_emit (self, signals[SIGN_OUT], 0);
}

static void
crib_account_row_dispose (GObject *object)
{
  CribAccountRow *self = CRIB_ACCOUNT_ROW (object);

  g_clear_pointer (&self->server_rows, g_ptr_array_unref);
  g_clear_object (&self->again_row);
  g_clear_object (&self->sign_out_row);
  g_clear_object (&self->summary);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_ACCOUNT_ROW);

  G_OBJECT_CLASS (crib_account_row_parent_class)->dispose (object);
}

static void
crib_account_row_class_init (CribAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_account_row_dispose;

  signals[SIGN_IN_AGAIN] = g_signal_new ("sign-in-again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[SIGN_OUT] = g_signal_new ("sign-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[LENS_WANTED] = g_signal_new ("lens-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, CRIB_TYPE_SERVER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, tenant_row);
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, place_row);
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, permissions_row);
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, again_row);
  gtk_widget_class_bind_template_child (widget_class, CribAccountRow, sign_out_row);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_cb);
}

static void
crib_account_row_init (CribAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  crib_whole_words_below (GTK_WIDGET (self));
  self->server_rows = g_ptr_array_new ();
  /* They move: see update_servers(). */
  g_object_ref (self->again_row);
  g_object_ref (self->sign_out_row);
}

GtkWidget *
crib_account_row_new (CribAccountSummary *summary)
{
  CribAccountRow *self;

  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (summary), NULL);

  self = g_object_new (CRIB_TYPE_ACCOUNT_ROW, NULL);
  self->summary = g_object_ref (summary);
  g_signal_connect_object (summary, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (crib_account_summary_get_servers (summary), "items-changed",
                           G_CALLBACK (update_servers), self, G_CONNECT_SWAPPED);
  update (self);
  update_servers (self);

  return GTK_WIDGET (self);
}

CribAccountSummary *
crib_account_row_get_summary (CribAccountRow *self)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_ROW (self), NULL);

  return self->summary;
}
