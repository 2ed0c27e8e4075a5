/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-structured-view.h"

#include "crib-file-saver.h"
#include "crib-table-view.h"
#include "crib-text-pane.h"
#include "crib-tree-view.h"

#include <glib/gi18n.h>

/*
 * CribStructuredView:
 *
 * Three ways to look at one value. Each is made when it is first asked for, and a search stays on
 * when the way changes.
 */
struct _CribStructuredView
{
  AdwBin parent_instance;

  SjsonValue *value;
  CribTableModel *table;     /* NULL: no table */
  gboolean narrow;

  GtkWidget *views[3];       /* made so far; by order of the buttons */
  GtkWidget *tools;
  GtkToggleButton *table_button;
  GtkToggleButton *tree_button;
  GtkToggleButton *json_button;
  GtkEditable *search_entry;
  AdwBin *view_bin;
  GtkLabel *facts_label;
};

enum {
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum {
  VIEW_TABLE,
  VIEW_TREE,
  VIEW_JSON,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribStructuredView, crib_structured_view, ADW_TYPE_BIN)

static guint
get_view (CribStructuredView *self)
{
  if (gtk_toggle_button_get_active (self->table_button))
    return VIEW_TABLE;
  return gtk_toggle_button_get_active (self->tree_button) ? VIEW_TREE : VIEW_JSON;
}

static GtkWidget *
make_view (CribStructuredView *self,
           guint               view)
{
  switch (view)
    {
    case VIEW_TABLE:
      return crib_table_view_new (self->table);

    case VIEW_TREE:
      return crib_tree_view_new (self->value);

    case VIEW_JSON:
    default:
      return crib_text_pane_new_for_json (self->value);
    }
}

static void
search (CribStructuredView *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);
  GtkWidget *view = adw_bin_get_child (self->view_bin);

  if (CRIB_IS_TABLE_VIEW (view))
    crib_table_view_search (CRIB_TABLE_VIEW (view), words);
  else if (CRIB_IS_TREE_VIEW (view))
    crib_tree_view_search (CRIB_TREE_VIEW (view), words);
  else if (CRIB_IS_TEXT_PANE (view))
    crib_text_pane_search (CRIB_TEXT_PANE (view), words);
}

static void
search_cb (CribStructuredView *self)
{
  search (self);
}

static void
stop_search_cb (CribStructuredView *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
show_view (CribStructuredView *self)
{
  guint view = get_view (self);

  if (self->views[view] == NULL)
    self->views[view] = g_object_ref_sink (make_view (self, view));
  if (adw_bin_get_child (self->view_bin) == self->views[view])
    return;

  adw_bin_set_child (self->view_bin, self->views[view]);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label),
                          view == VIEW_TABLE && *gtk_label_get_label (self->facts_label) != '\0');
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    search (self);
}

static void
toggled_cb (CribStructuredView *self,
            GtkToggleButton    *button)
{
  if (self->value != NULL && gtk_toggle_button_get_active (button))
    show_view (self);
}

static void
copy_cb (CribStructuredView *self)
{
  g_autofree char *text = NULL;

  if (get_view (self) == VIEW_TABLE)
    text = crib_table_view_dup_text (CRIB_TABLE_VIEW (self->views[VIEW_TABLE]));
  else
    text = sjson_value_to_pretty_json (self->value, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
save_cb (CribStructuredView *self)
{
  gsize length;
  char *json = sjson_value_to_pretty_json (self->value, &length);
  g_autoptr(GBytes) bytes = g_bytes_new_take (json, length);

  crib_file_saver_save (GTK_WIDGET (self), _("result.json"), bytes);
}

static void
set_narrow (CribStructuredView *self,
            gboolean            narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->tools),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->search_entry), narrow);
}

static void
crib_structured_view_dispose (GObject *object)
{
  CribStructuredView *self = CRIB_STRUCTURED_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_STRUCTURED_VIEW);
  for (guint i = 0; i < G_N_ELEMENTS (self->views); i++)
    g_clear_object (&self->views[i]);
  g_clear_object (&self->table);
  g_clear_pointer (&self->value, sjson_value_free);

  G_OBJECT_CLASS (crib_structured_view_parent_class)->dispose (object);
}

static void
crib_structured_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  CribStructuredView *self = CRIB_STRUCTURED_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_structured_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  CribStructuredView *self = CRIB_STRUCTURED_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_structured_view_class_init (CribStructuredViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_structured_view_dispose;
  object_class->get_property = crib_structured_view_get_property;
  object_class->set_property = crib_structured_view_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-structured-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, tools);
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, table_button);
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, tree_button);
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, json_button);
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, view_bin);
  gtk_widget_class_bind_template_child (widget_class, CribStructuredView, facts_label);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
crib_structured_view_init (CribStructuredView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_structured_view_new (const SjsonValue *value)
{
  CribStructuredView *self;
  g_autofree char *facts = NULL;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (CRIB_TYPE_STRUCTURED_VIEW, NULL);
  self->table = crib_table_model_new (value);
  if (self->table != NULL)
    facts = crib_table_model_dup_facts (self->table);
  gtk_label_set_label (self->facts_label, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->table_button), self->table != NULL);
  gtk_toggle_button_set_active (self->table != NULL ? self->table_button : self->tree_button, TRUE);

  self->value = sjson_value_copy (value);
  show_view (self);
  return GTK_WIDGET (self);
}

guint
crib_structured_view_get_n_rows (CribStructuredView *self)
{
  g_return_val_if_fail (CRIB_IS_STRUCTURED_VIEW (self), 0);

  return self->table != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->table)) : 0;
}
