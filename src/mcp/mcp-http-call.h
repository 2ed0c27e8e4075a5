/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One HTTP request of a transport, sent as often as sign-in and redirects need; counted. What it
 * came to stands here too, since a failure leaves nothing else to ask. */
typedef struct
{
  const char *method;       /* static */
  GBytes *body;             /* nullable; JSON */
  char *accept;
  char *session_id;         /* nullable, as are the next three */
  char *session_account;    /* whose session that is, nullable */
  char *protocol_version;
  char *last_event_id;
  char *rpc_method;         /* nullable, as is the next: what the message says, for who routes it */
  char *rpc_name;           /* encoded */
  GPtrArray *fields;        /* nullable; of char *: name and value in turn */
  gboolean endless;         /* the answer may be silent for ever */
  gboolean takes_refusal;   /* a 401 or 403 is final: nobody is asked to sign in */
  GFunc sending;            /* nullable: called with the call when something of it goes out */
  gpointer sending_data;    /* borrowed */

  GUri *uri;                /* where to: changes with a redirect */
  char *header;             /* Authorization, nullable */
  char *account;            /* whose that is, nullable */
  gboolean has_header;      /* asked for before it is sent */
  gboolean is_foreign;      /* nothing was sent: the session is somebody else's */
  SoupMessage *message;     /* the one sent last */
  GInputStream *reply;
  guint n_redirects;
  guint n_refusals;         /* that the authorizer has been told of */
  guint last_refusal;       /* the status of the last of them */
  gboolean was_denied;      /* the authorizer failed: its error is the request's */
  gboolean was_sent;        /* something of it may have reached the server */
} McpHttpCall;

McpHttpCall *mcp_http_call_new              (const char  *method,
                                             GBytes      *body);
McpHttpCall *mcp_http_call_ref              (McpHttpCall *self);
void         mcp_http_call_unref            (McpHttpCall *self);
void         mcp_http_call_clear_header     (McpHttpCall *self);
/* @value: encoded */
void         mcp_http_call_add_field        (McpHttpCall *self,
                                             const char  *name,
                                             const char  *value);
SoupMessage *mcp_http_call_build_message    (McpHttpCall *self);
guint        mcp_http_call_get_status       (McpHttpCall *self);
/* Whether the answer is of that media type, parameters apart. */
gboolean     mcp_http_call_has_content_type (McpHttpCall *self,
                                             const char  *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpHttpCall, mcp_http_call_unref)

G_END_DECLS
