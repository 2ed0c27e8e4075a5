/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "fake-prompter.h"
#include "file-vault.h"
#include "oauth-client.h"
#include "oauth-error.h"

G_BEGIN_DECLS

#define EMBEDDED_REDIRECT "https://id.example.com/common/nativeclient"

/* A client of a mock authority, with a fake person and a vault in a file; the runtime directory, in
 * which it locks, is of the test's own. */
typedef struct
{
  MockAuthority *mock;
  FakePrompter *prompter;
  FileVault *vault;
  OauthProfile *profile;       /* to be replaced by fixture data: a GType, or generic */
  OauthAuthority *authority;
  OauthClient *client;
  OauthSignIn sign_in;
  GAsyncResult *result;
  char *directory;
  guint n_save_failed;
} OauthFixture;

/* In main(), before anything else. */
void          oauth_fixture_begin        (void);
void          oauth_fixture_end          (void);

void          oauth_fixture_set_up       (OauthFixture   *self,
                                          gconstpointer   data);
void          oauth_fixture_tear_down    (OauthFixture   *self,
                                          gconstpointer   data);
/* Again, after the mock's metadata or the profile has changed. */
void          oauth_fixture_renew_client (OauthFixture   *self);
void          oauth_fixture_keep_cb      (GObject        *source,
                                          GAsyncResult   *result,
                                          gpointer        user_data);
void          oauth_fixture_await        (GAsyncResult  **result);
OauthToken   *oauth_fixture_sign_in      (OauthFixture   *self,
                                          GError        **error);
/* Signs in, which must do. */
OauthAccount *oauth_fixture_enter        (OauthFixture   *self);
void          oauth_fixture_ask          (OauthFixture   *self,
                                          OauthClient    *client,
                                          OauthAccount   *account,
                                          const char     *claims,
                                          GCancellable   *cancellable,
                                          GAsyncResult  **result);
OauthToken   *oauth_fixture_answer       (OauthClient    *client,
                                          GAsyncResult  **result,
                                          GError        **error);
OauthToken   *oauth_fixture_renew        (OauthFixture   *self,
                                          OauthAccount   *account,
                                          const char     *claims,
                                          GError        **error);
void          oauth_fixture_settle       (void);
void          oauth_fixture_assert_token (OauthToken     *token,
                                          const char     *text);

G_END_DECLS
