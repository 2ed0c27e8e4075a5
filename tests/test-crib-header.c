/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-header.h"
#include "store-fixture.h"

#define PROFILE(rest) "{\"format\":1,\"name\":\"Mine\",\"url\":\"https://a.example/\"" rest "}"

static char *
to_text (GPtrArray *headers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < headers->len; i++)
    {
      const CribHeader *header = g_ptr_array_index (headers, i);

      g_string_append_printf (text, "%s=%s%s;", header->name, header->value ? header->value : "",
                              header->secret ? header->secret : "");
    }

  return g_string_free (text, FALSE);
}

/* "Name=value;Other=value;" */
static GPtrArray *
from_text (const char *text)
{
  GPtrArray *headers = crib_headers_new ();
  g_auto(GStrv) fields = g_strsplit (text, ";", -1);

  for (guint i = 0; fields[i] != NULL && *fields[i] != '\0'; i++)
    {
      g_auto(GStrv) words = g_strsplit (fields[i], "=", 2);

      crib_headers_set (headers, crib_header_new (words[0], words[1], NULL));
    }

  return headers;
}

/* What both sides made of it. */
static void
test_merge (void)
{
  const struct { const char *base, *ours, *theirs, *merged; } cases[] = {
    { "", "", "", "" },
    { "", "A=1;", "", "A=1;" },
    { "", "", "A=1;", "A=1;" },
    { "", "A=1;", "B=2;", "B=2;A=1;" },
    { "", "A=1;", "a=2;", "A=1;" },
    { "A=1;", "", "A=1;", "" },
    { "A=1;", "", "A=2;", "" },
    { "A=1;", "A=1;", "", "" },
    { "A=1;", "A=2;", "", "A=2;" },
    { "A=1;B=1;", "A=2;B=1;", "A=1;B=2;", "A=2;B=2;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) base = from_text (cases[i].base);
      g_autoptr(GPtrArray) ours = from_text (cases[i].ours);
      g_autoptr(GPtrArray) theirs = from_text (cases[i].theirs);
      g_autoptr(GPtrArray) merged = crib_headers_merge (base, ours, theirs);
      g_autofree char *text = to_text (merged);

      g_assert_cmpstr (text, ==, cases[i].merged);
    }
}

static void
test_read (void)
{
  const struct { const char *json, *text; } cases[] = {
    { "[]", "" },
    { "[{\"name\":\"A\",\"value\":\"1\"}]", "A=1;" },
    { "[{\"name\":\"A\",\"secret\":\"s\",\"more\":[]}]", "A=s;" },
    { "[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"a\",\"value\":\"2\"}]", "a=2;" },
    { "{}", NULL }, { "null", NULL }, { "[1]", NULL }, { "[{}]", NULL }, { "[[]]", NULL },
    { "[{\"name\":\"A\"}]", NULL }, { "[{\"value\":\"1\"}]", NULL },
    { "[{\"name\":1,\"value\":\"1\"}]", NULL }, { "[{\"name\":\"A\",\"value\":1}]", NULL },
    { "[{\"name\":\"A\",\"value\":\"1\",\"secret\":\"s\"}]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonDocument) document = NULL;
      g_autoptr(GPtrArray) headers = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      SjsonValue root;

      document = sjson_document_new_from_string (cases[i].json, -1, NULL, NULL);
      root = sjson_document_get_root (document);
      headers = crib_headers_read (&root, &error);
      text = headers != NULL ? to_text (headers) : NULL;
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (headers != NULL || g_error_matches (error, CRIB_ERROR, CRIB_ERROR_PROFILE));
    }
}

/* A secret is for one origin, and another for each value. */
static void
test_key (void)
{
  const struct { const char *uri, *other; gboolean same; } cases[] = {
    { "https://a.example/mcp", "https://a.example/other", TRUE },
    { "https://a.example/mcp", "https://A.example/mcp", TRUE },
    { "https://a.example/mcp", "https://b.example/mcp", FALSE },
    { "https://a.example/mcp", "https://a.example:444/mcp", FALSE },
    { "http://localhost/mcp", "https://localhost/mcp", FALSE },
  };
  g_autoptr(CribHeader) header = crib_header_new ("A", NULL, "one");
  g_autoptr(CribHeader) next = crib_header_new ("A", NULL, "two");
  g_autoptr(VaultKey) key = crib_header_new_key (header, "https://a.example/");
  g_autoptr(VaultKey) next_key = crib_header_new_key (next, "https://a.example/");

  g_assert_false (vault_key_equal (key, next_key));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VaultKey) one = crib_header_new_key (header, cases[i].uri);
      g_autoptr(VaultKey) other = crib_header_new_key (header, cases[i].other);

      g_assert_cmpint (vault_key_equal (one, other), ==, cases[i].same);
    }
}

static void
count_cb (CribServer *server,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* In a file, and out of it again; what we do not know of a field stays while nobody changes it. */
static void
test_server (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(CribServerStore) other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;
  CribServer *server;
  guint n_notifies = 0;

  store_fixture_put (fixture, "mine.json",
                     PROFILE (",\"headers\":[{\"name\":\"A\",\"value\":\"1\",\"x\":[1.0]}]"));
  crib_server_store_load (fixture->store);
  server = crib_server_store_find (fixture->store, "Mine");
  g_signal_connect (server, "notify::headers", G_CALLBACK (count_cb), &n_notifies);

  crib_server_set_header (server, "a", "1");
  g_assert_cmpuint (n_notifies, ==, 0);
  crib_server_set_name (server, "Mine 2");
  before = store_fixture_get (fixture, "mine.json");
  g_assert_nonnull (strstr (before, "1.0"));

  crib_server_set_secret_header (server, "B", "an-id");
  g_assert_cmpuint (n_notifies, ==, 1);
  changed = store_fixture_get (fixture, "mine.json");
  g_assert_nonnull (strstr (changed, "\"secret\": \"an-id\""));
  other = store_fixture_open (fixture);
  g_assert_cmpuint (crib_server_get_headers (crib_server_store_find (other, "Mine 2"))->len, ==, 2);

  crib_server_remove_header (server, "b");
  crib_server_remove_header (server, "A");
  crib_server_remove_header (server, "A");
  g_assert_cmpuint (n_notifies, ==, 3);
  after = store_fixture_get (fixture, "mine.json");
  g_assert_null (strstr (after, "an-id"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/header/merge", test_merge);
  g_test_add_func ("/crib/header/read", test_read);
  g_test_add_func ("/crib/header/key", test_key);
  g_test_add ("/crib/header/server", StoreFixture, NULL, store_fixture_set_up, test_server,
              store_fixture_tear_down);

  return g_test_run ();
}
