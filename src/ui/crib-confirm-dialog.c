/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-confirm-dialog.h"

#include "crib-marks.h"
#include "crib-policy.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_HEADING 200
#define MAX_BODY 1000

/*
 * crib_confirm_dialog_new:
 * @parent: (nullable): the window to stand above
 * @server: whose tool it is
 * @tool: what is to be run
 *
 * Asks whether to run a tool. Closing it, and Escape, mean no. Connect to ::response and compare
 * with %CRIB_CONFIRM_RUN.
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
GtkWidget *
crib_confirm_dialog_new (GtkWindow  *parent,
                         CribServer *server,
                         McpTool    *tool)
{
  g_autofree char *explanation = NULL;
  g_autofree char *question = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (MCP_IS_TOOL (tool), NULL);

  question = crib_policy_dup_question (server, tool, &explanation);
  heading = crib_words_clip (question, MAX_HEADING);
  body = crib_words_clip (explanation, MAX_BODY);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));
  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    CRIB_CONFIRM_RUN, _("_Run"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, CRIB_CONFIRM_RUN,
                                              crib_marks_is_destructive (tool)
                                                ? ADW_RESPONSE_DESTRUCTIVE
                                                : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, crib_marks_is_destructive (tool)
                                                     ? "cancel" : CRIB_CONFIRM_RUN);
  adw_message_dialog_set_close_response (dialog, "cancel");
  return GTK_WIDGET (dialog);
}
