/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-marks.h"

#include "crib-mark.h"
#include "crib-policy.h"

#include <glib/gi18n.h>

#define SPACING 6

/*
 * CribMarks:
 *
 * Marks one after the other, on a new line where the width ends. (A GtkFlowBox puts its children
 * into columns of one width, which tears a few short pills apart.)
 */
struct _CribMarks
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CribMarks, crib_marks, GTK_TYPE_WIDGET)

/* Places the marks in @width, or only measures them. Returns the height. */
static int
place (CribMarks *self,
       int        width,
       gboolean   allocate)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, };
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      place.width = CLAMP (natural, minimum, MAX (width, minimum));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, &place.height, NULL,
                          NULL, NULL);

      if (x > 0 && x + place.width > width)
        {
          x = 0;
          y += line_height + SPACING;
          line_height = 0;
        }
      place.x = mirrored ? width - x - place.width : x;
      place.y = y;
      if (allocate)
        gtk_widget_size_allocate (child, &place, -1);
      x += place.width + SPACING;
      line_height = MAX (line_height, place.height);
    }

  return y + line_height;
}

static void
measure_width (CribMarks *self,
               int       *minimum,
               int       *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static void
clear (CribMarks *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
add_mark (CribMarks  *self,
          const char *icon_name,
          const char *words,
          const char *css_class)
{
  GtkWidget *mark = crib_mark_new (icon_name, words);

  if (css_class != NULL)
    gtk_widget_add_css_class (mark, css_class);
  gtk_widget_set_parent (mark, GTK_WIDGET (self));
}

static void
crib_marks_dispose (GObject *object)
{
  clear (CRIB_MARKS (object));

  G_OBJECT_CLASS (crib_marks_parent_class)->dispose (object);
}

static GtkSizeRequestMode
crib_marks_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
crib_marks_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  CribMarks *self = CRIB_MARKS (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    *minimum = *natural = place (self, for_size < 0 ? G_MAXINT : for_size, FALSE);
}

static void
crib_marks_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  place (CRIB_MARKS (widget), width, TRUE);
}

static void
crib_marks_class_init (CribMarksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_marks_dispose;
  widget_class->get_request_mode = crib_marks_get_request_mode;
  widget_class->measure = crib_marks_measure;
  widget_class->size_allocate = crib_marks_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "marks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
crib_marks_init (CribMarks *self)
{
}

/* Shows the marks of @tool. Only what the server says itself is repeated as its word; whether
 * Toolcrib asks is ours to say. */
void
crib_marks_set_tool (CribMarks  *self,
                     CribServer *server,
                     McpTool    *tool)
{
  g_return_if_fail (CRIB_IS_MARKS (self));
  g_return_if_fail (CRIB_IS_SERVER (server));
  g_return_if_fail (MCP_IS_TOOL (tool));

  clear (self);
  if (mcp_tool_is_read_only (tool))
    add_mark (self, "view-reveal-symbolic", _("Read-only"), NULL);
  else if (crib_marks_is_destructive (tool))
    add_mark (self, "user-trash-symbolic", _("Destroys things"), "error");
  else if (mcp_tool_has_hint (tool, "readOnlyHint") || mcp_tool_has_hint (tool, "destructiveHint"))
    add_mark (self, "document-edit-symbolic", _("Changes things"), NULL);

  if (crib_policy_get_consent (server, tool) == CRIB_CONSENT_ASK)
    add_mark (self, "dialog-question-symbolic", _("Asks before running"), NULL);
  if (mcp_tool_is_open_world (tool) && mcp_tool_has_hint (tool, "openWorldHint"))
    add_mark (self, "system-users-symbolic", _("Reaches other services"), NULL);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

/*
 * crib_marks_is_destructive:
 *
 * Whether the server says that the tool destroys things. The specification's default for a tool
 * that says nothing is "yes"; such a tool asks before running, but a red button on each tool of a
 * server without hints would mean nothing any more.
 */
gboolean
crib_marks_is_destructive (McpTool *tool)
{
  g_return_val_if_fail (MCP_IS_TOOL (tool), FALSE);

  return mcp_tool_is_destructive (tool) && mcp_tool_has_hint (tool, "destructiveHint");
}
