/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "raw-client.h"

#include <string.h>

GSocketConnection *
raw_client_connect (guint16 port)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GError) error = NULL;
  GSocketConnection *connection;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (g_socket_connection_get_socket (connection), FALSE);

  return connection;
}

static gboolean
ready_cb (GSocket      *socket,
          GIOCondition  condition,
          gpointer      user_data)
{
  gboolean *is_ready = user_data;

  *is_ready = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_until (GSocket      *socket,
            GIOCondition  condition)
{
  g_autoptr(GSource) source = g_socket_create_source (socket, condition, NULL);
  gboolean is_ready = FALSE;

  g_source_set_callback (source, G_SOURCE_FUNC (ready_cb), &is_ready, NULL);
  g_source_attach (source, NULL);

  while (!is_ready)
    g_main_context_iteration (NULL, TRUE);
}

/* Whoever is cut off while sending has been answered too: that is for the reader to see. */
void
raw_client_send (GSocketConnection *connection,
                 const char        *data,
                 gssize             length)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  gsize rest = length >= 0 ? (gsize) length : strlen (data);

  while (rest > 0)
    {
      g_autoptr(GError) error = NULL;
      gssize n = g_socket_send (socket, data, rest, NULL, &error);

      if (n >= 0)
        {
          data += n;
          rest -= n;
        }
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        wait_until (socket, G_IO_OUT);
      else
        return;
    }
}

char *
raw_client_read (GSocketConnection *connection)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr(GString) answer = g_string_new (NULL);

  while (TRUE)
    {
      g_autoptr(GError) error = NULL;
      char buffer[4096];
      gssize n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error);

      if (n > 0)
        g_string_append_len (answer, buffer, n);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        wait_until (socket, G_IO_IN | G_IO_HUP);
      else
        return g_string_free (g_steal_pointer (&answer), FALSE);
    }
}

char *
raw_client_ask (guint16     port,
                const char *request)
{
  g_autoptr(GSocketConnection) connection = raw_client_connect (port);

  raw_client_send (connection, request, -1);

  return raw_client_read (connection);
}

guint
raw_client_status (const char *answer)
{
  if (!g_str_has_prefix (answer, "HTTP/1."))
    return 0;

  return g_ascii_strtoull (answer + strlen ("HTTP/1.1 "), NULL, 10);
}
