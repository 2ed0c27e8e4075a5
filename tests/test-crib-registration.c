/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-registration.h"
#include "store-fixture.h"

/* CribRegistration: what people type about signing in, and what is known already. */

#define GUID "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a90"
#define TENANT "https://login.microsoftonline.com/contoso.example/v2.0"
#define GENERIC "https://login.example.net/people"

static CribProtection *
create_protection (const char *issuer)
{
  return crib_protection_new (NULL, NULL, issuer, NULL, NULL);
}

static void
test_client_id (void)
{
  const char *const wrong[] = {
    "orders", "1b7c3f52", "{" GUID "}", GUID "0", "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a9g", " " GUID,
  };
  g_autoptr(CribProtection) entra = create_protection (TENANT);
  g_autoptr(CribProtection) generic = create_protection (GENERIC);
  g_autofree char *endless = g_strnfill (513, 'a');

  g_assert_null (crib_registration_dup_client_id_problem (GUID, entra));
  g_assert_null (crib_registration_dup_client_id_problem ("orders app_1", generic));
  g_assert_null (crib_registration_dup_client_id_problem ("orders", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *problem = crib_registration_dup_client_id_problem (wrong[i], entra);

      g_assert_nonnull (problem);
    }

  for (guint i = 0; i < 3; i++)
    {
      const char *const odd[] = { "a\nb", "\303\244", endless };
      g_autofree char *problem = crib_registration_dup_client_id_problem (odd[i], generic);

      g_assert_nonnull (problem);
    }
}

static void
test_issuer (void)
{
  const struct
  {
    const char *text;
    const char *issuer;   /* NULL: refused */
  } cases[] = {
    { "contoso.example", "https://login.microsoftonline.com/contoso.example/v2.0" },
    { GUID, "https://login.microsoftonline.com/" GUID "/v2.0" },
    { "organizations", "https://login.microsoftonline.com/organizations/v2.0" },
    { GENERIC, GENERIC },
    { "http://127.0.0.1:8080/contoso/v2.0", "http://127.0.0.1:8080/contoso/v2.0" },
    { "http://login.example.net/", NULL },
    { "https://", NULL },
    { "https://login.microsoftonline.com/", NULL },
    { "https://login.microsoftonline.com/{tenantid}/v2.0", NULL },
    { "consumers", NULL },
    { "contoso/../evil", NULL },
    { "contoso example", NULL },
    { "contoso.example?x=1", NULL },
    { GENERIC "?x=1", NULL },
    { GENERIC "#x", NULL },
    { "javascript://x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *issuer = crib_registration_dup_issuer (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (issuer, ==, cases[i].issuer);

      if (cases[i].issuer == NULL)
        g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ADDRESS);
      else
        g_assert_no_error (error);
    }
}

static void
assert_known (CribConnectionPool *pool,
              CribIdentity       *identity,
              const char         *issuer,
              const char         *expected)
{
  g_autoptr(CribProtection) protection = create_protection (issuer);
  g_autofree char *known = NULL;

  known = crib_registration_dup_known_client_id (pool, identity, protection);
  g_assert_cmpstr (known, ==, expected);
}

static void
add_account (CribIdentity *identity,
             const char   *issuer,
             const char   *client_id)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  account = g_object_new (OAUTH_TYPE_ACCOUNT, "id", "ada", "authority", "login.windows.net",
                          "issuer", issuer, "client-id", client_id, NULL);
  crib_account_store_add (crib_identity_get_accounts (identity), account, &error);
  g_assert_no_error (error);
}

static void
test_known (StoreFixture  *fixture,
            gconstpointer  data)
{
  CribServer *server = store_fixture_add (fixture->store, "Orders");
  CribServer *other = store_fixture_add (fixture->store, "Other");
  CribIdentity *identity = crib_identity_new_in_memory ();
  CribConnectionPool *pool = crib_connection_pool_new (fixture->store, identity);

  crib_server_set_client_id (server, "app-1");
  assert_known (pool, identity, GENERIC, NULL);

  crib_server_set_authority (server, GENERIC "/");
  assert_known (pool, identity, GENERIC, "app-1");
  assert_known (pool, identity, GENERIC "/more", NULL);
  assert_known (pool, NULL, GENERIC, "app-1");

  crib_server_set_authority (other, GENERIC);
  assert_known (pool, identity, GENERIC, "app-1");
  crib_server_set_client_id (other, "app-1");
  assert_known (pool, identity, GENERIC, "app-1");

  add_account (identity, TENANT, GUID);
  assert_known (pool, identity, TENANT, GUID);
  assert_known (pool, NULL, TENANT, NULL);

  /* Two of them: a person has to say which. */
  crib_server_set_client_id (other, "app-2");
  assert_known (pool, identity, GENERIC, NULL);
  crib_server_set_client_id (other, "app-1");
  add_account (identity, GENERIC, "app-3");
  assert_known (pool, identity, GENERIC, NULL);

  g_assert_finalize_object (pool);
  g_assert_finalize_object (identity);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/registration/client-id", test_client_id);
  g_test_add_func ("/registration/issuer", test_issuer);
  g_test_add ("/registration/known", StoreFixture, NULL, store_fixture_set_up, test_known,
              store_fixture_tear_down);

  return g_test_run ();
}
