/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"
#include "mock-server.h"

G_BEGIN_DECLS

/*
 * WindowFixture:
 *
 * What tests of the window need: a store in a folder of its own, connections, and servers in the
 * same process that list tools.
 */
typedef struct
{
  char *folder;
  CribServerStore *store;
  CribConnectionPool *pool;
  GPtrArray *servers;         /* of MockServer */
} WindowFixture;

/* FALSE: there is no display, and that was said. */
gboolean        window_fixture_init         (int                *argc,
                                             char             ***argv);
void            window_fixture_set_up       (WindowFixture      *self,
                                             gconstpointer       data);
void            window_fixture_tear_down    (WindowFixture      *self,
                                             gconstpointer       data);

/* A server that lists @tools, the elements of a JSON array. */
MockServer     *window_fixture_serve        (WindowFixture      *self,
                                             const char         *tools);
/* The same, saved under @name. */
CribConnection *window_fixture_add          (WindowFixture      *self,
                                             const char         *name,
                                             const char         *tools);
CribConnection *window_fixture_add_uri      (WindowFixture      *self,
                                             const char         *name,
                                             const char         *uri);
/* The same, and connected. */
CribConnection *window_fixture_connect      (WindowFixture      *self,
                                             const char         *name,
                                             const char         *tools);
void            window_fixture_wait_settled (CribConnection     *connection);

McpTool        *window_fixture_create_tool  (const char         *json);

/* Runs what is due, frames included, until @condition; never longer than the test's time-out. */
#define window_fixture_wait(condition)         \
  G_STMT_START {                               \
    while (!(condition))                       \
      g_main_context_iteration (NULL, TRUE);   \
  } G_STMT_END

/* The first widget of that type below @widget, itself included, hidden ones too. */
GtkWidget      *window_fixture_find         (GtkWidget          *widget,
                                             GType               type);
/* Whether a label or inscription of exactly that text, without markup, is on show. */
gboolean        window_fixture_shows        (GtkWidget          *widget,
                                             const char         *text);
/* The button on show with that label, mnemonic included, or that icon. */
GtkWidget      *window_fixture_find_button  (GtkWidget          *widget,
                                             const char         *label);
void            window_fixture_click        (GtkWidget          *widget,
                                             const char         *label);
/* Closes the window; nothing of it may stay behind. */
void            window_fixture_destroy      (GtkWidget          *window);

#define TOOL_FIND "{\"name\":\"find_orders\",\"title\":\"Find orders\"," \
                  "\"description\":\"Searches orders\\nby customer\"," \
                  "\"annotations\":{\"readOnlyHint\":true}," \
                  "\"inputSchema\":{\"type\":\"object\"}}"
#define TOOL_PLAIN "{\"name\":\"get_random_number\",\"description\":\"Generates a number\"," \
                   "\"inputSchema\":{\"type\":\"object\"}}"
#define TOOL_HOSTILE "{\"name\":\"ship\",\"title\":\"<b>Ship</b> & more\"," \
                     "\"description\":\"<span size='9999999'>big\"," \
                     "\"annotations\":{\"destructiveHint\":true}," \
                     "\"inputSchema\":{\"type\":\"object\"}}"

G_END_DECLS
