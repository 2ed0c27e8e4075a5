/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DEMO_ACCEPT_BOTH "application/json, text/event-stream"

#define DEMO_VERSION "2026-07-28"

/* toolcrib-demo as its own process, spoken to by plain HTTP: nothing of our client is in here. */
typedef struct
{
  GSubprocess *process;
  SoupSession *session;
  char *open;
  char *showcase;
  char *control;
  JsonObject *addresses;        /* all of them */
} DemoFixture;

typedef struct
{
  guint status;
  char *content_type;
  char *mcp_session;
  char *body;
  SoupMessageHeaders *headers;
  JsonNode *json;               /* the body, or the data of its last event */
} DemoReply;

/* Options: servers that know sessions alone, or stateless requests alone. */
extern const char * const demo_sessions_only[];
extern const char * const demo_stateless_only[];

void         demo_fixture_set_program (const char         *path);
void         demo_fixture_set_up      (DemoFixture        *fixture,
                                       gconstpointer       options);
void         demo_fixture_tear_down   (DemoFixture        *fixture,
                                       gconstpointer       options);
GSubprocess *demo_fixture_spawn       (const char * const *arguments,
                                       JsonObject        **addresses);

DemoReply   *demo_fixture_send        (DemoFixture        *fixture,
                                       const char         *method,
                                       const char         *uri,
                                       const char         *headers,
                                       const char         *body);
DemoReply   *demo_fixture_rpc         (DemoFixture        *fixture,
                                       const char         *uri,
                                       const char         *session,
                                       const char         *body);
char        *demo_fixture_initialize  (DemoFixture        *fixture,
                                       const char         *uri,
                                       const char         *capabilities);
DemoReply   *demo_fixture_call        (DemoFixture        *fixture,
                                       const char         *uri,
                                       const char         *session,
                                       const char         *tool,
                                       const char         *arguments);
/* Requests of 2026-07-28; see the .c file. */
char        *demo_fixture_write       (const char         *method,
                                       const char         *members,
                                       const char         *capabilities);
char        *demo_fixture_head        (const char         *method,
                                       const char         *name,
                                       const char         *more);
DemoReply   *demo_fixture_ask         (DemoFixture        *fixture,
                                       const char         *uri,
                                       const char         *method,
                                       const char         *name,
                                       const char         *members);
DemoReply   *demo_fixture_control     (DemoFixture        *fixture,
                                       const char         *path,
                                       const char         *body);
void         demo_reply_free          (DemoReply          *reply);

GInputStream *demo_fixture_stream     (DemoFixture        *fixture,
                                       const char         *method,
                                       const char         *uri,
                                       const char         *session,
                                       const char         *body);
GInputStream *demo_fixture_open_stream (DemoFixture       *fixture,
                                        const char        *method,
                                        const char        *uri,
                                        const char        *headers,
                                        const char        *body);
JsonNode    *demo_fixture_read_event  (GInputStream       *stream);

JsonNode    *demo_look_up             (JsonNode           *node,
                                       const char         *path);
const char  *demo_look_up_string      (JsonNode           *node,
                                       const char         *path);
void         demo_assert_json         (JsonNode           *node,
                                       const char         *path,
                                       const char         *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoReply, demo_reply_free)
/* Before a program is started: without its own doing it could dump core. */
void         demo_fixture_allow_core_dumps   (void);
/* It has seen to it that it cannot. */
void         demo_fixture_assert_no_core     (GSubprocess *process);

G_END_DECLS
