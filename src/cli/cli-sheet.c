/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-sheet.h"

#include "cli-output.h"
#include "cli-step.h"
#include "cli-terminal.h"
#include "cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* One form while somebody fills it in. */
typedef struct
{
  GQueue steps;            /* of CliStep: the next one first */
  GHashTable *asked;       /* of FormField: which had their turn */
  gboolean skip_touched;
  char *asker;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_queue_clear_full (&sheet->steps, (GDestroyNotify) cli_step_free);
  g_hash_table_unref (sheet->asked);
  g_free (sheet->asker);
  g_free (sheet);
}

/* Begins with the whole form. */
static void
start (Sheet     *sheet,
       FormModel *form)
{
  FormField *root = form_model_get_root (form);
  gboolean is_group = form_field_get_kind (root) == FORM_KIND_OBJECT ||
                      form_field_get_kind (root) == FORM_KIND_MAP;

  g_hash_table_remove_all (sheet->asked);
  g_queue_push_head (&sheet->steps, is_group ? cli_step_new_of (CLI_STEP_MEMBERS, root, "")
                                             : cli_step_new (root, ""));
}

/* What was answered beforehand is not asked for unless it is wrong. */
static gboolean
is_settled (Sheet   *sheet,
            CliStep *step)
{
  return sheet->skip_touched && step->kind != CLI_STEP_MEMBERS &&
         form_field_is_touched (step->field) && form_field_get_error (step->field) == NULL;
}

/* (nullable): the next step that is a question */
static CliStep *
find_question (Sheet *sheet)
{
  CliStep *step;

  while ((step = g_queue_peek_head (&sheet->steps)) != NULL)
    {
      CliStep *inner = NULL;

      if (step->kind == CLI_STEP_MEMBERS)
        inner = cli_step_expand (step, sheet->asked);

      if (inner != NULL)
        g_queue_push_head (&sheet->steps, inner);
      else if (step->kind == CLI_STEP_MEMBERS || is_settled (sheet, step))
        cli_step_free (g_queue_pop_head (&sheet->steps));
      else
        return step;
    }

  return NULL;
}

/* Whether the answer to the first question is one; what follows from it comes next. */
static gboolean
take_line (Sheet       *sheet,
           const char  *line,
           GError     **error)
{
  CliStep *step = g_queue_peek_head (&sheet->steps);
  g_autoptr(GPtrArray) next = g_ptr_array_new ();
  gboolean again;

  if (!cli_step_take (step, line, next, &again, error))
    return FALSE;

  if (!again)
    cli_step_free (g_queue_pop_head (&sheet->steps));

  while (next->len > 0)
    g_queue_push_head (&sheet->steps, g_ptr_array_steal_index (next, next->len - 1));

  return TRUE;
}

static void ask (GTask *task);

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  if (line == NULL && error == NULL)
    {
      g_printerr ("\n");
      g_task_return_boolean (task, FALSE);
      return;
    }

  if (line == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (!take_line (sheet, line, &error))
    cli_output_note (FALSE, error->message);

  ask (g_steal_pointer (&task));
}

static void
look_over_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (line == NULL || cli_terminal_is_no (line))
    g_task_return_boolean (task, FALSE);
  else if (cli_terminal_is_yes (line))
    g_task_return_boolean (task, TRUE);
  else
    {
      /* Translators: the letter that people type to edit what they typed */
      if (g_ascii_strcasecmp (line, "e") == 0 || g_strcmp0 (line, C_("answer", "e")) == 0)
        {
          sheet->skip_touched = FALSE;
          start (sheet, g_task_get_source_object (task));
        }

      ask (g_steal_pointer (&task));
    }
}

/* What is sent is seen before (MCP 2026-07-28, "Elicitation": review and modify). */
static void
look_over (GTask *task)
{
  FormModel *form = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);
  g_autofree char *json = form_model_dup_json (form);
  g_autofree char *safe = cli_text_dup_json (json, -1);
  g_autofree char *question = g_strdup_printf (_("Send this to “%s”?"), sheet->asker);
  g_autofree char *prompt = NULL;

  /* Translators: the letters stand for yes, no, and edit */
  prompt = g_strdup_printf ("\n%s\n%s %s ", safe, question, _("[y/n/e]"));
  cli_terminal_ask_async (prompt, g_task_get_cancellable (task), look_over_cb, task);
}

/* @task: (transfer full) */
static void
ask (GTask *task)
{
  FormModel *form = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);
  CliStep *question = find_question (sheet);
  FormField *wrong = form_model_get_first_error (form);
  g_autofree char *prompt = NULL;

  if (question != NULL)
    {
      prompt = cli_step_dup_prompt (question);
      cli_terminal_ask_async (prompt, g_task_get_cancellable (task), line_cb, task);
      return;
    }

  if (wrong == NULL)
    {
      look_over (task);
      return;
    }

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                           form_field_get_error (wrong));
  g_object_unref (task);
}

/**
 * cli_sheet_fill_async:
 * @form: a form
 * @skip_touched: whether what was filled in already is not asked for
 * @asker: who will get it
 * @cancellable: (nullable): to give up
 * @callback: called when the person is done
 * @user_data: for @callback
 *
 * Asks for field after field. An empty line leaves a field as it is, which is left out or its
 * default; the end of input declines it all.
 */
void
cli_sheet_fill_async (FormModel           *form,
                      gboolean             skip_touched,
                      const char          *asker,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (form, cancellable, callback, user_data);
  Sheet *sheet = g_new0 (Sheet, 1);

  g_task_set_source_tag (task, cli_sheet_fill_async);
  sheet->asked = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  sheet->skip_touched = skip_touched;
  sheet->asker = g_strdup (asker);
  g_task_set_task_data (task, sheet, sheet_free);
  start (sheet, form);
  ask (task);
}

/**
 * cli_sheet_fill_finish:
 * @form: a form
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it may be sent; %FALSE without an error where the person declined
 */
gboolean
cli_sheet_fill_finish (FormModel     *form,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, form), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
