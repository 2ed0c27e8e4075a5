/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-task.h"

#include "demo-json.h"

#define POLL_INTERVAL_MS 100
#define TTL_MS (10 * 60 * 1000)

/**
 * DemoTask:
 *
 * A call that goes on after its request was answered (MCP 2026-07-28, extension
 * `io.modelcontextprotocol/tasks`): the client asks from time to time how far it is.
 */
struct _DemoTask
{
  GObject parent_instance;

  char *id;
  char *user;
  const char *status;
  char *words;
  char *created;
  char *updated;
  JsonObject *result;

  char *key;                    /* of the question that waits */
  JsonObject *question;
  DemoTaskAnswerFunc callback;
  gpointer user_data;
  GDestroyNotify user_data_free;
};

enum {
  SIGNAL_CANCELLED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemoTask, demo_task, G_TYPE_OBJECT)

static char *
write_now (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format_iso8601 (now);
}

static void
set_status (DemoTask   *self,
            const char *status)
{
  self->status = status;
  g_free (self->updated);
  self->updated = write_now ();
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_question (DemoTask *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->question, json_object_unref);

  if (self->user_data_free != NULL)
    self->user_data_free (g_steal_pointer (&self->user_data));

  self->user_data_free = NULL;
}

static void
demo_task_finalize (GObject *object)
{
  DemoTask *self = DEMO_TASK (object);

  drop_question (self);
  g_clear_pointer (&self->result, json_object_unref);
  g_free (self->id);
  g_free (self->user);
  g_free (self->words);
  g_free (self->created);
  g_free (self->updated);

  G_OBJECT_CLASS (demo_task_parent_class)->finalize (object);
}

static void
demo_task_class_init (DemoTaskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_task_finalize;

  signals[SIGNAL_CANCELLED] =
    g_signal_new ("cancelled", DEMO_TYPE_TASK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", DEMO_TYPE_TASK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
demo_task_init (DemoTask *self)
{
  self->id = g_uuid_string_random ();
  self->status = "working";
  self->created = write_now ();
  self->updated = g_strdup (self->created);
}

/* @user: (nullable): whose it is, where that is known */
DemoTask *
demo_task_new (const char *user)
{
  DemoTask *self = g_object_new (DEMO_TYPE_TASK, NULL);

  self->user = g_strdup (user);

  return self;
}

const char *
demo_task_get_id (DemoTask *self)
{
  g_return_val_if_fail (DEMO_IS_TASK (self), NULL);

  return self->id;
}

gboolean
demo_task_belongs_to (DemoTask   *self,
                      const char *user)
{
  g_return_val_if_fail (DEMO_IS_TASK (self), FALSE);

  return g_strcmp0 (self->user, user) == 0;
}

gboolean
demo_task_is_over (DemoTask *self)
{
  g_return_val_if_fail (DEMO_IS_TASK (self), TRUE);

  return g_str_equal (self->status, "completed") || g_str_equal (self->status, "cancelled");
}

/* Returns: (transfer full): the members of a Task */
JsonObject *
demo_task_describe (DemoTask *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (DEMO_IS_TASK (self), object);

  json_object_set_string_member (object, "taskId", self->id);
  json_object_set_string_member (object, "status", self->status);

  if (self->words != NULL)
    json_object_set_string_member (object, "statusMessage", self->words);

  json_object_set_string_member (object, "createdAt", self->created);
  json_object_set_string_member (object, "lastUpdatedAt", self->updated);
  json_object_set_int_member (object, "ttlMs", TTL_MS);
  json_object_set_int_member (object, "pollIntervalMs", POLL_INTERVAL_MS);

  return object;
}

/* Returns: (transfer full): a DetailedTask, with the question or the result as it stands */
JsonObject *
demo_task_describe_all (DemoTask *self)
{
  JsonObject *object = demo_task_describe (self);
  JsonObject *questions;

  if (self->question != NULL)
    {
      questions = json_object_new ();
      json_object_set_object_member (questions, self->key, json_object_ref (self->question));
      json_object_set_object_member (object, "inputRequests", questions);
    }

  if (self->result != NULL)
    json_object_set_object_member (object, "result", json_object_ref (self->result));

  return object;
}

/* How far it is, in words. */
void
demo_task_say (DemoTask   *self,
               const char *words)
{
  g_return_if_fail (DEMO_IS_TASK (self));

  if (demo_task_is_over (self))
    return;

  g_free (self->words);
  self->words = g_strdup (words);
  set_status (self, self->status);
}

/**
 * demo_task_ask:
 * @self: a task that asks nothing at the moment
 * @key: the question's name, never used before
 * @question: (transfer full): the request
 * @callback: called with the client's answer
 * @user_data: its data
 * @user_data_free: frees @user_data
 */
void
demo_task_ask (DemoTask           *self,
               const char         *key,
               JsonObject         *question,
               DemoTaskAnswerFunc  callback,
               gpointer            user_data,
               GDestroyNotify      user_data_free)
{
  g_return_if_fail (DEMO_IS_TASK (self));

  drop_question (self);
  self->key = g_strdup (key);
  self->question = question;
  self->callback = callback;
  self->user_data = user_data;
  self->user_data_free = user_data_free;
  set_status (self, "input_required");
}

/* Answers to what was not asked are passed over. */
void
demo_task_answer (DemoTask   *self,
                  JsonObject *responses)
{
  JsonObject *response;
  DemoTaskAnswerFunc callback;
  GDestroyNotify user_data_free;
  gpointer user_data;

  g_return_if_fail (DEMO_IS_TASK (self));

  response = self->key != NULL ? demo_json_get_object (responses, self->key) : NULL;

  if (response == NULL || demo_task_is_over (self))
    return;

  callback = self->callback;
  user_data = g_steal_pointer (&self->user_data);
  user_data_free = self->user_data_free;
  self->user_data_free = NULL;
  drop_question (self);
  set_status (self, "working");
  callback (response, user_data);
  user_data_free (user_data);
}

/* @result: (transfer full): what tools/call would have answered */
void
demo_task_complete (DemoTask   *self,
                    JsonObject *result)
{
  g_return_if_fail (DEMO_IS_TASK (self));

  if (demo_task_is_over (self))
    {
      json_object_unref (result);
      return;
    }

  self->result = result;
  set_status (self, "completed");
}

void
demo_task_cancel (DemoTask *self)
{
  g_return_if_fail (DEMO_IS_TASK (self));

  if (demo_task_is_over (self))
    return;

  drop_question (self);
  set_status (self, "cancelled");
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}
