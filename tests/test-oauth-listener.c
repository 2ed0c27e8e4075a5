/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "listener-fixture.h"
#include "oauth-error.h"
#include "oauth-listener-private.h"
#include "raw-client.h"

#include <string.h>

static void
test_query (ListenerFixture *fixture,
            gconstpointer    data)
{
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  answer = listener_get (fixture, "/?" GOOD);

  listener_assert_page (answer, 200);
  g_assert_nonnull (strstr (answer, "Back to Toolcrib"));
  listener_assert_answered (fixture, GOOD);
}

static void
test_form_post (ListenerFixture *fixture,
                gconstpointer    data)
{
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  answer = listener_ask (fixture, "POST", "/", "Content-Type: application/x-www-form-urlencoded;"
                " charset=UTF-8\r\nOrigin: https://login.example.com\r\n", GOOD);

  listener_assert_page (answer, 200);
  listener_assert_answered (fixture, GOOD);
}

static void
test_path (ListenerFixture *fixture,
           gconstpointer    data)
{
  g_autofree char *other = NULL;
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  other = listener_get (fixture, "/?" GOOD);
  listener_assert_page (other, 200);
  g_assert_true (g_str_has_suffix (other, "\r\n\r\n"));
  g_assert_null (fixture->result);

  answer = listener_get (fixture, "/cb?" GOOD);
  listener_assert_page (answer, 200);
  listener_assert_answered (fixture, GOOD);
}

/* An error is an answer too; what it says is for the reader to judge. */
static void
test_error (ListenerFixture *fixture,
            gconstpointer    data)
{
  static const char *form = "error=access_denied&error_subcode=cancel&state=" STATE;
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  answer = listener_post (fixture, form);

  listener_assert_page (answer, 200);
  listener_assert_answered (fixture, form);
}

static void
test_before_waiting (ListenerFixture *fixture,
                     gconstpointer    data)
{
  g_autofree char *answer = listener_get (fixture, "/?" GOOD);

  listener_assert_page (answer, 200);
  listener_start_waiting (fixture, NULL);
  listener_assert_answered (fixture, GOOD);
}

/* An answer is given to one, and after it nobody listens. */
static void
test_once (ListenerFixture *fixture,
           gconstpointer    data)
{
  g_autofree char *answer = NULL;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) connect_error = NULL;

  listener_start_waiting (fixture, NULL);
  answer = listener_get (fixture, "/?" GOOD);
  listener_assert_answered (fixture, GOOD);

  listener_start_waiting (fixture, NULL);
  g_assert_null (listener_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", fixture->port, NULL,
                                                &connect_error);
  g_assert_null (connection);
  g_assert_error (connect_error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* Two answers under way at once: one is taken. */
static void
test_two_at_once (ListenerFixture *fixture,
                  gconstpointer    data)
{
  g_autoptr(GSocketConnection) first = raw_client_connect (fixture->port);
  g_autoptr(GSocketConnection) second = raw_client_connect (fixture->port);
  g_autofree char *format = NULL;
  g_autofree char *first_answer = NULL;
  g_autofree char *second_answer = NULL;
  g_autofree char *form = NULL;
  g_autoptr(GError) error = NULL;

  format = g_strdup_printf ("GET /?%s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", GOOD,
                            fixture->port);
  listener_start_waiting (fixture, NULL);
  raw_client_send (first, format, -1);
  raw_client_send (second, format, -1);
  first_answer = raw_client_read (first);
  second_answer = raw_client_read (second);

  g_assert_cmpuint (raw_client_status (first_answer) == 200, !=,
                    raw_client_status (second_answer) == 200);
  form = listener_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (form, ==, GOOD);
}

static void
test_host (ListenerFixture *fixture,
           gconstpointer    data)
{
  g_autofree char *request = NULL;
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  request = g_strdup_printf ("GET /?%s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n\r\n",
                             GOOD, fixture->port);
  answer = raw_client_ask (fixture->port, request);

  listener_assert_page (answer, 200);
  listener_assert_answered (fixture, GOOD);
}

static gboolean
can_connect (const char *address,
             guint16     port)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_to_host (client, address, port, NULL, NULL);

  return connection != NULL;
}

/* Nobody but this computer may reach it, and not by all of its addresses. */
static void
test_address (ListenerFixture *fixture,
              gconstpointer    data)
{
  g_assert_true (can_connect ("127.0.0.1", fixture->port));
  g_assert_false (can_connect ("127.0.0.2", fixture->port));
  g_assert_false (can_connect ("::1", fixture->port));
}

static void
test_timeout (ListenerFixture *fixture,
              gconstpointer    data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;

  listener_start_waiting (fixture, NULL);
  oauth_listener_set_timeout (fixture->listener, 1);

  g_assert_null (listener_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_false (can_connect ("127.0.0.1", fixture->port));

  listener_start_waiting (fixture, NULL);
  g_assert_null (listener_finish (fixture, &again));
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_closed (ListenerFixture *fixture,
             gconstpointer    data)
{
  g_autoptr(GError) error = NULL;

  listener_start_waiting (fixture, NULL);
  oauth_listener_close (fixture->listener);
  oauth_listener_close (fixture->listener);

  g_assert_null (listener_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_false (can_connect ("127.0.0.1", fixture->port));
}

/* Who is cancelled may wait again: the listener goes on. */
static void
test_cancelled (ListenerFixture *fixture,
                gconstpointer    data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  listener_start_waiting (fixture, cancellable);
  g_main_context_iteration (NULL, FALSE);
  g_assert_null (fixture->result);
  g_cancellable_cancel (cancellable);

  g_assert_null (listener_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  listener_start_waiting (fixture, NULL);
  listener_assert_waiting (fixture, FALSE);
}

static void
test_cancelled_before (ListenerFixture *fixture,
                       gconstpointer    data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  listener_start_waiting (fixture, cancellable);

  g_assert_null (listener_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Browsers open connections ahead, and hang up as they like. */
static void
test_hang_up (ListenerFixture *fixture,
              gconstpointer    data)
{
  static const char *beginnings[] = {
    "", "G", "GET /?" GOOD, "GET /?" GOOD " HTTP/1.1\r\nHost: localhost",
    "POST / HTTP/1.1\r\nContent-Length: 100\r\n" FORM "\r\n" GOOD,
  };
  g_autoptr(GSocketConnection) idle = raw_client_connect (fixture->port);

  listener_start_waiting (fixture, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr(GSocketConnection) connection = raw_client_connect (fixture->port);
      GSocket *socket = g_socket_connection_get_socket (connection);
      g_autofree char *answer = NULL;

      raw_client_send (connection, beginnings[i], -1);
      g_socket_shutdown (socket, FALSE, TRUE, NULL);
      answer = raw_client_read (connection);
      g_assert_cmpuint (raw_client_status (answer), !=, 200);
    }

  listener_assert_waiting (fixture, FALSE);
}

/* Whoever brought the answer need not stay for the page. */
static void
test_hang_up_after (ListenerFixture *fixture,
                    gconstpointer    data)
{
  GSocketConnection *connection = raw_client_connect (fixture->port);
  g_autofree char *request = NULL;

  listener_start_waiting (fixture, NULL);
  request = g_strdup_printf ("GET /?%s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", GOOD,
                             fixture->port);
  raw_client_send (connection, request, -1);
  g_object_unref (connection);

  listener_assert_answered (fixture, GOOD);
}

static guint
count_descriptors (void)
{
  g_autoptr(GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;

  return n;
}

/* Nothing of all that came stays open. */
static void
test_descriptors (ListenerFixture *fixture,
                  gconstpointer    data)
{
  guint before = count_descriptors ();

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *answer = listener_get (fixture, "/favicon.ico");

      listener_assert_page (answer, 200);
    }

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_descriptors (), ==, before);
}

#define add(path, data, test) \
  g_test_add (path, ListenerFixture, data, listener_set_up, test, listener_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/oauth/listener/query", "query", test_query);
  add ("/oauth/listener/form-post", "form_post", test_form_post);
  add ("/oauth/listener/path", "query/cb", test_path);
  add ("/oauth/listener/error", "form_post", test_error);
  add ("/oauth/listener/before-waiting", "query", test_before_waiting);
  add ("/oauth/listener/once", "query", test_once);
  add ("/oauth/listener/two-at-once", "query", test_two_at_once);
  add ("/oauth/listener/host", "query", test_host);
  add ("/oauth/listener/address", "query", test_address);
  add ("/oauth/listener/timeout", "query", test_timeout);
  add ("/oauth/listener/closed", "query", test_closed);
  add ("/oauth/listener/cancelled", "query", test_cancelled);
  add ("/oauth/listener/cancelled-before", "query", test_cancelled_before);
  add ("/oauth/listener/hang-up", "query", test_hang_up);
  add ("/oauth/listener/hang-up-after", "query", test_hang_up_after);
  add ("/oauth/listener/descriptors", "query", test_descriptors);

  return g_test_run ();
}
