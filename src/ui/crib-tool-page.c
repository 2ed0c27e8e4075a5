/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-page-private.h"

#include "crib-words.h"

#define MAX_TITLE 200
#define MAX_DESCRIPTION 4000

enum {
  PROP_0,
  PROP_HEADING,
  PROP_ITEM,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribToolPage, crib_tool_page, ADW_TYPE_BIN)

static void
set_heading (CribToolPage *self,
             const char   *heading)
{
  if (g_strcmp0 (self->heading, heading) == 0)
    return;

  g_free (self->heading);
  self->heading = g_strdup (heading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
}

/* The title moves to the header bar when the big one has left. */
static gboolean
update_heading_cb (gpointer user_data)
{
  CribToolPage *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;
  gboolean gone = FALSE;

  if (self->item != NULL &&
      gtk_widget_compute_bounds (GTK_WIDGET (self->title_label), GTK_WIDGET (self->clamp), &bounds))
    gone = bounds.size.height > 0 &&
      gtk_adjustment_get_value (adjustment) >= bounds.origin.y + bounds.size.height;

  self->heading_source = 0;
  set_heading (self, gone ? gtk_label_get_label (self->title_label) : "");

  return G_SOURCE_REMOVE;
}

/* Not at once: the adjustment also moves while GTK allocates, and a title that changes then leaves
 * the header bar to be drawn without an allocation. */
static void
update_heading (CribToolPage *self)
{
  if (self->heading_source == 0)
    self->heading_source = g_idle_add (update_heading_cb, self);
}

static void
set_narrow (CribToolPage *self,
            gboolean      narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  g_object_set (self->form_view, "narrow", narrow, NULL);
  g_object_set (self->run_bar, "narrow", narrow, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
set_words (GtkLabel   *label,
           const char *text,
           gsize       max_chars)
{
  g_autofree char *words = crib_words_clip (text, max_chars);

  g_strstrip (words);
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), *words != '\0');
}

static void
show_tool (CribToolPage *self)
{
  CribConnection *connection = crib_tool_item_get_connection (self->item);
  McpTool *tool = crib_tool_item_get_tool (self->item);
  g_autofree char *description = crib_words_break (mcp_tool_get_description (tool),
                                                    MAX_DESCRIPTION);
  gboolean has_input;

  set_words (self->title_label, crib_tool_item_get_title (self->item), MAX_TITLE);
  set_words (self->name_label, mcp_tool_get_name (tool), MAX_TITLE);
  set_words (self->description_label, description, G_MAXSIZE);
  crib_marks_set_tool (self->marks, crib_connection_get_server (connection), tool);
  crib_run_bar_set_connection (self->run_bar, connection);
  g_object_set (self->run_bar, "destructive", crib_marks_is_destructive (tool), NULL);

  crib_form_view_set_folded (self->form_view, FALSE);
  crib_form_view_set_model (self->form_view, crib_connection_get_form (connection, tool));
  has_input = crib_form_view_get_n_fields (self->form_view) > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->form_view), has_input);
  gtk_widget_set_visible (self->no_input_label, !has_input);

  crib_tool_page_set_run (self, crib_connection_get_run (connection, mcp_tool_get_name (tool)));
}

static void
show_nothing (CribToolPage *self)
{
  crib_form_view_set_model (self->form_view, NULL);
  crib_run_bar_set_connection (self->run_bar, NULL);
  crib_tool_page_set_run (self, NULL);
}

static void
crib_tool_page_dispose (GObject *object)
{
  CribToolPage *self = CRIB_TOOL_PAGE (object);

  g_clear_handle_id (&self->heading_source, g_source_remove);
  crib_tool_page_drop_question (self);
  if (self->run_bar != NULL)
    crib_tool_page_set_run (self, NULL);
  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (self->scroller),
                                          self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_TOOL_PAGE);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (crib_tool_page_parent_class)->dispose (object);
}

static void
crib_tool_page_finalize (GObject *object)
{
  CribToolPage *self = CRIB_TOOL_PAGE (object);

  g_free (self->heading);

  G_OBJECT_CLASS (crib_tool_page_parent_class)->finalize (object);
}

static void
crib_tool_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CribToolPage *self = CRIB_TOOL_PAGE (object);

  switch (prop_id)
    {
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;

    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_tool_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CribToolPage *self = CRIB_TOOL_PAGE (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      crib_tool_page_set_item (self, g_value_get_object (value));
      break;

    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_tool_page_class_init (CribToolPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = crib_tool_page_dispose;
  object_class->finalize = crib_tool_page_finalize;
  object_class->get_property = crib_tool_page_get_property;
  object_class->set_property = crib_tool_page_set_property;

  properties[PROP_HEADING] =
    g_param_spec_string ("heading", NULL, NULL, "", G_PARAM_READABLE | flags);
  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, CRIB_TYPE_TOOL_ITEM, G_PARAM_READWRITE | flags);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_FORM_VIEW);
  g_type_ensure (CRIB_TYPE_MARKS);
  g_type_ensure (CRIB_TYPE_RUN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-tool-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, content);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, description_label);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, marks);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, form_view);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, no_input_label);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, result_bin);
  gtk_widget_class_bind_template_child (widget_class, CribToolPage, run_bar);

  crib_tool_page_install_run_actions (widget_class);
}

static void
crib_tool_page_init (CribToolPage *self)
{
  self->heading = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  g_object_bind_property (self->form_view, "n-problems",
                          self->run_bar, "n-problems",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
}

GtkWidget *
crib_tool_page_new (void)
{
  return g_object_new (CRIB_TYPE_TOOL_PAGE, NULL);
}

void
crib_tool_page_set_item (CribToolPage *self,
                         CribToolItem *item)
{
  g_return_if_fail (CRIB_IS_TOOL_PAGE (self));
  g_return_if_fail (item == NULL || CRIB_IS_TOOL_ITEM (item));

  if (!g_set_object (&self->item, item))
    return;

  crib_tool_page_drop_question (self);
  if (item != NULL)
    show_tool (self);
  else
    show_nothing (self);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  set_heading (self, "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

CribToolItem *
crib_tool_page_get_item (CribToolPage *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_PAGE (self), NULL);

  return self->item;
}
