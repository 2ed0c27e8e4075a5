/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a call costs, and what it would cost without us:
 *
 *   bench-mcp calls URL N     N calls one after another through McpClient, after 300 to warm up
 *   bench-mcp bare URL N      the same bytes through libsoup alone: built, sent, not looked at
 *   bench-mcp list URL        all pages of tools, as objects
 *   bench-mcp big URL NAME    one large result or long stream; progress is counted
 *
 * Prints one JSON object. */

#include "config.h"

#include "http-session.h"
#include "mcp-client.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define WARM_UP 300
#define VERSION "2026-07-28"

typedef struct
{
  gint64 started;
  double *latencies;    /* milliseconds */
  guint n;
  gint64 cpu;           /* microseconds */
} Clock;

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gint64
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
         usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static int
compare (const void *one,
         const void *other)
{
  double a = *(const double *) one, b = *(const double *) other;

  return a < b ? -1 : a > b;
}

static void
print_calls (Clock *clock)
{
  double seconds = (g_get_monotonic_time () - clock->started) / 1e6;
  double cpu = get_cpu () - clock->cpu;

  qsort (clock->latencies, clock->n, sizeof (double), compare);
  g_print ("{\"rps\":%.1f,\"p50\":%.4f,\"p99\":%.4f,\"cpu_us_per_call\":%.1f}\n",
           clock->n / seconds, clock->latencies[clock->n / 2],
           clock->latencies[(guint) (clock->n * 0.99)], cpu / clock->n);
}

static SjsonValue *
make_arguments (void)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string ("{\"text\":\"hello\"}", -1, NULL, NULL);
  root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}

static void
call (McpClient        *client,
      const SjsonValue *arguments)
{
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("echo", arguments);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpToolResult) answer = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_call_tool_async (client, request, NULL, ready_cb, &result);
  wait (&result);
  answer = mcp_client_call_tool_finish (client, result, &error);

  if (answer == NULL)
    g_error ("%s", error->message);
}

/* What McpClient would have sent. */
static GBytes *
build_body (guint id)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%u,\"method\":\"tools/call\",\"params\":{"
                          "\"name\":\"echo\",\"arguments\":{\"text\":\"hello\"},\"_meta\":{"
                          "\"io.modelcontextprotocol/protocolVersion\":\"" VERSION "\","
                          "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"toolcrib\","
                          "\"title\":\"Toolcrib\",\"version\":\"" PACKAGE_VERSION "\"},"
                          "\"io.modelcontextprotocol/clientCapabilities\":{},"
                          "\"progressToken\":%u}}}", id, id);

  return g_bytes_new (text, strlen (text));
}

static void
call_bare (SoupSession *session,
           GUri        *uri,
           guint        id)
{
  g_autoptr(SoupMessage) message = soup_message_new_from_uri ("POST", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(GBytes) body = build_body (id);
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  soup_message_headers_replace (headers, "Accept", "application/json, text/event-stream");
  soup_message_headers_replace (headers, "MCP-Protocol-Version", VERSION);
  soup_message_headers_replace (headers, "Mcp-Method", "tools/call");
  soup_message_headers_replace (headers, "Mcp-Name", "echo");
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, ready_cb, &result);
  wait (&result);
  answer = soup_session_send_and_read_finish (session, result, &error);

  if (answer == NULL)
    g_error ("%s", error->message);
}

static void
start (Clock *clock,
       guint  n)
{
  clock->n = n;
  clock->latencies = g_new (double, n);
  clock->cpu = get_cpu ();
  clock->started = g_get_monotonic_time ();
}

static void
run_calls (const char *uri,
           guint       n)
{
  g_autoptr(McpClient) client = mcp_client_new (uri);
  g_autoptr(SjsonValue) arguments = make_arguments ();
  Clock clock;

  for (guint i = 0; i < WARM_UP; i++)
    call (client, arguments);

  start (&clock, n);

  for (guint i = 0; i < n; i++)
    {
      gint64 before = g_get_monotonic_time ();

      call (client, arguments);
      clock.latencies[i] = (g_get_monotonic_time () - before) / 1e3;
    }

  print_calls (&clock);
  g_free (clock.latencies);
}

static void
run_bare (const char *text,
          guint       n)
{
  g_autoptr(GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr(SoupSession) session = http_session_new (60, "bench");
  Clock clock;

  for (guint i = 0; i < WARM_UP; i++)
    call_bare (session, uri, i);

  start (&clock, n);

  for (guint i = 0; i < n; i++)
    {
      gint64 before = g_get_monotonic_time ();

      call_bare (session, uri, WARM_UP + i);
      clock.latencies[i] = (g_get_monotonic_time () - before) / 1e3;
    }

  print_calls (&clock);
  g_free (clock.latencies);
}

static void
connect_client (McpClient *client)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_connect_async (client, NULL, ready_cb, &result);
  wait (&result);

  if (!mcp_client_connect_finish (client, result, &error))
    g_error ("%s", error->message);
}

static void
run_list (const char *uri)
{
  g_autoptr(McpClient) client = mcp_client_new (uri);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 started;

  connect_client (client);
  started = g_get_monotonic_time ();
  mcp_client_list_tools_async (client, NULL, ready_cb, &result);
  wait (&result);

  if (!mcp_client_list_tools_finish (client, result, &error))
    g_error ("%s", error->message);

  g_print ("{\"ms\":%.2f,\"n\":%u}\n", (g_get_monotonic_time () - started) / 1e3,
           g_list_model_get_n_items (mcp_client_get_tools (client)));
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             guint      *n)
{
  (*n)++;
}

static void
run_big (const char *uri,
         const char *name)
{
  g_autoptr(McpClient) client = mcp_client_new (uri);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool (name, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpToolResult) answer = NULL;
  g_autoptr(GError) error = NULL;
  gint64 started;
  guint n = 0;

  connect_client (client);
  g_signal_connect (request, "progress", G_CALLBACK (progress_cb), &n);
  started = g_get_monotonic_time ();
  mcp_client_call_tool_async (client, request, NULL, ready_cb, &result);
  wait (&result);
  answer = mcp_client_call_tool_finish (client, result, &error);

  if (answer == NULL)
    g_error ("%s", error->message);

  g_print ("{\"ms\":%.2f,\"n\":%u}\n", (g_get_monotonic_time () - started) / 1e3, n);
}

int
main (int    argc,
      char **argv)
{
  const char *what = argc > 2 ? argv[1] : "";

  http_session_prepare_process ();

  if (g_str_equal (what, "calls") && argc == 4)
    run_calls (argv[2], MAX (atoi (argv[3]), 1));
  else if (g_str_equal (what, "bare") && argc == 4)
    run_bare (argv[2], MAX (atoi (argv[3]), 1));
  else if (g_str_equal (what, "list"))
    run_list (argv[2]);
  else if (g_str_equal (what, "big") && argc == 4)
    run_big (argv[2], argv[3]);
  else
    {
      g_printerr ("bench-mcp calls|bare URL N, list URL, big URL NAME\n");
      return 2;
    }

  return 0;
}
