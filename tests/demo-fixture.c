/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

#include <sys/resource.h>

#include <signal.h>
#include <stdlib.h>

#define EVENT_START "event: message\ndata: "

const char * const demo_sessions_only[] = { "--era", "session", NULL };
const char * const demo_stateless_only[] = { "--era", "stateless", NULL };

static const char *program;

void
demo_fixture_set_program (const char *path)
{
  program = path;
}

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

/* Starts the program and reads the one line it prints. */
GSubprocess *
demo_fixture_spawn (const char * const  *arguments,
                    JsonObject         **addresses)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) argv = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  g_strv_builder_add (builder, program);

  if (arguments != NULL)
    g_strv_builder_addv (builder, (const char **) arguments);

  argv = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char * const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  node = parse (line);
  *addresses = json_node_dup_object (node);

  return g_steal_pointer (&process);
}

/* Of a demo with TLS only who its authority vouches for is believed. */
static void
trust_authority (DemoFixture *fixture)
{
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  if (!json_object_has_member (fixture->addresses, "ca_file"))
    return;

  database = g_tls_file_database_new (json_object_get_string_member (fixture->addresses, "ca_file"),
                                      &error);
  g_assert_no_error (error);
  soup_session_set_tls_database (fixture->session, database);
}

/* @options: the program's arguments as a NULL-terminated array, or NULL */
void
demo_fixture_set_up (DemoFixture   *fixture,
                     gconstpointer  options)
{
  JsonObject *addresses = NULL;

  fixture->process = demo_fixture_spawn (options, &addresses);
  fixture->session = soup_session_new_with_options ("timeout", 20, "max-conns-per-host", 16, NULL);
  fixture->open = g_strdup (json_object_get_string_member (addresses, "open"));
  fixture->showcase = g_strdup (json_object_get_string_member (addresses, "showcase"));
  fixture->control = g_strdup (json_object_get_string_member (addresses, "control"));
  fixture->addresses = addresses;
  trust_authority (fixture);
}

/* It must end cleanly when asked: nothing hangs, nothing warned (warnings are fatal to it too). */
void
demo_fixture_tear_down (DemoFixture   *fixture,
                        gconstpointer  options)
{
  g_autoptr(GError) error = NULL;

  soup_session_abort (fixture->session);
  g_clear_object (&fixture->session);

  g_subprocess_send_signal (fixture->process, SIGTERM);
  g_subprocess_wait_check (fixture->process, NULL, &error);
  g_assert_no_error (error);

  g_clear_object (&fixture->process);
  g_clear_pointer (&fixture->open, g_free);
  g_clear_pointer (&fixture->showcase, g_free);
  g_clear_pointer (&fixture->control, g_free);
  g_clear_pointer (&fixture->addresses, json_object_unref);
}

/* @headers: "name: value" lines that replace what would be sent; an empty value removes */
static SoupMessage *
make_message (const char *method,
              const char *uri,
              const char *headers,
              const char *body)
{
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *request = soup_message_get_request_headers (message);
  g_auto(GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (request, "Accept", DEMO_ACCEPT_BOTH);

  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);

      if (*pair[1] != '\0')
        soup_message_headers_replace (request, pair[0], pair[1]);
      else
        soup_message_headers_remove (request, pair[0]);
    }

  return message;
}

/* The data of the last event; the framing must be exactly the SDK's. */
static JsonNode *
parse_events (const char *body)
{
  g_auto(GStrv) events = g_strsplit (body, "\n\n", -1);
  guint count = g_strv_length (events);

  g_assert_cmpuint (count, >=, 1);
  g_assert_cmpstr (events[count - 1], ==, "");

  for (guint i = 0; i + 1 < count; i++)
    {
      g_assert_true (g_str_has_prefix (events[i], EVENT_START));
      g_assert_null (strchr (events[i] + strlen (EVENT_START), '\n'));
    }

  return count > 1 ? parse (events[count - 2] + strlen (EVENT_START)) : NULL;
}

DemoReply *
demo_fixture_send (DemoFixture *fixture,
                   const char  *method,
                   const char  *uri,
                   const char  *headers,
                   const char  *body)
{
  g_autoptr(SoupMessage) message = make_message (method, uri, headers, body);
  SoupMessageHeaders *response = soup_message_get_response_headers (message);
  DemoReply *reply = g_new0 (DemoReply, 1);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);

  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (response);
  reply->content_type = g_strdup (soup_message_headers_get_content_type (response, NULL));
  reply->mcp_session = g_strdup (soup_message_headers_get_one (response, "Mcp-Session-Id"));
  reply->body = g_strdup_printf ("%.*s", (int) g_bytes_get_size (bytes),
                                 (const char *) g_bytes_get_data (bytes, NULL));

  if (g_strcmp0 (reply->content_type, "text/event-stream") == 0)
    reply->json = parse_events (reply->body);
  else if (g_strcmp0 (reply->content_type, "application/json") == 0)
    reply->json = parse (reply->body);

  return reply;
}

DemoReply *
demo_fixture_rpc (DemoFixture *fixture,
                  const char  *uri,
                  const char  *session,
                  const char  *body)
{
  g_autofree char *headers = NULL;

  if (session != NULL)
    headers = g_strdup_printf ("Mcp-Session-Id: %s", session);

  return demo_fixture_send (fixture, "POST", uri, headers, body);
}

/* Returns: (transfer full): the id of the new session */
char *
demo_fixture_initialize (DemoFixture *fixture,
                         const char  *uri,
                         const char  *capabilities)
{
  g_autoptr(DemoReply) reply = NULL;
  g_autoptr(DemoReply) accepted = NULL;
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                          "\"protocolVersion\":\"2025-06-18\",\"capabilities\":%s,"
                          "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}", capabilities);
  reply = demo_fixture_rpc (fixture, uri, NULL, body);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (reply->mcp_session);

  accepted = demo_fixture_rpc (fixture, uri, reply->mcp_session,
                               "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  g_assert_cmpuint (accepted->status, ==, 202);

  return g_steal_pointer (&reply->mcp_session);
}

DemoReply *
demo_fixture_call (DemoFixture *fixture,
                   const char  *uri,
                   const char  *session,
                   const char  *tool,
                   const char  *arguments)
{
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{"
                          "\"name\":\"%s\",\"arguments\":%s}}", tool, arguments);

  return demo_fixture_rpc (fixture, uri, session, body);
}

/**
 * demo_fixture_write:
 * @method: the method
 * @members: (nullable): members of its parameters, as in an object but without the braces
 * @capabilities: (nullable): the client's, an object; {} without
 *
 * Returns: (transfer full): a request with id 5 that says of itself what 2026-07-28 wants
 */
char *
demo_fixture_write (const char *method,
                    const char *members,
                    const char *capabilities)
{
  return g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"%s\",\"params\":{%s%s"
                          "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\""
                          DEMO_VERSION "\",\"io.modelcontextprotocol/clientInfo\":{"
                          "\"name\":\"test\",\"version\":\"1\"},"
                          "\"io.modelcontextprotocol/clientCapabilities\":%s,"
                          "\"progressToken\":\"p\"}}}",
                          method, members != NULL ? members : "", members != NULL ? "," : "",
                          capabilities != NULL ? capabilities : "{}");
}

/* @name: (nullable): what Mcp-Name says. @more: (nullable): lines that come after and replace */
char *
demo_fixture_head (const char *method,
                   const char *name,
                   const char *more)
{
  return g_strconcat ("MCP-Protocol-Version: " DEMO_VERSION "\nMcp-Method: ", method,
                      name != NULL ? "\nMcp-Name: " : "", name != NULL ? name : "",
                      more != NULL ? "\n" : "", more, NULL);
}

/* Sends a request of 2026-07-28 that is in order. */
DemoReply *
demo_fixture_ask (DemoFixture *fixture,
                  const char  *uri,
                  const char  *method,
                  const char  *name,
                  const char  *members)
{
  g_autofree char *head = demo_fixture_head (method, name, NULL);
  g_autofree char *body = demo_fixture_write (method, members, NULL);

  return demo_fixture_send (fixture, "POST", uri, head, body);
}

/* @body: (nullable): what to POST; without, a GET */
DemoReply *
demo_fixture_control (DemoFixture *fixture,
                      const char  *path,
                      const char  *body)
{
  g_autofree char *uri = g_strconcat (fixture->control, path, NULL);

  return demo_fixture_send (fixture, body != NULL ? "POST" : "GET", uri, NULL, body);
}

void
demo_reply_free (DemoReply *reply)
{
  g_free (reply->content_type);
  g_free (reply->mcp_session);
  g_free (reply->body);
  soup_message_headers_unref (reply->headers);
  g_clear_pointer (&reply->json, json_node_unref);
  g_free (reply);
}

/* Returns: (transfer full): the answer's body while it is still growing */
GInputStream *
demo_fixture_open_stream (DemoFixture *fixture,
                          const char  *method,
                          const char  *uri,
                          const char  *headers,
                          const char  *body)
{
  g_autoptr(SoupMessage) message = make_message (method, uri, headers, body);
  g_autoptr(GInputStream) stream = NULL;
  GDataInputStream *data;
  g_autoptr(GError) error = NULL;

  stream = soup_session_send (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);

  data = g_data_input_stream_new (stream);
  g_data_input_stream_set_newline_type (data, G_DATA_STREAM_NEWLINE_TYPE_LF);

  return G_INPUT_STREAM (data);
}

GInputStream *
demo_fixture_stream (DemoFixture *fixture,
                     const char  *method,
                     const char  *uri,
                     const char  *session,
                     const char  *body)
{
  g_autofree char *headers = g_strdup_printf ("Mcp-Session-Id: %s", session);

  return demo_fixture_open_stream (fixture, method, uri, headers, body);
}

/* Returns: (transfer full) (nullable): the data of the next event, NULL at the end */
JsonNode *
demo_fixture_read_event (GInputStream *stream)
{
  GDataInputStream *data = G_DATA_INPUT_STREAM (stream);
  g_autofree char *type = NULL;
  g_autofree char *line = NULL;
  g_autofree char *blank = NULL;
  g_autoptr(GError) error = NULL;

  type = g_data_input_stream_read_line (data, NULL, NULL, &error);
  g_assert_no_error (error);

  if (type == NULL)
    return NULL;

  line = g_data_input_stream_read_line (data, NULL, NULL, &error);
  blank = g_data_input_stream_read_line (data, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "event: message");
  g_assert_true (g_str_has_prefix (line, "data: "));
  g_assert_cmpstr (blank, ==, "");

  return parse (line + strlen ("data: "));
}

/* Returns: (transfer none): the value at @path, names and numbers between slashes; it must be */
JsonNode *
demo_look_up (JsonNode   *node,
              const char *path)
{
  g_auto(GStrv) steps = g_strsplit (path, "/", -1);

  g_assert_nonnull (node);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_ARRAY (node))
        node = json_array_get_element (json_node_get_array (node), atoi (steps[i]));
      else
        node = json_object_get_member (json_node_get_object (node), steps[i]);

      if (node == NULL)
        g_error ("nothing at %s in %s", steps[i], path);
    }

  return node;
}

const char *
demo_look_up_string (JsonNode   *node,
                     const char *path)
{
  return json_node_get_string (demo_look_up (node, path));
}

/* Compares values, not spelling: the order of members does not count. */
void
demo_assert_json (JsonNode   *node,
                  const char *path,
                  const char *expected)
{
  JsonNode *found = path != NULL ? demo_look_up (node, path) : node;
  g_autoptr(JsonNode) wanted = parse (expected);

  if (!json_node_equal (found, wanted))
    {
      g_autofree char *text = json_to_string (found, FALSE);

      g_error ("%s is %s, not %s", path != NULL ? path : "it", text, expected);
    }
}

void
demo_fixture_allow_core_dumps (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_CORE, &limit), ==, 0);
}

void
demo_fixture_assert_no_core (GSubprocess *process)
{
  g_autofree char *path = g_build_filename ("/proc", g_subprocess_get_identifier (process),
                                            "limits", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_regex_match_simple ("^Max core file size +0 +0 ", text, G_REGEX_MULTILINE, 0));
}
