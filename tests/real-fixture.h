/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"
#include "real-server.h"

G_BEGIN_DECLS

/* A real server, our client, and somebody who answers what the server asks. */
typedef struct
{
  RealServer *server;           /* NULL where npm has not been */
  McpClient *client;
  GAsyncResult *result;
  GArray *progress;
  guint logs;
  GPtrArray *asked;             /* the methods of its questions */
  const char *action;           /* how elicitations are answered: accept, decline, cancel */
} RealFixture;

/* @server: (transfer full) (nullable) */
void           real_fixture_begin     (RealFixture       *self,
                                       RealServer        *server,
                                       McpFeatures        features);
/* For a server that is none of npm's. */
void           real_fixture_begin_at  (RealFixture       *self,
                                       const char        *uri,
                                       McpFeatures        features);
void           real_fixture_end       (RealFixture       *self,
                                       gconstpointer      data);
/* Skips the test then. */
gboolean       real_fixture_is_absent (RealFixture       *self);

void           real_fixture_done_cb   (GObject           *source,
                                       GAsyncResult      *result,
                                       gpointer           user_data);
GAsyncResult  *real_fixture_wait      (RealFixture       *self);

void           real_fixture_list      (RealFixture       *self);
/* The names of the tools, one a line. */
char          *real_fixture_dup_names (RealFixture       *self);
/* @json: (nullable): an object. NULL with an error */
SjsonValue    *real_fixture_send      (RealFixture       *self,
                                       const char        *method,
                                       const char        *json,
                                       GError           **error);
McpToolResult *real_fixture_call      (RealFixture       *self,
                                       const char        *tool,
                                       const char        *json,
                                       GError           **error);
/* The first text of a call that must do. */
char          *real_fixture_call_text (RealFixture       *self,
                                       const char        *tool,
                                       const char        *json);
void           real_fixture_assert_has (const SjsonValue *value,
                                        const char       *words);

G_END_DECLS
