/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-context.h"
#include "oauth-fixture.h"
#include "oauth-lock.h"

#include <string.h>

static void
begin (OauthFixture *fixture,
       GCancellable *cancellable)
{
  oauth_client_acquire_interactive_async (fixture->client, &fixture->sign_in,
                                          OAUTH_PROMPTER (fixture->prompter), cancellable,
                                          oauth_fixture_keep_cb, &fixture->result);
}

static void
assert_ended (OauthFixture *fixture,
              GQuark        domain,
              int           code)
{
  g_autoptr(GError) error = NULL;

  oauth_fixture_await (&fixture->result);
  g_assert_null (oauth_client_acquire_interactive_finish (fixture->client, fixture->result,
                                                          &error));
  g_assert_error (error, domain, code);
  g_clear_object (&fixture->result);
  g_assert_cmpuint (fixture->vault->n_stores, ==, 0);
}

static void
test_before (OauthFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  begin (fixture, cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 0);
}

static guint16
get_listener_port (OauthFixture *fixture)
{
  const char *uri = fixture->mock->redirect_uri;

  return g_ascii_strtoull (strrchr (uri, ':') + 1, NULL, 10);
}

static void
assert_closed (guint16 port)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_while_shown (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  fixture->sign_in.surface = GPOINTER_TO_INT (data);
  fixture->prompter->deed = FAKE_WAITS;
  begin (fixture, cancellable);
  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 1);
  g_cancellable_cancel (cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  oauth_fixture_settle ();
  g_assert_cmpuint (fixture->prompter->n_put_away, ==, 1);

  if (fixture->sign_in.surface == OAUTH_SURFACE_BROWSER)
    assert_closed (get_listener_port (fixture));
}

static void
test_by_person (OauthFixture  *fixture,
                gconstpointer  data)
{
  fixture->sign_in.surface = GPOINTER_TO_INT (data);
  fixture->prompter->deed = FAKE_CANCELS;
  begin (fixture, NULL);
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);

  if (fixture->sign_in.surface == OAUTH_SURFACE_BROWSER)
    assert_closed (get_listener_port (fixture));
}

static void
wait_for_requests (OauthFixture *fixture,
                   guint         n_requests)
{
  while (fixture->mock->requests->len < n_requests)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_while_redeeming (OauthFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  fixture->mock->is_holding = TRUE;
  begin (fixture, cancellable);
  wait_for_requests (fixture, 1);
  g_cancellable_cancel (cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);
}

static void
test_while_fetching_keys (OauthFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  fixture->mock->hides_keys = TRUE;
  begin (fixture, cancellable);
  while (fixture->mock->n_key_requests == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Once there are tokens they are kept, whatever the caller wants by then. */
static void
test_while_storing (OauthFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;

  fixture->vault->is_holding = TRUE;
  begin (fixture, cancellable);
  while (fixture->vault->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  oauth_fixture_settle ();
  file_vault_release (fixture->vault);

  oauth_fixture_await (&fixture->result);
  token = oauth_client_acquire_interactive_finish (fixture->client, fixture->result, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-1");
}

static OauthLock *
lock (OauthAccount *account)
{
  g_autofree char *name = oauth_context_dup_lock_name (account);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthLock *held;

  oauth_lock_acquire_async (name, NULL, oauth_fixture_keep_cb, &result);
  oauth_fixture_await (&result);
  held = oauth_lock_acquire_finish (result, &error);
  g_assert_no_error (error);

  return held;
}

static OauthAccount *
enter_stale (OauthFixture *fixture)
{
  fixture->mock->expires_in = 1;

  return oauth_fixture_enter (fixture);
}

static void
assert_left (OauthFixture  *fixture,
             GAsyncResult **result)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (oauth_fixture_answer (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_one_of_two_leaves (OauthFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(OauthToken) token = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;

  fixture->mock->is_holding = TRUE;
  oauth_fixture_ask (fixture, fixture->client, account, NULL, cancellable, &first);
  oauth_fixture_ask (fixture, fixture->client, account, NULL, NULL, &second);
  wait_for_requests (fixture, 2);
  g_cancellable_cancel (cancellable);
  assert_left (fixture, &first);
  g_assert_null (second);

  mock_authority_release (fixture->mock);
  token = oauth_fixture_answer (fixture->client, &second, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-2");
}

/* Nobody waits any more, not even the client lives: what comes is stored all the same. */
static void
test_all_leave (OauthFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  g_autofree char *item = NULL;

  fixture->mock->is_holding = TRUE;
  oauth_fixture_ask (fixture, fixture->client, account, NULL, cancellable, &result);
  wait_for_requests (fixture, 2);
  g_cancellable_cancel (cancellable);
  assert_left (fixture, &result);
  oauth_fixture_settle ();
  oauth_fixture_renew_client (fixture);

  mock_authority_release (fixture->mock);
  while (fixture->vault->n_stores < 2)
    g_main_context_iteration (NULL, TRUE);
  item = file_vault_dup_text (fixture->vault);
  g_assert_nonnull (strstr (item, "rt-2"));

  /* Until nobody but us and the new client knows the vault. */
  while (G_OBJECT (fixture->vault)->ref_count > 2)
    g_main_context_iteration (NULL, TRUE);
}

/* Before anything was sent, nothing is. */
static void
test_leave_early (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(OauthAccount) account = enter_stale (fixture);
  g_autoptr(OauthLock) held = lock (account);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  oauth_fixture_ask (fixture, fixture->client, account, NULL, cancellable, &result);
  oauth_fixture_settle ();
  g_cancellable_cancel (cancellable);
  assert_left (fixture, &result);
  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);

  /* Whoever asks now does not join what was given up. */
  g_clear_object (&held);
  g_object_unref (oauth_fixture_renew (fixture, account, NULL, &error));
  g_assert_cmpuint (fixture->mock->requests->len, ==, 2);
}

static void
test_sign_out (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(OauthAccount) account = oauth_fixture_enter (fixture);
  g_autoptr(OauthLock) held = lock (account);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  oauth_client_sign_out_async (fixture->client, account, cancellable, oauth_fixture_keep_cb,
                               &fixture->result);
  oauth_fixture_settle ();
  g_cancellable_cancel (cancellable);
  oauth_fixture_await (&fixture->result);
  g_assert_false (oauth_client_sign_out_finish (fixture->client, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->vault->n_clears, ==, 0);
}

static void
add (const char *name,
     int         surface,
     void      (*test) (OauthFixture  *fixture,
                        gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/oauth/client-cancel/", name, NULL);

  g_test_add (path, OauthFixture, GINT_TO_POINTER (surface), oauth_fixture_set_up, test,
              oauth_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add ("before", 0, test_before);
  add ("while-shown", OAUTH_SURFACE_EMBEDDED, test_while_shown);
  add ("while-in-browser", OAUTH_SURFACE_BROWSER, test_while_shown);
  add ("by-person", OAUTH_SURFACE_EMBEDDED, test_by_person);
  add ("by-person-in-browser", OAUTH_SURFACE_BROWSER, test_by_person);
  add ("while-redeeming", 0, test_while_redeeming);
  add ("while-fetching-keys", 0, test_while_fetching_keys);
  add ("while-storing", 0, test_while_storing);
  add ("one-of-two-leaves", 0, test_one_of_two_leaves);
  add ("all-leave", 0, test_all_leave);
  add ("leave-early", 0, test_leave_early);
  add ("sign-out", 0, test_sign_out);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
