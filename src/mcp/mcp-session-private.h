/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-exchange.h"
#include "mcp-http.h"
#include "mcp-message.h"
#include "mcp-session-transport.h"
#include "mcp-waiters.h"

G_BEGIN_DECLS

typedef struct _McpListener McpListener;

/* Shared by the files of the session transport: -transport (what the interface asks), -open (the
 * session itself), -post (a message and its answer), -stream (an answer that is a stream, and how
 * it is resumed), -receive (what the server says), -question (what it asks), -listen (the GET
 * stream), -events (HTTP+SSE). */
struct _McpSessionTransport
{
  GObject parent_instance;

  McpHttp *http;
  McpServerInfo *info;
  McpFeatures features;
  char *wanted_version;        /* nullable: the newest */
  GPtrArray *asked;            /* what the server waits for */
  char *session_id;
  char *account;               /* whose the session is, nullable */
  gint64 last_id;
  guint generation;            /* how many sessions there have been */
  gint64 opening_time;         /* milliseconds that opening the last one took */
  McpWaiters *opening;         /* while a session is being opened */
  GHashTable *pending;         /* gint64 *id → McpExchange */
  GQueue wires;                /* of McpExchange: all that have something under way */
  GQueue draining;             /* of McpExchange: settled, but the stream goes on */
  McpListener *listener;
  gboolean wants_listener;     /* somebody is to hear what the server tells unasked */
  gboolean refuses_listener;   /* the server offers no GET stream */
  gboolean listener_renewed;   /* for want of the session, and has not opened since */
  gboolean aborted;

  gboolean has_events;         /* HTTP+SSE: all that the server says comes on one stream */
  HttpEventStream *events;
  McpHttpCall *events_call;
  GCancellable *events_wire;
  GUri *endpoint;              /* where messages go then */

  McpHttpCall *farewell;       /* nullable: what ends the session, once all is told */
  guint n_replies;             /* notifications and answers to the server that are under way */
  GTask *closing;              /* waits for those */
  guint closing_timer;         /* but not for long, as for the next */
  GCancellable *deleting;      /* while the session is being deleted */
  gulong deleting_handler;     /* of the caller's cancellable */
};

/* -open */
void          mcp_session_open_async     (McpSessionTransport  *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean      mcp_session_open_finish    (McpSessionTransport  *self,
                                          GAsyncResult         *result,
                                          GError              **error);
/* After the server said that it does not know the session of @generation; one for all who ask. */
void          mcp_session_renew_async    (McpSessionTransport  *self,
                                          guint                 generation,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
void          mcp_session_set_account    (McpSessionTransport  *self,
                                          McpHttpCall          *call);
gboolean      mcp_session_take_id        (McpSessionTransport  *self,
                                          McpHttpCall          *call,
                                          GError              **error);

/* -transport */
/* What the server was to be told is told. */
void          mcp_session_all_told       (McpSessionTransport  *self);
/* Sends @request; @task learns its result, and its cancellable withdraws it. */
void          mcp_session_ask            (McpSessionTransport  *self,
                                          McpRequest           *request,
                                          GTask                *task,
                                          gboolean              opening);

/* -post */
McpHttpCall  *mcp_session_new_call       (McpSessionTransport  *self,
                                          const char           *method,
                                          GBytes               *body);
void          mcp_session_post           (McpSessionTransport  *self,
                                          McpExchange          *exchange);
/* Posts what needs no answer; @task, if any, learns whether it was accepted. */
void          mcp_session_tell           (McpSessionTransport  *self,
                                          GBytes               *message,
                                          GTask                *task,
                                          gboolean              opening);
void          mcp_session_withdraw       (McpSessionTransport  *self,
                                          McpExchange          *exchange,
                                          GError               *error,
                                          const char           *reason);
void          mcp_session_fail           (McpSessionTransport  *self,
                                          McpExchange          *exchange,
                                          GError               *error);
/* The connection failed, or ended, before the answer was there. Takes @cause, which may be NULL. */
void          mcp_session_lose           (McpSessionTransport  *self,
                                          McpExchange          *exchange,
                                          GError               *cause);
/* The connection is gone for good, for the reason @cause. */
void          mcp_session_give_up        (McpSessionTransport  *self,
                                          McpExchange          *exchange,
                                          const GError         *cause);
/* Nothing of @exchange is under way any more. */
void          mcp_session_end_wire       (McpSessionTransport  *self,
                                          McpExchange          *exchange);

/* -stream */
void          mcp_session_read_stream    (McpSessionTransport  *self,
                                          McpExchange          *exchange,
                                          GInputStream         *body);

/* -receive */
/* Deals with what came on the wire of @origin, or on the GET stream where that is NULL. */
void          mcp_session_receive        (McpSessionTransport  *self,
                                          const SjsonValue     *json,
                                          McpExchange          *origin);

/* -question */
GPtrArray    *mcp_session_new_questions  (void);
void          mcp_session_receive_request (McpSessionTransport *self,
                                           McpMessage          *message,
                                           McpExchange         *origin);
void          mcp_session_drop_questions (McpSessionTransport  *self,
                                          McpExchange          *exchange);

/* -events */
void          mcp_session_open_events_async  (McpSessionTransport  *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean      mcp_session_open_events_finish (McpSessionTransport  *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void          mcp_session_close_events       (McpSessionTransport  *self);

/* -listen */
void          mcp_session_start_listener (McpSessionTransport  *self);
void          mcp_session_stop_listener  (McpSessionTransport  *self);
void          mcp_session_wake_listener  (McpSessionTransport  *self);
/* Whether the GET stream may still be overtaken by what is sent now. */
gboolean      mcp_session_is_stream_due  (McpSessionTransport  *self);
/* Until it cannot, or does not come about in time. Finish with mcp_session_open_finish(). */
void          mcp_session_await_stream_async (McpSessionTransport *self,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);

G_END_DECLS
