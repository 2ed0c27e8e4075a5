/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-marks.h"

#include "crib-mark.h"
#include "crib-policy.h"
#include "crib-wrap-layout.h"

#include <glib/gi18n.h>

#define SPACING 6

/*
 * CribMarks:
 *
 * Marks one after the other, on a new line where the width ends.
 */
struct _CribMarks
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CribMarks, crib_marks, GTK_TYPE_WIDGET)

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

static void
crib_marks_class_init (CribMarksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_marks_dispose;

  gtk_widget_class_set_css_name (widget_class, "marks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
crib_marks_init (CribMarks *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), crib_wrap_layout_new (SPACING));
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
