/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-questions.h"

#include "mcp-error-private.h"
#include "mcp-round.h"
#include "sjson-builder.h"

/* In the life of one task: a server may ask for what is missing, but not for ever. */
#define MAX_QUESTIONS 64

typedef enum {
  ASKED_OPEN,
  ASKED_ANSWERED,
  ASKED_SENDING,
  ASKED_REFUSED,       /* whether the server still wants it is not known */
  ASKED_DONE,          /* the server has the answer, or does not want it any more */
} AskedState;

typedef struct
{
  SjsonValue *name;
  McpQuestion *question;
  AskedState state;
} Asked;

struct _McpTaskQuestions
{
  McpRequest *request;
  McpFeatures features;
  McpTaskAnswered callback;
  gpointer user_data;
  GPtrArray *asked;    /* of Asked, in the order in which they came */
};

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  sjson_value_free (asked->name);
  g_object_unref (asked->question);
  g_free (asked);
}

McpTaskQuestions *
mcp_task_questions_new (McpRequest      *request,
                        McpFeatures      features,
                        McpTaskAnswered  callback,
                        gpointer         user_data)
{
  McpTaskQuestions *self = g_new0 (McpTaskQuestions, 1);

  self->request = g_object_ref (request);
  self->features = features;
  self->callback = callback;
  self->user_data = user_data;
  self->asked = g_ptr_array_new_with_free_func (asked_free);

  return self;
}

void
mcp_task_questions_free (McpTaskQuestions *self)
{
  mcp_task_questions_withdraw (self);
  g_ptr_array_unref (self->asked);
  g_object_unref (self->request);
  g_free (self);
}

static guint
count (McpTaskQuestions *self,
       AskedState        state)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    n += ((Asked *) g_ptr_array_index (self->asked, i))->state == state;

  return n;
}

static void
look (McpTaskQuestions *self)
{
  if (count (self, ASKED_OPEN) == 0 && count (self, ASKED_ANSWERED) > 0)
    self->callback (self->user_data);
}

static void
settle_answer (McpTaskQuestions *self,
               McpQuestion      *question)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);

      if (asked->question == question && asked->state == ASKED_OPEN)
        asked->state = ASKED_ANSWERED;
    }
}

static void
answered_cb (McpQuestion      *question,
             McpTaskQuestions *self)
{
  g_signal_handlers_disconnect_by_func (question, answered_cb, self);
  settle_answer (self, question);
  look (self);
}

static void
withdraw (McpTaskQuestions *self,
          Asked            *asked)
{
  if (asked->state != ASKED_OPEN)
    return;

  asked->state = ASKED_DONE;
  g_signal_handlers_disconnect_by_func (asked->question, answered_cb, self);
  mcp_question_withdraw (asked->question);
}

/*
 * mcp_task_questions_withdraw:
 *
 * Takes back what is still open: the task is over, or left to itself.
 */
void
mcp_task_questions_withdraw (McpTaskQuestions *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    withdraw (self, g_ptr_array_index (self->asked, i));
}

static gboolean
is_among (const SjsonValue *requests,
          const SjsonValue *wanted)
{
  SjsonValue name;
  SjsonIter iter;

  if (requests == NULL)
    return FALSE;

  sjson_iter_init (&iter, requests);

  while (sjson_iter_next (&iter, &name, NULL))
    {
      if (sjson_value_equal (&name, wanted))
        return TRUE;
    }

  return FALSE;
}

static gboolean
was_asked (McpTaskQuestions *self,
           const SjsonValue *name)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      if (sjson_value_equal (((Asked *) g_ptr_array_index (self->asked, i))->name, name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
add (McpTaskQuestions  *self,
     const SjsonValue  *name,
     const SjsonValue  *json,
     GError           **error)
{
  g_autoptr(McpQuestion) question = mcp_round_read_question (json, self->features);
  Asked *asked;

  if (question == NULL || self->asked->len >= MAX_QUESTIONS)
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED, question == NULL
                                               ? "The server asks for something that Toolcrib did "
                                                 "not offer."
                                               : "The server keeps asking. Nothing came of its "
                                                 "questions so far.", NULL));
      return FALSE;
    }

  asked = g_new0 (Asked, 1);
  asked->name = sjson_value_isolate (name);
  asked->question = g_steal_pointer (&question);
  g_signal_connect (asked->question, "answered", G_CALLBACK (answered_cb), self);
  g_ptr_array_add (self->asked, asked);

  return TRUE;
}

/* By what the server wants to know now. */
static void
compare (McpTaskQuestions *self,
         const SjsonValue *requests)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);
      gboolean is_wanted = is_among (requests, asked->name);

      if (asked->state == ASKED_REFUSED)
        asked->state = is_wanted ? ASKED_ANSWERED : ASKED_DONE;
      else if (!is_wanted)
        withdraw (self, asked);
    }
}

/*
 * mcp_task_questions_put:
 *
 * Puts what was not asked before to whoever made the call. A server lists what is open each time
 * it is asked, so that its names must tell one question from another (the tasks extension of MCP
 * 2026-07-28, "Task Update Requests").
 */
gboolean
mcp_task_questions_put (McpTaskQuestions  *self,
                        const SjsonValue  *requests,
                        GError           **error)
{
  guint n_before = self->asked->len;
  guint n_after;
  SjsonValue name, value;
  SjsonIter iter;

  compare (self, requests);

  if (requests != NULL)
    {
      sjson_iter_init (&iter, requests);

      while (sjson_iter_next (&iter, &name, &value))
        {
          if (!was_asked (self, &name) && !add (self, &name, &value, error))
            return FALSE;
        }
    }

  n_after = self->asked->len;

  for (guint i = n_before; i < n_after; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);

      if (asked->state == ASKED_OPEN)
        mcp_round_put_question (self->request, asked->question);
    }

  return TRUE;
}

/*
 * mcp_task_questions_build:
 * @error: where the person gave no words of a model, or no folders: the protocol knows no way to
 *   say so
 */
SjsonValue *
mcp_task_questions_build (McpTaskQuestions  *self,
                          GError           **error)
{
  g_autoptr(SjsonBuilder) builder = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  if (count (self, ASKED_OPEN) > 0 || count (self, ASKED_ANSWERED) == 0)
    return NULL;

  builder = sjson_builder_begin_object (sjson_builder_new ());

  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);
      const SjsonValue *result = mcp_question_get_result (asked->question);

      if (asked->state != ASKED_ANSWERED)
        continue;

      if (result == NULL)
        {
          g_propagate_error (error, mcp_error_new (MCP_ERROR_REMOTE, "What the server asked for "
                                                   "was not given to it.", NULL));
          return NULL;
        }

      asked->state = ASKED_SENDING;
      sjson_builder_name_value (builder, asked->name);
      sjson_builder_value (builder, result);
    }

  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}

void
mcp_task_questions_sent (McpTaskQuestions *self,
                         McpAnswerFate     fate)
{
  const AskedState states[] = {
    [MCP_ANSWER_TAKEN] = ASKED_DONE,
    [MCP_ANSWER_LOST] = ASKED_ANSWERED,
    [MCP_ANSWER_REFUSED] = ASKED_REFUSED,
  };

  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = g_ptr_array_index (self->asked, i);

      if (asked->state == ASKED_SENDING)
        asked->state = states[fate];
    }
}
