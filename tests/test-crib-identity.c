/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity.h"

#include "authorizer-fixture.h"
#include "crib-task-store.h"
#include "mcp-task-private.h"
#include "oauth-stored-account.h"
#include "tenant-fixture.h"
#include "vault-error.h"

static OauthAccount *
new_account (const char *id)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", id, "username", "ada@contoso.example", "authority",
                       "https://id.example.com", "issuer", "https://id.example.com", "client-id",
                       "toolcrib", NULL);
}

static gboolean
sign_out (CribIdentity  *identity,
          OauthAccount  *account,
          GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_identity_sign_out_async (identity, account, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);

  return crib_identity_sign_out_finish (identity, result, error);
}

static void
signed_out_cb (CribIdentity  *identity,
               OauthAccount  *account,
               OauthAccount **place)
{
  CribAccountStore *accounts = crib_identity_get_accounts (identity);

  /* The list is done when this is heard. */
  g_assert_null (crib_account_store_find (accounts, oauth_account_get_id (account), NULL, NULL));
  g_set_object (place, account);
}

static void
test_in_memory (void)
{
  CribIdentity *identity = crib_identity_new_in_memory ();
  g_autoptr(OauthAccount) account = new_account ("1");
  g_autoptr(OauthAccount) heard = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (VAULT_IS_MEMORY (crib_identity_get_vault (identity)));
  g_assert_nonnull (crib_identity_get_discovery (identity));
  g_assert_null (crib_identity_get_prompter (identity));
  g_assert_false (crib_identity_is_session_only (identity));
  g_signal_connect (identity, "signed-out", G_CALLBACK (signed_out_cb), &heard);

  crib_account_store_add (crib_identity_get_accounts (identity), account, &error);
  g_assert_true (sign_out (identity, account, &error));
  g_assert_no_error (error);
  g_assert_nonnull (heard);
  g_assert_true (crib_account_is_same (heard, account));

  /* Who is out already may leave again. */
  g_assert_true (sign_out (identity, account, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (identity);
}

static void
keep_task (VaultStore *vault,
           const char *uri,
           const char *account)
{
  g_autoptr(McpTask) task = mcp_task_new (account, uri, "2026-07-28", "dig", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_task_store_keep_async (vault, task, account, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  crib_task_store_change_finish (vault, result, &error);
  g_assert_no_error (error);
}

/* There is nothing but one task of @account. */
static void
assert_task (VaultStore *vault,
             const char *uri,
             const char *account)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  crib_task_store_read_async (vault, uri, VAULT_ASK_NEVER, NULL, sign_in_fixture_ready_cb,
                              &result);
  sign_in_fixture_wait (&result);
  tasks = crib_task_store_read_finish (vault, result, NULL);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpstr (((CribKeptTask *) g_ptr_array_index (tasks, 0))->account, ==, account);
}

static void
signed_out_tasks_cb (CribIdentity *identity,
                     OauthAccount *account,
                     guint        *count)
{
  (*count)++;
  g_assert_true (VAULT_IS_MEMORY (crib_identity_get_vault (identity)));
  assert_task (crib_identity_get_vault (identity), "https://a.example/mcp", "2");
  assert_task (crib_identity_get_vault (identity), "https://b.example/mcp", "2");
}

/* What runs at all servers for who leaves is not known any more when that is heard, in the keyring
 * and in memory. */
static void
test_tasks (void)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(FakeVault) vault = fake_vault_new ();
  g_autoptr(GListStore) servers = g_list_store_new (CRIB_TYPE_SERVER);
  g_autoptr(OauthAccount) account = new_account ("1");
  CribIdentity *identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  guint count = 0;

  g_signal_connect (identity, "signed-out", G_CALLBACK (signed_out_tasks_cb), &count);
  crib_identity_set_servers (identity, G_LIST_MODEL (servers));

  for (const char *name = "ab"; *name != '\0'; name++)
    {
      g_autofree char *uri = g_strdup_printf ("https://%c.example/mcp", *name);
      g_autofree char *written = g_strdup_printf ("HTTPS://%c.example:443/mcp", *name);
      g_autoptr(CribServer) server = crib_server_new ("A server", written);

      g_list_store_append (servers, server);

      for (guint i = 0; i < 2; i++)
        {
          crib_identity_set_session_only (identity, i == 1);
          keep_task (crib_identity_get_vault (identity), uri, "1");
          keep_task (crib_identity_get_vault (identity), uri, "2");
        }
    }

  g_assert_true (sign_out (identity, account, NULL));
  g_assert_cmpuint (count, ==, 1);
  assert_task (VAULT_STORE (vault), "https://a.example/mcp", "2");
  assert_task (VAULT_STORE (vault), "https://b.example/mcp", "2");
  g_assert_finalize_object (identity);
}

static void
test_vault_refuses (void)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(FakeVault) vault = fake_vault_new ();
  CribIdentity *identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  g_autoptr(OauthAccount) account = new_account ("1");
  g_autoptr(OauthAccount) heard = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect (identity, "signed-out", G_CALLBACK (signed_out_cb), &heard);
  crib_account_store_add (accounts, account, NULL);
  vault->state = VAULT_STATE_ABSENT;

  g_assert_false (sign_out (identity, account, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  g_clear_error (&error);
  g_assert_null (heard);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);

  /* For the session only there never was an item in it. */
  crib_identity_set_session_only (identity, TRUE);
  g_assert_true (VAULT_IS_MEMORY (crib_identity_get_vault (identity)));
  g_assert_true (sign_out (identity, account, &error));
  g_assert_no_error (error);
  g_assert_nonnull (heard);
  g_assert_finalize_object (identity);
}

static void
test_cancelled (void)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(FakeVault) vault = fake_vault_new ();
  CribIdentity *identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  g_autoptr(OauthAccount) account = new_account ("1");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  crib_account_store_add (accounts, account, NULL);
  crib_identity_sign_out_async (identity, account, cancellable, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  g_assert_false (crib_identity_sign_out_finish (identity, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (vault->n_clears, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  g_clear_object (&result);
  g_assert_finalize_object (identity);
}

static void
notify_cb (guint *count)
{
  (*count)++;
}

static void
test_properties (void)
{
  CribIdentity *identity = crib_identity_new_in_memory ();
  TenantPrompter *prompter = tenant_prompter_new (NULL);
  guint n_prompters = 0;
  guint n_sessions = 0;

  g_signal_connect_swapped (identity, "notify::prompter", G_CALLBACK (notify_cb), &n_prompters);
  g_signal_connect_swapped (identity, "notify::session-only", G_CALLBACK (notify_cb), &n_sessions);

  crib_identity_set_prompter (identity, OAUTH_PROMPTER (prompter));
  crib_identity_set_prompter (identity, OAUTH_PROMPTER (prompter));
  g_assert_cmpuint (n_prompters, ==, 1);
  g_object_set (identity, "session-only", TRUE, NULL);
  g_object_set (identity, "session-only", TRUE, NULL);
  g_assert_cmpuint (n_sessions, ==, 1);

  /* A window that closed asks nobody. */
  g_assert_finalize_object (prompter);
  g_assert_null (crib_identity_get_prompter (identity));
  g_assert_finalize_object (identity);
}

static void
test_clients (AuthorizerFixture *self,
              gconstpointer      data)
{
  g_autoptr(CribProtection) protection = authorizer_fixture_look (self, NULL, NULL);
  OauthAuthority *authority = crib_protection_get_authority (protection);
  CribIdentity *identity = self->base.identity;
  OauthClient *client = crib_identity_get_client (identity, authority, "a", NULL);

  g_assert_true (crib_identity_get_client (identity, authority, "a", NULL) == client);
  g_assert_true (crib_identity_get_client (identity, authority, "b", NULL) != client);
  g_assert_true (crib_identity_get_client (identity, authority, "a", "https://x.example/") !=
                 client);
}

/* Also where somebody puts the account back in the list: nothing is left of it. */
static void
test_forgets (AuthorizerFixture *self,
              gconstpointer      data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *header = NULL;
  g_autoptr(GError) error = NULL;

  authorizer_fixture_enter (self);
  account = g_object_ref (crib_authorizer_get_account (self->authorizer));
  g_assert_finalize_object (self->authorizer);
  g_assert_true (sign_out (self->base.identity, account, &error));

  crib_account_store_add (self->base.accounts, account, NULL);
  crib_server_set_account (self->server, oauth_account_get_id (account));
  self->authorizer = crib_authorizer_new (self->server, self->base.identity);
  g_assert_nonnull (crib_authorizer_get_account (self->authorizer));
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (header);
}

typedef struct
{
  AuthorizerFixture *fixture;
  OauthAccount *account;
  GString *steps;
} Order;

static gboolean
is_in_vault (Order *order)
{
  g_autoptr(VaultKey) key = oauth_stored_account_dup_key (order->account);
  g_autoptr(VaultSecret) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_lookup_async (VAULT_STORE (order->fixture->base.vault->memory), key, VAULT_ASK_NEVER,
                            NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  found = vault_store_lookup_finish (VAULT_STORE (order->fixture->base.vault->memory), result,
                                     NULL);

  return found != NULL;
}

/* What there still is of the account: in the vault, in memory, in the list; and whether the server
 * is still spoken to in its name. */
static void
note (Order      *order,
      const char *step)
{
  SignInFixture *base = &order->fixture->base;
  g_autoptr(GPtrArray) tokens = crib_identity_dup_tokens (base->identity, order->account);

  g_string_append_printf (order->steps, "%s:%d%d%d%d ", step, is_in_vault (order),
                          tokens->len > 0,
                          crib_account_store_find_same (base->accounts, order->account) != NULL,
                          crib_authorizer_get_account (order->fixture->authorizer) != NULL);
}

static void
tokens_changed_cb (CribIdentity *identity,
                   OauthAccount *account,
                   Order        *order)
{
  note (order, "memory");
}

static void
leaving_cb (CribAuthorizer *authorizer,
            Order          *order)
{
  note (order, "session");
}

static void
display_cb (CribAuthorizer *authorizer,
            Order          *order)
{
  note (order, "display");
}

/* entra.md 6: secret first, then memory, then sessions, and what is shown last: whatever ends the
 * program half-way leaves less access, never more. */
static void
test_order (AuthorizerFixture *self,
            gconstpointer      data)
{
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autoptr(OauthAccount) account = NULL;
  Order order = { self, NULL, steps };

  authorizer_fixture_enter (self);
  account = g_object_ref (crib_authorizer_get_account (self->authorizer));
  order.account = account;
  note (&order, "before");
  g_signal_connect (self->base.identity, "tokens-changed", G_CALLBACK (tokens_changed_cb), &order);
  g_signal_connect (self->authorizer, "leaving", G_CALLBACK (leaving_cb), &order);
  g_signal_connect (self->authorizer, "signed-out", G_CALLBACK (display_cb), &order);

  g_assert_true (sign_out (self->base.identity, account, NULL));
  g_assert_true (g_str_has_prefix (steps->str, "before:1111 memory:0011 "));
  g_assert_nonnull (strstr (steps->str, "session:0001 display:0000 "));
  g_signal_handlers_disconnect_by_data (self->base.identity, &order);
  g_signal_handlers_disconnect_by_data (self->authorizer, &order);
}

static void
save_failed_cb (CribIdentity *identity,
                const GError *error,
                guint        *count)
{
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  (*count)++;
}

/* What the keyring did not take goes on in memory, and stays there for the session when told so. */
static void
test_save_failed (AuthorizerFixture *self,
                  gconstpointer      data)
{
  g_autoptr(GError) error = NULL;
  guint count = 0;

  g_signal_connect (self->base.identity, "save-failed", G_CALLBACK (save_failed_cb), &count);
  self->base.vault->state = VAULT_STATE_LOCKED;
  sign_in_fixture_control (&self->base, "/lifetime", "{\"seconds\":200}");
  authorizer_fixture_enter (self);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);

  crib_identity_set_session_only (self->base.identity, TRUE);
  authorizer_fixture_enter (self);
  authorizer_fixture_enter (self);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
}

/* Nor does it end because somebody else is trusted from now on. */
static void
test_save_failed_and_trust (AuthorizerFixture *self,
                            gconstpointer      data)
{
  g_autofree char *header = NULL;
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;

  self->base.vault->state = VAULT_STATE_LOCKED;
  authorizer_fixture_enter (self);
  entry = g_variant_new_parsed ("{'issuer': <'https://id.example.com'>}");
  g_assert_true (crib_trust_add (self->base.trust, g_variant_ref_sink (entry), &error));
  g_assert_no_error (error);

  /* Nobody is asked anything for it. */
  self->base.vault->state = VAULT_STATE_READY;
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (header);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 1);
  g_assert_cmpuint (self->base.vault->n_stores, ==, 2);

  /* Who signs out leaves nothing, there either. */
  self->base.vault->state = VAULT_STATE_LOCKED;
  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_AGAIN, &error));
  crib_trust_remove (self->base.trust, "https://id.example.com", &error);
  self->base.vault->state = VAULT_STATE_READY;
  {
    g_autoptr(OauthAccount) account = g_object_ref (crib_authorizer_get_account (self->authorizer));

    g_assert_true (sign_out (self->base.identity, account, &error));
    crib_account_store_add (self->base.accounts, account, NULL);
    crib_server_set_account (self->server, oauth_account_get_id (account));
  }
  g_free (header);
  header = authorizer_fixture_get_header (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (header);
}

/* What an authority says of itself may have changed: the client is another, what it could not store
 * is not lost; the same words make no other client. */
static void
test_authority_changes (AuthorizerFixture *self,
                        gconstpointer      data)
{
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(CribProtection) again = NULL;
  CribIdentity *identity = self->base.identity;
  OauthClient *client;

  protection = authorizer_fixture_look (self, NULL, NULL);
  client = crib_identity_get_client (identity, crib_protection_get_authority (protection), "a",
                                     NULL);
  oauth_discovery_forget (crib_identity_get_discovery (identity));
  again = authorizer_fixture_look (self, "Bearer scope=\"x\"", NULL);
  g_assert_true (crib_protection_get_authority (again) !=
                 crib_protection_get_authority (protection));
  g_assert_true (crib_identity_get_client (identity, crib_protection_get_authority (again), "a",
                                           NULL) == client);
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

  g_test_add_func ("/crib/identity/in-memory", test_in_memory);
  g_test_add_func ("/crib/identity/tasks", test_tasks);
  g_test_add_func ("/crib/identity/vault-refuses", test_vault_refuses);
  g_test_add_func ("/crib/identity/cancelled", test_cancelled);
  g_test_add_func ("/crib/identity/properties", test_properties);
  ADD ("/crib/identity/clients", test_clients);
  ADD ("/crib/identity/forgets", test_forgets);
  ADD ("/crib/identity/order", test_order);
  ADD ("/crib/identity/save-failed", test_save_failed);
  ADD ("/crib/identity/save-failed-and-trust", test_save_failed_and_trust);
  ADD ("/crib/identity/authority-changes", test_authority_changes);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
