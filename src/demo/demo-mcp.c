/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-mcp.h"

#include "demo-events.h"
#include "demo-json.h"
#include "demo-listener.h"
#include "demo-stateless.h"
#include "demo-streamable.h"

/**
 * DemoMcp:
 *
 * One MCP server: what it offers, its sessions, running calls, tasks and listeners. What is
 * asked of it is understood by the era in which it is asked.
 */
struct _DemoMcp
{
  GObject parent_instance;

  const DemoProfile *profile;
  JsonObject *definition;
  GHashTable *sessions;         /* id → DemoSession */
  GPtrArray *calls;
  GHashTable *tasks;            /* id → DemoTask */
  GPtrArray *listeners;         /* DemoListener */
  DemoEra eras;
  gint64 ttl_ms;
  gint64 idle_us;
  guint sweep_id;
};

G_DEFINE_FINAL_TYPE (DemoMcp, demo_mcp, G_TYPE_OBJECT)

static gboolean
sweep_cb (gpointer user_data)
{
  DemoMcp *self = user_data;
  g_autoptr(GPtrArray) idle = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sessions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (demo_session_is_idle (value, self->idle_us))
      g_ptr_array_add (idle, g_object_ref (value));

  for (guint i = 0; i < idle->len; i++)
    demo_mcp_end_session (self, idle->pdata[i]);

  return G_SOURCE_CONTINUE;
}

static void
call_over_cb (DemoCall *call,
              DemoMcp  *self)
{
  g_assert (DEMO_IS_MCP (self));

  g_signal_handlers_disconnect_by_data (call, self);
  g_ptr_array_remove (self->calls, call);
}

static void
listener_closed_cb (DemoAnswer *answer,
                    DemoMcp    *self)
{
  g_assert (DEMO_IS_MCP (self));

  g_signal_handlers_disconnect_by_data (answer, self);

  for (guint i = 0; i < self->listeners->len; i++)
    if (demo_listener_get_answer (self->listeners->pdata[i]) == answer)
      {
        g_ptr_array_remove_index (self->listeners, i);
        return;
      }
}

static guint
tell_listeners (DemoMcp    *self,
                JsonObject *message)
{
  guint count = 0;

  for (guint i = 0; i < self->listeners->len; i++)
    if (demo_listener_notify (self->listeners->pdata[i], message))
      count++;

  return count;
}

static void
task_changed_cb (DemoTask *task,
                 DemoMcp  *self)
{
  g_autoptr(JsonObject) message = json_object_new ();

  g_assert (DEMO_IS_MCP (self));

  json_object_set_string_member (message, "method", "notifications/tasks");
  json_object_set_object_member (message, "params", demo_task_describe_all (task));
  tell_listeners (self, message);
}

static void
drop_tasks (DemoMcp *self)
{
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, self->tasks);

  while (g_hash_table_iter_next (&iter, NULL, &task))
    {
      g_signal_handlers_disconnect_by_data (task, self);
      demo_task_cancel (task);
    }

  g_hash_table_remove_all (self->tasks);
}

static void
demo_mcp_dispose (GObject *object)
{
  DemoMcp *self = DEMO_MCP (object);

  g_clear_handle_id (&self->sweep_id, g_source_remove);
  demo_mcp_reset (self);

  for (guint i = 0; i < self->listeners->len; i++)
    g_signal_handlers_disconnect_by_data (demo_listener_get_answer (self->listeners->pdata[i]),
                                          self);

  g_ptr_array_set_size (self->listeners, 0);

  G_OBJECT_CLASS (demo_mcp_parent_class)->dispose (object);
}

static void
demo_mcp_finalize (GObject *object)
{
  DemoMcp *self = DEMO_MCP (object);

  g_clear_pointer (&self->definition, json_object_unref);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->tasks, g_hash_table_unref);
  g_clear_pointer (&self->listeners, g_ptr_array_unref);

  G_OBJECT_CLASS (demo_mcp_parent_class)->finalize (object);
}

static void
demo_mcp_class_init (DemoMcpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_mcp_dispose;
  object_class->finalize = demo_mcp_finalize;
}

static void
demo_mcp_init (DemoMcp *self)
{
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
  self->tasks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_listener_free);
  self->eras = DEMO_ERA_ALL;
}

/**
 * demo_mcp_new:
 * @profile: which server it is
 * @idle_seconds: how long a session may rest before it is forgotten
 *
 * Returns: (transfer full): the server
 */
DemoMcp *
demo_mcp_new (const DemoProfile *profile,
              guint              idle_seconds)
{
  DemoMcp *self = g_object_new (DEMO_TYPE_MCP, NULL);

  self->profile = profile;
  self->definition = demo_json_from_resource (profile->definition);
  self->idle_us = idle_seconds * G_USEC_PER_SEC;
  self->sweep_id = g_timeout_add_seconds (CLAMP (idle_seconds / 10, 1, 60), sweep_cb, self);

  return self;
}

const DemoProfile *
demo_mcp_get_profile (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), NULL);

  return self->profile;
}

/* Returns: (transfer none): what it offers now */
JsonObject *
demo_mcp_get_definition (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), NULL);

  return self->definition;
}

/* @eras: which of them it speaks from now on */
void
demo_mcp_set_eras (DemoMcp *self,
                   DemoEra  eras)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  self->eras = eras;
}

/* How long lists and contents may be kept, in a stateless answer; 0 at first. */
void
demo_mcp_set_ttl (DemoMcp *self,
                  gint64   ttl_ms)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  self->ttl_ms = ttl_ms;
}

gint64
demo_mcp_get_ttl (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  return self->ttl_ms;
}

/**
 * demo_mcp_handle:
 * @self: the server
 * @answer: the answer to give
 * @message: the HTTP request, to one of its addresses
 * @body: (nullable): its body, where that is JSON
 */
void
demo_mcp_handle (DemoMcp           *self,
                 DemoAnswer        *answer,
                 SoupServerMessage *message,
                 JsonNode          *body)
{
  DemoEra era = demo_era_find (message, body);

  g_return_if_fail (DEMO_IS_MCP (self));

  if (era == DEMO_ERA_EVENTS && (self->eras & DEMO_ERA_EVENTS) == 0)
    demo_answer_plain (answer, SOUP_STATUS_NOT_FOUND, NULL, NULL);
  else if (era == DEMO_ERA_EVENTS)
    demo_events_handle (self, answer, message, body);
  else if (self->eras == DEMO_ERA_STATELESS && era != DEMO_ERA_STATELESS)
    demo_stateless_refuse_other (self, answer, message, body);
  else if (era == DEMO_ERA_STATELESS && (self->eras & DEMO_ERA_STATELESS) != 0)
    demo_stateless_handle (self, answer, message, body);
  else
    demo_streamable_handle (self, answer, message, body);
}

/* @user: (nullable): who begins it */
DemoSession *
demo_mcp_start_session (DemoMcp    *self,
                        const char *user)
{
  DemoSession *session = demo_session_new ();

  demo_session_set_user (session, user);
  g_hash_table_insert (self->sessions, g_strdup (demo_session_get_id (session)), session);

  return session;
}

/* Returns: (transfer none) (nullable): the session called @id */
DemoSession *
demo_mcp_find_session (DemoMcp    *self,
                       const char *id)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->sessions, id) : NULL;
}

/* With the calls that run in it. */
void
demo_mcp_end_session (DemoMcp     *self,
                      DemoSession *session)
{
  g_autoptr(DemoSession) keep = g_object_ref (session);

  g_return_if_fail (DEMO_IS_MCP (self));

  g_hash_table_remove (self->sessions, demo_session_get_id (session));
  demo_session_end (session);

  for (guint i = self->calls->len; i > 0; i--)
    if (i <= self->calls->len && demo_call_get_session (self->calls->pdata[i - 1]) == session)
      demo_call_cancel (self->calls->pdata[i - 1]);
}

void
demo_mcp_add_call (DemoMcp  *self,
                   DemoCall *call)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  g_ptr_array_add (self->calls, g_object_ref (call));
  g_signal_connect (call, "over", G_CALLBACK (call_over_cb), self);
}

void
demo_mcp_cancel_call (DemoMcp     *self,
                      DemoSession *session,
                      JsonNode    *id)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  for (guint i = 0; id != NULL && i < self->calls->len; i++)
    {
      DemoCall *call = self->calls->pdata[i];

      if (demo_call_get_session (call) == session && json_node_equal (demo_call_get_id (call), id))
        {
          demo_call_cancel (call);
          return;
        }
    }
}

void
demo_mcp_add_task (DemoMcp  *self,
                   DemoTask *task)
{
  g_return_if_fail (DEMO_IS_MCP (self));

  g_hash_table_insert (self->tasks, (char *) demo_task_get_id (task), g_object_ref (task));
  g_signal_connect (task, "changed", G_CALLBACK (task_changed_cb), self);
}

/* Returns: (transfer none) (nullable): the task called @id, if it is @user's */
DemoTask *
demo_mcp_find_task (DemoMcp    *self,
                    const char *id,
                    const char *user)
{
  DemoTask *task;

  g_return_val_if_fail (DEMO_IS_MCP (self), NULL);

  task = id != NULL ? g_hash_table_lookup (self->tasks, id) : NULL;

  return task != NULL && demo_task_belongs_to (task, user) ? task : NULL;
}

/* Opens a subscription: @request is answered when it ends. */
void
demo_mcp_listen (DemoMcp    *self,
                 DemoAnswer *answer,
                 JsonObject *request)
{
  gboolean has_tasks = json_object_has_member (self->definition, "extensions");

  g_return_if_fail (DEMO_IS_MCP (self));

  g_signal_connect (answer, "closed", G_CALLBACK (listener_closed_cb), self);
  g_ptr_array_add (self->listeners,
                   demo_listener_new (answer, request,
                                      demo_json_get_object (self->definition, "capabilities"),
                                      has_tasks));
}

/* Returns: on how many streams @message went out */
guint
demo_mcp_notify (DemoMcp  *self,
                 JsonNode *message)
{
  GHashTableIter iter;
  gpointer value;
  guint streams = 0;

  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  g_hash_table_iter_init (&iter, self->sessions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (demo_session_notify (value, message))
      streams++;

  return streams + tell_listeners (self, json_node_get_object (message));
}

/* Ends every session, call, task and listener, and offers again what it did at first. */
void
demo_mcp_reset (DemoMcp *self)
{
  g_autoptr(GList) sessions = NULL;

  g_return_if_fail (DEMO_IS_MCP (self));

  sessions = g_hash_table_get_values (self->sessions);

  for (GList *l = sessions; l != NULL; l = l->next)
    demo_mcp_end_session (self, l->data);

  drop_tasks (self);

  for (guint i = self->calls->len; i > 0; i--)
    demo_call_cancel (self->calls->pdata[i - 1]);

  for (guint i = 0; i < self->listeners->len; i++)
    demo_listener_end (self->listeners->pdata[i]);

  self->ttl_ms = 0;
  g_clear_pointer (&self->definition, json_object_unref);
  self->definition = demo_json_from_resource (self->profile->definition);
}

guint
demo_mcp_count_sessions (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  return g_hash_table_size (self->sessions);
}

guint
demo_mcp_count_get_streams (DemoMcp *self)
{
  GHashTableIter iter;
  gpointer value;
  guint streams = 0;

  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  g_hash_table_iter_init (&iter, self->sessions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (demo_session_has_get_stream (value))
      streams++;

  return streams;
}

guint
demo_mcp_count_calls (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  return self->calls->len;
}

guint
demo_mcp_count_listeners (DemoMcp *self)
{
  g_return_val_if_fail (DEMO_IS_MCP (self), 0);

  return self->listeners->len;
}
