/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "proxy-fixture.h"

#include <string.h>

#define REFUSAL "HTTP/1.1 407 Proxy Authentication Required\r\n" \
                "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"
#define OPENED "HTTP/1.1 200 Connection established\r\n\r\n"

/* One who came, and where a tunnel leads; counted. */
typedef struct
{
  ProxyFixture *proxy;
  GIOStream *near;
  GIOStream *far;      /* nullable */
  GString *head;
  char byte;
} Visit;

static void
visit_clear (gpointer data)
{
  Visit *visit = data;

  g_io_stream_close (visit->near, NULL, NULL);
  g_clear_object (&visit->near);
  g_clear_object (&visit->far);
  g_string_free (visit->head, TRUE);
}

static void read_byte (Visit *visit);

static void
spliced_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visit *visit = user_data;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL);
  g_rc_box_release_full (visit, visit_clear);
}

static void
splice (Visit     *visit,
        GIOStream *from,
        GIOStream *to)
{
  g_output_stream_splice_async (g_io_stream_get_output_stream (to),
                                g_io_stream_get_input_stream (from),
                                G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL,
                                spliced_cb, g_rc_box_acquire (visit));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Visit *visit = user_data;
  g_autoptr(GError) error = NULL;
  GSocketConnection *far = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result,
                                                                   &error);

  g_assert_no_error (error);
  visit->far = G_IO_STREAM (far);
  visit->proxy->n_tunnels++;
  g_output_stream_write_all (g_io_stream_get_output_stream (visit->near), OPENED, strlen (OPENED),
                             NULL, NULL, NULL);
  splice (visit, visit->near, visit->far);
  splice (visit, visit->far, visit->near);
  g_rc_box_release_full (visit, visit_clear);
}

static void
open_tunnel (Visit *visit)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_auto(GStrv) words = g_strsplit (visit->head->str, " ", 3);

  g_assert_cmpstr (words[0], ==, "CONNECT");
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, words[1], 443, NULL, connected_cb,
                                         g_rc_box_acquire (visit));
}

static void
take_head (Visit *visit)
{
  ProxyFixture *self = visit->proxy;

  g_ptr_array_add (self->heads, g_strdup (visit->head->str));

  if (self->authorization == NULL || strstr (visit->head->str, self->authorization) != NULL)
    {
      open_tunnel (visit);
      return;
    }

  g_string_truncate (visit->head, 0);
  g_output_stream_write_all (g_io_stream_get_output_stream (visit->near), REFUSAL,
                             strlen (REFUSAL), NULL, NULL, NULL);
  read_byte (visit);
}

static void
byte_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Visit *visit = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) == 1)
    {
      g_string_append_c (visit->head, visit->byte);

      if (g_str_has_suffix (visit->head->str, "\r\n\r\n"))
        take_head (visit);
      else
        read_byte (visit);
    }

  g_rc_box_release_full (visit, visit_clear);
}

static void
read_byte (Visit *visit)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (visit->near), &visit->byte, 1,
                             G_PRIORITY_DEFAULT, NULL, byte_cb, g_rc_box_acquire (visit));
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  Visit *visit = g_rc_box_new0 (Visit);

  visit->proxy = user_data;
  visit->near = g_object_ref (G_IO_STREAM (connection));
  visit->head = g_string_new (NULL);
  read_byte (visit);
  g_rc_box_release_full (visit, visit_clear);

  return TRUE;
}

ProxyFixture *
proxy_fixture_new (const char *user,
                   const char *password)
{
  ProxyFixture *self = g_new0 (ProxyFixture, 1);
  g_autoptr(GError) error = NULL;

  if (user != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s:%s", user, password);
      g_autofree char *code = g_base64_encode ((const guchar *) both, strlen (both));

      self->authorization = g_strdup_printf ("\r\nProxy-Authorization: Basic %s\r\n", code);
    }

  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->service = g_socket_service_new ();
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL,
                                                    &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);

  return self;
}

void
proxy_fixture_free (ProxyFixture *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_ptr_array_unref (self->heads);
  g_free (self->authorization);
  g_free (self);
}

GProxyResolver *
proxy_fixture_new_resolver (ProxyFixture *self,
                            const char   *userinfo)
{
  g_autofree char *uri = g_strdup_printf ("http://%s%s127.0.0.1:%u", userinfo ? userinfo : "",
                                          userinfo ? "@" : "", self->port);

  return g_simple_proxy_resolver_new (uri, NULL);
}
