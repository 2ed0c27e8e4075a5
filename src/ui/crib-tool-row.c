/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-row.h"

#include <glib/gi18n.h>

/*
 * CribToolRow:
 *
 * One tool in the counter's list: title over the first line of its description, a star for a
 * favourite, and one mark that says what kind of tool it is, or that it runs. Rows are used again
 * for other tools while the list scrolls, so all of it can change at any time.
 */
struct _CribToolRow
{
  AdwBin parent_instance;

  CribToolItem *item;
  CribConnection *home;
  GSignalGroup *item_signals;

  GtkInscription *title;
  GtkInscription *summary;
  GtkWidget *star;
  GtkImage *mark;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (CribToolRow, crib_tool_row, ADW_TYPE_BIN)

typedef struct
{
  const char *icon_name;
  const char *css_class;
  const char *words;
} Mark;

/* The hints of a server are taken at their word only where they make us more careful: a tool that
 * says nothing about itself asks before it runs (MCP 2025-11-25, tools, annotations). */
static const Mark *
get_mark (McpTool *tool)
{
  static const Mark read_only = { "view-reveal-symbolic", "dim-label", N_("only reads") };
  static const Mark destroys = { "user-trash-symbolic", "error", N_("can destroy things") };
  static const Mark changes = { "document-edit-symbolic", "dim-label", N_("changes things") };
  static const Mark asks = { "dialog-question-symbolic", "dim-label", N_("asks before running") };

  if (mcp_tool_is_read_only (tool))
    return &read_only;

  if (mcp_tool_has_hint (tool, "destructiveHint"))
    return mcp_tool_is_destructive (tool) ? &destroys : &changes;

  return mcp_tool_has_hint (tool, "readOnlyHint") ? &changes : &asks;
}

static char *
dup_second_line (CribToolRow *self)
{
  CribConnection *connection = crib_tool_item_get_connection (self->item);
  const char *summary = crib_tool_item_get_summary (self->item);
  const char *server_name;

  if (connection == self->home || self->home == NULL)
    return g_strdup (summary);

  server_name = crib_server_get_name (crib_connection_get_server (connection));

  if (summary == NULL || *summary == '\0')
    return g_strdup (server_name);

  /* Translators: in a list of tools of several servers: the server, then what the tool does. */
  return g_strdup_printf (_("%s · %s"), server_name, summary);
}

static void
append_words (GString    *words,
              const char *more)
{
  if (more != NULL && *more != '\0')
    g_string_append_printf (words, ", %s", more);
}

/* A list item of GTK 4.8 has no name of its own: the row gives it one, marks included. */
static void
update_accessible_name (CribToolRow *self,
                        const Mark  *mark,
                        const char  *second_line)
{
  g_autoptr(GString) words = g_string_new (crib_tool_item_get_title (self->item));
  GtkWidget *list_item = gtk_widget_get_parent (GTK_WIDGET (self));

  append_words (words, _(mark->words));

  if (crib_tool_item_is_favourite (self->item))
    append_words (words, _("favourite"));

  if (crib_tool_item_is_running (self->item))
    append_words (words, _("running"));

  append_words (words, second_line);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);

  if (list_item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list_item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                    -1);
}

static void
update_tooltip (CribToolRow *self,
                const char  *second_line)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s\n%s", crib_tool_item_get_title (self->item),
                          second_line != NULL ? second_line : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), g_strchomp (text));
}

static void
update_row (CribToolRow *self)
{
  const Mark *mark = get_mark (crib_tool_item_get_tool (self->item));
  g_autofree char *second_line = dup_second_line (self);
  gboolean running = crib_tool_item_is_running (self->item);

  gtk_inscription_set_text (self->title, crib_tool_item_get_title (self->item));
  gtk_inscription_set_text (self->summary, second_line);
  gtk_widget_set_visible (GTK_WIDGET (self->summary),
                          second_line != NULL && *second_line != '\0');

  gtk_image_set_from_icon_name (self->mark, mark->icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark),
                              (const char *[]) { mark->css_class, NULL });

  gtk_widget_set_visible (self->star, crib_tool_item_is_favourite (self->item));
  gtk_widget_set_visible (GTK_WIDGET (self->mark), !running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);

  update_tooltip (self, second_line);
  update_accessible_name (self, mark, second_line);
}

/* A GtkInscription of 4.8 does not turn round by itself. */
static void
crib_tool_row_direction_changed (GtkWidget        *widget,
                                 GtkTextDirection  previous_direction)
{
  CribToolRow *self = CRIB_TOOL_ROW (widget);
  float xalign = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? 1 : 0;

  gtk_inscription_set_xalign (self->title, xalign);
  gtk_inscription_set_xalign (self->summary, xalign);
}

static void
crib_tool_row_dispose (GObject *object)
{
  CribToolRow *self = CRIB_TOOL_ROW (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  g_clear_object (&self->home);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_TOOL_ROW);

  G_OBJECT_CLASS (crib_tool_row_parent_class)->dispose (object);
}

static void
crib_tool_row_class_init (CribToolRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_tool_row_dispose;
  widget_class->direction_changed = crib_tool_row_direction_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-tool-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CribToolRow, title);
  gtk_widget_class_bind_template_child (widget_class, CribToolRow, summary);
  gtk_widget_class_bind_template_child (widget_class, CribToolRow, star);
  gtk_widget_class_bind_template_child (widget_class, CribToolRow, mark);
  gtk_widget_class_bind_template_child (widget_class, CribToolRow, spinner);
  gtk_widget_class_set_css_name (widget_class, "toolrow");
}

static void
crib_tool_row_init (CribToolRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  crib_tool_row_direction_changed (GTK_WIDGET (self), GTK_TEXT_DIR_NONE);

  self->item_signals = g_signal_group_new (CRIB_TYPE_TOOL_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify",
                                  G_CALLBACK (update_row), self);
}

GtkWidget *
crib_tool_row_new (void)
{
  return g_object_new (CRIB_TYPE_TOOL_ROW, NULL);
}

void
crib_tool_row_set_item (CribToolRow  *self,
                        CribToolItem *item)
{
  g_return_if_fail (CRIB_IS_TOOL_ROW (self));
  g_return_if_fail (item == NULL || CRIB_IS_TOOL_ITEM (item));

  g_set_object (&self->item, item);
  g_signal_group_set_target (self->item_signals, item);

  if (item != NULL)
    update_row (self);
  else
    gtk_spinner_stop (self->spinner);
}

CribToolItem *
crib_tool_row_get_item (CribToolRow *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ROW (self), NULL);

  return self->item;
}

void
crib_tool_row_set_home (CribToolRow    *self,
                        CribConnection *home)
{
  g_return_if_fail (CRIB_IS_TOOL_ROW (self));
  g_return_if_fail (home == NULL || CRIB_IS_CONNECTION (home));

  if (g_set_object (&self->home, home) && self->item != NULL)
    update_row (self);
}
