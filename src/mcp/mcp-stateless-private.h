/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-envelope.h"
#include "mcp-exchange.h"
#include "mcp-http.h"
#include "mcp-stateless-transport.h"
#include "mcp-watch-filter.h"

G_BEGIN_DECLS

typedef struct _McpStatelessListener McpStatelessListener;

/* Shared by the files of the stateless transport: -transport (what the interface asks), -post (one
 * request and its answer), -watch (what the server is to tell unasked), -listen (one stream of
 * that). */
struct _McpStatelessTransport
{
  GObject parent_instance;

  McpHttp *http;
  McpServerInfo *info;
  McpEnvelope envelope;
  gint64 last_id;
  GQueue wires;                /* of McpExchange: all that have something under way */
  gboolean aborted;
  gboolean is_assumed;         /* nothing shows yet that the server speaks our revision */
  gboolean lacks_info;         /* the server has not said anything of itself */
  gboolean is_learning;        /* that is being asked */

  McpWatch watch;              /* what is wanted: */
  char **watched_uris;
  char **watched_tasks;
  GSource *watching;           /* nullable: sees to it that the listener is for that */
  McpStatelessListener *listener;
  McpStatelessListener *old_listener;   /* until the listener is acknowledged */
  gboolean refuses_listener;   /* the server offers none */
  gboolean listener_sleeps;    /* until somebody is signed in */
};

/* Sends @request; @task learns its result. @opening: nothing has shown yet who answers. */
void mcp_stateless_ask   (McpStatelessTransport *self,
                          McpRequest            *request,
                          GTask                 *task,
                          gboolean               opening);
/* A request succeeded. */
void mcp_stateless_answered (McpStatelessTransport *self);
/* Asks the server who it is, which nobody waits for. */
void mcp_stateless_learn (McpStatelessTransport *self);
void mcp_stateless_fail  (McpStatelessTransport *self,
                          McpExchange           *exchange,
                          GError                *error);

/* The request as it goes out under @id. NULL: its arguments cannot be header fields. */
McpHttpCall *mcp_stateless_new_call (McpStatelessTransport  *self,
                                     McpRequest             *request,
                                     gint64                  id,
                                     GError                **error);

/* -listen */
McpStatelessListener *mcp_stateless_listener_new (McpStatelessTransport  *transport,
                                                  McpWatchFilter         *filter,
                                                  gboolean                has_gap);
/* And forgets where it was; nothing happens to none. */
void                  mcp_stateless_listener_stop (McpStatelessListener **place);
/* In a while. */
void                  mcp_stateless_listener_reopen          (McpStatelessListener *self);
const McpWatchFilter *mcp_stateless_listener_get_filter      (McpStatelessListener *self);
gboolean              mcp_stateless_listener_is_acknowledged (McpStatelessListener *self);
gboolean              mcp_stateless_listener_has_gap         (McpStatelessListener *self);

/* -watch */
void mcp_stateless_update_listener (McpStatelessTransport *self);
void mcp_stateless_wake_listener   (McpStatelessTransport *self);
void mcp_stateless_stop_listeners  (McpStatelessTransport *self);

G_END_DECLS
