/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "mcp-trace.h"

G_BEGIN_DECLS

/* @message is about to be sent. @body: (nullable) */
void          mcp_trace_request   (McpTrace     *self,
                                   SoupMessage  *message,
                                   GBytes       *body);
/* Its answer has begun: takes @body, and returns what reads the same and tells of it. */
GInputStream *mcp_trace_reply     (McpTrace     *self,
                                   SoupMessage  *message,
                                   GInputStream *body);
/* There is no answer. */
void          mcp_trace_failure   (McpTrace     *self,
                                   SoupMessage  *message,
                                   const GError *error);

/* For the body of an answer: @data as it came, @data NULL at its end. */
typedef struct _McpTraceBody McpTraceBody;

McpTraceBody *mcp_trace_body_new  (McpTrace     *self,
                                   guint         number,
                                   gboolean      is_stream);
void          mcp_trace_body_free (McpTraceBody *body);
void          mcp_trace_body_feed (McpTraceBody *body,
                                   const char   *data,
                                   gsize         length);
void          mcp_trace_body_end  (McpTraceBody *body);

/* -stream: a body that tells @trace (transfer full) what is read of it. */
GInputStream *mcp_trace_stream_new (GInputStream *body,
                                    McpTraceBody *trace);

/* mcp-trace.c: lines of one message, without what is secret */
void          mcp_trace_say       (McpTrace     *self,
                                   char          direction,
                                   guint         number,
                                   const char   *text);
/* A body, or the data of one event. */
void          mcp_trace_say_data  (McpTrace     *self,
                                   char          direction,
                                   guint         number,
                                   const char   *prefix,
                                   GBytes       *data);
void          mcp_trace_say_uri   (McpTrace     *self,
                                   char          direction,
                                   guint         number,
                                   const char   *prefix,
                                   const char   *uri);

G_END_DECLS
