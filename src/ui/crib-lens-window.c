/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-lens-window.h"

#include "crib-token-lens.h"
#include "crib-whole-words.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_LINE 400

/*
 * CribLensWindow:
 *
 * What a server sees of whoever is signed in to it, beside what it expects. Made for looking, not
 * for copying: nothing in it opens anything.
 */
struct _CribLensWindow
{
  AdwWindow parent_instance;

  CribConnection *connection;

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *nothing_page;
  GtkWidget *advice_box;
  GtkImage *advice_icon;
  GtkLabel *advice_label;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CribLensWindow, crib_lens_window, ADW_TYPE_WINDOW)

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *words;
} looks[] = {
  [CRIB_LENS_VERDICT_OK] = { "emblem-ok-symbolic", "success", N_("As expected") },
  [CRIB_LENS_VERDICT_MISMATCH] = { "dialog-warning-symbolic", "warning", N_("Does not fit") },
  [CRIB_LENS_VERDICT_INFO] = { "dialog-information-symbolic", "dim-label",
                               N_("For information") },
};

static GtkWidget *
create_icon (CribLensVerdict verdict)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[verdict].icon_name);

  gtk_widget_add_css_class (icon, looks[verdict].css_class);
  gtk_widget_set_tooltip_text (icon, _(looks[verdict].words));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[verdict].words),
                                  -1);
  return icon;
}

static char *
dup_subtitle (CribLensRow *row)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *found = crib_words_clip (crib_lens_row_get_found (row), MAX_LINE);
  g_autofree char *expected = crib_words_clip (crib_lens_row_get_expected (row), MAX_LINE);
  const char *sentence = crib_lens_row_get_sentence (row);

  g_string_append (text, found);

  if (*expected != '\0' && !g_str_equal (expected, found))
    {
      g_string_append_c (text, '\n');
      /* Translators: %s is what a server wants to see. */
      g_string_append_printf (text, _("Expected: %s"), expected);
    }

  if (sentence != NULL)
    g_string_append_printf (text, "\n%s", sentence);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  g_autofree char *subtitle = dup_subtitle (item);
  GtkWidget *row;

  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "use-markup", FALSE,
                      "title", crib_lens_row_get_claim (item),
                      "subtitle", subtitle,
                      "subtitle-lines", 0,
                      NULL);
  crib_whole_words_below (row);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_icon (crib_lens_row_get_verdict (item)));

  return row;
}

static void
show_advice (CribLensWindow *self,
             CribTokenLens  *lens)
{
  const char *advice = crib_token_lens_get_advice (lens);

  gtk_label_set_label (self->advice_label,
                       advice != NULL ? advice : _("All of it is as the server wants it."));
  gtk_image_set_from_icon_name (self->advice_icon, advice != NULL ? "dialog-warning-symbolic"
                                                                  : "emblem-ok-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->advice_icon),
                              (const char *[]) { advice != NULL ? "warning" : "success", NULL });
}

static void
show_nothing (CribLensWindow *self,
              const char     *words)
{
  g_autofree char *markup = g_markup_escape_text (words, -1);

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  adw_status_page_set_description (self->nothing_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
refresh (CribLensWindow *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribTokenLens) lens = crib_connection_dup_token_lens (self->connection, &error);

  if (lens == NULL)
    {
      show_nothing (self, error->message);
      return;
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (lens)) == 0)
    {
      show_nothing (self, crib_token_lens_get_advice (lens));
      return;
    }

  show_advice (self, lens);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (lens), create_row_cb, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "lens");
}

static void
crib_lens_window_dispose (GObject *object)
{
  CribLensWindow *self = CRIB_LENS_WINDOW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_LENS_WINDOW);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (crib_lens_window_parent_class)->dispose (object);
}

static void
crib_lens_window_class_init (CribLensWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_lens_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-lens-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, advice_box);
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, advice_icon);
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, advice_label);
  gtk_widget_class_bind_template_child (widget_class, CribLensWindow, list);
}

static void
crib_lens_window_init (CribLensWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/*
 * crib_lens_window_new:
 * @identity: whose tokens
 * @connection: what the server sees at it
 *
 * It is looked at anew when the sign-in is renewed or becomes another's.
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
crib_lens_window_new (CribIdentity   *identity,
                      CribConnection *connection)
{
  CribLensWindow *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CRIB_IS_IDENTITY (identity), NULL);
  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);

  self = g_object_new (CRIB_TYPE_LENS_WINDOW, NULL);
  self->connection = g_object_ref (connection);
  name = crib_words_clip (crib_server_get_name (crib_connection_get_server (connection)), 120);
  adw_window_title_set_subtitle (self->title, name);
  g_signal_connect_object (identity, "tokens-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connection, "notify::account", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
