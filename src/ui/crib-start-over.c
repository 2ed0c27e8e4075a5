/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-start-over.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Seconds in which it can be undone. */
#define REGRET 10

typedef struct
{
  CribToolItem *item;
  char *draft;         /* as it was */
} Before;

static void
before_free (gpointer  data,
             GClosure *closure)
{
  Before *before = data;

  g_object_unref (before->item);
  g_free (before->draft);
  g_free (before);
}

/* The server may have another tool of that name by now, whose form is another, too. */
static FormModel *
find_form (CribToolItem *item)
{
  CribConnection *connection = crib_tool_item_get_connection (item);
  McpTool *tool = crib_tool_item_get_tool (item);
  McpTool *now = crib_connection_find_tool (connection, mcp_tool_get_name (tool));

  return crib_connection_get_form (connection, now != NULL ? now : tool);
}

static void
undo_cb (AdwToast *toast,
         Before   *before)
{
  form_model_set_draft (find_form (before->item), before->draft, NULL);
}

/* @draft: (transfer full) */
static void
offer_undo (GtkWidget    *widget,
            CribToolItem *item,
            char         *draft)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  Before *before = g_new0 (Before, 1);
  AdwToast *toast = adw_toast_new (_("Started over"));

  before->item = g_object_ref (item);
  before->draft = draft;
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, REGRET);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), before, before_free, 0);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
crib_start_over (GtkWidget    *widget,
                 CribToolItem *item)
{
  FormModel *form;
  g_autofree char *draft = NULL;
  g_autofree char *empty = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CRIB_IS_TOOL_ITEM (item));

  form = find_form (item);
  draft = form_model_dup_draft (form);
  form_model_reset (form);
  empty = form_model_dup_draft (form);

  if (!g_str_equal (draft, empty))
    offer_undo (widget, item, g_steal_pointer (&draft));
}
