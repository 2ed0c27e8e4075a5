/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-listener.h"

#include "demo-era.h"
#include "demo-json.h"

#define SUBSCRIPTION DEMO_META "subscriptionId"

struct _DemoListener
{
  DemoAnswer *answer;
  JsonNode *id;
  JsonObject *accepted;         /* what it is told of */
};

/* The kinds of which a client is told when their list has changed. */
static const struct
{
  const char *wish;
  const char *capability;
  const char *method;
} lists[] = {
  { "toolsListChanged", "tools", "notifications/tools/list_changed" },
  { "promptsListChanged", "prompts", "notifications/prompts/list_changed" },
  { "resourcesListChanged", "resources", "notifications/resources/list_changed" },
};

static void
set_subscription (DemoListener *self,
                  JsonObject   *owner)
{
  JsonObject *meta = demo_json_get_object (owner, "_meta");

  meta = meta != NULL ? json_object_ref (meta) : json_object_new ();
  json_object_set_member (meta, SUBSCRIPTION, json_node_copy (self->id));
  json_object_set_object_member (owner, "_meta", meta);
}

/* What was wished for and is offered: nothing else may be told. */
static JsonObject *
choose (JsonObject *wish,
        JsonObject *capabilities,
        gboolean    has_tasks)
{
  JsonObject *accepted = json_object_new ();
  JsonArray *uris = demo_json_get_array (wish, "resourceSubscriptions");
  JsonArray *tasks = demo_json_get_array (wish, "taskIds");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (demo_json_get_boolean (wish, lists[i].wish) &&
        demo_json_get_boolean (demo_json_get_object (capabilities, lists[i].capability),
                               "listChanged"))
      json_object_set_boolean_member (accepted, lists[i].wish, TRUE);

  if (uris != NULL &&
      demo_json_get_boolean (demo_json_get_object (capabilities, "resources"), "subscribe"))
    json_object_set_array_member (accepted, "resourceSubscriptions", json_array_ref (uris));

  if (tasks != NULL && has_tasks)
    json_object_set_array_member (accepted, "taskIds", json_array_ref (tasks));

  return accepted;
}

static JsonObject *
make_notification (const char *method,
                   JsonObject *params)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "jsonrpc", "2.0");
  json_object_set_string_member (message, "method", method);
  json_object_set_object_member (message, "params", params);

  return message;
}

/**
 * demo_listener_new:
 * @answer: the answer to the request, which stays open
 * @request: the request
 * @capabilities: what the server offers
 * @has_tasks: whether that includes tasks
 *
 * Acknowledges the subscription: that is the first message on its stream (MCP 2026-07-28,
 * subscriptions).
 *
 * Returns: (transfer full): the listener
 */
DemoListener *
demo_listener_new (DemoAnswer *answer,
                   JsonObject *request,
                   JsonObject *capabilities,
                   gboolean    has_tasks)
{
  DemoListener *self = g_new0 (DemoListener, 1);
  JsonObject *wish = demo_json_get_object (demo_json_get_object (request, "params"),
                                           "notifications");
  JsonObject *params = json_object_new ();
  g_autoptr(JsonNode) node = NULL;

  self->answer = g_object_ref (answer);
  self->id = json_node_copy (json_object_get_member (request, "id"));
  self->accepted = choose (wish, capabilities, has_tasks);

  json_object_set_object_member (params, "notifications", json_object_ref (self->accepted));
  set_subscription (self, params);
  node = demo_json_take_object (make_notification ("notifications/subscriptions/acknowledged",
                                                   params));
  demo_answer_set_header (answer, "X-Accel-Buffering", "no");
  demo_answer_send (answer, node);

  return self;
}

void
demo_listener_free (DemoListener *self)
{
  g_object_unref (self->answer);
  json_node_unref (self->id);
  json_object_unref (self->accepted);
  g_free (self);
}

DemoAnswer *
demo_listener_get_answer (DemoListener *self)
{
  return self->answer;
}

static gboolean
holds (JsonArray  *array,
       const char *text)
{
  for (guint i = 0; array != NULL && text != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), text) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
wants (DemoListener *self,
       const char   *method,
       JsonObject   *params)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_strcmp0 (lists[i].method, method) == 0)
      return demo_json_get_boolean (self->accepted, lists[i].wish);

  if (g_strcmp0 (method, "notifications/resources/updated") == 0)
    return holds (demo_json_get_array (self->accepted, "resourceSubscriptions"),
                  demo_json_get_string (params, "uri"));

  return g_strcmp0 (method, "notifications/tasks") == 0 &&
         holds (demo_json_get_array (self->accepted, "taskIds"),
                demo_json_get_string (params, "taskId"));
}

/* Returns: whether @message, a notification, was for it and went out */
gboolean
demo_listener_notify (DemoListener *self,
                      JsonObject   *message)
{
  const char *method = demo_json_get_string (message, "method");
  JsonObject *params = demo_json_get_object (message, "params");
  g_autoptr(JsonNode) node = NULL;

  if (!wants (self, method, params))
    return FALSE;

  params = params != NULL ? demo_json_copy_object (params) : json_object_new ();
  set_subscription (self, params);
  node = demo_json_take_object (make_notification (method, params));
  demo_answer_send (self->answer, node);

  return TRUE;
}

/* Graceful: with the answer that the request is owed. */
void
demo_listener_end (DemoListener *self)
{
  JsonObject *message = json_object_new ();
  JsonObject *result = json_object_new ();
  g_autoptr(JsonNode) node = NULL;

  json_object_set_string_member (result, "resultType", "complete");
  set_subscription (self, result);
  json_object_set_string_member (message, "jsonrpc", "2.0");
  json_object_set_member (message, "id", json_node_copy (self->id));
  json_object_set_object_member (message, "result", result);
  node = demo_json_take_object (message);
  demo_answer_finish (self->answer, node);
}
