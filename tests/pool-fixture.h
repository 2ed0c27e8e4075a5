/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection-pool.h"
#include "sign-in-fixture.h"

G_BEGIN_DECLS

/* The demo's protected server, saved, with a person who reads its pages over HTTP in the place of
 * the dialog. Nobody is signed in yet. */
typedef struct
{
  SignInFixture sign_in;
  char *folder;
  CribServerStore *store;
  CribConnectionPool *pool;
  CribServer *server;
  CribConnection *connection;
  GSettings *settings;
} PoolFixture;

void  pool_fixture_set_up    (PoolFixture   *self,
                              gconstpointer  data);
void  pool_fixture_tear_down (PoolFixture   *self,
                              gconstpointer  data);
/* Ada at the saved server. */
void  pool_fixture_enter     (PoolFixture   *self);
/* Tom sits there from now on. */
void  pool_fixture_seat_tom  (PoolFixture   *self);

G_END_DECLS
