/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oidc-fixture.h"

#include "file-vault.h"
#include "oauth-discovery.h"
#include "oauth-generic.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

#include <glib/gstdio.h>

static char *runtime;

void
oidc_fixture_begin (void)
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
oidc_fixture_end (void)
{
  remove_all (runtime);
  g_clear_pointer (&runtime, g_free);
}

GVariant *
oidc_fixture_new_entry (const char *issuer)
{
  GVariantDict entry;

  g_variant_dict_init (&entry, NULL);
  g_variant_dict_insert (&entry, "issuer", "s", issuer);
  g_variant_dict_insert (&entry, "kind", "s", "generic");
  g_variant_dict_insert (&entry, "allow-http-loopback", "b", TRUE);

  return g_variant_dict_end (&entry);
}

static OauthProfile *
pick (const char  *issuer,
      OauthTrust **trust,
      gpointer     user_data,
      GError     **error)
{
  *trust = oauth_trust_new (oidc_fixture_new_entry (issuer), error);

  return *trust != NULL ? oauth_generic_new () : NULL;
}

OauthAuthority *
oidc_fixture_load (const char *issuer)
{
  g_autoptr(OauthDiscovery) discovery = oauth_discovery_new (pick, NULL, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  oauth_discovery_load_authority_async (discovery, issuer, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  authority = oauth_discovery_load_authority_finish (discovery, result, &error);
  g_assert_no_error (error);

  return authority;
}

static OauthResource *
find_resource (OidcFixture *self)
{
  g_autoptr(OauthDiscovery) discovery = oauth_discovery_new (pick, NULL, NULL);
  g_autofree char *challenge = oidc_server_dup_challenge (self->server);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthResource *resource;

  oauth_discovery_find_resource_async (discovery, oidc_server_get_resource (self->server),
                                       challenge, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  resource = oauth_discovery_find_resource_finish (discovery, result, &error);
  g_assert_no_error (error);

  return resource;
}

static void
discover (OidcFixture *self)
{
  g_autoptr(OauthResource) resource = find_resource (self);
  const char * const *issuers = oauth_resource_get_authorities (resource);
  OauthProfile *profile;

  g_assert_cmpstr (issuers[0], ==, oidc_server_get_issuer (self->server));
  self->authority = oidc_fixture_load (issuers[0]);
  self->resource = g_strdup (oauth_resource_get_identifier (resource));
  profile = oauth_authority_get_profile (self->authority);
  self->scopes = oauth_profile_dup_scopes (profile, self->resource, NULL,
                                           (char **) oauth_resource_get_scopes (resource),
                                           (char **) oauth_authority_get_scopes (self->authority));
}

static void
save_failed_cb (OauthClient  *client,
                const GError *error,
                gpointer      user_data)
{
  g_assert_no_error (error);
}

void
oidc_fixture_renew_client (OidcFixture *self)
{
  if (self->client != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->client));

  self->client = oauth_client_new (self->authority, oidc_server_get_client_id (self->server), NULL,
                                   self->vault);
  g_signal_connect (self->client, "save-failed", G_CALLBACK (save_failed_cb), self);
}

void
oidc_fixture_use_keyring (OidcFixture *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->vault);
  self->vault = VAULT_STORE (vault_keyring_new ());
  oidc_fixture_renew_client (self);
}

void
oidc_fixture_set_up (OidcFixture   *self,
                     gconstpointer  options)
{
  g_autoptr(GError) error = NULL;

  if (!oidc_server_is_installed ())
    return;

  self->directory = g_dir_make_tmp ("toolcrib-vault-XXXXXX", &error);
  g_assert_no_error (error);
  self->vault_path = g_build_filename (self->directory, "item", NULL);
  self->vault = VAULT_STORE (file_vault_new (self->vault_path));
  self->server = oidc_server_new (options);
  self->person = oidc_person_new ();
  discover (self);
  self->sign_in = (OauthSignIn) {
    .scopes = (const char * const *) self->scopes,
    .resource = self->resource,
    .reason = "A tool needs it.",
    .server_name = "Protected tools",
    .surface = -1,
  };
  oidc_fixture_renew_client (self);
}

void
oidc_fixture_tear_down (OidcFixture   *self,
                        gconstpointer  options)
{
  if (self->server == NULL)
    return;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->client);
  g_assert_finalize_object (self->authority);
  g_assert_finalize_object (self->person);
  g_assert_finalize_object (self->vault);
  oidc_server_free (self->server);
  remove_all (self->directory);
  g_strfreev (self->scopes);
  g_free (self->resource);
  g_free (self->directory);
  g_free (self->vault_path);
}

gboolean
oidc_fixture_is_missing (OidcFixture *self)
{
  if (self->server == NULL)
    g_test_skip ("oidc-provider is not installed: ./run tests does that");

  return self->server == NULL;
}

OauthToken *
oidc_fixture_sign_in (OidcFixture  *self,
                      GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oauth_client_acquire_interactive_async (self->client, &self->sign_in,
                                          OAUTH_PROMPTER (self->person), NULL,
                                          vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);

  return oauth_client_acquire_interactive_finish (self->client, result, error);
}

OauthAccount *
oidc_fixture_enter (OidcFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = oidc_fixture_sign_in (self, &error);

  g_assert_no_error (error);

  return g_object_ref (oauth_token_get_account (token));
}

OauthToken *
oidc_fixture_renew (OidcFixture   *self,
                    OauthAccount  *account,
                    GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oauth_client_acquire_silent_async (self->client, account, self->sign_in.scopes, self->resource,
                                     NULL, VAULT_ASK_NEVER, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);

  return oauth_client_acquire_silent_finish (self->client, result, error);
}

void
oidc_fixture_assert_takes (OidcFixture *self,
                           OauthToken  *token)
{
  g_autofree char *header = oauth_token_dup_header (token);
  g_autofree char *body = NULL;
  guint status = 0;

  body = oidc_server_list_tools (self->server, header, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (body, "whoami"));
}
