/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-task-store.h"
#include "mcp-task-private.h"
#include "vault-memory.h"

#include <string.h>

#define A "https://a.example/mcp"
#define B "https://b.example/mcp"

typedef struct
{
  VaultStore *vault;
  GAsyncResult *place;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->vault = VAULT_STORE (vault_memory_new ());
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->place);
  g_assert_finalize_object (fixture->vault);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ((Fixture *) user_data)->place = g_object_ref (result);
}

static GAsyncResult *
wait (Fixture *fixture)
{
  g_clear_object (&fixture->place);

  while (fixture->place == NULL)
    g_main_context_iteration (NULL, TRUE);

  return fixture->place;
}

static McpTask *
new_task (const char *id,
          const char *uri,
          gint64      age,
          gint64      ttl)
{
  g_autofree char *json = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  json = g_strdup_printf ("{\"id\":\"%s\",\"uri\":\"%s\",\"protocolVersion\":\"2026-07-28\","
                          "\"tool\":\"t\",\"created\":%" G_GINT64_FORMAT ",\"ttl\":%"
                          G_GINT64_FORMAT "}", id, uri, g_get_real_time () / 1000 - age, ttl);
  document = sjson_document_new_from_string (json, -1, NULL, NULL);
  root = sjson_document_get_root (document);

  return mcp_task_new_from_json (&root);
}

static void
keep_of (Fixture    *fixture,
         const char *id,
         const char *uri,
         gint64      age,
         gint64      ttl,
         const char *account)
{
  g_autoptr(McpTask) task = new_task (id, uri, age, ttl);
  g_autoptr(GError) error = NULL;

  crib_task_store_keep_async (fixture->vault, task, account, ready_cb, fixture);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  g_assert_no_error (error);
}

static void
keep (Fixture    *fixture,
      const char *id,
      const char *uri,
      gint64      age,
      gint64      ttl)
{
  keep_of (fixture, id, uri, age, ttl, "ada");
}

static char *
read_ids (Fixture    *fixture,
          const char *uri)
{
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GError) error = NULL;
  GString *ids = g_string_new (NULL);

  crib_task_store_read_async (fixture->vault, uri, VAULT_ASK_NEVER, NULL, ready_cb, fixture);
  tasks = crib_task_store_read_finish (fixture->vault, wait (fixture), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < tasks->len; i++)
    {
      CribKeptTask *kept = g_ptr_array_index (tasks, i);

      g_assert_cmpstr (mcp_task_get_uri (kept->task), ==, uri);
      g_assert_cmpstr (kept->account, ==, "ada");
      g_string_append_printf (ids, "%s;", mcp_task_get_id (kept->task));
    }

  return g_string_free (ids, FALSE);
}

static void
assert_ids (Fixture    *fixture,
            const char *uri,
            const char *expected)
{
  g_autofree char *ids = read_ids (fixture, uri);

  g_assert_cmpstr (ids, ==, expected);
}

/* Not even an empty list. */
static void
assert_nothing (Fixture    *fixture,
                const char *uri)
{
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_TASKS, NULL, NULL, uri);
  g_autoptr(VaultSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_lookup_async (fixture->vault, key, VAULT_ASK_NEVER, NULL, ready_cb, fixture);
  secret = vault_store_lookup_finish (fixture->vault, wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_null (secret);
}

/* Each server's apart; the same one is kept once; what is over is forgotten. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(McpTask) task = new_task ("one", A, 0, -1);
  g_autoptr(GError) error = NULL;

  assert_ids (fixture, A, "");
  keep (fixture, "one", A, 0, -1);
  keep (fixture, "two", A, 0, 60000);
  keep (fixture, "three", B, 0, -1);
  keep (fixture, "one", A, 0, 90000);
  assert_ids (fixture, A, "two;one;");
  assert_ids (fixture, B, "three;");

  crib_task_store_forget_async (fixture->vault, task, ready_cb, fixture);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  crib_task_store_forget_async (fixture->vault, task, ready_cb, fixture);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  assert_ids (fixture, A, "two;");
}

/* Who forgets it may come to it before who keeps it. */
static void
test_over (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(McpTask) task = new_task ("one", A, 0, -1);
  g_autoptr(GError) error = NULL;

  crib_task_store_keep_async (fixture->vault, task, "ada", ready_cb, fixture);
  mcp_task_set_over (task);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  g_assert_no_error (error);
  assert_nothing (fixture, A);

  keep (fixture, "one", A, 0, -1);
  keep (fixture, "two", A, 0, -1);
  crib_task_store_keep_async (fixture->vault, task, "ada", ready_cb, fixture);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  assert_ids (fixture, A, "two;");
}

/* The last one leaves nothing behind. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(McpTask) task = new_task ("one", A, 0, -1);
  g_autoptr(GError) error = NULL;

  keep (fixture, "one", A, 0, -1);
  crib_task_store_forget_async (fixture->vault, task, ready_cb, fixture);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  g_assert_no_error (error);
  assert_nothing (fixture, A);
}

static void
forget_account (Fixture    *fixture,
                const char *account)
{
  g_autoptr(GError) error = NULL;

  crib_task_store_forget_account_async (fixture->vault, A, account, ready_cb, fixture);
  g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), &error));
  g_assert_no_error (error);
}

/* Of that one, and there, and also what ran out of time. */
static void
test_account (Fixture       *fixture,
              gconstpointer  data)
{
  forget_account (fixture, "ada");
  keep_of (fixture, "grace-1", A, 0, -1, "grace");
  keep (fixture, "one", A, 0, -1);
  keep_of (fixture, "nobody-1", A, 0, -1, NULL);
  keep_of (fixture, "grace-2", A, 0, -1, "grace");
  keep_of (fixture, "grace-3", B, 0, -1, "grace");
  forget_account (fixture, "grace");
  forget_account (fixture, "grace");
  forget_account (fixture, "");
  {
    g_autoptr(McpTask) nobodys = new_task ("nobody-1", A, 0, -1);

    crib_task_store_forget_async (fixture->vault, nobodys, ready_cb, fixture);
    g_assert_true (crib_task_store_change_finish (fixture->vault, wait (fixture), NULL));
  }
  assert_ids (fixture, A, "one;");
  forget_account (fixture, "ada");
  assert_nothing (fixture, A);
  keep (fixture, "old", A, 5000, 4000);
  forget_account (fixture, "ada");
  assert_nothing (fixture, A);
}

/* What ran out of time, and what is too much. */
static void
test_bounded (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *ids = NULL;

  keep (fixture, "old", A, 5000, 4000);
  assert_ids (fixture, A, "");

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      keep (fixture, id, A, 0, -1);
    }

  ids = read_ids (fixture, A);
  g_assert_cmpstr (ids, ==, "4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;");
}

/* Somebody else has written there. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const cases[] = {
    "", "{", "7", "{}", "[7,null,{},{\"task\":7}]",
    "[{\"account\":\"ada\",\"task\":{\"id\":\"x\",\"uri\":\"" B "\",\"protocolVersion\":\"v\","
    "\"tool\":\"t\",\"created\":1,\"ttl\":-1}}]"
  };
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_TASKS, NULL, NULL, A);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VaultSecret) secret = vault_secret_new (cases[i], -1);

      vault_store_store_async (fixture->vault, key, secret, VAULT_ASK_NEVER, NULL, ready_cb,
                               fixture);
      g_assert_true (vault_store_store_finish (fixture->vault, wait (fixture), NULL));
      assert_ids (fixture, A, "");
    }

  keep (fixture, "one", A, 0, -1);
  assert_ids (fixture, A, "one;");
}

/* All at once, and none is lost. */
static void
test_together (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *ids = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr(McpTask) task = new_task (id, A, 0, -1);

      crib_task_store_keep_async (fixture->vault, task, "ada", NULL, NULL);
    }

  keep (fixture, "last", A, 0, -1);

  do
    {
      g_free (ids);
      ids = read_ids (fixture, A);
    }
  while (strlen (ids) < strlen ("0;1;2;last;"));
}

#define add_test(name, func) \
  g_test_add ("/crib/task-store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_test ("kept", test_kept);
  add_test ("over", test_over);
  add_test ("empty", test_empty);
  add_test ("account", test_account);
  add_test ("bounded", test_bounded);
  add_test ("hostile", test_hostile);
  add_test ("together", test_together);

  return g_test_run ();
}
