/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-page-private.h"

#include "crib-confirm-dialog.h"
#include "crib-policy.h"
#include "crib-problem-box.h"
#include "crib-result-view.h"

#define FOLD_ABOVE 3
#define CLAMP_SIZE 680
#define CLAMP_SIZE_WIDE 760

/* From Run to the result: checks, asks where it must be asked, runs, shows what came of it. */

static CribServer *
get_server (CribToolPage *self)
{
  return crib_connection_get_server (crib_tool_item_get_connection (self->item));
}

static void
show_answer (CribToolPage *self)
{
  GtkWidget *answer = NULL;
  gboolean wide = FALSE;

  if (self->run != NULL && crib_run_get_state (self->run) == CRIB_RUN_DONE)
    {
      answer = crib_result_view_new (crib_run_get_result (self->run));
      g_object_bind_property (self, "narrow", answer, "narrow", G_BINDING_SYNC_CREATE);
      wide = crib_result_view_is_wide (CRIB_RESULT_VIEW (answer));
    }
  else if (self->run != NULL && crib_run_get_state (self->run) == CRIB_RUN_FAILED)
    {
      answer = crib_problem_box_new (crib_run_get_problem (self->run),
                                     crib_tool_item_get_connection (self->item));
      g_object_bind_property (self, "narrow", answer, "narrow", G_BINDING_SYNC_CREATE);
    }

  adw_bin_set_child (self->result_bin, answer);
  gtk_widget_set_visible (GTK_WIDGET (self->result_bin), answer != NULL);
  adw_clamp_set_maximum_size (self->clamp, wide ? CLAMP_SIZE_WIDE : CLAMP_SIZE);
}

static void
update_actions (CribToolPage *self)
{
  gboolean running = self->run != NULL && crib_run_get_state (self->run) == CRIB_RUN_RUNNING;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bench.run", !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bench.cancel", running);
}

static void
state_cb (CribToolPage *self)
{
  update_actions (self);
  show_answer (self);
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* A long form would push the answer out of sight. */
static void
fold_form (CribToolPage *self)
{
  gboolean had_focus = has_focus_within (GTK_WIDGET (self->form_view));

  if (crib_form_view_get_n_fields (self->form_view) <= FOLD_ABOVE ||
      crib_form_view_get_folded (self->form_view))
    return;

  crib_form_view_set_folded (self->form_view, TRUE);
  if (had_focus)
    crib_run_bar_focus_button (self->run_bar);
}

/* The server may have changed the tool while a search hid it from the list: then the page shows
 * what it is now, and the person presses Run for that. */
static gboolean
follow_change (CribToolPage *self)
{
  CribConnection *connection = crib_tool_item_get_connection (self->item);
  McpTool *shown = crib_tool_item_get_tool (self->item);
  McpTool *now = crib_connection_find_tool (connection, mcp_tool_get_name (shown));
  g_autoptr(CribToolItem) item = NULL;

  if (now == NULL || mcp_tool_equal (now, shown))
    return FALSE;

  item = crib_tool_item_new (connection, now);
  crib_tool_page_set_item (self, item);

  return TRUE;
}

static void
start_run (CribToolPage *self)
{
  CribConnection *connection = crib_tool_item_get_connection (self->item);
  McpTool *tool = crib_tool_item_get_tool (self->item);
  FormModel *form = crib_connection_get_form (connection, tool);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue arguments;

  document = form_model_build_value (form, NULL);
  if (document == NULL)
    {
      crib_form_view_focus_problem (self->form_view);
      return;
    }

  arguments = sjson_document_get_root (document);
  crib_tool_page_set_run (self, crib_connection_run_tool (connection, tool, &arguments));
}

static void
answered_cb (CribToolPage *self,
             const char   *response)
{
  g_clear_weak_pointer (&self->question);

  /* The form stays open to edits under a modal question only for other windows; check again. */
  if (g_strcmp0 (response, CRIB_CONFIRM_RUN) == 0 && !follow_change (self) &&
      crib_form_view_check (self->form_view))
    start_run (self);
}

static void
ask (CribToolPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog =
    crib_confirm_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                             get_server (self),
                             crib_tool_item_get_tool (self->item));

  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CribToolPage *self = CRIB_TOOL_PAGE (widget);

  if (self->item == NULL || self->question != NULL || !gtk_widget_get_mapped (widget) ||
      follow_change (self) || !crib_form_view_check (self->form_view))
    return;

  if (crib_policy_get_consent (get_server (self),
                               crib_tool_item_get_tool (self->item)) == CRIB_CONSENT_ASK)
    ask (self);
  else
    start_run (self);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CribToolPage *self = CRIB_TOOL_PAGE (widget);

  if (self->run != NULL)
    crib_run_cancel (self->run);
}

static void
show_problem_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  crib_form_view_focus_problem (CRIB_TOOL_PAGE (widget)->form_view);
}

/* Shows @run, or that there is none yet. */
void
crib_tool_page_set_run (CribToolPage *self,
                        CribRun      *run)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  if (run != NULL)
    {
      g_signal_connect_object (run, "notify::state",
                               G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
      fold_form (self);
    }

  crib_run_bar_set_run (self->run_bar, run);
  state_cb (self);
}

/* Takes an open question back: another tool is on show. */
void
crib_tool_page_drop_question (CribToolPage *self)
{
  GtkWindow *question = self->question;

  if (question == NULL)
    return;

  g_clear_weak_pointer (&self->question);
  g_signal_handlers_disconnect_by_data (question, self);
  gtk_window_destroy (question);
}

void
crib_tool_page_install_run_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bench.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "bench.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "bench.show-problem", NULL, show_problem_action);
}
