/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http-event-stream.h"
#include "mcp-http-call.h"
#include "mcp-request.h"

G_BEGIN_DECLS

/* One message of ours and what comes of it: a request until its answer, and then until the server
 * ends the stream; or a notification until it is accepted. Counted: whatever waits holds one.
 *
 * @task is there until the exchange is settled. The wire may outlast it, for the rest of a stream
 * is read so that its connection can be used again. */
typedef struct
{
  GTask *task;
  McpRequest *request;         /* NULL: a notification, or an answer to the server */
  GBytes *message;             /* of those */
  gint64 id;                   /* 0 for those */
  guint generation;            /* the session it was sent in */
  gboolean opening;            /* part of opening a session */
  gboolean was_repeated;       /* after its answer was cut off */
  gboolean was_renewed;        /* after the server forgot the session */

  GCancellable *wire;          /* ends whatever is under way */
  McpHttpCall *call;
  HttpEventStream *stream;
  char *last_event_id;
  gint64 retry;                /* milliseconds, or -1 */
  guint n_barren;              /* resumptions in a row that brought nothing */

  GSource *caller_source;
  GSource *timer;
} McpExchange;

McpExchange *mcp_exchange_new         (GTask          *task,
                                       McpRequest     *request,
                                       GBytes         *message);
McpExchange *mcp_exchange_ref         (McpExchange    *self);
void         mcp_exchange_unref       (McpExchange    *self);
gboolean     mcp_exchange_is_settled  (McpExchange    *self);
/* Both settle it, taking what they are given; nothing happens to one that is settled. */
void         mcp_exchange_succeed     (McpExchange    *self,
                                       SjsonValue     *result);
void         mcp_exchange_fail        (McpExchange    *self,
                                       GError         *error);
gboolean     mcp_exchange_is_tool_call       (McpExchange  *self);
/* What an answer that will not come means for what may have been done: @cause is what happened,
 * @seconds how long nothing came. */
GError      *mcp_exchange_new_lost_error     (McpExchange  *self,
                                              const GError *cause);
GError      *mcp_exchange_new_time_out_error (McpExchange  *self,
                                              guint         seconds);
/* Calls @function in a while; there is one timer, the last that was set. */
void         mcp_exchange_set_timer   (McpExchange    *self,
                                       guint           milliseconds,
                                       GSourceFunc     function,
                                       gpointer        user_data,
                                       GDestroyNotify  destroy);
void         mcp_exchange_clear_timer (McpExchange    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpExchange, mcp_exchange_unref)

G_END_DECLS
