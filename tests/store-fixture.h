/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own, what it said last and how often it changed. */
typedef struct
{
  char *folder;
  CribServerStore *store;
  guint n_problems;
  char *last_file;
  char *last_message;
  guint n_events;
} StoreFixture;

void             store_fixture_set_up     (StoreFixture    *fixture,
                                           gconstpointer    data);
void             store_fixture_tear_down  (StoreFixture    *fixture,
                                           gconstpointer    data);
/* Another one for the same folder, as another process would have. */
CribServerStore *store_fixture_open       (StoreFixture    *fixture);
char            *store_fixture_build_path (StoreFixture    *fixture,
                                           const char      *name);
void             store_fixture_put        (StoreFixture    *fixture,
                                           const char      *name,
                                           const char      *text);
char            *store_fixture_get        (StoreFixture    *fixture,
                                           const char      *name);
CribServer      *store_fixture_add        (CribServerStore *store,
                                           const char      *name);
/* Whether these are its servers, their names separated by blanks. */
gboolean         store_fixture_shows      (CribServerStore *store,
                                           const char      *names);
void             store_fixture_wait_for   (CribServerStore *store,
                                           const char      *names);

G_END_DECLS
