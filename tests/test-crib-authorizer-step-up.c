/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer.h"

#include "fake-prompter.h"
#include "oauth-error.h"
#include "oauth-form.h"
#include "vault-memory.h"

#include <string.h>

#define WRITE "Bearer error=\"insufficient_scope\", scope=\"write\""

/* A server of a generic authority, one that somebody has signed in to for "read". */
typedef struct
{
  MockAuthority *mock;
  FakePrompter *person;
  CribIdentity *identity;
  CribServer *server;
  CribAuthorizer *authorizer;
  guint n_stepped_up;
} Fixture;

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
stepped_up_cb (CribAuthorizer *authorizer,
               Fixture        *self)
{
  self->n_stepped_up++;
}

static void
renew_authorizer (Fixture *self)
{
  g_clear_object (&self->authorizer);
  self->authorizer = crib_authorizer_new (self->server, self->identity);
  g_signal_connect (self->authorizer, "stepped-up", G_CALLBACK (stepped_up_cb), self);
}

static gboolean
refuse (Fixture     *self,
        guint        status,
        const char  *challenge,
        const char  *header,
        GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  mcp_authorizer_handle_challenge_async (MCP_AUTHORIZER (self->authorizer), self->mock->server_uri,
                                         status, challenge, header, NULL, keep_cb, &result);

  return mcp_authorizer_handle_challenge_finish (MCP_AUTHORIZER (self->authorizer),
                                                 await (&result), error);
}

static char *
dup_header (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *header = NULL;

  mcp_authorizer_get_header_async (MCP_AUTHORIZER (self->authorizer), self->mock->server_uri, NULL,
                                   keep_cb, &result);
  mcp_authorizer_get_header_finish (MCP_AUTHORIZER (self->authorizer), await (&result), &header,
                                    &error);
  g_assert_no_error (error);

  return header;
}

/* With the token that there is just now. */
static gboolean
step_up (Fixture     *self,
         const char  *challenge,
         GError     **error)
{
  g_autofree char *header = dup_header (self);

  return refuse (self, 403, challenge, header, error);
}

static void
sign_in (Fixture        *self,
         CribSignInKind  kind)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_authorizer_sign_in_async (self->authorizer, kind, -1, NULL, keep_cb, &result);
  g_assert_true (crib_authorizer_sign_in_finish (self->authorizer, await (&result), &error));
  g_assert_no_error (error);
}

/* What the last page was asked for. */
static char *
dup_scope (Fixture *self)
{
  OauthPrompt *last = g_ptr_array_index (self->person->prompts, self->person->prompts->len - 1);

  return oauth_form_dup_only (strchr (oauth_prompt_get_uri (last), '?') + 1, "scope");
}

static void
assert_scope (Fixture    *self,
              guint       n_prompts,
              const char *scope)
{
  g_autofree char *asked = dup_scope (self);

  g_assert_cmpuint (self->person->prompts->len, ==, n_prompts);
  g_assert_cmpstr (asked, ==, scope);
}

static void
publish (Fixture    *self,
         const char *issuer)
{
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"],"
                          "\"scopes_supported\":[\"listed\"]}", self->mock->server_uri, issuer);
  mock_authority_publish (self->mock, "/.well-known/oauth-protected-resource/mcp", 200, body);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) entry = NULL;

  self->mock = mock_authority_new ();
  publish (self, self->mock->issuer);
  self->person = fake_prompter_new (self->mock);
  self->identity = crib_identity_new_in_memory ();
  entry = g_variant_new_parsed ("{'issuer': <%s>, 'allow-http-loopback': <true>}",
                                self->mock->issuer);
  crib_trust_add_for_run (crib_identity_get_trust (self->identity), g_variant_ref_sink (entry),
                          &error);
  g_assert_no_error (error);
  crib_identity_set_prompter (self->identity, OAUTH_PROMPTER (self->person));
  self->server = crib_server_new ("Tools", self->mock->server_uri);
  crib_server_set_client_id (self->server, MOCK_CLIENT);
  renew_authorizer (self);

  crib_authorizer_begin_wait (self->authorizer);
  g_assert_true (refuse (self, 401, "Bearer scope=\"read\"", NULL, &error));
  g_assert_no_error (error);
  assert_scope (self, 1, "read");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);

  g_assert_finalize_object (self->authorizer);
  g_assert_finalize_object (self->server);
  g_assert_finalize_object (self->identity);
  g_assert_finalize_object (self->person);
  mock_authority_free (self->mock);
}

/* The union, a word why, and once more the same request (SEP-2350). */
static void
test_union (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *before = dup_header (self);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  OauthPrompt *prompt;

  g_assert_true (step_up (self, WRITE, &error));
  g_assert_no_error (error);
  assert_scope (self, 2, "read write");
  prompt = g_ptr_array_index (self->person->prompts, 1);
  g_assert_cmpstr (oauth_prompt_get_reason (prompt), ==,
                   "Tools asks for one more permission before it goes on.");
  after = dup_header (self);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpuint (self->n_stepped_up, ==, 1);

  g_assert_true (step_up (self, "Bearer scope=\"admin write\", error=\"insufficient_scope\"",
                          &error));
  assert_scope (self, 3, "read write admin");
  g_assert_cmpuint (self->n_stepped_up, ==, 2);
}

/* What was agreed to is asked for from the beginning, also where the first challenge names less. */
static void
test_remembered (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *header = NULL;
  g_autofree char *scope = NULL;
  CribProtection *protection;

  g_assert_true (step_up (self, WRITE, NULL));
  g_assert_cmpstr (crib_server_get_step_up_scope (self->server), ==, "write");

  crib_authorizer_end_wait (self->authorizer);
  renew_authorizer (self);
  crib_authorizer_begin_wait (self->authorizer);
  header = dup_header (self);
  g_assert_nonnull (header);
  g_assert_true (refuse (self, 401, "Bearer scope=\"read\"", header, NULL));
  protection = crib_authorizer_get_protection (self->authorizer);
  scope = g_strjoinv (" ", (char **) crib_protection_get_scopes (protection));
  g_assert_cmpstr (scope, ==, "read write");
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
}

/* That is one person's, at one place. */
static void
test_forgotten (Fixture       *self,
                gconstpointer  data)
{
  static const struct
  {
    const char *property;
    const char *value;
  } changes[] = {
    { "account", "somebody" }, { "account", NULL }, { "client-id", "other" },
    { "scope", "own" }, { "uri", "https://tools.example/mcp" },
    { "authority", "https://a.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(CribServer) server = crib_server_new ("Tools", "https://tools.example");

      crib_server_set_account (server, "ada");
      crib_server_set_step_up_scope (server, "write");
      crib_server_set_redirect_uri (server, "http://127.0.0.1");
      crib_server_set_name (server, "Other");
      g_assert_cmpstr (crib_server_get_step_up_scope (server), ==, "write");
      g_object_set (server, changes[i].property, changes[i].value, NULL);
      g_assert_null (crib_server_get_step_up_scope (server));
    }
}

/* A server that nothing is enough for: three pages at most with the first, then its refusal. */
static void
test_no_loop (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint count = 0;

  for (guint i = 0; i < 6; i++)
    count += step_up (self, i % 2 == 0 ? "Bearer error=\"insufficient_scope\", scope=\"a b\""
                                       : "Bearer error=\"insufficient_scope\", scope=\"b a a\"",
                      &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (self->person->prompts->len, ==, 3);

  /* Whoever presses the button has it tried again. */
  sign_in (self, CRIB_SIGN_IN_PLAIN);
  assert_scope (self, 4, "read a b");
  g_assert_true (step_up (self, WRITE, &error));
}

/* Nobody is asked again for what they declined, until they press a button. */
static void
test_declined (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->person->deed = FAKE_CANCELS;
  g_assert_false (step_up (self, WRITE, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (step_up (self, WRITE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
  g_assert_null (crib_server_get_step_up_scope (self->server));
  g_assert_cmpuint (self->n_stepped_up, ==, 0);

  self->person->deed = FAKE_SIGNS_IN;
  sign_in (self, CRIB_SIGN_IN_PLAIN);
  assert_scope (self, 3, "read write");
  g_assert_cmpstr (crib_server_get_step_up_scope (self->server), ==, "write");
}

/* What was declined is no part of what the next call wants, and of the next press of a button. */
static void
test_declined_alone (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->person->deed = FAKE_CANCELS;
  g_assert_false (step_up (self, WRITE, NULL));

  self->person->deed = FAKE_SIGNS_IN;
  g_assert_true (step_up (self, "Bearer error=\"insufficient_scope\", scope=\"admin\"",
                          &error));
  g_assert_no_error (error);
  assert_scope (self, 3, "read admin");
  g_assert_cmpstr (crib_server_get_step_up_scope (self->server), ==, "admin");

  sign_in (self, CRIB_SIGN_IN_PLAIN);
  assert_scope (self, 4, "read admin write");
}

/* What the authority does not give is in the way of one sign-in by a button, and of no other. */
static void
test_declined_button (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  self->person->answer = "error=invalid_scope&state=%s";
  g_assert_false (step_up (self, WRITE, NULL));
  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_AGAIN, -1, NULL, keep_cb, &result);
  g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, await (&result), &error));
  g_assert_true (error->domain == OAUTH_ERROR);
  assert_scope (self, 3, "read write");

  self->person->answer = NULL;
  sign_in (self, CRIB_SIGN_IN_AGAIN);
  assert_scope (self, 4, "read");
  g_assert_null (crib_server_get_step_up_scope (self->server));
}

/* Nobody there: the server's own refusal stands, and the token goes on for all else. */
static void
test_nobody (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *before = dup_header (self);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  crib_authorizer_end_wait (self->authorizer);
  g_assert_false (step_up (self, WRITE, &error));
  g_assert_no_error (error);
  after = dup_header (self);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);

  sign_in (self, CRIB_SIGN_IN_PLAIN);
  assert_scope (self, 2, "read write");
  crib_authorizer_begin_wait (self->authorizer);
}

/* Two calls want the same: one page; another header came meanwhile: none. */
static void
test_shared (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *header = dup_header (self);
  g_autoptr(GAsyncResult) one = NULL;
  g_autoptr(GAsyncResult) two = NULL;
  McpAuthorizer *authorizer = MCP_AUTHORIZER (self->authorizer);
  const char *uri = self->mock->server_uri;

  mcp_authorizer_handle_challenge_async (authorizer, uri, 403, WRITE, header, NULL, keep_cb, &one);
  mcp_authorizer_handle_challenge_async (authorizer, uri, 403, WRITE, header, NULL, keep_cb, &two);
  g_assert_true (mcp_authorizer_handle_challenge_finish (authorizer, await (&one), NULL));
  g_assert_true (mcp_authorizer_handle_challenge_finish (authorizer, await (&two), NULL));
  g_assert_cmpuint (self->person->prompts->len, ==, 2);

  g_assert_true (refuse (self, 403, WRITE, header, NULL));
  g_assert_cmpuint (self->person->prompts->len, ==, 2);
}

/* A page for more rights holds up nobody who does without them. */
static void
test_others (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *header = dup_header (self);
  g_autofree char *other = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  McpAuthorizer *authorizer = MCP_AUTHORIZER (self->authorizer);

  self->person->deed = FAKE_WAITS;
  mcp_authorizer_handle_challenge_async (authorizer, self->mock->server_uri, 403, WRITE, header,
                                         cancellable, keep_cb, &result);
  while (!crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);

  other = dup_header (self);
  g_assert_cmpstr (other, ==, header);
  g_cancellable_cancel (cancellable);
  g_assert_false (mcp_authorizer_handle_challenge_finish (authorizer, await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (crib_authorizer_is_signing_in (self->authorizer))
    g_main_context_iteration (NULL, TRUE);
}

/* A person's own word stands. */
static void
test_own_scope (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  crib_server_set_scope (self->server, "own");
  sign_in (self, CRIB_SIGN_IN_PLAIN);
  g_assert_false (step_up (self, WRITE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);
}

/* 403s that no sign-in mends, and what is left of a hostile one. */
static void
test_hostile (Fixture       *self,
              gconstpointer  data)
{
  static const char * const plain[] = {
    "Bearer", "Bearer error=\"insufficient_scope\"",
    "Bearer error=\"insufficient_scope\", scope=\"\"",
    "Bearer error=\"insufficient_scope\", scope=\" \t \"", "Bearer scope=\"write\"",
    "Bearer error=\"invalid_token\", scope=\"write\"", "Basic error=\"insufficient_scope\", "
    "scope=\"write\"", "Bearer error=\"insufficient_scope\", scope=\"\\\"\\\\ \303\244\"",
    "Bearer error=\"insufficient_scope\", Basic scope=\"write\"", "\377", "",
  };
  g_autoptr(GString) many = g_string_new ("Bearer error=\"insufficient_scope\", scope=\"");
  g_autofree char *scope = NULL;
  g_auto(GStrv) words = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (step_up (self, NULL, &error));

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_assert_false (step_up (self, plain[i], &error));

  g_assert_no_error (error);
  g_assert_cmpuint (self->person->prompts->len, ==, 1);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "s%u ", i);
  g_string_append_c (many, '"');
  g_assert_true (step_up (self, many->str, &error));
  scope = dup_scope (self);
  words = g_strsplit (scope, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 64);
  g_assert_cmpstr (words[0], ==, "read");
}

#define ADD(path, function) \
  g_test_add ("/crib/authorizer/step-up/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("union", test_union);
  ADD ("remembered", test_remembered);
  ADD ("forgotten", test_forgotten);
  ADD ("no-loop", test_no_loop);
  ADD ("declined", test_declined);
  ADD ("declined-alone", test_declined_alone);
  ADD ("declined-button", test_declined_button);
  ADD ("nobody", test_nobody);
  ADD ("shared", test_shared);
  ADD ("others", test_others);
  ADD ("own-scope", test_own_scope);
  ADD ("hostile", test_hostile);

  return g_test_run ();
}
