/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "listener-fixture.h"

#include "raw-client.h"

#include <string.h>

static const char *
get_path (gconstpointer data)
{
  return strstr (data, "/cb") != NULL ? "/cb" : "/";
}

void
listener_set_up (ListenerFixture *fixture,
                 gconstpointer    data)
{
  gboolean form_post = g_str_has_prefix (data, "form_post");
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = NULL;

  fixture->listener = oauth_listener_new (get_path (data), STATE, form_post, &error);
  g_assert_no_error (error);

  uri = g_uri_parse (oauth_listener_get_redirect_uri (fixture->listener), G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_scheme (uri), ==, "http");
  g_assert_cmpstr (g_uri_get_host (uri), ==, "localhost");
  g_assert_cmpstr (g_uri_get_path (uri), ==, get_path (data));
  fixture->port = g_uri_get_port (uri);
}

void
listener_tear_down (ListenerFixture *fixture,
                    gconstpointer    data)
{
  oauth_listener_close (fixture->listener);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->listener);
}

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

void
listener_start_waiting (ListenerFixture *fixture,
                        GCancellable    *cancellable)
{
  g_clear_object (&fixture->result);
  oauth_listener_wait_async (fixture->listener, cancellable, store_result_cb, &fixture->result);
}

char *
listener_finish (ListenerFixture  *fixture,
                 GError          **error)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return oauth_listener_wait_finish (fixture->listener, fixture->result, error);
}

char *
listener_ask (ListenerFixture *fixture,
              const char      *method,
              const char      *target,
              const char      *fields,
              const char      *body)
{
  g_autofree char *request = NULL;

  request = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\n%s"
                             "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                             method, target, fixture->port, fields, strlen (body), body);

  return raw_client_ask (fixture->port, request);
}

char *
listener_get (ListenerFixture *fixture,
              const char      *target)
{
  return listener_ask (fixture, "GET", target, "", "");
}

char *
listener_post (ListenerFixture *fixture,
               const char      *body)
{
  return listener_ask (fixture, "POST", "/", FORM, body);
}

void
listener_assert_page (const char *answer,
                      guint       status)
{
  g_assert_cmpuint (raw_client_status (answer), ==, status);
  g_assert_nonnull (strstr (answer, "\r\nCache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nReferrer-Policy: no-referrer\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nContent-Security-Policy: default-src 'none';"));
  g_assert_nonnull (strstr (answer, "\r\nX-Content-Type-Options: nosniff\r\n"));
  g_assert_null (strstr (answer, "<script"));
  g_assert_null (strstr (answer, STATE));
  g_assert_null (strstr (answer, "c%2F1"));
  g_assert_null (strstr (answer, "c/1"));
}

void
listener_assert_answered (ListenerFixture *fixture,
                          const char      *form)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *found = listener_finish (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, form);
}

void
listener_assert_waiting (ListenerFixture *fixture,
                         gboolean         form_post)
{
  g_autofree char *answer = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->result);

  answer = form_post ? listener_post (fixture, GOOD) : listener_get (fixture, "/?" GOOD);
  listener_assert_page (answer, 200);
  listener_assert_answered (fixture, GOOD);
}
