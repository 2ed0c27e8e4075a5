/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* CribServerStore: what a person edits is written before it comes true. */

#define ORDERS \
  "{\"format\":1,\"name\":\"Orders\",\"url\":\"https://a.example/\",\"position\":1," \
  "\"account\":\"ada\",\"favourites\":[\"ship\"],\"extra\":1.10}"

static CribServer *
create_edited (const char *name)
{
  CribServer *edited = crib_server_new (name, "https://b.example/mcp");

  crib_server_set_client_id (edited, "app-1");
  crib_server_set_authority (edited, "https://login.example/");
  crib_server_set_scope (edited, "mcp:tools");

  return edited;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_edit_writes (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(CribServer) edited = create_edited ("Contoso");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  CribServer *server;

  store_fixture_put (fixture, "orders.json", ORDERS);
  crib_server_store_load (fixture->store);
  server = crib_server_store_find (fixture->store, "orders");

  g_assert_true (crib_server_store_edit (fixture->store, server, edited, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (crib_server_get_name (server), ==, "Contoso");
  g_assert_cmpstr (crib_server_get_uri (server), ==, "https://b.example/mcp");
  g_assert_cmpstr (crib_server_get_client_id (server), ==, "app-1");
  g_assert_cmpstr (crib_server_get_authority (server), ==, "https://login.example/");
  g_assert_cmpstr (crib_server_get_scope (server), ==, "mcp:tools");

  /* What nobody edited stays. */
  g_assert_cmpstr (crib_server_get_account (server), ==, "ada");
  g_assert_true (crib_server_is_favourite (server, "ship"));
  text = store_fixture_get (fixture, "orders.json");
  g_assert_nonnull (strstr (text, "Contoso"));
  g_assert_nonnull (strstr (text, "app-1"));
  g_assert_nonnull (strstr (text, "1.10"));

  /* The next change is written on top of it. */
  crib_server_set_scope (server, NULL);
  g_free (text);
  text = store_fixture_get (fixture, "orders.json");
  g_assert_nonnull (strstr (text, "app-1"));
  g_assert_null (strstr (text, "mcp:tools"));
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

/* What was agreed to for one place, and who takes its client id, are good for no other. */
static void
test_edit_moves (StoreFixture  *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *property;
    const char *value;
    const char *scope;
    const char *issuer;
  } edits[] = {
    { "name", "Contoso", "write", "https://login.example" },
    { "uri", "https://b.example/", NULL, NULL },
    { "authority", "https://other.example", NULL, "https://login.example" },
    { "scope", "own", NULL, "https://login.example" },
    { "client-id", "app-2", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *name = g_strdup_printf ("Orders %u", i);
      CribServer *server = store_fixture_add (fixture->store, name);
      g_autoptr(CribServer) edited = crib_server_new (name, crib_server_get_uri (server));
      g_autoptr(GError) error = NULL;

      crib_server_set_client_id (server, "app-1");
      crib_server_set_client_id (edited, "app-1");
      crib_server_set_client_issuer (server, "https://login.example");
      crib_server_set_step_up_scope (server, "write");
      crib_server_set_resource_refused (server, "https://a.example/mcp");
      g_object_set (edited, edits[i].property, edits[i].value, NULL);

      g_assert_true (crib_server_store_edit (fixture->store, server, edited, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (crib_server_get_step_up_scope (server), ==, edits[i].scope);
      g_assert_cmpstr (crib_server_get_client_issuer (server), ==, edits[i].issuer);
      g_assert_cmpint (crib_server_get_resource_refused (server) != NULL, ==,
                       edits[i].scope != NULL);
    }
}

static void
test_edit_keeps_names_apart (StoreFixture  *fixture,
                             gconstpointer  data)
{
  CribServer *server = store_fixture_add (fixture->store, "Orders");
  g_autoptr(CribServer) twin = create_edited ("TAKEN");
  g_autoptr(CribServer) same = create_edited ("ORDERS");
  g_autoptr(GError) error = NULL;

  store_fixture_add (fixture->store, "Taken");

  g_assert_false (crib_server_store_edit (fixture->store, server, twin, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS);
  g_assert_cmpstr (crib_server_get_name (server), ==, "Orders");
  g_clear_error (&error);

  /* Its own name in other letters is not somebody else's. */
  g_assert_true (crib_server_store_edit (fixture->store, server, same, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (crib_server_get_name (server), ==, "ORDERS");
}

/* The file of a newer version, and a folder that is gone: nothing is written, and nothing is
 * different in memory. */
static void
test_edit_fails_whole (StoreFixture  *fixture,
                       gconstpointer  data)
{
  CribServer *server = store_fixture_add (fixture->store, "Orders");
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);
  g_autoptr(CribServer) edited = create_edited ("Contoso");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (server, "notify", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  g_assert_false (crib_server_store_edit (fixture->store, server, edited, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  g_clear_error (&error);

  store_fixture_put (fixture, "orders.json", "{\"format\":99}");
  g_assert_false (crib_server_store_edit (fixture->store, server, edited, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE);

  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpstr (crib_server_get_name (server), ==, "Orders");
  g_assert_null (crib_server_get_client_id (server));
  text = store_fixture_get (fixture, "orders.json");
  g_assert_cmpstr (text, ==, "{\"format\":99}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

  ADD ("/server-edit/writes", test_edit_writes);
  ADD ("/server-edit/moves", test_edit_moves);
  ADD ("/server-edit/keeps-names-apart", test_edit_keeps_names_apart);
  ADD ("/server-edit/fails-whole", test_edit_fails_whole);

  return g_test_run ();
}
