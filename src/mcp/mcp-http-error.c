/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-http-error.h"

#include "http-error.h"
#include "mcp-error-private.h"
#include "mcp-message.h"

#define MAX_SHOWN 1024

static char *
describe_reply (McpHttpCall *call,
                GBytes      *start)
{
  const char *reason = soup_message_get_reason_phrase (call->message);
  const char *type;
  g_autofree char *body = NULL;
  g_autofree char *head = NULL;
  gsize length = 0;
  const char *data = start ? g_bytes_get_data (start, &length) : NULL;

  type = soup_message_headers_get_content_type (soup_message_get_response_headers (call->message),
                                                NULL);
  head = g_strdup_printf ("HTTP %u %s%s%s%s", mcp_http_call_get_status (call),
                          reason ? reason : "", type ? " (" : "", type ? type : "",
                          type ? ")" : "");
  body = g_utf8_make_valid (data ? data : "", MIN (length, MAX_SHOWN));

  if (*body == '\0')
    return g_utf8_make_valid (head, -1);
  else
    {
      g_autofree char *whole = g_strconcat (head, "\n", body, NULL);

      return g_utf8_make_valid (whole, -1);
    }
}

/* The error that the body holds, if it is a JSON-RPC error. */
static GError *
read_remote_error (GBytes *start)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_auto(McpMessage) message = { 0 };
  SjsonValue root;

  if (start == NULL || !(document = sjson_document_new (start, NULL, NULL)))
    return NULL;

  root = sjson_document_get_root (document);
  mcp_message_read (&message, &root);

  return message.kind == MCP_MESSAGE_ERROR ? mcp_message_to_error (&message) : NULL;
}

static GError *
new_status_error (McpHttpCall *call,
                  const char  *details,
                  gboolean     opening)
{
  guint status = mcp_http_call_get_status (call);
  g_autofree char *sentence = NULL;

  if (status == 401)
    return mcp_error_new (MCP_ERROR_UNAUTHORIZED, "The server wants you to sign in.", details);

  if (status == 403)
    return mcp_error_new (MCP_ERROR_FORBIDDEN, "The server does not allow this.", details);

  if (status == 429)
    return mcp_error_new (MCP_ERROR_UNAVAILABLE,
                          "The server is busy. Try again in a little while.", details);

  if (status == 408 || status >= 500)
    {
      sentence = g_strdup_printf ("The server has a problem of its own (status %u).", status);
      return mcp_error_new (MCP_ERROR_UNAVAILABLE, sentence, details);
    }

  if (opening || status == 404 || status == 405)
    return mcp_error_new (MCP_ERROR_NOT_MCP, "What answers at this address is no MCP server.",
                          details);

  if (status >= 400)
    sentence = g_strdup_printf ("The server refused the request (status %u).", status);
  else
    sentence = g_strdup ("The server sent something that is no MCP answer.");

  return mcp_error_new (MCP_ERROR_MALFORMED, sentence, details);
}

/* Whether @status says no more than that the request was refused. */
static gboolean
is_plain_refusal (guint    status,
                  gboolean opening)
{
  switch (status)
    {
    case 401:
    case 403:
    case 408:
    case 429:
      return FALSE;

    case 404:
    case 405:
      return !opening;

    default:
      return status >= 400 && status < 500;
    }
}

/* What an error says besides its sentence. */
static void
copy_remote (const GError *remote,
             GError       *error)
{
  const SjsonValue *data = mcp_error_get_data (remote);
  gint64 code;

  if (mcp_error_get_remote_code (remote, &code))
    mcp_error_set_remote_code (error, code);

  if (data != NULL)
    mcp_error_set_data (error, data);
}

/*
 * mcp_http_error_from_reply:
 *
 * A JSON-RPC error in the body counts where the status says no more than "refused"
 * (MCP 2025-11-25, "Transports": a refused message may be answered so).
 */
GError *
mcp_http_error_from_reply (McpHttpCall *call,
                           GBytes      *start,
                           gboolean     opening)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);
  guint status = mcp_http_call_get_status (call);
  g_autofree char *details = describe_reply (call, start);
  g_autoptr(GError) remote = read_remote_error (start);
  GError *error;

  if (remote != NULL && is_plain_refusal (status, opening))
    error = mcp_error_new (MCP_ERROR_REMOTE, remote->message, details);
  else
    error = new_status_error (call, details, opening);

  copy_remote (remote, error);

  if (status == 401 || status == 403)
    mcp_error_set_challenge (error, soup_message_headers_get_list (headers, "WWW-Authenticate"));

  mcp_error_set_status (error, status);

  return error;
}

gboolean
mcp_http_error_names_no_request (GBytes *start)
{
  g_autoptr(SjsonDocument) document = sjson_document_new (start, NULL, NULL);
  g_auto(McpMessage) message = { 0 };
  SjsonValue root;

  if (document == NULL)
    return FALSE;

  root = sjson_document_get_root (document);
  mcp_message_read (&message, &root);

  return message.kind == MCP_MESSAGE_ERROR && !message.has_id;
}

gboolean
mcp_http_error_is_malformed (const GError *error)
{
  return g_error_matches (error, HTTP_ERROR, HTTP_ERROR_NOT_JSON) ||
         g_error_matches (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
}

gboolean
mcp_http_error_is_time_out (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static const char *
find_sentence (const GError *cause)
{
  if (cause->domain == G_RESOLVER_ERROR)
    return "There is no server of that name, or no network.";

  if (mcp_http_error_is_time_out (cause))
    return "The server does not answer.";

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return "Nothing answers at this address: the connection was refused.";

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return "The server cannot be reached. Perhaps there is no network.";

  return "The connection to the server broke.";
}

GError *
mcp_http_error_from_failure (GError *cause)
{
  GError *error;

  if (cause->domain == MCP_ERROR || cause->domain == G_TLS_ERROR ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      (cause->domain != G_IO_ERROR && cause->domain != G_RESOLVER_ERROR &&
       cause->domain != HTTP_ERROR && cause->domain != SOUP_SESSION_ERROR))
    return cause;

  if (mcp_http_error_is_malformed (cause))
    error = mcp_error_new (MCP_ERROR_MALFORMED, cause->message, NULL);
  else
    error = mcp_error_new (MCP_ERROR_UNAVAILABLE, find_sentence (cause), cause->message);

  g_error_free (cause);

  return error;
}
