/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer.h"

#include "authorizer-fixture.h"
#include "mcp-error.h"
#include "oauth-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* What was never refused is never looked at. */
static void
test_costs_nothing (AuthorizerFixture *self,
                    gconstpointer      data)
{
  g_autofree char *header = authorizer_fixture_get_header (self, NULL, NULL);

  g_assert_null (header);
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "GET"), ==, 0);
  g_assert_null (crib_authorizer_get_protection (self->authorizer));
}

static void
test_nobody_waits (AuthorizerFixture *self,
                   gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (authorizer_fixture_challenge (self, "Bearer", NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpstr (error->message, ==, "Nobody is signed in to Contoso Orders.");
  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
  g_assert_nonnull (crib_authorizer_get_protection (self->authorizer));
}

static void
test_somebody_waits (AuthorizerFixture *self,
                     gconstpointer      data)
{
  g_autofree char *header = NULL;
  g_autofree char *elsewhere = NULL;
  g_autoptr(GError) error = NULL;

  crib_authorizer_begin_wait (self->authorizer);
  g_assert_true (authorizer_fixture_challenge (self, "Bearer", NULL, &error));
  g_assert_no_error (error);
  crib_authorizer_end_wait (self->authorizer);

  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_true (g_str_has_prefix (header, "Bearer "));

  /* Of one origin. */
  elsewhere = authorizer_fixture_get_header (self, "http://127.0.0.1:1/mcp", &error);
  g_assert_null (elsewhere);
  g_assert_no_error (error);
}

/* The stream and a call are refused at the same time: one sign-in, one page. */
static void
test_one_flight (AuthorizerFixture *self,
                 gconstpointer      data)
{
  g_autoptr(GAsyncResult) one = NULL;
  g_autoptr(GAsyncResult) two = NULL;
  g_autoptr(GAsyncResult) three = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *header = NULL;

  crib_authorizer_begin_wait (self->authorizer);
  authorizer_fixture_begin_challenge (self, "Bearer", NULL, NULL, &one);
  authorizer_fixture_begin_challenge (self, "Bearer error=\"invalid_token\"", NULL, NULL, &two);
  mcp_authorizer_get_header_async (MCP_AUTHORIZER (self->authorizer), self->uri, NULL,
                                   sign_in_fixture_ready_cb, &three);
  sign_in_fixture_wait (&one);
  sign_in_fixture_wait (&two);
  sign_in_fixture_wait (&three);
  crib_authorizer_end_wait (self->authorizer);

  g_assert_true (authorizer_fixture_end_challenge (self, one, &error));
  g_assert_true (authorizer_fixture_end_challenge (self, two, &error));
  g_assert_true (mcp_authorizer_get_header_finish (MCP_AUTHORIZER (self->authorizer), three,
                                                   &header, &error));
  g_assert_nonnull (header);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* The flight goes on for the other; with the last one the page goes. */
static void
test_leave (AuthorizerFixture *self,
            gconstpointer      data)
{
  g_autoptr(GCancellable) first = g_cancellable_new ();
  g_autoptr(GCancellable) second = g_cancellable_new ();
  g_autoptr(GAsyncResult) one = NULL;
  g_autoptr(GAsyncResult) two = NULL;
  g_autoptr(GError) error = NULL;

  self->base.person->deed = PERSON_WAITS;
  crib_authorizer_begin_wait (self->authorizer);
  authorizer_fixture_begin_challenge (self, "Bearer", NULL, first, &one);
  authorizer_fixture_begin_challenge (self, "Bearer", NULL, second, &two);

  while (!crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (first);
  sign_in_fixture_wait (&one);
  g_assert_false (authorizer_fixture_end_challenge (self, one, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sign_in_fixture_settle ();
  g_assert_true (crib_authorizer_is_signing_in (self->authorizer));
  g_assert_cmpuint (self->base.person->n_put_away, ==, 0);

  g_cancellable_cancel (second);
  sign_in_fixture_wait (&two);

  while (crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (self->base.person->n_put_away, ==, 1);
  crib_authorizer_end_wait (self->authorizer);
}

/* One page at a time in the program; who leaves the line holds nobody up. */
static void
test_line (AuthorizerFixture *self,
           gconstpointer      data)
{
  g_autoptr(CribServer) server = sign_in_fixture_dup_server (&self->base, NULL);
  CribAuthorizer *second = crib_authorizer_new (server, self->base.identity);
  g_autoptr(GCancellable) first_cancellable = g_cancellable_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) one = NULL;
  g_autoptr(GAsyncResult) two = NULL;
  g_autoptr(GError) error = NULL;

  self->base.person->deed = PERSON_WAITS;
  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, -1, first_cancellable,
                                 sign_in_fixture_ready_cb, &one);
  while (!crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);
  crib_authorizer_sign_in_async (second, CRIB_SIGN_IN_PLAIN, -1, cancellable,
                                 sign_in_fixture_ready_cb, &two);
  sign_in_fixture_settle ();
  g_assert_false (crib_authorizer_is_signing_in (second));
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);

  g_cancellable_cancel (cancellable);
  sign_in_fixture_wait (&two);
  g_assert_false (crib_authorizer_sign_in_finish (second, two, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&two);
  g_assert_true (crib_authorizer_is_signing_in (self->authorizer));

  /* Its place in the line is free again. */
  self->base.person->deed = PERSON_SIGNS_IN;
  crib_authorizer_sign_in_async (second, CRIB_SIGN_IN_PLAIN, -1, NULL, sign_in_fixture_ready_cb,
                                 &two);
  g_cancellable_cancel (first_cancellable);
  sign_in_fixture_wait (&two);
  g_clear_error (&error);
  g_assert_true (crib_authorizer_sign_in_finish (second, two, &error));
  g_assert_no_error (error);
  sign_in_fixture_wait (&one);

  g_clear_object (&one);
  g_clear_object (&two);
  sign_in_fixture_settle ();
  g_assert_finalize_object (second);
}

/* Who leaves is not asked to sign in any more: what came of it would be kept, and of no use. */
static void
test_signed_out_meanwhile (AuthorizerFixture *self,
                           gconstpointer      data)
{
  g_autoptr(OauthAccount) ada = NULL;
  g_autoptr(GAsyncResult) left = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  ada = g_object_ref (crib_authorizer_get_account (self->authorizer));
  self->base.person->deed = PERSON_WAITS;
  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_AGAIN, -1, NULL,
                                 sign_in_fixture_ready_cb, &result);
  while (self->base.person->prompts->len < 2)
    g_main_context_iteration (NULL, TRUE);

  crib_identity_sign_out_async (self->base.identity, ada, NULL, sign_in_fixture_ready_cb, &left);
  sign_in_fixture_wait (&left);
  g_assert_true (crib_identity_sign_out_finish (self->base.identity, left, &error));
  sign_in_fixture_settle ();
  g_assert_cmpuint (self->base.person->n_put_away, ==, 1);
  g_assert_nonnull (result);
  g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, result, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_false (crib_authorizer_is_signing_in (self->authorizer));
}

static OauthAccount *
new_account (const char *id)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", id, "authority", "https://id.example.com",
                       "issuer", "https://id.example.com", "client-id", "toolcrib", NULL);
}

/* Another program signs Ada out and somebody else in, and we hear of both at once. */
static void
test_replaced (void)
{
  g_autofree char *folder = g_dir_make_tmp ("accounts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "accounts.json", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (path);
  g_autoptr(VaultMemory) vault = vault_memory_new ();
  CribIdentity *identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autoptr(OauthAccount) ada = new_account ("ada");
  g_autoptr(OauthAccount) tom = new_account ("tom");
  g_autoptr(CribAccountStore) others = NULL;
  CribAuthorizer *authorizer;

  g_assert_true (crib_account_store_add (accounts, ada, NULL));
  crib_server_set_client_id (server, "toolcrib");
  crib_server_set_account (server, "ada");
  authorizer = crib_authorizer_new (server, identity);
  g_assert_nonnull (crib_authorizer_get_account (authorizer));

  others = crib_account_store_new (path);
  g_assert_true (crib_account_store_remove (others, ada, NULL));
  g_assert_true (crib_account_store_add (others, tom, NULL));
  crib_account_store_load (accounts);
  g_assert_null (crib_authorizer_get_account (authorizer));

  g_assert_finalize_object (authorizer);
  g_assert_finalize_object (identity);
  g_remove (path);
  g_remove (lock);
  g_rmdir (folder);
}

static void
test_old_header (AuthorizerFixture *self,
                 gconstpointer      data)
{
  g_autoptr(GError) error = NULL;
  guint count;

  authorizer_fixture_enter (self);
  count = sign_in_fixture_count (&self->base, "POST");

  g_assert_true (authorizer_fixture_challenge (self, "Bearer", "Bearer old", &error));
  g_assert_true (authorizer_fixture_challenge (self, "Bearer", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "POST"), ==, count);
}

/* A server that nothing is good enough for gets no more tokens. */
static void
test_no_loop (AuthorizerFixture *self,
              gconstpointer      data)
{
  g_autofree char *last = NULL;
  g_autoptr(GError) error = NULL;
  guint count = 0;

  authorizer_fixture_enter (self);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *header = authorizer_fixture_get_header (self, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (header);

      /* What was refused is not sent again, while there is something better. */
      if (count == i)
        g_assert_cmpstr (header, !=, last);
      if (authorizer_fixture_challenge (self, "Bearer error=\"invalid_token\"", header, &error))
        count++;
      g_assert_no_error (error);
      g_free (last);
      last = g_steal_pointer (&header);
    }

  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* A refusal of what is allowed is nothing that a token mends. */
static void
test_forbidden (AuthorizerFixture *self,
                gconstpointer      data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  mcp_authorizer_handle_challenge_async (MCP_AUTHORIZER (self->authorizer), self->uri, 403,
                                         "Bearer error=\"insufficient_scope\"", NULL, NULL,
                                         sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  g_assert_false (authorizer_fixture_end_challenge (self, result, &error));
  g_assert_no_error (error);
}

/* A token that is as good as over is renewed before it is sent (ruling 9). */
static void
test_renews (AuthorizerFixture *self,
             gconstpointer      data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;

  sign_in_fixture_control (&self->base, "/lifetime", "{\"seconds\":200}");
  authorizer_fixture_enter (self);
  first = authorizer_fixture_get_header (self, NULL, &error);
  second = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

static void
test_sign_in_kinds (AuthorizerFixture *self,
                    gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);

  /* Who is signed in needs no page, unless they want one. */
  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person)),
                            "prompt=login"));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_signals (AuthorizerFixture *self,
              gconstpointer      data)
{
  guint n_switched = 0;
  guint n_accounts = 0;
  guint n_signing_in = 0;
  guint n_protections = 0;

  g_signal_connect_swapped (self->authorizer, "account-switched", G_CALLBACK (count_cb),
                            &n_switched);
  g_signal_connect_swapped (self->authorizer, "notify::account", G_CALLBACK (count_cb),
                            &n_accounts);
  g_signal_connect_swapped (self->authorizer, "notify::signing-in", G_CALLBACK (count_cb),
                            &n_signing_in);
  g_signal_connect_swapped (self->authorizer, "notify::protection", G_CALLBACK (count_cb),
                            &n_protections);

  authorizer_fixture_enter (self);
  g_assert_cmpuint (n_switched, ==, 0);
  g_assert_cmpuint (n_accounts, ==, 1);
  g_assert_cmpuint (n_signing_in, ==, 2);
  g_assert_cmpuint (n_protections, ==, 1);

  tenant_prompter_become_tom (self->base.person);
  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_OTHER_ACCOUNT, NULL));
  g_assert_cmpuint (n_switched, ==, 1);
  g_assert_cmpuint (n_accounts, ==, 2);
}

#define ADD(path, function) \
  g_test_add (path, AuthorizerFixture, NULL, authorizer_fixture_set_up, function, \
              authorizer_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  g_test_add_func ("/crib/authorizer/replaced", test_replaced);
  ADD ("/crib/authorizer/signed-out-meanwhile", test_signed_out_meanwhile);
  ADD ("/crib/authorizer/costs-nothing", test_costs_nothing);
  ADD ("/crib/authorizer/nobody-waits", test_nobody_waits);
  ADD ("/crib/authorizer/somebody-waits", test_somebody_waits);
  ADD ("/crib/authorizer/one-flight", test_one_flight);
  ADD ("/crib/authorizer/leave", test_leave);
  ADD ("/crib/authorizer/line", test_line);
  ADD ("/crib/authorizer/old-header", test_old_header);
  ADD ("/crib/authorizer/no-loop", test_no_loop);
  ADD ("/crib/authorizer/forbidden", test_forbidden);
  ADD ("/crib/authorizer/renews", test_renews);
  ADD ("/crib/authorizer/kinds", test_sign_in_kinds);
  ADD ("/crib/authorizer/signals", test_signals);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
