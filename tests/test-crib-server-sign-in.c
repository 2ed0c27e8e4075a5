/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "store-fixture.h"

#define PROFILE(rest) "{\"format\":1,\"name\":\"Mine\",\"url\":\"https://a.example/\"" rest "}"

static const struct
{
  const char *property;
  const char *member;
  const char *(*get) (CribServer *self);
  void (*set) (CribServer *self, const char *value);
} texts[] = {
  { "client-id", "client_id", crib_server_get_client_id, crib_server_set_client_id },
  { "authority", "authority", crib_server_get_authority, crib_server_set_authority },
  { "scope", "scope", crib_server_get_scope, crib_server_set_scope },
  { "redirect-uri", "redirect_uri", crib_server_get_redirect_uri, crib_server_set_redirect_uri },
  { "account", "account", crib_server_get_account, crib_server_set_account },
  { "resource-parameter", "resource_parameter", crib_server_get_resource_parameter,
    crib_server_set_resource_parameter },
  { "resource-refused", "resource_refused", crib_server_get_resource_refused,
    crib_server_set_resource_refused },
};

static void
count_cb (GObject *object,
          guint   *count)
{
  (*count)++;
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 guint      *count)
{
  (*count)++;
}

/* What an authority refused, it refused for one address, authority, registration and scope. */
static void
test_sign_in_resource (void)
{
  static const struct
  {
    const char *property;
    gboolean is_kept;
  } changes[] = {
    { "name", TRUE }, { "account", TRUE }, { "redirect-uri", TRUE }, { "step-up-scope", TRUE },
    { "uri", FALSE }, { "authority", FALSE }, { "client-id", FALSE }, { "scope", FALSE },
    { "resource-parameter", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      CribServer *server = crib_server_new ("Orders", "https://orders.contoso.example/");

      g_test_message ("%s", changes[i].property);
      crib_server_set_resource_refused (server, "https://orders.contoso.example/");
      g_object_set (server, changes[i].property, "https://other.example/", NULL);
      g_assert_cmpint (crib_server_get_resource_refused (server) != NULL, ==, changes[i].is_kept);
      g_assert_finalize_object (server);
    }
}

/* Each text is one property and one change; another's value is left alone. */
static void
test_sign_in_properties (void)
{
  CribServer *server = crib_server_new ("Orders", "https://orders.contoso.example/");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *detail = g_strconcat ("notify::", texts[i].property, NULL);
      g_autofree char *value = NULL;
      guint n_changes = 0;
      guint n_notifies = 0;

      g_signal_connect (server, "changed", G_CALLBACK (count_cb), &n_changes);
      g_signal_connect (server, detail, G_CALLBACK (count_notify_cb), &n_notifies);

      g_assert_null (texts[i].get (server));
      texts[i].set (server, "");
      g_assert_cmpuint (n_changes + n_notifies, ==, 0);
      texts[i].set (server, texts[i].member);
      texts[i].set (server, texts[i].member);
      g_object_get (server, texts[i].property, &value, NULL);
      g_assert_cmpstr (value, ==, texts[i].member);
      g_assert_cmpuint (n_changes, ==, 1);
      g_assert_cmpuint (n_notifies, ==, 1);

      g_object_set (server, texts[i].property, NULL, NULL);
      g_assert_null (texts[i].get (server));
      g_object_set (server, texts[i].property, texts[i].member, NULL);
      g_assert_cmpuint (n_changes, ==, 3);
      g_assert_cmpuint (n_notifies, ==, 3);

      g_signal_handlers_disconnect_by_data (server, &n_changes);
      g_signal_handlers_disconnect_by_data (server, &n_notifies);
    }

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (texts[i].get (server), ==, texts[i].member);

  g_assert_finalize_object (server);
}

static void
test_sign_in_saved (StoreFixture  *fixture,
                    gconstpointer  data)
{
  CribServer *server = store_fixture_add (fixture->store, "Mine");
  g_autofree char *before = store_fixture_get (fixture, "mine.json");
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(CribServerStore) other = NULL;

      g_assert_null (strstr (before, texts[i].member));
      texts[i].set (server, texts[i].property);
      other = store_fixture_open (fixture);
      g_assert_cmpstr (texts[i].get (crib_server_store_find (other, "mine")), ==,
                       texts[i].property);
    }

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i].set (server, NULL);

  after = store_fixture_get (fixture, "mine.json");
  g_assert_cmpstr (after, ==, before);
}

/* A server that is saved with its client id holds it from the first moment. */
static void
test_sign_in_added (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(CribServer) server = crib_server_new ("Mine", "https://a.example/");
  g_autoptr(CribServerStore) other = NULL;
  g_autoptr(GError) error = NULL;

  crib_server_set_client_id (server, "an id");
  crib_server_store_add (fixture->store, server, &error);
  g_assert_no_error (error);
  other = store_fixture_open (fixture);
  g_assert_cmpstr (crib_server_get_client_id (crib_server_store_find (other, "mine")), ==,
                   "an id");
}

/* Between another's write and the news of it: both changes stay, also one that took a text away. */
static void
test_sign_in_merge (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;
  CribServer *server;

  store_fixture_put (fixture, "mine.json",
                     PROFILE (",\"scope\":\"a b\",\"account\":\"ada\",\"later\":[1.0]"));
  store_fixture_wait_for (fixture->store, "Mine");
  server = crib_server_store_find (fixture->store, "mine");

  store_fixture_put (fixture, "mine.json",
                     PROFILE (",\"client_id\":\"theirs\",\"account\":\"ada\",\"later\":[1.0]"));
  crib_server_set_account (server, "bob");

  g_assert_cmpstr (crib_server_get_client_id (server), ==, "theirs");
  g_assert_cmpstr (crib_server_get_account (server), ==, "bob");
  g_assert_null (crib_server_get_scope (server));
  text = store_fixture_get (fixture, "mine.json");
  g_assert_nonnull (strstr (text, "\"account\": \"bob\""));
  g_assert_nonnull (strstr (text, "\"client_id\": \"theirs\""));
  g_assert_nonnull (strstr (text, "1.0"));
  g_assert_null (strstr (text, "scope"));

  store_fixture_put (fixture, "mine.json", PROFILE (",\"account\":\"bob\",\"authority\":\"x\""));
  crib_server_set_account (server, NULL);
  g_assert_cmpstr (crib_server_get_authority (server), ==, "x");
  g_free (text);
  text = store_fixture_get (fixture, "mine.json");
  g_assert_null (strstr (text, "account"));
}

static void
test_sign_in_followed (StoreFixture  *fixture,
                       gconstpointer  data)
{
  CribServer *server = store_fixture_add (fixture->store, "Mine");
  guint n_notifies = 0;

  g_signal_connect (server, "notify::account", G_CALLBACK (count_notify_cb), &n_notifies);
  store_fixture_put (fixture, "mine.json", PROFILE (",\"account\":\"ada\""));

  while (crib_server_get_account (server) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (crib_server_get_account (server), ==, "ada");
  g_assert_cmpuint (n_notifies, ==, 1);
}

static void
test_sign_in_refuse (StoreFixture  *fixture,
                     gconstpointer  data)
{
  static const char * const kinds[] = { "7", "null", "true", "[]", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts) * G_N_ELEMENTS (kinds); i++)
    {
      const char *member = texts[i / G_N_ELEMENTS (kinds)].member;
      g_autofree char *path = store_fixture_build_path (fixture, "mine.json");
      g_autofree char *text = g_strdup_printf (PROFILE (",\"%s\":%s"), member,
                                               kinds[i % G_N_ELEMENTS (kinds)]);
      g_autofree char *kept = NULL;
      g_autoptr(CribServerStore) other = NULL;

      store_fixture_put (fixture, "mine.json", text);
      fixture->n_problems = 0;
      other = store_fixture_open (fixture);
      g_assert_cmpuint (fixture->n_problems, ==, 1);
      g_assert_nonnull (strstr (fixture->last_message, member));
      g_assert_true (store_fixture_shows (other, ""));
      kept = store_fixture_get (fixture, "mine.json");
      g_assert_cmpstr (kept, ==, text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/server-sign-in/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)
  g_test_add_func ("/crib/server-sign-in/properties", test_sign_in_properties);
  g_test_add_func ("/crib/server-sign-in/resource", test_sign_in_resource);
  ADD ("saved", test_sign_in_saved);
  ADD ("added", test_sign_in_added);
  ADD ("merge", test_sign_in_merge);
  ADD ("followed", test_sign_in_followed);
  ADD ("refuse", test_sign_in_refuse);
#undef ADD

  return g_test_run ();
}
