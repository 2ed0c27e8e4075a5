/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer.h"

#include "mock-server.h"
#include "oauth-error.h"

#include <string.h>

/* A server and its authority on one loopback port, and nobody to ask. */
typedef struct
{
  MockServer *mock;
  char *origin;
  char *issuer;
  char *resource;            /* metadata, by path; nullable: 404 */
  char *elsewhere;           /* metadata at /elsewhere, nullable */
  char *authority;
  CribIdentity *identity;
  CribServer *server;
  CribAuthorizer *authorizer;
} Fixture;

static void
answer_cb (MockExchange *exchange,
           gpointer      user_data)
{
  Fixture *self = user_data;
  const char *path = mock_exchange_get_path (exchange);
  const char *body = NULL;

  if (g_str_equal (path, "/.well-known/oauth-protected-resource/mcp"))
    body = self->resource;
  else if (g_str_equal (path, "/elsewhere"))
    body = self->elsewhere;
  else if (g_str_has_prefix (path, "/.well-known/oauth-authorization-server"))
    body = self->authority;

  mock_exchange_reply (exchange, body != NULL ? 200 : 404, "application/json",
                       body != NULL ? body : "{}");
}

/* @issuers: as they stand in an array */
static char *
write_resource (Fixture    *self,
                const char *issuers,
                const char *scope)
{
  return g_strdup_printf ("{\"resource\":\"%s/mcp\",\"authorization_servers\":[%s],"
                          "\"scopes_supported\":[\"%s\"]}", self->origin, issuers, scope);
}

static char *
write_authority (Fixture    *self,
                 const char *issuer)
{
  return g_strdup_printf ("{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize\","
                          "\"token_endpoint\":\"%s/token\",\"response_types_supported\":[\"code\"],"
                          "\"code_challenge_methods_supported\":[\"S256\"]}",
                          issuer, self->origin, self->origin);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GVariant) entry = NULL;
  g_autofree char *issuers = NULL;
  g_autoptr(GError) error = NULL;
  GVariantDict dict;

  self->mock = mock_server_new ();
  mock_server_set_handler (self->mock, answer_cb, self);
  self->origin = g_strndup (mock_server_get_uri (self->mock),
                            strlen (mock_server_get_uri (self->mock)) - strlen ("/mcp"));
  self->issuer = g_strconcat (self->origin, "/as", NULL);
  issuers = g_strdup_printf ("\"%s\"", self->issuer);
  self->resource = write_resource (self, issuers, "listed");
  self->authority = write_authority (self, self->issuer);

  self->identity = crib_identity_new_in_memory ();
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", self->issuer);
  g_variant_dict_insert (&dict, "kind", "s", "generic");
  g_variant_dict_insert (&dict, "allow-http-loopback", "b", TRUE);
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));
  crib_trust_add_for_run (crib_identity_get_trust (self->identity), entry, &error);
  g_assert_no_error (error);

  self->server = crib_server_new ("Orders", mock_server_get_uri (self->mock));
  self->authorizer = crib_authorizer_new (self->server, self->identity);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->authorizer);
  g_assert_finalize_object (self->server);
  g_assert_finalize_object (self->identity);
  mock_server_free (self->mock);
  g_free (self->origin);
  g_free (self->issuer);
  g_free (self->resource);
  g_free (self->elsewhere);
  g_free (self->authority);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static CribProtection *
look (Fixture     *self,
      const char  *challenge,
      GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_authorizer_look_async (self->authorizer, challenge, NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return crib_authorizer_look_finish (self->authorizer, result, error);
}

static void
assert_scope (CribProtection *protection,
              const char     *scope)
{
  const char * const expected[] = { scope, NULL };

  g_assert_cmpstrv (crib_protection_get_scopes (protection), expected);
}

/* The challenge's scope is for now; what the person wrote down is for good (mcp.md 4.5). */
static void
test_scopes (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(CribProtection) listed = look (self, NULL, NULL);
  g_autoptr(CribProtection) challenged = look (self, "Bearer scope=\"asked\"", NULL);
  g_autoptr(CribProtection) same = look (self, "Bearer", NULL);
  g_autoptr(CribProtection) own = NULL;

  assert_scope (listed, "listed");
  assert_scope (challenged, "asked");
  g_assert_true (same == challenged);
  g_assert_false (crib_protection_is_entra (listed));

  crib_server_set_scope (self->server, "own");
  own = look (self, "Bearer scope=\"third\"", NULL);
  assert_scope (own, "own");
}

static void
test_new_place (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *issuers = g_strdup_printf ("\"%s\"", self->issuer);
  g_autofree char *challenge = NULL;
  g_autoptr(CribProtection) first = NULL;
  g_autoptr(CribProtection) second = NULL;
  g_autoptr(CribProtection) third = NULL;

  self->elsewhere = write_resource (self, issuers, "elsewhere");
  challenge = g_strdup_printf ("Bearer resource_metadata=\"%s/elsewhere\"", self->origin);

  first = look (self, NULL, NULL);
  assert_scope (first, "listed");
  second = look (self, challenge, NULL);
  assert_scope (second, "elsewhere");

  /* Where it was last, it is looked for later. */
  crib_server_set_client_id (self->server, "toolcrib");
  third = look (self, NULL, NULL);
  assert_scope (third, "elsewhere");
}

static void
test_first_trusted (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *issuers = g_strdup_printf ("\"https://evil.example\",\"%s\"", self->issuer);
  g_autoptr(CribProtection) protection = NULL;

  g_free (self->resource);
  self->resource = write_resource (self, issuers, "listed");
  protection = look (self, NULL, NULL);
  g_assert_cmpstr (crib_protection_get_issuer (protection), ==, self->issuer);
  g_assert_null (crib_protection_get_error (protection));
}

static void
test_own_authority (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->resource, g_free);
  g_assert_null (look (self, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_clear_error (&error);

  crib_server_set_authority (self->server, self->issuer);
  protection = look (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (crib_protection_get_resource (protection));
  g_assert_nonnull (crib_protection_get_authority (protection));
}

/* RFC 8414 §3.3. Not remembered: who mends it need not start us again. */
static void
test_other_issuer (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(CribProtection) bad = NULL;
  g_autoptr(CribProtection) good = NULL;

  g_free (self->authority);
  self->authority = write_authority (self, "https://evil.example");
  bad = look (self, NULL, NULL);
  g_assert_error (crib_protection_get_error (bad), OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_assert_null (crib_protection_get_authority (bad));
  g_assert_nonnull (crib_protection_get_resource (bad));
  g_assert_cmpstr (crib_protection_get_issuer (bad), ==, self->issuer);

  g_free (self->authority);
  self->authority = write_authority (self, self->issuer);
  good = look (self, NULL, NULL);
  g_assert_null (crib_protection_get_error (good));
}

static void
test_other_resource (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_free (self->resource);
  self->resource = g_strdup_printf ("{\"resource\":\"https://bank.example/mcp\","
                                    "\"authorization_servers\":[\"%s\"]}", self->issuer);
  g_assert_null (look (self, NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  g_assert_null (crib_authorizer_get_protection (self->authorizer));
}

static void
test_malformed (Fixture       *self,
                gconstpointer  data)
{
  static const char * const challenges[] = {
    "", "Bearer", "Basic realm=\"x\"", "Bearer resource_metadata=\"javascript:alert(1)\"",
    "Bearer resource_metadata=\"https://bank.example/\"", "Bearer resource_metadata=\"\\\"\"",
    "Bearer resource_metadata", ",,,", "Bearer scope=\"\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (challenges); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CribProtection) protection = look (self, challenges[i], &error);

      g_assert_no_error (error);
      g_assert_null (crib_protection_get_error (protection));
      assert_scope (protection, "listed");
    }
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_authorizer_look_async (self->authorizer, NULL, cancellable, ready_cb, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (crib_authorizer_look_finish (self->authorizer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is found out about the old address says nothing of the new. */
static void
test_address_changes (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = g_strconcat (self->origin, "/other", NULL);

  crib_authorizer_look_async (self->authorizer, NULL, NULL, ready_cb, &result);
  crib_server_set_uri (self->server, uri);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (crib_authorizer_look_finish (self->authorizer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (crib_authorizer_get_protection (self->authorizer));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/crib/authorizer/look/scopes", test_scopes);
  ADD ("/crib/authorizer/look/new-place", test_new_place);
  ADD ("/crib/authorizer/look/first-trusted", test_first_trusted);
  ADD ("/crib/authorizer/look/own-authority", test_own_authority);
  ADD ("/crib/authorizer/look/other-issuer", test_other_issuer);
  ADD ("/crib/authorizer/look/other-resource", test_other_resource);
  ADD ("/crib/authorizer/look/malformed", test_malformed);
  ADD ("/crib/authorizer/look/cancelled", test_cancelled);
  ADD ("/crib/authorizer/look/address-changes", test_address_changes);

  return g_test_run ();
}
