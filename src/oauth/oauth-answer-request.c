/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-answer-request.h"

#include <string.h>
#include <sys/socket.h>

/* entra.md 2.3. */
#define MOST_OF_A_BODY (64 * 1024)

gboolean
oauth_answer_request_is_post (SoupServerMessage *message)
{
  return g_str_equal (soup_server_message_get_method (message), "POST");
}

/*
 * oauth_answer_request_is_for:
 * @message: a request
 * @hosts: (array zero-terminated=1): our names, with the port
 *
 * Against pages that reach us under a name of their own (DNS rebinding).
 *
 * Returns: whether the request says once that it is meant for one of @hosts
 */
gboolean
oauth_answer_request_is_for (SoupServerMessage  *message,
                             const char * const *hosts)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_list (headers, "Host");

  for (; host != NULL && *hosts != NULL; hosts++)
    if (g_ascii_strcasecmp (host, *hosts) == 0)
      return TRUE;

  return FALSE;
}

/* What may be form-encoded text; also without a NUL, which would hide what follows it. */
static gboolean
is_form_text (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] <= ' ' || text[i] > '~')
      return FALSE;

  return TRUE;
}

static char *
dup_body (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL),
                 SOUP_FORM_MIME_TYPE_URLENCODED) != 0)
    return NULL;

  if (body->data == NULL || body->length > MOST_OF_A_BODY)
    return NULL;

  return is_form_text (body->data, body->length) ? g_strndup (body->data, body->length) : NULL;
}

/*
 * oauth_answer_request_dup_form:
 * @message: a GET or a POST
 *
 * Returns: (transfer full) (nullable): its form-encoded parameters: of a POST the body, if its type
 *   says so, else the query; to be wiped
 */
char *
oauth_answer_request_dup_form (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  if (oauth_answer_request_is_post (message))
    return dup_body (message);

  return query != NULL && is_form_text (query, strlen (query)) ? g_strdup (query) : NULL;
}

/* Whoever sends more than an answer can be is cut off, rather than kept in memory; with a reset, or
 * their side would hang on to what it has not sent yet. */
static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  const struct linger reset = { .l_onoff = 1, .l_linger = 0 };
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GSocket *socket = soup_server_message_get_socket (message);

  if (body->length <= MOST_OF_A_BODY)
    return;

  soup_message_body_set_accumulate (body, FALSE);
  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

/*
 * oauth_answer_request_limit:
 * @message: a request that has just begun
 *
 * Cuts it off when its body grows beyond 64 KiB.
 */
void
oauth_answer_request_limit (SoupServerMessage *message)
{
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}
