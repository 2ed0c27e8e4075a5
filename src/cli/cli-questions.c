/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-questions.h"

#include "cli-arguments.h"
#include "cli-output.h"
#include "cli-page.h"
#include "cli-roots.h"
#include "cli-sheet.h"
#include "cli-terminal.h"
#include "form-model.h"

#include <glib/gi18n.h>

/* The questions of one command, one after another. */
struct _CliQuestions
{
  CliJob *job;
  GQueue waiting;         /* of McpQuestion */
  McpQuestion *question;  /* nullable: that a person is asked just now */
  GCancellable *asking;   /* cancelled when nobody waits for the answer any more */
};

void
cli_questions_free (CliQuestions *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->question);
  g_clear_object (&self->asking);
  g_free (self);
}

/**
 * cli_questions_get_features:
 * @options: of the command
 *
 * A server asks only for what was declared, and whoever declares it has to be there
 * (MCP 2026-07-28, "Elicitation"): a person at a terminal, or options that answer.
 *
 * Returns: what to declare
 */
McpFeatures
cli_questions_get_features (const CliOptions *options)
{
  McpFeatures features = MCP_FEATURE_NONE;

  if (cli_terminal_is_there () || options->decline)
    features |= MCP_FEATURE_FORM | MCP_FEATURE_URL;

  if (options->answers != NULL)
    features |= MCP_FEATURE_FORM;

  return options->roots != NULL ? features | MCP_FEATURE_ROOTS : features;
}

static void
decline (CliQuestions *self,
         McpQuestion  *question,
         const char   *reason)
{
  cli_output_declined (&self->job->options, crib_server_get_name (self->job->server),
                       mcp_question_get_message (question), reason);
  mcp_question_decline (question);
}

/* Nobody is asked about a page that is not to be opened. */
static void
decline_page (CliQuestions *self,
              McpQuestion  *question)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *host = cli_page_dup_host (mcp_question_get_uri (question), &error);

  decline (self, question, host == NULL ? error->message : mcp_question_get_problem (question));
}

static void
accept_form (McpQuestion *question,
             FormModel   *form)
{
  g_autoptr(SjsonDocument) document = form_model_build_value (form, NULL);
  SjsonValue content;

  if (document == NULL)
    {
      mcp_question_cancel (question);
      return;
    }

  content = sjson_document_get_root (document);
  mcp_question_accept (question, &content);
}

static void take_next (CliQuestions *self);

/* Whether it is still this one that is asked. */
static void
end_asking (CliQuestions *self)
{
  g_signal_handlers_disconnect_by_data (self->question, self->asking);
  g_clear_object (&self->question);
  g_clear_object (&self->asking);
  take_next (self);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliQuestions *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  /* The server was quicker, or the line is an answer. */
  if (error == NULL)
    mcp_question_complete (self->question);

  end_asking (self);
}

/* The call goes on when the page is done with: the server may say so, and may not. */
static void
await_page (CliQuestions *self)
{
  if (mcp_question_is_complete (self->question))
    {
      end_asking (self);
      return;
    }

  g_signal_connect_swapped (self->question, "completed", G_CALLBACK (g_cancellable_cancel),
                            self->asking);
  cli_terminal_ask_async (_("Press Enter when you are done there. "), self->asking, done_cb, self);
}

/* What a person said: yes, no, or nothing, because it is not to be asked any more. */
static void
settle (CliQuestions *self,
        gboolean      is_accepted,
        FormModel    *form,
        const GError *error)
{
  McpQuestion *question = self->question;

  if (mcp_question_is_answered (question))
    cli_output_note (self->job->options.json, _("The server does not wait for it any more."));
  else if (error != NULL)
    decline (self, question, error->message);
  else if (!is_accepted)
    mcp_question_decline (question);
  else if (form != NULL)
    accept_form (question, form);
  else
    mcp_question_accept (question, NULL);

  if (is_accepted && mcp_question_needs_completion (question))
    await_page (self);
  else
    end_asking (self);
}

static void
form_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  FormModel *form = FORM_MODEL (source);
  g_autoptr(GError) error = NULL;
  gboolean is_accepted = cli_sheet_fill_finish (form, result, &error);

  settle (user_data, is_accepted, form, error);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean is_accepted = cli_page_ask_finish (result, &error);

  settle (user_data, is_accepted, NULL, error);
}

static void
withdrawn_cb (McpQuestion  *question,
              CliQuestions *self)
{
  if (question == self->question)
    g_cancellable_cancel (self->asking);
}

/* Says who asks, and what. */
static void
introduce (CliQuestions *self)
{
  g_autofree char *line = g_strdup_printf (_("“%s” asks:"),
                                           crib_server_get_name (self->job->server));
  const char *message = mcp_question_get_message (self->question);

  cli_output_note (FALSE, line);

  if (message != NULL)
    cli_output_note (FALSE, message);
}

static void
ask (CliQuestions *self,
     McpQuestion  *question,
     FormModel    *form,
     guint         n_filled)
{
  self->question = g_object_ref (question);
  self->asking = g_cancellable_new ();
  introduce (self);

  if (form == NULL)
    {
      cli_page_ask_async (mcp_question_get_uri (question), self->asking, page_cb, self);
      return;
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (form_model_get_root (form))) > 0)
    cli_output_note (FALSE, _("An empty line leaves a field as it is; Ctrl+D declines."));

  cli_sheet_fill_async (form, n_filled > 0,
                        crib_server_get_name (self->job->server), self->asking, form_cb, self);
}

/* Why there is no answer, or NULL with one given or to be given. */
static void
take (CliQuestions *self,
      McpQuestion  *question)
{
  const CliOptions *options = &self->job->options;
  gboolean can_ask = cli_terminal_is_there () && !options->decline;
  g_autoptr(FormModel) form = NULL;
  g_autoptr(GError) error = NULL;
  guint n_filled = 0;

  if (mcp_question_get_feature (question) == MCP_FEATURE_FORM)
    {
      form = form_model_new (mcp_question_get_schema (question), NULL);
      cli_arguments_fill (form, options->answers, &n_filled, &error);
    }

  if (form != NULL && error == NULL && n_filled > 0 && form_model_is_valid (form))
    accept_form (question, form);
  else if (can_ask)
    ask (self, question, form, n_filled);
  else if (error != NULL)
    decline (self, question, error->message);
  else if (options->decline)
    decline (self, question, _("it was declined, as --decline says."));
  else
    {
      cli_arguments_check_complete (form, &error);
      decline (self, question, error != NULL ? error->message
                                             : _("no --answer is for it, and nobody is there."));
    }
}

static void
take_next (CliQuestions *self)
{
  while (self->question == NULL && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr(McpQuestion) question = g_queue_pop_head (&self->waiting);

      if (!mcp_question_is_answered (question))
        take (self, question);
    }
}

static CliQuestions *
get_questions (CliJob *job)
{
  if (job->questions == NULL)
    {
      job->questions = g_new0 (CliQuestions, 1);
      job->questions->job = job;
      g_queue_init (&job->questions->waiting);
    }

  return job->questions;
}

/**
 * cli_questions_take:
 * @job: a job
 * @question: what its server wants to know
 *
 * Answers it, now or later. Questions are asked one after another.
 *
 * Returns: %TRUE: it is taken
 */
gboolean
cli_questions_take (CliJob      *job,
                    McpQuestion *question)
{
  CliQuestions *self = get_questions (job);

  if (mcp_question_get_feature (question) == MCP_FEATURE_ROOTS)
    {
      cli_roots_answer (job->options.roots, question);
      return TRUE;
    }

  if (mcp_question_get_problem (question) != NULL)
    {
      decline_page (self, question);
      return TRUE;
    }

  g_signal_connect (question, "withdrawn", G_CALLBACK (withdrawn_cb), self);
  g_queue_push_tail (&self->waiting, g_object_ref (question));
  take_next (self);

  return TRUE;
}
