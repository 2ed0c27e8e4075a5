/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-hangup.h"

#include <sys/socket.h>

typedef struct
{
  DemoHangupFunc callback;
  gpointer user_data;
} Watch;

static gboolean
ready_cb (GSocket      *socket,
          GIOCondition  condition,
          gpointer      user_data)
{
  Watch *watch = user_data;
  char byte;

  if (recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
    watch->callback (watch->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * demo_hangup_watch:
 * @message: a request that was read to its end
 * @callback: called once if the client closes the connection
 * @user_data: its data
 *
 * SoupServer does not look at the socket of an answer that waits for its next chunk, so a reader
 * that left would seem to be there for ever.
 *
 * Returns: (transfer full): to be given to demo_hangup_unwatch()
 */
GSource *
demo_hangup_watch (SoupServerMessage *message,
                   DemoHangupFunc     callback,
                   gpointer           user_data)
{
  GSocket *socket = soup_server_message_get_socket (message);
  GSource *source = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  Watch *watch = g_new0 (Watch, 1);

  watch->callback = callback;
  watch->user_data = user_data;
  g_source_set_callback (source, G_SOURCE_FUNC (ready_cb), watch, g_free);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

void
demo_hangup_unwatch (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}
