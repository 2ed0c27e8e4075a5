/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-asker.h"

#include "authorizer-fixture.h"
#include "crib-connection.h"
#include "crib-error.h"
#include "fake-asker.h"
#include "oauth-error.h"

#include <string.h>

/* Ada is signed in; from now on whoever sits before the page is Tom, and a CribSignInAsker is there
 * to ask what becomes of him. */
static FakeAsker *
let_tom_sit_down (AuthorizerFixture *self)
{
  FakeAsker *asker = fake_asker_new (OAUTH_PROMPTER (self->base.person));

  authorizer_fixture_enter (self);
  crib_identity_set_prompter (self->base.identity, OAUTH_PROMPTER (asker));
  tenant_prompter_become_tom (self->base.person);
  self->base.person->deed = PERSON_CHANGES_ACCOUNT;

  return asker;
}

static const char *
get_name (AuthorizerFixture *self)
{
  return oauth_account_get_username (crib_authorizer_get_account (self->authorizer));
}

/* Who a request goes out for. */
static void
assert_is (AuthorizerFixture *self,
           const char        *name)
{
  CribAccountStore *accounts = self->base.accounts;
  OauthAccount *account = crib_account_store_find (accounts,
                                                   crib_server_get_account (self->server), NULL,
                                                   NULL);

  g_assert_cmpstr (get_name (self), ==, name);
  g_assert_nonnull (account);
  g_assert_cmpstr (oauth_account_get_username (account), ==, name);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
lock (gpointer data)
{
  ((FakeVault *) data)->state = VAULT_STATE_LOCKED;
}

/* Tom is who uses the server from now on: a session of Ada's must not go on. */
static void
test_keep (AuthorizerFixture *self,
           gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autoptr(GError) error = NULL;
  guint n_switched = 0;

  asker->answers[0] = CRIB_ACCOUNT_ANSWER_KEEP;
  g_signal_connect_swapped (self->authorizer, "account-switched", G_CALLBACK (count_cb),
                            &n_switched);

  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_no_error (error);
  assert_is (self, "tom@contoso.example");
  g_assert_cmpuint (asker->n_accounts, ==, 1);
  g_assert_cmpstr (asker->words, ==, "Contoso Orders: tom@contoso.example, not "
                                     "ada@contoso.example");
  g_assert_cmpuint (n_switched, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 2);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 0);
  g_assert_false (crib_authorizer_is_signing_in (self->authorizer));
  g_assert_finalize_object (asker);
}

/* All is as it was, in the keyring, too. */
static void
test_cancel (AuthorizerFixture *self,
             gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autofree char *before = authorizer_fixture_get_header (self, NULL, NULL);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  guint n_switched = 0;

  g_signal_connect_swapped (self->authorizer, "account-switched", G_CALLBACK (count_cb),
                            &n_switched);

  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  assert_is (self, "ada@contoso.example");
  g_assert_cmpuint (n_switched, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 1);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 2);
  g_assert_false (crib_authorizer_is_signing_in (self->authorizer));

  after = authorizer_fixture_get_header (self, NULL, NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_finalize_object (asker);
}

/* Who was signed in before the question is signed in after it. */
static void
test_cancel_known (AuthorizerFixture *self,
                   gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autoptr(GError) error = NULL;

  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_OTHER_ACCOUNT, &error));
  self->base.person->username = "ada%40contoso.example";
  self->base.person->password = "Engine-1843%21";
  g_assert_cmpuint (asker->n_accounts, ==, 0);

  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_cmpuint (asker->n_accounts, ==, 1);
  assert_is (self, "tom@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 2);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 0);
  g_assert_finalize_object (asker);
}

static void
ada_comes_back (gpointer data)
{
  TenantPrompter *person = data;

  person->username = "ada%40contoso.example";
  person->password = "Engine-1843%21";
}

static void
test_again (AuthorizerFixture *self,
            gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;
  const char *page;

  asker->answers[0] = CRIB_ACCOUNT_ANSWER_AGAIN;
  asker->answers[1] = CRIB_ACCOUNT_ANSWER_AGAIN;
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_cmpuint (asker->n_accounts, ==, 3);
  g_clear_error (&error);

  /* Whatever it began with. */
  asker->n_accounts = 0;
  asker->meanwhile = ada_comes_back;
  asker->meanwhile_data = self->base.person;
  header = authorizer_fixture_get_header (self, NULL, NULL);
  sign_in_fixture_control (&self->base, "/revoke", "{}");
  crib_authorizer_begin_wait (self->authorizer);
  g_assert_true (authorizer_fixture_challenge (self, "Bearer", header, &error));
  g_assert_no_error (error);
  crib_authorizer_end_wait (self->authorizer);
  g_assert_cmpuint (asker->n_accounts, ==, 1);

  /* Ruling 7: not the account that the page remembers. */
  page = oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person));
  g_assert_nonnull (strstr (page, "prompt=login"));
  g_assert_nonnull (strstr (page, "login_hint=ada%40contoso.example"));
  assert_is (self, "ada@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 1);
  /* Tom four times, each time in two places, and what of Ada's was revoked. */
  g_assert_cmpuint (self->base.vault->n_clears, ==, 9);
  g_assert_finalize_object (asker);
}

static void
sign_tom_out (gpointer data)
{
  SignInFixture *base = data;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(OauthAccount) tom = g_list_model_get_item (G_LIST_MODEL (base->accounts), 1);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (oauth_account_get_username (tom), ==, "tom@contoso.example");
  crib_identity_sign_out_async (base->identity, tom, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  crib_identity_sign_out_finish (base->identity, result, &error);
  g_assert_no_error (error);
}

/* Who was signed out while the question stood there is not let in by an answer to it. */
static void
test_signed_out (AuthorizerFixture *self,
                 gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autoptr(GError) error = NULL;

  asker->answers[0] = CRIB_ACCOUNT_ANSWER_KEEP;
  asker->meanwhile = sign_tom_out;
  asker->meanwhile_data = &self->base;
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  assert_is (self, "ada@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 1);
  g_assert_false (crib_authorizer_is_signing_in (self->authorizer));
  g_assert_finalize_object (asker);
}

typedef struct
{
  SignInFixture *base;
  CribServer *server;
} Elsewhere;

static void
use_tom (gpointer data)
{
  Elsewhere *elsewhere = data;
  g_autoptr(OauthAccount) tom = g_list_model_get_item (G_LIST_MODEL (elsewhere->base->accounts), 1);

  crib_server_set_account (elsewhere->server, oauth_account_get_id (tom));
}

/* Who is wanted at another server by now stays signed in for that, though not let in here. */
static void
test_used_elsewhere (AuthorizerFixture *self,
                     gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autoptr(CribServer) other = sign_in_fixture_dup_server (&self->base, NULL);
  g_autoptr(GListStore) servers = g_list_store_new (CRIB_TYPE_SERVER);
  Elsewhere elsewhere = { &self->base, other };
  g_autoptr(GError) error = NULL;

  g_list_store_append (servers, self->server);
  g_list_store_append (servers, other);
  crib_identity_set_servers (self->base.identity, G_LIST_MODEL (servers));
  asker->meanwhile = use_tom;
  asker->meanwhile_data = &elsewhere;
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  assert_is (self, "ada@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 2);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 0);
  crib_identity_set_servers (self->base.identity, NULL);
  g_assert_finalize_object (asker);
}

/* Nobody waits any more: the question goes, and so does what came in. */
static void
test_left_alone (AuthorizerFixture *self,
                 gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  asker->is_slow = TRUE;
  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_AGAIN, -1, cancellable,
                                 sign_in_fixture_ready_cb, &result);
  while (asker->n_accounts == 0)
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (cancellable);
  sign_in_fixture_wait (&result);
  g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  while (crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);

  assert_is (self, "ada@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 1);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 2);
  g_assert_finalize_object (asker);
}

/* The keyring does not let go: what is still in it stays in the list. */
static void
test_keyring_refuses (AuthorizerFixture *self,
                      gconstpointer      data)
{
  FakeAsker *asker = let_tom_sit_down (self);
  g_autoptr(GError) error = NULL;

  asker->meanwhile = lock;
  asker->meanwhile_data = self->base.vault;
  g_test_expect_message ("crib", G_LOG_LEVEL_WARNING, "The sign-in of another account is kept: *");
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  assert_is (self, "ada@contoso.example");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 2);
  g_assert_finalize_object (asker);
}

/* Who answers no questions: as it was. */
static void
test_nobody_to_ask (AuthorizerFixture *self,
                    gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  tenant_prompter_become_tom (self->base.person);
  self->base.person->deed = PERSON_CHANGES_ACCOUNT;
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT);
  g_assert_cmpstr (error->message, ==, "tom@contoso.example signed in, but ada@contoso.example was "
                                       "asked to.");
  assert_is (self, "ada@contoso.example");
}

/* The server sees a session of Tom's, opened anew, and nothing of him before he was let in. */
static void
test_new_session (AuthorizerFixture *self,
                  gconstpointer      data)
{
  SignInFixture *base = &self->base;
  FakeAsker *asker = fake_asker_new (OAUTH_PROMPTER (base->person));
  g_autoptr(GError) error = NULL;
  guint n_before;

  sign_in_fixture_enter (base);
  crib_identity_set_prompter (base->identity, OAUTH_PROMPTER (asker));
  tenant_prompter_become_tom (base->person);
  base->person->deed = PERSON_CHANGES_ACCOUNT;
  n_before = sign_in_fixture_count (base, "tools/list");

  g_assert_false (sign_in_fixture_sign_in (base->connection, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_cmpuint (sign_in_fixture_count (base, "tools/list"), ==, n_before);
  g_assert_cmpint (crib_connection_get_state (base->connection), ==, CRIB_CONNECTION_CONNECTED);
  sign_in_fixture_assert_run (base->connection);
  g_clear_error (&error);

  asker->answers[asker->n_accounts] = CRIB_ACCOUNT_ANSWER_KEEP;
  g_assert_true (sign_in_fixture_sign_in (base->connection, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sign_in_fixture_count (base, "tools/list"), >, n_before);
  sign_in_fixture_assert_run (base->connection);
  g_assert_cmpstr (oauth_account_get_username (crib_connection_get_account (base->connection)), ==,
                   "tom@contoso.example");
  g_assert_finalize_object (asker);
}

#define ADD(path, function) \
  g_test_add ("/crib/sign-in-asker/" path, AuthorizerFixture, NULL, authorizer_fixture_set_up, \
              function, authorizer_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("keep", test_keep);
  ADD ("cancel", test_cancel);
  ADD ("cancel-known", test_cancel_known);
  ADD ("again", test_again);
  ADD ("signed-out", test_signed_out);
  ADD ("used-elsewhere", test_used_elsewhere);
  ADD ("left-alone", test_left_alone);
  ADD ("keyring-refuses", test_keyring_refuses);
  ADD ("nobody-to-ask", test_nobody_to_ask);
  ADD ("new-session", test_new_session);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
