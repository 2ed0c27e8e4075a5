/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "authorizer-fixture.h"
#include "crib-policy-private.h"
#include "oauth-error.h"
#include "tenant-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Whom a profile or a server may name as the authority (entra.md 1.1, 1.5; ruling 4). */

static void
set_authority (AuthorizerFixture *self,
               const char        *tenant)
{
  const char *issuer = tenant_look_up (&self->base.demo, "issuer");
  g_autoptr(GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);
  g_autofree char *authority = NULL;

  authority = g_strdup_printf ("http://%s:%d/%s/v2.0", g_uri_get_host (uri), g_uri_get_port (uri),
                               tenant);
  crib_server_set_authority (self->server, authority);
}

/* The first sign-in finds the tenant; silence and another start then go to that. */
static void
test_many (AuthorizerFixture *self,
           gconstpointer      data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;
  OauthAccount *account;

  set_authority (self, data);
  authorizer_fixture_enter (self);
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person)),
                            data));
  account = crib_authorizer_get_account (self->authorizer);
  g_assert_cmpstr (oauth_account_get_issuer (account), ==,
                   tenant_look_up (&self->base.demo, "issuer"));
  first = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_nonnull (first);

  authorizer_fixture_restart (self);
  second = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* A guest signs in at the tenant of the server with the password of another organisation. */
static void
test_guest (AuthorizerFixture *self,
            gconstpointer      data)
{
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  self->base.person->username = "gus%40fabrikam.example";
  self->base.person->password = "Guest-1791%21";
  authorizer_fixture_enter (self);
  g_assert_cmpstr (oauth_account_get_issuer (crib_authorizer_get_account (self->authorizer)), ==,
                   tenant_look_up (&self->base.demo, "issuer"));

  authorizer_fixture_restart (self);
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (header);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* An administrator's list: before any page where the tenant is known, else before the server hears
 * of it, and nothing of the sign-in stays. */
static void
test_tenant_forbidden (AuthorizerFixture *self,
                       gconstpointer      data)
{
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "{\"allowed_tenants\":["
                                            "\"0f0f0f0f-1111-2222-3333-444444444444\"]}",
                                      -1, NULL));
  crib_policy_set_path (path);
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_nonnull (strstr (error->message, "does not allow signing in to the organisation"));
  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
  g_clear_error (&error);

  set_authority (self, "organizations");
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
  /* The item, and what was put aside of it. */
  g_assert_cmpuint (self->base.vault->n_clears, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 0);
  g_assert_null (crib_authorizer_get_account (self->authorizer));
  g_clear_error (&error);

  /* What was there before the list is of no use, and stays the person's. */
  g_remove (path);
  authorizer_fixture_enter (self);
  authorizer_fixture_restart (self);
  g_assert_true (g_file_set_contents (path, "{\"allowed_tenants\":[]}", -1, NULL));
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 2);

  g_remove (path);
  g_rmdir (folder);
  crib_policy_set_path (NULL);
}

/* Also one whom the server's profile remembers, though no list does: it is said why, and nothing
 * stays. */
static void
test_tenant_forbidden_remembered (AuthorizerFixture *self,
                                  gconstpointer      data)
{
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);
  g_autoptr(GListStore) servers = g_list_store_new (CRIB_TYPE_SERVER);
  g_autoptr(OauthAccount) ada = NULL;
  g_autoptr(GError) error = NULL;

  g_list_store_append (servers, self->server);
  crib_identity_set_servers (self->base.identity, G_LIST_MODEL (servers));
  set_authority (self, "organizations");
  authorizer_fixture_enter (self);
  ada = g_object_ref (crib_authorizer_get_account (self->authorizer));
  g_assert_true (crib_account_store_remove (self->base.accounts, ada, NULL));
  g_assert_cmpstr (crib_server_get_account (self->server), ==, oauth_account_get_id (ada));

  g_assert_true (g_file_set_contents (path, "{\"allowed_tenants\":[]}", -1, NULL));
  crib_policy_set_path (path);
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpuint (self->base.vault->n_clears, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->base.accounts)), ==, 0);
  g_assert_null (crib_authorizer_get_account (self->authorizer));

  crib_identity_set_servers (self->base.identity, NULL);
  g_remove (path);
  g_rmdir (folder);
  crib_policy_set_path (NULL);
}

static void
forbid_cb (CribAuthorizer *authorizer,
           GParamSpec     *pspec,
           const char     *path)
{
  g_assert_true (g_file_set_contents (path, "{\"allowed_tenants\":[]}", -1, NULL));
}

/* Nor is it let in who waited in line for what somebody else was doing. */
static void
test_tenant_forbidden_in_line (AuthorizerFixture *self,
                               gconstpointer      data)
{
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);
  g_autoptr(CribServer) server = sign_in_fixture_dup_server (&self->base, NULL);
  CribAuthorizer *second = crib_authorizer_new (server, self->base.identity);
  g_autoptr(GAsyncResult) one = NULL;
  g_autoptr(GAsyncResult) two = NULL;
  g_autoptr(GError) error = NULL;

  crib_policy_set_path (path);
  set_authority (self, "organizations");
  crib_server_set_authority (server, crib_server_get_authority (self->server));
  g_signal_connect (self->authorizer, "notify::account", G_CALLBACK (forbid_cb), path);

  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, -1, NULL,
                                 sign_in_fixture_ready_cb, &one);
  while (!crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);
  crib_authorizer_sign_in_async (second, CRIB_SIGN_IN_PLAIN, -1, NULL, sign_in_fixture_ready_cb,
                                 &two);
  sign_in_fixture_wait (&one);
  g_assert_true (crib_authorizer_sign_in_finish (self->authorizer, one, &error));
  sign_in_fixture_wait (&two);
  g_assert_false (crib_authorizer_sign_in_finish (second, two, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);

  g_clear_object (&one);
  g_clear_object (&two);
  g_assert_finalize_object (second);
  g_remove (path);
  g_rmdir (folder);
  crib_policy_set_path (NULL);
}

/* What a server or a profile names and nobody trusts: nothing is asked there, and it is said. */
static void
test_untrusted (AuthorizerFixture *self,
                gconstpointer      data)
{
  static const struct
  {
    const char *authority;
    const char *words;
  } cases[] = {
    { "https://login.evil.example/common/v2.0", "“login.evil.example” is not among" },
    { "https://login.microsoftonline.com.evil.example/common/v2.0", "com.evil.example” is not" },
    { "http://login.microsoftonline.com/common/v2.0", "is not among" },
    { "https://login.microsoftonline.com:8443/common/v2.0", "“login.microsoftonline.com:8443”" },
    { "https://login.microsoftonline.com@evil.example/common/v2.0", "is not among" },
    { "nonsense", "is not among" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].authority);
      crib_server_set_authority (self->server, cases[i].authority);
      g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }

  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
}

#define ADD(path, data, function) \
  g_test_add ("/crib/authorizer-authorities/" path, AuthorizerFixture, data, \
              set_up, function, authorizer_fixture_tear_down)

static void
set_up (AuthorizerFixture *self,
        gconstpointer      data)
{
  authorizer_fixture_set_up (self, NULL);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  ADD ("organizations", "organizations", test_many);
  ADD ("common", "common", test_many);
  ADD ("domain", "contoso.example", test_many);
  ADD ("guest", NULL, test_guest);
  ADD ("tenant-forbidden", NULL, test_tenant_forbidden);
  ADD ("tenant-forbidden-remembered", NULL, test_tenant_forbidden_remembered);
  ADD ("tenant-forbidden-in-line", NULL, test_tenant_forbidden_in_line);
  ADD ("untrusted", NULL, test_untrusted);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
