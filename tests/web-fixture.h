/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mock-server.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STATE "b7Q2-good"
#define wait_for(condition)                    \
  G_STMT_START {                               \
    while (!(condition))                       \
      g_main_context_iteration (NULL, TRUE);   \
  } G_STMT_END

/* A site, a view that starts there, and a listener that should never hear from it. */
typedef struct
{
  MockServer *site;
  char *origin;
  GSocketService *listener;
  guint n_connections;
  char *redirect_uri;
  char *stranger;
  GtkWidget *window;
  GObject *view;
  GPtrArray *events;
  guint n_ignored;
  guint n_pages;
  GPtrArray *sayings;   /* dead ends and error pages */
} WebFixture;

/* In main(); the path of the module is its first argument. */
void        web_fixture_begin             (int           *argc,
                                           char        ***argv);
void        web_fixture_add               (const char    *name,
                                           guint          index,
                                           gconstpointer  data,
                                           void         (*test) (WebFixture *, gconstpointer));
const char *web_fixture_next_event        (WebFixture    *fixture);
guint       web_fixture_count_connections (WebFixture    *fixture);
/* Loads the site, whose first answer is @page: (nullable): then the test answers. */
void        web_fixture_start             (WebFixture    *fixture,
                                           const char    *page);
void        web_fixture_send_on           (WebFixture    *fixture,
                                           guint          status,
                                           const char    *target);
void        web_fixture_await_title       (WebFixture    *fixture,
                                           const char    *title);
GtkWidget  *web_fixture_get_engine        (WebFixture    *fixture);

G_END_DECLS
