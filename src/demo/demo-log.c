/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-log.h"

#include "demo-era.h"
#include "demo-json.h"

/**
 * DemoLog:
 *
 * Every request that reached the servers and the tenant, in order. An entry goes on changing while
 * its answer is under way: "status" and "content_type" once it begins, "stream_open" until its
 * event stream ends.
 */
struct _DemoLog
{
  GObject parent_instance;

  JsonArray *entries;
  guint count;
};

G_DEFINE_FINAL_TYPE (DemoLog, demo_log, G_TYPE_OBJECT)

/* Keeps "Bearer", or a cookie's name; of the rest a hash, as tests compare them. */
static char *
hide (const char *value)
{
  gsize length = strcspn (value, " =");
  const char *rest = value[length] != '\0' ? value + length + 1 : value;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, rest, -1);

  return g_strdup_printf ("%.*s sha256:%.16s", (int) length, value, hash);
}

static void
add_header_cb (const char *name,
               const char *value,
               gpointer    user_data)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *shown = NULL;

  if (g_str_equal (lower, "authorization") || g_str_equal (lower, "cookie"))
    shown = hide (value);

  json_object_set_string_member (user_data, lower, shown != NULL ? shown : value);
}

static JsonObject *
collect_headers (SoupServerMessage *message)
{
  JsonObject *headers = json_object_new ();

  soup_message_headers_foreach (soup_server_message_get_request_headers (message),
                                add_header_cb, headers);

  return headers;
}

static JsonNode *
copy_or_null (JsonNode *node)
{
  return node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL);
}

/* The body as it came, letter by letter: json-glib writes numbers its own way. */
static JsonNode *
copy_text (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_utf8_make_valid (data, size);

  return json_node_init_string (json_node_alloc (), text);
}

static void
demo_log_finalize (GObject *object)
{
  DemoLog *self = DEMO_LOG (object);

  g_clear_pointer (&self->entries, json_array_unref);

  G_OBJECT_CLASS (demo_log_parent_class)->finalize (object);
}

static void
demo_log_class_init (DemoLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_log_finalize;
}

static void
demo_log_init (DemoLog *self)
{
  self->entries = json_array_new ();
}

DemoLog *
demo_log_new (void)
{
  return g_object_new (DEMO_TYPE_LOG, NULL);
}

/**
 * demo_log_add:
 * @self: a log
 * @server: the name of the server that was asked
 * @message: the request
 * @body: (nullable): its body, where that is JSON
 *
 * Returns: (transfer full): the new entry, for the answer to fill in
 */
JsonObject *
demo_log_add (DemoLog           *self,
              const char        *server,
              SoupServerMessage *message,
              JsonNode          *body)
{
  JsonObject *entry = json_object_new ();
  JsonObject *rpc = NULL;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_return_val_if_fail (DEMO_IS_LOG (self), NULL);

  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    rpc = json_node_get_object (body);

  json_object_set_int_member (entry, "n", ++self->count);
  json_object_set_string_member (entry, "server", server);
  json_object_set_string_member (entry, "era", demo_era_get_name (demo_era_find (message, body)));
  json_object_set_string_member (entry, "method", soup_server_message_get_method (message));
  json_object_set_string_member (entry, "path",
                                 g_uri_get_path (soup_server_message_get_uri (message)));
  json_object_set_member (entry, "rpc", copy_or_null (demo_json_get (rpc, "method")));
  json_object_set_member (entry, "id", copy_or_null (demo_json_get (rpc, "id")));
  json_object_set_object_member (entry, "headers", collect_headers (message));
  json_object_set_int_member (entry, "status", 0);
  json_object_set_null_member (entry, "content_type");
  json_object_set_string_member (entry, "session",
                                 soup_message_headers_get_one (headers, "Mcp-Session-Id"));
  json_object_set_boolean_member (entry, "stream_open", FALSE);
  json_object_set_int_member (entry, "events", 0);
  json_object_set_boolean_member (entry, "hung_up", FALSE);
  json_object_set_member (entry, "body", copy_or_null (body));
  json_object_set_member (entry, "text", body != NULL ? copy_text (message) : copy_or_null (NULL));

  json_array_add_object_element (self->entries, json_object_ref (entry));

  return entry;
}

void
demo_log_clear (DemoLog *self)
{
  g_return_if_fail (DEMO_IS_LOG (self));

  g_clear_pointer (&self->entries, json_array_unref);
  self->entries = json_array_new ();
  self->count = 0;
}

char *
demo_log_write (DemoLog *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  g_return_val_if_fail (DEMO_IS_LOG (self), NULL);

  json_node_set_array (node, self->entries);

  return demo_json_write (node);
}

/* Adds one to @name below @group. */
static void
count (JsonObject *object,
       const char *group,
       const char *name)
{
  JsonObject *counts = demo_json_get_object (object, group);

  if (counts == NULL)
    {
      counts = json_object_new ();
      json_object_set_object_member (object, group, counts);
    }

  json_object_set_int_member (counts, name, demo_json_get_int (counts, name, 0) + 1);
}

/* Returns: (transfer full): of the servers how many requests there were, by era and HTTP method */
char *
demo_log_write_counts (DemoLog *self)
{
  g_autoptr(JsonObject) object = json_object_new ();

  g_return_val_if_fail (DEMO_IS_LOG (self), NULL);

  for (guint i = 0; i < json_array_get_length (self->entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (self->entries, i);

      if (g_strcmp0 (demo_json_get_string (entry, "server"), "tenant") != 0)
        count (object, demo_json_get_string (entry, "era"), demo_json_get_string (entry, "method"));
    }

  return demo_json_write_object (object);
}
