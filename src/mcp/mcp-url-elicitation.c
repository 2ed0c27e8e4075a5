/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-url-elicitation.h"

#include "mcp-client-private.h"
#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-request-private.h"
#include "mcp-round.h"

#include <string.h>

#define MAX_PAGES 16

/* The pages of one refusal; data of its GTask, which the client keeps until it is over. */
typedef struct
{
  McpRequest *request;
  GPtrArray *questions;    /* of McpQuestion */
  GSource *caller_source;
  gboolean is_over;
} Pages;

static void
clear_source (Pages *pages)
{
  if (pages->caller_source == NULL)
    return;

  g_source_destroy (pages->caller_source);
  g_clear_pointer (&pages->caller_source, g_source_unref);
}

static void
pages_free (gpointer data)
{
  Pages *pages = data;

  clear_source (pages);
  g_ptr_array_unref (pages->questions);
  g_object_unref (pages->request);
  g_free (pages);
}

/* @error: (nullable): all went well */
static void
finish (GTask  *task,
        GError *error)
{
  g_autoptr(GTask) holder = g_object_ref (task);
  McpClient *client = MCP_CLIENT (g_task_get_source_object (task));
  Pages *pages = g_task_get_task_data (task);

  pages->is_over = TRUE;
  clear_source (pages);

  for (guint i = 0; i < pages->questions->len; i++)
    {
      McpQuestion *question = g_ptr_array_index (pages->questions, i);

      g_signal_handlers_disconnect_by_data (question, task);
      mcp_question_withdraw (question);
    }

  g_ptr_array_remove (client->elicitations, task);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
is_accepted (McpQuestion *question)
{
  const SjsonValue *result = mcp_question_get_result (question);
  SjsonValue action;

  return result != NULL && sjson_value_get_member (result, "action", &action) &&
         sjson_value_equals_string (&action, "accept");
}

/* A page that is not opened is the end: the server would refuse again. */
static void
look (GTask *task)
{
  Pages *pages = g_task_get_task_data (task);
  guint n_done = 0;

  if (pages->is_over)
    return;

  for (guint i = 0; i < pages->questions->len; i++)
    {
      McpQuestion *question = g_ptr_array_index (pages->questions, i);

      if (mcp_question_is_answered (question) && !is_accepted (question))
        {
          finish (task, mcp_error_new (MCP_ERROR_REMOTE, "The page that the server needs was not "
                                       "opened, so nothing has run.", NULL));
          return;
        }

      n_done += mcp_question_is_answered (question) && mcp_question_is_complete (question);
    }

  if (n_done == pages->questions->len)
    finish (task, NULL);
}

static void
changed_cb (McpQuestion *question,
            gpointer     user_data)
{
  look (G_TASK (user_data));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  finish (G_TASK (user_data), error);

  return G_SOURCE_REMOVE;
}

static void
watch_caller (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Pages *pages = g_task_get_task_data (task);

  if (cancellable == NULL)
    return;

  pages->caller_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (pages->caller_source, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_set_static_name (pages->caller_source, "[mcp] pages cancelled");
  g_source_attach (pages->caller_source, g_task_get_context (task));
}

static gboolean
get_elicitations (const GError *error,
                  SjsonValue   *elicitations)
{
  const SjsonValue *data = mcp_error_get_data (error);

  return data != NULL &&
         sjson_value_get_member_of_kind (data, "elicitations", SJSON_KIND_ARRAY, elicitations) &&
         sjson_value_get_length (elicitations) > 0;
}

gboolean
mcp_url_elicitation_is_required (const GError *error)
{
  SjsonValue elicitations;
  gint64 code;

  return mcp_error_get_remote_code (error, &code) && code == MCP_CODE_URL_ELICITATION &&
         get_elicitations (error, &elicitations);
}

/* Only pages are asked for that way, each by a name of its own. */
static McpQuestion *
read_page (const SjsonValue *json)
{
  g_autofree char *id = sjson_value_dup_member_string (json, "elicitationId");
  g_autoptr(McpQuestion) question = NULL;

  if (sjson_value_get_kind (json) == SJSON_KIND_OBJECT && id != NULL && *id != '\0')
    question = mcp_question_new ("elicitation/create", json);

  if (question == NULL || mcp_question_get_feature (question) != MCP_FEATURE_URL)
    return NULL;

  mcp_question_set_needs_completion (question);

  return g_steal_pointer (&question);
}

static GError *
read_pages (Pages        *pages,
            McpClient    *client,
            const GError *refusal)
{
  SjsonValue elicitations, value;
  SjsonIter iter;

  if (!(client->features & MCP_FEATURE_URL))
    return mcp_error_new (MCP_ERROR_REMOTE, "The server needs a page opened in the browser first, "
                          "and there is nobody here to do that.", mcp_error_get_details (refusal));

  get_elicitations (refusal, &elicitations);
  sjson_iter_init (&iter, &elicitations);

  while (sjson_iter_next (&iter, NULL, &value))
    {
      McpQuestion *question = read_page (&value);

      if (question != NULL)
        g_ptr_array_add (pages->questions, question);

      if (question == NULL || pages->questions->len > MAX_PAGES)
        return mcp_error_new (MCP_ERROR_MALFORMED, "The server needs pages opened, but does not "
                              "say properly which.", mcp_error_get_details (refusal));

      if (mcp_question_get_problem (question) != NULL)
        return mcp_error_new (MCP_ERROR_REMOTE, mcp_question_get_problem (question),
                              mcp_error_get_details (refusal));
    }

  return NULL;
}

static void
put_pages (GTask *task)
{
  g_autoptr(GTask) holder = g_object_ref (task);
  Pages *pages = g_task_get_task_data (task);

  for (guint i = 0; i < pages->questions->len; i++)
    {
      McpQuestion *question = g_ptr_array_index (pages->questions, i);

      g_signal_connect (question, "answered", G_CALLBACK (changed_cb), task);
      g_signal_connect (question, "completed", G_CALLBACK (changed_cb), task);
    }

  for (guint i = 0; !pages->is_over && i < pages->questions->len; i++)
    mcp_round_put_question (pages->request, g_ptr_array_index (pages->questions, i));
}

/*
 * mcp_url_elicitation_async:
 * @error: what mcp_url_elicitation_is_required() takes for such a refusal
 *
 * The server has done nothing yet, and says so by this error: when all pages are done with, what
 * was asked can be sent again. That a page is done with is said by the server, or by whoever opened
 * it.
 */
void
mcp_url_elicitation_async (McpClient           *client,
                           McpRequest          *request,
                           const GError        *error,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (client, cancellable, callback, user_data);
  Pages *pages = g_new0 (Pages, 1);
  GError *problem;

  g_task_set_source_tag (task, mcp_url_elicitation_async);
  pages->request = g_object_ref (request);
  pages->questions = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, pages, pages_free);
  problem = read_pages (pages, client, error);

  if (problem != NULL)
    {
      g_task_return_error (task, problem);
      return;
    }

  g_ptr_array_add (client->elicitations, g_object_ref (task));
  watch_caller (task);
  put_pages (task);
}

gboolean
mcp_url_elicitation_finish (McpClient     *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * mcp_url_elicitation_hear:
 *
 * Names that are not known, or finished, are nobody's (MCP 2025-11-25, "Elicitation").
 */
void
mcp_url_elicitation_hear (GTask      *task,
                          const char *id)
{
  g_autoptr(GTask) holder = g_object_ref (task);
  Pages *pages = g_task_get_task_data (task);

  for (guint i = 0; !pages->is_over && i < pages->questions->len; i++)
    {
      McpQuestion *question = g_ptr_array_index (pages->questions, i);
      SjsonValue known;

      if (sjson_value_get_member (mcp_question_get_params (question), "elicitationId", &known) &&
          sjson_value_equals_string (&known, id))
        mcp_question_complete (question);
    }
}
