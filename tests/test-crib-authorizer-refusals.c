/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer.h"

#include "authorizer-fixture.h"
#include "crib-error.h"
#include "oauth-error.h"
#include "tenant-fixture.h"
#include "vault-error.h"

#include <string.h>

/* Nobody at all is shown a page for it. */
static void
assert_refused (AuthorizerFixture *self,
                GQuark             domain,
                int                code,
                const char        *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
}

static void
test_client_id (AuthorizerFixture *self,
                gconstpointer      data)
{
  g_autofree char *id = g_strdup (crib_server_get_client_id (self->server));

  crib_server_set_client_id (self->server, NULL);
  assert_refused (self, CRIB_ERROR, CRIB_ERROR_CLIENT_ID, "Contoso Orders wants people signed in");

  crib_server_set_client_id (self->server, id);
  authorizer_fixture_enter (self);
}

static void
test_untrusted (AuthorizerFixture *self,
                gconstpointer      data)
{
  g_autoptr(CribIdentity) identity = crib_identity_new_in_memory ();
  CribAuthorizer *ours = self->authorizer;
  CribProtection *protection;

  crib_identity_set_prompter (identity, OAUTH_PROMPTER (self->base.person));
  self->authorizer = crib_authorizer_new (self->server, identity);
  assert_refused (self, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED, "");

  protection = crib_authorizer_get_protection (self->authorizer);
  g_assert_error (crib_protection_get_error (protection), OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  g_assert_cmpstr (crib_protection_get_issuer (protection), ==,
                   tenant_look_up (&self->base.demo, "issuer"));
  g_assert_null (crib_protection_get_authority (protection));
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "tenant"), ==, 0);

  g_assert_finalize_object (self->authorizer);
  self->authorizer = ours;
}

/* Who is not trusted any more gets nothing. */
static void
test_trust_goes (AuthorizerFixture *self,
                 gconstpointer      data)
{
  const char *issuer = tenant_look_up (&self->base.demo, "issuer");
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  crib_trust_remove (self->base.trust, issuer, &error);
  g_assert_no_error (error);
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (header);
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* Also while somebody signs in there. */
static void
test_trust_goes_meanwhile (AuthorizerFixture *self,
                           gconstpointer      data)
{
  const char *issuer = tenant_look_up (&self->base.demo, "issuer");
  g_autofree char *header = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, -1, NULL,
                                 sign_in_fixture_ready_cb, &result);
  while (self->base.person->prompts->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (crib_trust_remove (self->base.trust, issuer, &error));
  sign_in_fixture_wait (&result);
  g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, result, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  g_clear_error (&error);
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (header);
}

/* Whose tenant is misspelt is told that, and not that there is nothing at some address. */
static void
test_unknown_tenant (AuthorizerFixture *self,
                     gconstpointer      data)
{
  g_autofree char *issuer = g_strdup (tenant_look_up (&self->base.demo, "issuer"));
  const char *id = tenant_look_up (&self->base.demo, "tenant_id");
  g_autoptr(CribProblem) problem = NULL;
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GString) other = g_string_new (issuer);
  g_autoptr(GError) error = NULL;

  g_string_replace (other, id, "00000000-1111-2222-3333-444444444444", 1);
  entry = g_variant_new_parsed ("{'issuer': <%s>, 'kind': <'entra'>, "
                                "'allow-http-loopback': <true>}", other->str);
  g_assert_true (crib_trust_add (self->base.trust, g_variant_ref_sink (entry), &error));
  crib_server_set_authority (self->server, other->str);
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS90002");
  problem = crib_problem_new (error, self->server);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, "The tenant was not found");
}

static void
test_absent (AuthorizerFixture *self,
             gconstpointer      data)
{
  self->base.vault->state = VAULT_STATE_ABSENT;
  assert_refused (self, VAULT_ERROR, VAULT_ERROR_NO_SERVICE, "no keyring");

  crib_identity_set_session_only (self->base.identity, TRUE);
  authorizer_fixture_enter (self);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
  g_assert_cmpuint (self->base.vault->n_stores, ==, 0);
}

/* The sign-in there is stays unknown while the keyring is locked: no page, but a word. */
static void
test_locked (AuthorizerFixture *self,
             gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  authorizer_fixture_restart (self);
  self->base.vault->state = VAULT_STATE_LOCKED;

  g_assert_null (authorizer_fixture_get_header (self, NULL, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_clear_error (&error);

  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_assert_cmpuint (self->base.vault->n_asked, ==, 1);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* Whose item is gone signs in again; that is no error of theirs. */
static void
test_item_gone (AuthorizerFixture *self,
                gconstpointer      data)
{
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  g_set_object (&self->base.vault->memory, NULL);
  self->base.vault->memory = vault_memory_new ();
  authorizer_fixture_restart (self);

  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (header);
  authorizer_fixture_enter (self);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person)),
                            "login_hint=ada"));
}

static void
test_forged (AuthorizerFixture *self,
             gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  self->base.person->deed = PERSON_IS_DECEIVED;
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  g_assert_null (crib_authorizer_get_account (self->authorizer));
  g_assert_cmpuint (self->base.vault->n_stores, ==, 0);
}

static void
test_declined (AuthorizerFixture *self,
               gconstpointer      data)
{
  g_autoptr(GError) error = NULL;

  self->base.person->deed = PERSON_DECLINES;
  g_assert_false (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == OAUTH_ERROR);
  g_assert_false (crib_authorizer_is_signing_in (self->authorizer));
}

/* entra.md 4.2: silently with the claims, else by a person; not twice for the same. */
static void
test_claims (AuthorizerFixture *self,
             gconstpointer      data)
{
  static const char challenge[] =
    "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6"
    "eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19\"";
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;
  const char *uri;

  authorizer_fixture_enter (self);
  header = authorizer_fixture_get_header (self, NULL, &error);
  sign_in_fixture_control (&self->base, "/revoke", "{}");

  crib_authorizer_begin_wait (self->authorizer);
  g_assert_true (authorizer_fixture_challenge (self, challenge, header, &error));
  g_assert_no_error (error);
  crib_authorizer_end_wait (self->authorizer);

  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);
  uri = oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person));
  g_assert_nonnull (strstr (uri, "acrs"));
  g_assert_nonnull (strstr (uri, "cp1"));
  g_assert_null (strstr (uri, "prompt="));
  g_assert_cmpstr (oauth_prompt_get_reason (tenant_prompter_get_last (self->base.person)), ==,
                   "Contoso Orders asks you to confirm your sign-in once more.");

  /* Once is enough. */
  vault_wipe_string (g_steal_pointer (&header));
  header = authorizer_fixture_get_header (self, NULL, &error);
  crib_authorizer_begin_wait (self->authorizer);
  g_assert_false (authorizer_fixture_challenge (self, challenge, header, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "Contoso Orders keeps asking for a stronger sign-in.");
  crib_authorizer_end_wait (self->authorizer);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);
}

/* What nobody was there to confirm is asked for when somebody comes. */
static void
test_claims_wait (AuthorizerFixture *self,
                  gconstpointer      data)
{
  static const char challenge[] =
    "Bearer error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6"
    "eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19\"";
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  header = authorizer_fixture_get_header (self, NULL, &error);
  sign_in_fixture_control (&self->base, "/revoke", "{}");
  g_assert_false (authorizer_fixture_challenge (self, challenge, header, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);

  authorizer_fixture_enter (self);
  g_assert_nonnull (strstr (oauth_prompt_get_uri (tenant_prompter_get_last (self->base.person)),
                            "acrs"));
}

/* Who does not confirm is asked for it by what needs it, and goes on with all else. */
static void
test_claims_declined (AuthorizerFixture *self,
                      gconstpointer      data)
{
  static const char challenge[] =
    "Bearer error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6"
    "eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19\"";
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  header = authorizer_fixture_get_header (self, NULL, &error);

  self->base.person->deed = PERSON_CANCELS;
  crib_authorizer_begin_wait (self->authorizer);
  g_assert_false (authorizer_fixture_challenge (self, challenge, header, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_clear_error (&error);
  crib_authorizer_end_wait (self->authorizer);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);

  vault_wipe_string (g_steal_pointer (&header));
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (header);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 2);
}

static void
test_bad_claims (AuthorizerFixture *self,
                 gconstpointer      data)
{
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  header = authorizer_fixture_get_header (self, NULL, &error);
  crib_authorizer_begin_wait (self->authorizer);
  g_assert_false (authorizer_fixture_challenge (self, "Bearer error=\"insufficient_claims\", "
                                                "claims=\"bm8ganNvbg\"", header, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
  crib_authorizer_end_wait (self->authorizer);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

static void
test_look (AuthorizerFixture *self,
           gconstpointer      data)
{
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(CribProtection) again = NULL;
  g_autoptr(GError) error = NULL;

  protection = authorizer_fixture_look (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crib_protection_get_permission (protection), ==, "mcp:tools");
  g_assert_cmpstr (crib_protection_get_tenant (protection), ==,
                   tenant_look_up (&self->base.demo, "tenant_id"));
  g_assert_true (crib_protection_is_entra (protection));
  g_assert_null (crib_protection_get_error (protection));

  again = authorizer_fixture_look (self, "Bearer", &error);
  g_assert_true (again == protection);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
}

/* The server's own scope wins; what Entra needs besides comes with it. */
static void
test_own_scope (AuthorizerFixture *self,
                gconstpointer      data)
{
  g_autoptr(CribProtection) protection = NULL;
  g_autofree char *text = NULL;

  crib_server_set_scope (self->server, "api://other/read");
  protection = authorizer_fixture_look (self, NULL, NULL);
  text = g_strjoinv (" ", (char **) crib_protection_get_scopes (protection));
  g_assert_nonnull (strstr (text, "api://other/read"));
  g_assert_nonnull (strstr (text, "openid"));
  g_assert_nonnull (strstr (text, "offline_access"));
  g_assert_null (strstr (text, "mcp:tools"));
  g_assert_cmpstr (crib_protection_get_permission (protection), ==, "read");
}

/* A server that has a token of its own gets none for Microsoft's APIs unless a person wrote that
 * down. */
static void
test_foreign_scope (AuthorizerFixture *self,
                    gconstpointer      data)
{
  g_autoptr(CribProtection) protection = NULL;
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;
  guint n_tokens;

  authorizer_fixture_enter (self);
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  n_tokens = sign_in_fixture_count (&self->base, "token");
  crib_authorizer_begin_wait (self->authorizer);
  g_assert_false (authorizer_fixture_challenge (self, "Bearer scope=\"https://graph.microsoft.com/"
                                                ".default\"", header, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_nonnull (strstr (error->message, "https://graph.microsoft.com"));
  crib_authorizer_end_wait (self->authorizer);
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "token"), ==, n_tokens);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);

  crib_server_set_scope (self->server, "https://graph.microsoft.com/User.Read");
  protection = authorizer_fixture_look (self, NULL, NULL);
  g_assert_null (crib_protection_get_error (protection));
}

/* The API of a server that somebody has signed in to is that server's: another one that names it
 * gets nothing, silently or not, unless a person writes it down. */
static void
test_api_of_another (AuthorizerFixture *self,
                     gconstpointer      data)
{
  g_autoptr(GListStore) servers = g_list_store_new (CRIB_TYPE_SERVER);
  g_autoptr(CribServer) other = crib_server_new ("Orders", "https://orders.contoso.example/mcp");
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(GError) error = NULL;

  crib_server_set_api (other, "e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47");
  g_list_store_append (servers, other);
  g_list_store_append (servers, self->server);
  crib_identity_set_servers (self->base.identity, G_LIST_MODEL (servers));

  crib_authorizer_begin_wait (self->authorizer);
  g_assert_false (authorizer_fixture_challenge (self, "Bearer", NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_nonnull (strstr (error->message, "Orders"));
  crib_authorizer_end_wait (self->authorizer);
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "token"), ==, 0);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
  g_assert_null (crib_server_get_api (self->server));

  crib_server_set_uri (other, crib_server_get_uri (self->server));
  authorizer_fixture_enter (self);
  g_assert_cmpstr (crib_server_get_api (self->server), ==, crib_server_get_api (other));
  crib_identity_set_servers (self->base.identity, NULL);
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

  ADD ("/crib/authorizer/client-id", test_client_id);
  ADD ("/crib/authorizer/untrusted", test_untrusted);
  ADD ("/crib/authorizer/trust-goes", test_trust_goes);
  ADD ("/crib/authorizer/trust-goes-meanwhile", test_trust_goes_meanwhile);
  ADD ("/crib/authorizer/unknown-tenant", test_unknown_tenant);
  ADD ("/crib/authorizer/absent", test_absent);
  ADD ("/crib/authorizer/locked", test_locked);
  ADD ("/crib/authorizer/item-gone", test_item_gone);
  ADD ("/crib/authorizer/forged", test_forged);
  ADD ("/crib/authorizer/declined", test_declined);
  ADD ("/crib/authorizer/claims", test_claims);
  ADD ("/crib/authorizer/claims-wait", test_claims_wait);
  ADD ("/crib/authorizer/claims-declined", test_claims_declined);
  ADD ("/crib/authorizer/bad-claims", test_bad_claims);
  ADD ("/crib/authorizer/look", test_look);
  ADD ("/crib/authorizer/own-scope", test_own_scope);
  ADD ("/crib/authorizer/foreign-scope", test_foreign_scope);
  ADD ("/crib/authorizer/api-of-another", test_api_of_another);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
