/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"

#include "oauth-generic.h"

#include <glib/gstdio.h>

static const char * const scopes[] = { "openid", "mcp:tools", NULL };

static char *runtime;

/* The runtime directory is asked for once in a process. */
void
oauth_fixture_begin (void)
{
  g_autoptr(GError) error = NULL;

  runtime = g_dir_make_tmp ("toolcrib-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }

  g_remove (path);
}

void
oauth_fixture_end (void)
{
  remove_all (runtime);
  g_clear_pointer (&runtime, g_free);
}

static void
save_failed_cb (OauthClient  *client,
                const GError *error,
                gpointer      user_data)
{
  OauthFixture *self = user_data;

  g_assert_nonnull (error);
  self->n_save_failed++;
}

void
oauth_fixture_renew_client (OauthFixture *self)
{
  if (self->client != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->client));
  g_clear_object (&self->authority);

  self->authority = mock_authority_load (self->mock, self->profile);
  self->client = oauth_client_new (self->authority, MOCK_CLIENT, EMBEDDED_REDIRECT,
                                   VAULT_STORE (self->vault));
  g_signal_connect (self->client, "save-failed", G_CALLBACK (save_failed_cb), self);
}

void
oauth_fixture_set_up (OauthFixture  *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  self->directory = g_dir_make_tmp ("toolcrib-vault-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->directory, "item", NULL);

  self->mock = mock_authority_new ();
  self->prompter = fake_prompter_new (self->mock);
  self->vault = file_vault_new (path);
  self->profile = oauth_generic_new ();
  self->sign_in = (OauthSignIn) {
    .scopes = scopes,
    .resource = self->mock->server_uri,
    .reason = "A tool needs it.",
    .server_name = "Tools",
    .surface = OAUTH_SURFACE_EMBEDDED,
  };
  oauth_fixture_renew_client (self);
}

void
oauth_fixture_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
oauth_fixture_tear_down (OauthFixture  *self,
                         gconstpointer  data)
{
  g_clear_object (&self->result);
  oauth_fixture_settle ();
  g_assert_finalize_object (self->client);
  g_assert_finalize_object (self->authority);
  g_assert_finalize_object (self->prompter);
  oauth_fixture_settle ();
  g_assert_finalize_object (self->vault);
  g_object_unref (self->profile);
  mock_authority_free (self->mock);
  remove_all (self->directory);
  g_free (self->directory);
}

void
oauth_fixture_keep_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

void
oauth_fixture_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

OauthToken *
oauth_fixture_sign_in (OauthFixture  *self,
                       GError       **error)
{
  OauthToken *token;

  oauth_client_acquire_interactive_async (self->client, &self->sign_in,
                                          OAUTH_PROMPTER (self->prompter), NULL,
                                          oauth_fixture_keep_cb, &self->result);
  oauth_fixture_await (&self->result);
  token = oauth_client_acquire_interactive_finish (self->client, self->result, error);
  g_clear_object (&self->result);

  return token;
}

OauthAccount *
oauth_fixture_enter (OauthFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = oauth_fixture_sign_in (self, &error);

  g_assert_no_error (error);

  return g_object_ref (oauth_token_get_account (token));
}

void
oauth_fixture_ask (OauthFixture  *self,
                   OauthClient   *client,
                   OauthAccount  *account,
                   const char    *claims,
                   GCancellable  *cancellable,
                   GAsyncResult **result)
{
  oauth_client_acquire_silent_async (client, account, self->sign_in.scopes, self->sign_in.resource,
                                     claims, VAULT_ASK_NEVER, cancellable, oauth_fixture_keep_cb,
                                     result);
}

OauthToken *
oauth_fixture_answer (OauthClient   *client,
                      GAsyncResult **result,
                      GError       **error)
{
  OauthToken *token;

  oauth_fixture_await (result);
  token = oauth_client_acquire_silent_finish (client, *result, error);
  g_clear_object (result);

  return token;
}

OauthToken *
oauth_fixture_renew (OauthFixture  *self,
                     OauthAccount  *account,
                     const char    *claims,
                     GError       **error)
{
  oauth_fixture_ask (self, self->client, account, claims, NULL, &self->result);

  return oauth_fixture_answer (self->client, &self->result, error);
}

void
oauth_fixture_assert_token (OauthToken *token,
                            const char *text)
{
  g_assert_nonnull (token);
  g_assert_cmpstr (vault_secret_get_text (oauth_token_get_secret (token), NULL), ==, text);
}
