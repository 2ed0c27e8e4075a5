/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-marks.h"

#include "crib-policy.h"

#include <glib/gi18n.h>

static void
add_mark (GtkFlowBox *box,
          const char *icon_name,
          const char *words,
          const char *css_class)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (words);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (mark, "mark");
  if (css_class != NULL)
    gtk_widget_add_css_class (mark, css_class);
  gtk_widget_set_halign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (mark), icon);
  gtk_box_append (GTK_BOX (mark), label);

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), mark);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (box, child);
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

/* Puts the marks of @tool into @box, instead of what is there. Only what the server says itself is
 * repeated as its word; whether Toolcrib asks is ours to say. */
void
crib_marks_fill (GtkFlowBox *box,
                 CribServer *server,
                 McpTool    *tool)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_FLOW_BOX (box));
  g_return_if_fail (CRIB_IS_SERVER (server));
  g_return_if_fail (MCP_IS_TOOL (tool));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, child);

  if (mcp_tool_is_read_only (tool))
    add_mark (box, "view-reveal-symbolic", _("Read-only"), NULL);
  else if (crib_marks_is_destructive (tool))
    add_mark (box, "user-trash-symbolic", _("Destroys things"), "error");
  else if (mcp_tool_has_hint (tool, "readOnlyHint") || mcp_tool_has_hint (tool, "destructiveHint"))
    add_mark (box, "document-edit-symbolic", _("Changes things"), NULL);

  if (crib_policy_get_consent (server, tool) == CRIB_CONSENT_ASK)
    add_mark (box, "dialog-question-symbolic", _("Asks before running"), NULL);
  if (mcp_tool_is_open_world (tool) && mcp_tool_has_hint (tool, "openWorldHint"))
    add_mark (box, "system-users-symbolic", _("Reaches other services"), NULL);

  gtk_widget_set_visible (GTK_WIDGET (box),
                          gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
