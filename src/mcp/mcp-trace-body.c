/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-trace-private.h"

#include "http-event-parser.h"

#include <string.h>

#define IN '<'

/* Bytes of a body, or of one event, that are shown. */
#define MAX_SHOWN (1024 * 1024)

/* The body of one answer: all of it at its end, or event by event. */
struct _McpTraceBody
{
  McpTrace *trace;
  guint number;
  HttpEventParser *parser;   /* nullable: no stream, or one that is past reading */
  GByteArray *bytes;         /* nullable: a stream */
  gsize n_bytes;
  gboolean has_ended;
};

McpTraceBody *
mcp_trace_body_new (McpTrace *trace,
                    guint     number,
                    gboolean  is_stream)
{
  McpTraceBody *self = g_new0 (McpTraceBody, 1);

  self->trace = g_object_ref (trace);
  self->number = number;

  if (is_stream)
    self->parser = http_event_parser_new (MAX_SHOWN, MAX_SHOWN);
  else
    self->bytes = g_byte_array_new ();

  return self;
}

void
mcp_trace_body_free (McpTraceBody *self)
{
  mcp_trace_body_end (self);
  g_clear_pointer (&self->parser, http_event_parser_free);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_object_unref (self->trace);
  g_free (self);
}

static void
say_event (McpTraceBody *self,
           HttpEvent    *event)
{
  const char *kind = http_event_get_kind (event);
  const char *id = http_event_get_id (event);
  GBytes *data = http_event_get_data (event);
  g_autofree char *prefix = NULL;
  g_autofree char *uri = NULL;

  prefix = g_strdup_printf ("event: %s%s%s: ", kind, *id != '\0' ? ", id: " : "", id);

  /* HTTP+SSE: an address with the session in it. */
  if (strcmp (kind, "endpoint") == 0)
    {
      uri = g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
      mcp_trace_say_uri (self->trace, IN, self->number, "event: endpoint: ", uri);
      return;
    }

  mcp_trace_say_data (self->trace, IN, self->number, prefix, data);
}

static void
feed_events (McpTraceBody *self,
             const char   *data,
             gsize         length)
{
  g_autoptr(GError) error = NULL;

  while (length > 0 && self->parser != NULL)
    {
      gsize n_read = 0;
      g_autoptr(HttpEvent) event = http_event_parser_feed (self->parser, data, length, &n_read,
                                                           &error);

      data += n_read;
      length -= n_read;

      if (event != NULL)
        say_event (self, event);

      if (error != NULL)
        {
          mcp_trace_say (self->trace, IN, self->number, "(an event too large to be shown)");
          g_clear_pointer (&self->parser, http_event_parser_free);
        }
    }
}

void
mcp_trace_body_feed (McpTraceBody *self,
                     const char   *data,
                     gsize         length)
{
  self->n_bytes += length;

  if (self->parser != NULL)
    feed_events (self, data, length);
  else if (self->bytes != NULL && self->n_bytes <= MAX_SHOWN)
    g_byte_array_append (self->bytes, (const guint8 *) data, length);
}

void
mcp_trace_body_end (McpTraceBody *self)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *line = NULL;

  if (self->has_ended)
    return;

  self->has_ended = TRUE;

  if (self->bytes == NULL)
    {
      mcp_trace_say (self->trace, IN, self->number, "(end of the stream)");
    }
  else if (self->n_bytes > MAX_SHOWN)
    {
      line = g_strdup_printf ("(%" G_GSIZE_FORMAT " bytes, too many to be shown)", self->n_bytes);
      mcp_trace_say (self->trace, IN, self->number, line);
    }
  else if (self->n_bytes > 0)
    {
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
      mcp_trace_say_data (self->trace, IN, self->number, "", bytes);
    }
}
