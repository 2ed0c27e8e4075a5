/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "fake-vault.h"
#include "tenant-prompter.h"

G_BEGIN_DECLS

/* The demo with its tenant, a person, and this program before its protected server; nothing is
 * connected yet. */
typedef struct
{
  DemoFixture demo;
  TenantPrompter *person;
  FakeVault *vault;
  CribTrust *trust;
  CribAccountStore *accounts;
  CribIdentity *identity;
  CribServer *server;
  CribConnection *connection;
} SignInFixture;

/* Around g_test_run(): the runtime directory, in which locks are, is of the test's own. */
void          sign_in_fixture_begin     (char           **argv);
void          sign_in_fixture_end       (void);

void          sign_in_fixture_set_up    (SignInFixture   *self,
                                         gconstpointer    data);
/* Fails if anything of it stays behind. */
void          sign_in_fixture_tear_down (SignInFixture   *self,
                                         gconstpointer    data);
/* As if the program had been started again: same vault and accounts, all else new. */
void          sign_in_fixture_restart   (SignInFixture   *self);
/* A server like the fixture's: of the same address, or at @uri */
CribServer   *sign_in_fixture_dup_server (SignInFixture  *self,
                                          const char     *uri);

void          sign_in_fixture_ready_cb  (GObject         *source,
                                         GAsyncResult    *result,
                                         gpointer         user_data);
void          sign_in_fixture_wait      (GAsyncResult   **result);
/* These wait for the end. */
gboolean      sign_in_fixture_open      (CribConnection  *connection,
                                         GError         **error);
gboolean      sign_in_fixture_sign_in   (CribConnection  *connection,
                                         CribSignInKind   kind,
                                         GError         **error);
gboolean      sign_in_fixture_sign_out  (CribConnection  *connection,
                                         GError         **error);
/* Signs Ada in, which must do, and shows the tools. */
void          sign_in_fixture_enter     (SignInFixture   *self);
CribRun      *sign_in_fixture_run       (CribConnection  *connection);
void          sign_in_fixture_assert_run (CribConnection *connection);
void          sign_in_fixture_control   (SignInFixture   *self,
                                         const char      *path,
                                         const char      *body);
/* How many requests of that kind there were: "GET", "/path", "tools/list"
 * or who was asked: "tenant", "protected" */
guint         sign_in_fixture_count     (SignInFixture   *self,
                                         const char      *what);
gboolean      sign_in_fixture_saw_header (SignInFixture  *self,
                                          const char     *server,
                                          const char     *header);
/* Ends a connection that the fixture knows nothing of. */
void          sign_in_fixture_close     (CribConnection  *connection);
/* Iterates for 30 ms: for what must not happen. */
void          sign_in_fixture_settle    (void);

G_END_DECLS
