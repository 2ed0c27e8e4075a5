/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-read-cache.h"
#include "sjson-fixture.h"

static McpReadResult *
make (const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{\"contents\":[]%s}", rest);
  g_autoptr(SjsonValue) value = parse_value (json);

  return mcp_read_result_new (value, NULL);
}

static void
add (McpReadCache *cache,
     const char   *uri,
     const char   *rest,
     gint64        now)
{
  g_autoptr(McpReadResult) result = make (rest);

  mcp_read_cache_add (cache, uri, result, now, mcp_read_cache_get_generation (cache));
}

static gboolean
has (McpReadCache *cache,
     const char   *uri,
     gint64        now)
{
  g_autoptr(McpReadResult) result = mcp_read_cache_find (cache, uri, now);

  return result != NULL;
}

static void
test_time (void)
{
  g_autoptr(McpReadCache) cache = mcp_read_cache_new ();

  add (cache, "a", ",\"ttlMs\":2", 1000);
  g_assert_true (has (cache, "a", 1000));
  g_assert_true (has (cache, "a", 2999));
  g_assert_false (has (cache, "a", 3000));
  g_assert_false (has (cache, "a", 2999));
  g_assert_false (has (cache, "A", 1000));
  g_assert_false (has (cache, "", 1000));
}

static void
test_stale_at_once (void)
{
  const char * const stale[] = {
    "", ",\"ttlMs\":0", ",\"ttlMs\":-5", ",\"ttlMs\":\"5\"", ",\"ttlMs\":null",
  };
  g_autoptr(McpReadCache) cache = mcp_read_cache_new ();

  for (guint i = 0; i < G_N_ELEMENTS (stale); i++)
    {
      add (cache, "a", ",\"ttlMs\":1000", 0);
      add (cache, "a", stale[i], 0);
      g_assert_false (has (cache, "a", 0));
    }
}

/* What changed, and what it is in; nothing else. */
static void
test_drop (void)
{
  g_autoptr(McpReadCache) cache = mcp_read_cache_new ();
  guint generation = mcp_read_cache_get_generation (cache);

  add (cache, "file:///a", ",\"ttlMs\":1000", 0);
  add (cache, "file:///a/b", ",\"ttlMs\":1000", 0);
  add (cache, "file:///c", ",\"ttlMs\":1000", 0);
  mcp_read_cache_drop (cache, "file:///a/b");
  g_assert_cmpuint (mcp_read_cache_get_generation (cache), !=, generation);
  g_assert_false (has (cache, "file:///a", 0));
  g_assert_false (has (cache, "file:///a/b", 0));
  g_assert_true (has (cache, "file:///c", 0));
  mcp_read_cache_drop (cache, "");
  g_assert_true (has (cache, "file:///c", 0));
  mcp_read_cache_clear (cache);
  g_assert_false (has (cache, "file:///c", 0));
}

/* It changed while it was read: nobody knows whether before or after. */
static void
test_generation (void)
{
  g_autoptr(McpReadCache) cache = mcp_read_cache_new ();
  g_autoptr(McpReadResult) result = make (",\"ttlMs\":1000");
  guint generation = mcp_read_cache_get_generation (cache);

  mcp_read_cache_drop (cache, "x");
  mcp_read_cache_add (cache, "a", result, 0, generation);
  g_assert_false (has (cache, "a", 0));
  generation = mcp_read_cache_get_generation (cache);
  mcp_read_cache_clear (cache);
  mcp_read_cache_add (cache, "a", result, 0, generation);
  g_assert_false (has (cache, "a", 0));
  mcp_read_cache_add (cache, "a", result, 0, mcp_read_cache_get_generation (cache));
  g_assert_true (has (cache, "a", 0));
}

static guint
count (McpReadCache *cache,
       guint         n_uris)
{
  guint n_found = 0;

  for (guint i = 0; i < n_uris; i++)
    {
      g_autofree char *uri = g_strdup_printf ("%u", i);

      n_found += has (cache, uri, 0);
    }

  return n_found;
}

static void
test_bounds (void)
{
  g_autoptr(McpReadCache) cache = mcp_read_cache_new ();
  g_autofree char *six = g_strnfill (6 * 1024 * 1024, 'x');
  g_autofree char *large = g_strdup_printf (",\"ttlMs\":90,\"x\":\"%s\"", six);
  g_autofree char *huge = g_strdup_printf (",\"ttlMs\":90,\"x\":\"%s%s%s\"", six, six, six);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *uri = g_strdup_printf ("%u", i);
      g_autofree char *rest = g_strdup_printf (",\"ttlMs\":%u", i + 1);

      add (cache, uri, rest, 0);
    }

  g_assert_cmpuint (count (cache, 200), ==, 64);
  g_assert_true (has (cache, "199", 0));
  g_assert_false (has (cache, "0", 0));

  mcp_read_cache_clear (cache);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *uri = g_strdup_printf ("%u", i);

      add (cache, uri, large, i);
    }

  g_assert_cmpuint (count (cache, 4), ==, 2);
  add (cache, "huge", huge, 0);
  g_assert_false (has (cache, "huge", 0));
  g_assert_cmpuint (count (cache, 4), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/read-cache/time", test_time);
  g_test_add_func ("/mcp/read-cache/stale-at-once", test_stale_at_once);
  g_test_add_func ("/mcp/read-cache/drop", test_drop);
  g_test_add_func ("/mcp/read-cache/generation", test_generation);
  g_test_add_func ("/mcp/read-cache/bounds", test_bounds);

  return g_test_run ();
}
