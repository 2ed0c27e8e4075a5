/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-trace.h"

#include "mcp-trace-private.h"
#include "mcp-trace-secrets.h"

#include <string.h>

#define OUT '>'
#define IN '<'
#define REMOVED "[removed]"

/* What a message carries along. */
#define NUMBER "mcp-trace-number"
#define BODY "mcp-trace-body"

/* What we send by ourselves, and whose value anybody may see. */
static const char * const plain_headers[] = {
  "accept", "accept-encoding", "accept-language", "connection", "content-length", "content-type",
  "host", "last-event-id", "mcp-method", "mcp-name", "mcp-protocol-version", "user-agent", NULL
};

static const char * const secret_replies[] = {
  "authentication-info", "mcp-session-id", "proxy-authentication-info", "set-cookie", "set-cookie2",
  NULL
};

/**
 * McpTrace:
 *
 * What goes to a server and comes from it, line by line as it does: requests behind ">", answers
 * and the events of streams behind "<", each with the number of the request that it belongs to.
 *
 * Tokens, codes, session ids, cookies, what a server wants to be reminded of, the values of
 * queries and of header fields that somebody added are taken out before a line leaves it.
 */
struct _McpTrace
{
  GObject parent_instance;

  McpTraceSecrets *secrets;
  guint n_requests;
};

enum {
  LINE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (McpTrace, mcp_trace, G_TYPE_OBJECT)

static void
mcp_trace_finalize (GObject *object)
{
  McpTrace *self = MCP_TRACE (object);

  mcp_trace_secrets_free (self->secrets);

  G_OBJECT_CLASS (mcp_trace_parent_class)->finalize (object);
}

static void
mcp_trace_class_init (McpTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mcp_trace_finalize;

  /**
   * McpTrace::line:
   * @line: one line, in which a server's words may stand
   */
  signals[LINE] =
    g_signal_new ("line", MCP_TYPE_TRACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mcp_trace_init (McpTrace *self)
{
  self->secrets = mcp_trace_secrets_new ();
}

/**
 * mcp_trace_new:
 *
 * Returns: (transfer full): a trace for [method@Mcp.Client.set_trace]
 */
McpTrace *
mcp_trace_new (void)
{
  return g_object_new (MCP_TYPE_TRACE, NULL);
}

/* @text is free of secrets. */
static void
emit (McpTrace   *self,
      char        direction,
      guint       number,
      const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = NULL;

  g_strdelimit (valid, "\r\n", ' ');
  line = g_strdup_printf ("%c %u %s", direction, number, valid);
  g_signal_emit (self, signals[LINE], 0, line);
}

void
mcp_trace_say (McpTrace   *self,
               char        direction,
               guint       number,
               const char *text)
{
  g_autofree char *safe = mcp_trace_secrets_dup_text (self->secrets, text);

  emit (self, direction, number, safe);
}

void
mcp_trace_say_data (McpTrace   *self,
                    char        direction,
                    guint       number,
                    const char *prefix,
                    GBytes     *data)
{
  g_autofree char *safe = mcp_trace_secrets_dup_data (self->secrets, data);
  g_autofree char *line = g_strconcat (prefix, safe, NULL);

  emit (self, direction, number, line);
}

void
mcp_trace_say_uri (McpTrace   *self,
                   char        direction,
                   guint       number,
                   const char *prefix,
                   const char *uri)
{
  g_autofree char *safe = mcp_trace_secrets_dup_uri (self->secrets, uri);
  g_autofree char *line = g_strconcat (prefix, safe, NULL);

  emit (self, direction, number, line);
}

/* A server may repeat what it was given: what follows "Bearer " counts as well. */
static void
learn_header (McpTrace   *self,
              const char *value)
{
  const char *blank = strchr (value, ' ');

  mcp_trace_secrets_learn (self->secrets, value);

  if (blank != NULL)
    mcp_trace_secrets_learn (self->secrets, blank + 1);
}

static void
say_headers (McpTrace           *self,
             char                direction,
             guint               number,
             SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, headers);

  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);
      g_autofree char *prefix = g_strconcat (name, ": ", NULL);
      g_autofree char *line = NULL;
      gboolean is_plain = direction == IN ? !g_strv_contains (secret_replies, lower)
                                          : g_strv_contains (plain_headers, lower) ||
                                            g_str_has_prefix (lower, "mcp-param-");

      if (!is_plain)
        learn_header (self, value);

      line = g_strconcat (prefix, is_plain ? value : REMOVED, NULL);

      if (g_str_equal (lower, "location"))
        mcp_trace_say_uri (self, direction, number, prefix, value);
      else
        mcp_trace_say (self, direction, number, line);
    }
}

static guint
get_number (SoupMessage *message)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (message), NUMBER));
}

/* The secrets are known before the first line is written. */
static void
learn_secrets (McpTrace           *self,
               SoupMessageHeaders *headers)
{
  const char *method = soup_message_headers_get_one (headers, "Mcp-Method");
  const char *task_id = soup_message_headers_get_one (headers, "Mcp-Name");
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, headers);

  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (g_str_equal (lower, "mcp-session-id") || g_str_equal (lower, "authorization"))
        learn_header (self, value);
    }

  if (method != NULL && task_id != NULL && g_str_has_prefix (method, "tasks/"))
    mcp_trace_secrets_learn (self->secrets, task_id);
}

static void
wrote_headers_cb (SoupMessage *message,
                  McpTrace    *self)
{
  GBytes *body = g_object_get_data (G_OBJECT (message), BODY);
  g_autofree char *uri = g_uri_to_string (soup_message_get_uri (message));
  g_autofree char *method = g_strconcat (soup_message_get_method (message), " ", NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  guint number = get_number (message);

  learn_secrets (self, headers);
  mcp_trace_say_uri (self, OUT, number, method, uri);
  say_headers (self, OUT, number, headers);

  if (body != NULL)
    mcp_trace_say_data (self, OUT, number, "", body);
}

void
mcp_trace_request (McpTrace    *self,
                   SoupMessage *message,
                   GBytes      *body)
{
  g_object_set_data (G_OBJECT (message), NUMBER, GUINT_TO_POINTER (++self->n_requests));

  if (body != NULL)
    g_object_set_data_full (G_OBJECT (message), BODY, g_bytes_ref (body),
                            (GDestroyNotify) g_bytes_unref);

  g_signal_connect_object (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self,
                           G_CONNECT_DEFAULT);
}

GInputStream *
mcp_trace_reply (McpTrace     *self,
                 SoupMessage  *message,
                 GInputStream *body)
{
  g_autoptr(GInputStream) inner = body;
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *phrase = soup_message_get_reason_phrase (message);
  guint number = get_number (message);
  g_autofree char *status = NULL;

  learn_secrets (self, headers);
  status = g_strdup_printf ("%u %s", soup_message_get_status (message),
                            phrase != NULL ? phrase : "");
  mcp_trace_say (self, IN, number, status);
  say_headers (self, IN, number, headers);

  return mcp_trace_stream_new (inner, mcp_trace_body_new (self, number,
                               type != NULL &&
                               g_ascii_strcasecmp (type, "text/event-stream") == 0));
}

void
mcp_trace_failure (McpTrace     *self,
                   SoupMessage  *message,
                   const GError *error)
{
  g_autofree char *line = g_strdup_printf ("(%s)", error->message);

  mcp_trace_say (self, IN, get_number (message), line);
}
