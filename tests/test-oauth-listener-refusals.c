/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "listener-fixture.h"
#include "oauth-error.h"
#include "raw-client.h"

#include <string.h>

static void
test_forms (ListenerFixture *fixture,
            gconstpointer    data)
{
  static const char *forms[] = {
    "",
    "code=c",
    "state=" STATE,
    "code=c&state=",
    "code=c&state",
    "code=c&state=wrong",
    "code=c&state=" STATE "x",
    "code=c&state=S-t_a-t_e",
    "code=c&state=" STATE "&state=" STATE,
    "code=c&state=wrong&state=" STATE,
    "code=c&state=" STATE "&st%61te=wrong",
    "code=c&state=" STATE "%00",
    "code=&state=" STATE,
    "code=c&code=d&state=" STATE,
    "code=c&error=access_denied&state=" STATE,
    "error=&state=" STATE,
    "error=a&error=b&state=" STATE,
    "error=access_denied",
    "error=access_denied&state=wrong",
    "code=%zz&state=" STATE,
    "code=c&state=" STATE "\n",
    "code=c d&state=" STATE,
  };
  gboolean form_post = g_str_has_prefix (data, "form_post");

  listener_start_waiting (fixture, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *target = g_strconcat ("/?", forms[i], NULL);
      g_autofree char *answer = NULL;

      answer = form_post ? listener_post (fixture, forms[i]) : listener_get (fixture, target);

      if (raw_client_status (answer) != 400)
        g_error ("“%s” was answered by %u", forms[i], raw_client_status (answer));
      if (fixture->result != NULL)
        g_error ("“%s” ended it", forms[i]);
    }

  listener_assert_waiting (fixture, form_post);
}

/* Bytes that no form-encoded text has; a NUL would hide what follows it. */
static void
test_bytes (ListenerFixture *fixture,
            gconstpointer    data)
{
  static const char *bodies[] = { GOOD "&x=\xc3\xa4", GOOD "&x=\x7f", GOOD "\0&x=" };
  static const gsize lengths[] = { 31, 30, 30 };

  listener_start_waiting (fixture, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GSocketConnection) connection = raw_client_connect (fixture->port);
      g_autofree char *head = NULL;
      g_autofree char *answer = NULL;

      head = g_strdup_printf ("POST / HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\n" FORM
                              "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", fixture->port,
                              lengths[i]);
      raw_client_send (connection, head, -1);
      raw_client_send (connection, bodies[i], lengths[i]);
      answer = raw_client_read (connection);

      g_assert_cmpuint (raw_client_status (answer), ==, 400);
      g_assert_null (fixture->result);
    }

  listener_assert_waiting (fixture, TRUE);
}

/* By the way they come, not by what they say: most carry the right answer. */
#define HOST "Host: localhost:PORT\r\nConnection: close\r\n"
#define BODY "Connection: close\r\nContent-Length: 26\r\n\r\n" GOOD
G_STATIC_ASSERT (sizeof GOOD - 1 == 26);

static const struct
{
  const char *request;
  guint status;
} requests[] = {
  { "POST / HTTP/1.1\r\n" FORM BODY, 400 },
  { "POST / HTTP/1.0\r\n" FORM BODY, 400 },
  { "POST / HTTP/1.1\r\n" FORM "Host: localhost\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" FORM "Host: localhost:1PORT\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" FORM "Host: evil.example:PORT\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" FORM "Host: localhost.evil.example:PORT\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" FORM "Host: [::1]:PORT\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" FORM "Host: localhost:PORT\r\nHost: localhost:PORT\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" HOST BODY, 400 },
  { "POST / HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" HOST "Content-Type: application/json\r\n" BODY, 400 },
  { "POST / HTTP/1.1\r\n" HOST "Content-Type: multipart/form-data; boundary=b\r\n" BODY, 400 },
  { "POST /other HTTP/1.1\r\n" HOST FORM BODY, 404 },
  { "POST // HTTP/1.1\r\n" HOST FORM BODY, 404 },
  { "PUT / HTTP/1.1\r\n" HOST FORM BODY, 405 },
  { "PATCH / HTTP/1.1\r\n" HOST FORM BODY, 405 },
  { "DELETE /?" GOOD " HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "OPTIONS / HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "HEAD /?" GOOD " HTTP/1.1\r\n" HOST "\r\n", 405 },
  { "POST /?" GOOD " HTTP/1.1\r\n" HOST FORM "Content-Length: 0\r\n\r\n", 400 },
  { "GET /favicon.ico HTTP/1.1\r\n" HOST "\r\n", 200 },
  { "GET /other?" GOOD " HTTP/1.1\r\n" HOST "\r\n", 200 },
  { "GET / HTTP/1.1\r\n" HOST "\r\n", 400 },
  { "GET /?code=c HTTP/1.1\r\n" HOST "\r\n", 400 },
  { "GET /?code=c&state=wrong HTTP/1.1\r\n" HOST "\r\n", 400 },
  { "GET /?state=" STATE " HTTP/1.1\r\n" HOST "\r\n", 400 },
  { "nonsense\r\n\r\n", 400 },
};

static char *
dup_request (const char *request,
             guint16     port)
{
  g_auto(GStrv) parts = g_strsplit (request, "PORT", -1);
  g_autofree char *number = g_strdup_printf ("%u", port);

  return g_strjoinv (number, parts);
}

static void
test_requests (ListenerFixture *fixture,
               gconstpointer    data)
{
  listener_start_waiting (fixture, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *request = dup_request (requests[i].request, fixture->port);
      g_autofree char *answer = raw_client_ask (fixture->port, request);

      if (raw_client_status (answer) != requests[i].status)
        g_error ("“%s” was answered by “%s”", request, answer);
      if (fixture->result != NULL)
        g_error ("“%s” ended it", request);
    }

  listener_assert_waiting (fixture, TRUE);
}

/* The answer by the other mode ends the attempt, but only with the right state: any page can send
 * the browser here. */
static void
test_other_mode (ListenerFixture *fixture,
                 gconstpointer    data)
{
  gboolean form_post = g_str_has_prefix (data, "form_post");
  g_autofree char *forged = NULL;
  g_autofree char *answer = NULL;
  g_autoptr(GError) error = NULL;

  listener_start_waiting (fixture, NULL);

  forged = form_post ? listener_get (fixture, "/?code=c&state=wrong")
                     : listener_post (fixture, "code=c&state=wrong");
  listener_assert_page (forged, 400);
  g_assert_null (fixture->result);

  answer = form_post ? listener_get (fixture, "/?" GOOD) : listener_post (fixture, GOOD);
  listener_assert_page (answer, 400);
  g_assert_null (listener_finish (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
}

static char *
dup_large_form (gsize size)
{
  g_autofree char *filler = g_strnfill (size - strlen (GOOD "&x="), 'x');

  return g_strconcat (GOOD "&x=", filler, NULL);
}

static void
test_size_taken (ListenerFixture *fixture,
                 gconstpointer    data)
{
  g_autofree char *form = dup_large_form (64 * 1024);
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  answer = listener_post (fixture, form);

  listener_assert_page (answer, 200);
  listener_assert_answered (fixture, form);
}

static void
test_size_refused (ListenerFixture *fixture,
                   gconstpointer    data)
{
  static const gsize sizes[] = { 64 * 1024 + 1, 128 * 1024, 4 * 1024 * 1024 };

  listener_start_waiting (fixture, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *form = dup_large_form (sizes[i]);
      g_autofree char *answer = listener_post (fixture, form);

      g_assert_cmpuint (raw_client_status (answer), ==, 0);
      g_assert_null (fixture->result);
    }

  listener_assert_waiting (fixture, TRUE);
}

/* The same without a length said ahead. */
static void
test_size_refused_in_chunks (ListenerFixture *fixture,
                             gconstpointer    data)
{
  g_autoptr(GSocketConnection) connection = raw_client_connect (fixture->port);
  g_autofree char *head = NULL;
  g_autofree char *filler = g_strnfill (0x1000, 'x');
  g_autofree char *answer = NULL;

  listener_start_waiting (fixture, NULL);
  head = g_strdup_printf ("POST / HTTP/1.1\r\nHost: localhost:%u\r\n" FORM
                          "Transfer-Encoding: chunked\r\n\r\n", fixture->port);
  raw_client_send (connection, head, -1);
  for (guint i = 0; i < 17; i++)
    {
      raw_client_send (connection, "1000\r\n", -1);
      raw_client_send (connection, filler, -1);
      raw_client_send (connection, "\r\n", -1);
    }
  answer = raw_client_read (connection);

  g_assert_cmpuint (raw_client_status (answer), ==, 0);
  listener_assert_waiting (fixture, TRUE);
}

#define add(path, data, test) \
  g_test_add (path, ListenerFixture, data, listener_set_up, test, listener_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/oauth/listener-refusals/forms/query", "query", test_forms);
  add ("/oauth/listener-refusals/forms/form-post", "form_post", test_forms);
  add ("/oauth/listener-refusals/bytes", "form_post", test_bytes);
  add ("/oauth/listener-refusals/requests", "form_post", test_requests);
  add ("/oauth/listener-refusals/other-mode/query", "query", test_other_mode);
  add ("/oauth/listener-refusals/other-mode/form-post", "form_post", test_other_mode);
  add ("/oauth/listener-refusals/size-taken", "form_post", test_size_taken);
  add ("/oauth/listener-refusals/size", "form_post", test_size_refused);
  add ("/oauth/listener-refusals/chunks", "form_post", test_size_refused_in_chunks);

  return g_test_run ();
}
