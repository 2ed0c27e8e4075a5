/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *program;

static JsonObject *
parse_line (GSubprocess *process)
{
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  node = json_from_string (line, &error);
  g_assert_no_error (error);

  return json_node_dup_object (node);
}

/* A descriptor that becomes readable when the process ends, whosever child it is. */
static int
open_pid (pid_t pid)
{
  int fd = syscall (SYS_pidfd_open, pid, 0);

  g_assert_cmpint (fd, >=, 0);

  return fd;
}

static void
assert_ends (int fd)
{
  struct pollfd wait = { .fd = fd, .events = POLLIN };

  g_assert_cmpint (poll (&wait, 1, 10000), ==, 1);
}

static void
test_life_one_line (void)
{
  g_autoptr(JsonObject) addresses = NULL;
  g_autoptr(GSubprocess) process = demo_fixture_spawn (NULL, &addresses);
  g_autoptr(GUri) open = NULL;
  g_autoptr(GUri) showcase = NULL;
  g_autoptr(GBytes) rest = NULL;
  g_autofree char *pid = NULL;
  g_autoptr(GError) error = NULL;

  open = g_uri_parse (json_object_get_string_member (addresses, "open"), G_URI_FLAGS_NONE, NULL);
  showcase = g_uri_parse (json_object_get_string_member (addresses, "showcase"),
                          G_URI_FLAGS_NONE, NULL);
  pid = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (addresses, "pid"));

  g_assert_cmpstr (g_uri_get_host (open), ==, "127.0.0.1");
  g_assert_cmpstr (g_uri_get_path (open), ==, "/mcp");
  g_assert_cmpstr (g_uri_get_path (showcase), ==, "/showcase/mcp");
  g_assert_cmpint (g_uri_get_port (open), ==, g_uri_get_port (showcase));
  g_assert_cmpstr (g_subprocess_get_identifier (process), ==, pid);
  demo_fixture_assert_no_core (process);

  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_communicate (process, NULL, NULL, &rest, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (rest), ==, 0);
  g_assert_true (g_subprocess_get_successful (process));
}

/* Killed so that it can say no goodbye: a shell that started the stand-in and waits for it. */
static void
test_life_parent_killed (void)
{
  g_autofree char *quoted = g_shell_quote (program);
  g_autofree char *script = g_strdup_printf ("%s & wait", quoted);
  g_autoptr(GSubprocess) shell = NULL;
  g_autoptr(JsonObject) addresses = NULL;
  g_autoptr(GError) error = NULL;
  int fd;

  shell = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/bin/sh", "-c", script, NULL);
  g_assert_no_error (error);

  addresses = parse_line (shell);
  fd = open_pid (json_object_get_int_member (addresses, "pid"));

  g_subprocess_send_signal (shell, SIGKILL);
  assert_ends (fd);
  g_subprocess_wait (shell, NULL, NULL);
  close (fd);
}

/* Its parent went before it could ask to be told: nobody reads the pipe. */
static void
test_life_nobody_reads (void)
{
  g_autofree char *quoted = g_shell_quote (program);
  g_autofree char *script = g_strdup_printf ("%s | true; exit 3", quoted);
  g_autoptr(GSubprocess) shell = NULL;
  g_autoptr(GError) error = NULL;

  shell = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/bin/sh", "-c", script, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (shell, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (shell), ==, 3);
}

static void
test_life_ends_with_streams (void)
{
  DemoFixture fixture = { NULL };
  g_autofree char *session = NULL;
  g_autoptr(GInputStream) stream = NULL;

  demo_fixture_set_up (&fixture, NULL);
  session = demo_fixture_initialize (&fixture, fixture.open, "{}");
  stream = demo_fixture_stream (&fixture, "GET", fixture.open, session, NULL);
  demo_fixture_tear_down (&fixture, NULL);
}

static void
test_life_options (void)
{
  static const struct
  {
    const char *option;
    int status;
    const char *words;
  } cases[] = {
    { "--version", 0, "toolcrib-demo " PACKAGE_VERSION "\n" },
    { "--help", 0, NULL },
    { "--nonsense", 2, "" },
    { "--port=70000", 2, "" },
    { "--session-timeout=0", 2, "" },
    { "--era=stone", 2, "" },
    { "extra", 2, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GSubprocess) process = NULL;
      g_autofree char *output = NULL;
      g_autoptr(GError) error = NULL;

      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                  G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                  program, cases[i].option, NULL);
      g_assert_no_error (error);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, cases[i].status);

      if (cases[i].words != NULL)
        g_assert_cmpstr (output, ==, cases[i].words);
    }
}

/* The same port cannot be had twice, and that is said. */
static void
test_life_port_taken (void)
{
  g_autoptr(JsonObject) addresses = NULL;
  g_autoptr(GSubprocess) first = demo_fixture_spawn (NULL, &addresses);
  g_autoptr(GSubprocess) second = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *option = NULL;
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;

  uri = g_uri_parse (json_object_get_string_member (addresses, "open"), G_URI_FLAGS_NONE, NULL);
  option = g_strdup_printf ("--port=%d", g_uri_get_port (uri));
  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program, option, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (second, NULL, NULL, NULL, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 1);
  g_assert_true (g_str_has_prefix (words, "toolcrib-demo: "));

  g_subprocess_send_signal (first, SIGTERM);
  g_assert_true (g_subprocess_wait_check (first, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_allow_core_dumps ();
  program = argv[1];
  demo_fixture_set_program (program);

  g_test_add_func ("/demo/life/one-line", test_life_one_line);
  g_test_add_func ("/demo/life/parent-killed", test_life_parent_killed);
  g_test_add_func ("/demo/life/nobody-reads", test_life_nobody_reads);
  g_test_add_func ("/demo/life/ends-with-streams", test_life_ends_with_streams);
  g_test_add_func ("/demo/life/options", test_life_options);
  g_test_add_func ("/demo/life/port-taken", test_life_port_taken);

  return g_test_run ();
}
