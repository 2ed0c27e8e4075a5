/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-era-cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define URI "https://mcp.example/mcp?key=s3cret"
#define N_STORED 20

typedef struct
{
  char *folder;
  char *path;
  McpEraCache *cache;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("era-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cache", "eras.json", NULL);
  fixture->cache = mcp_era_cache_new (fixture->path);
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }

  g_remove (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->cache);
  remove_all (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static mode_t
get_mode (const char *path)
{
  struct stat status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 07777;
}

static char *
read_all (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
write_all (Fixture    *fixture,
           const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

/* Its owner alone reads it, and no address stands in it. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr(McpEraCache) other = mcp_era_cache_new (fixture->path);
  g_autofree char *text = NULL;

  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_STATELESS, "2026-07-28");
  mcp_era_cache_store (fixture->cache, URI "2", MCP_ERA_SESSION, "2024-11-05");
  mcp_era_cache_store (fixture->cache, URI "3", MCP_ERA_EVENTS, "2024-11-05");
  g_assert_cmpint (mcp_era_cache_lookup (other, URI), ==, MCP_ERA_STATELESS);
  g_assert_cmpint (mcp_era_cache_lookup (other, URI "2"), ==, MCP_ERA_SESSION);
  g_assert_cmpint (mcp_era_cache_lookup (other, URI "3"), ==, MCP_ERA_EVENTS);
  g_assert_cmpint (mcp_era_cache_lookup (other, URI "4"), ==, MCP_ERA_UNKNOWN);

  text = read_all (fixture->path);
  g_assert_null (strstr (text, "s3cret"));
  g_assert_null (strstr (text, "mcp.example"));
  g_assert_cmpint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpint (get_mode (folder), ==, 0700);

  mcp_era_cache_store (other, URI, MCP_ERA_SESSION, "2025-11-25");
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_SESSION);
  mcp_era_cache_forget (other, URI);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI "2"), ==, MCP_ERA_SESSION);
}

/* What is no verdict is not kept. */
static void
test_not_kept (Fixture       *fixture,
               gconstpointer  data)
{
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_UNKNOWN, "2026-07-28");
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_STATELESS, "2030-01-01");
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_STATELESS, "2025-11-25");
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, "2026-07-28");
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, NULL);
  mcp_era_cache_forget (fixture->cache, URI);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Files that somebody else wrote, where KEY is the server's digest and NOW the time. */
static const char * const hostile[] = {
  "",
  "{",
  "[]",
  "7",
  "{\"format\":1}",
  "{\"format\":1,\"servers\":[]}",
  "{\"format\":2,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-28\","
  "\"time\":NOW}}}",
  "{\"format\":\"1\",\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-28\","
  "\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":7}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":1,\"version\":\"2026-07-28\",\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"\",\"version\":\"2026-07-28\",\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":7,\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-29\","
  "\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2025-11-25\","
  "\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"session\",\"version\":\"2026-07-28\","
  "\"time\":NOW}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-28\"}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-28\","
  "\"time\":1000}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-28\","
  "\"time\":9000000000}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":\"2026-07-28\","
  "\"time\":-9223372036854775808}}}",
  "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"session\",\"version\":\"2025-11-25\","
  "\"time\":MONTH}}}",
};

static char *
fill_in (const char *pattern)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, URI, -1);
  g_autoptr(GString) text = g_string_new (pattern);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  g_autofree char *month = g_strdup_printf ("%" G_GINT64_FORMAT, now - 30 * 24 * 60 * 60);

  g_string_replace (text, "KEY", key, 0);
  g_string_replace (text, "NOW", time, 0);
  g_string_replace (text, "MONTH", month, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Counts for nothing, and stops nothing. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const char *good = "{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\",\"version\":"
                     "\"2026-07-28\",\"time\":NOW},\"other\":{\"era\":[]}}}";
  g_autofree char *filled = fill_in (good);

  write_all (fixture, filled);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_STATELESS);

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *text = fill_in (hostile[i]);

      write_all (fixture, text);
      g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);
      mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, "2025-06-18");
      g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_SESSION);
    }
}

/* Neither a huge file, nor a pipe, nor a link is read. */
static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *good = fill_in ("{\"format\":1,\"servers\":{\"KEY\":{\"era\":\"stateless\","
                                   "\"version\":\"2026-07-28\",\"time\":NOW}}}");
  g_autofree char *padding = g_strnfill (64 * 1024, ' ');
  g_autofree char *huge = g_strconcat (good, padding, NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "target", NULL);
  g_autofree char *kept = NULL;

  write_all (fixture, huge);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);

  g_remove (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);

  g_remove (fixture->path);
  g_assert_true (g_file_set_contents (target, good, -1, NULL));
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, "2025-11-25");
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_SESSION);
  kept = read_all (target);
  g_assert_cmpstr (kept, ==, good);
}

/* However many servers there are, the file stays small; the youngest are in it. */
static void
test_bounded (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("{\"format\":1,\"servers\":{");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *after = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://%u.example/", i);
      g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);

      g_string_append_printf (text, "%s\"%s\":{\"era\":\"stateless\",\"version\":\"2026-07-28\","
                              "\"time\":%" G_GINT64_FORMAT "}", i > 0 ? "," : "", key,
                              now - (i == 7 ? 1000 : 10));
    }

  g_string_append (text, "}}");
  write_all (fixture, text->str);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, "https://7.example/"), ==,
                   MCP_ERA_STATELESS);
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, "2025-11-25");
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_SESSION);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, "https://7.example/"), ==,
                   MCP_ERA_UNKNOWN);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, "https://199.example/"), ==,
                   MCP_ERA_STATELESS);
  after = read_all (fixture->path);
  g_assert_cmpuint (strlen (after), <, 64 * 1024);
}

static gpointer
store_thread (gpointer data)
{
  g_autoptr(McpEraCache) cache = mcp_era_cache_new (data);

  for (guint i = 0; i < N_STORED; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://thread.example/%u", i);

      mcp_era_cache_store (cache, uri, MCP_ERA_SESSION, "2025-11-25");
    }

  return NULL;
}

/* Two at once lose nothing of each other. */
static void
test_two (Fixture       *fixture,
          gconstpointer  data)
{
  GThread *thread = g_thread_new ("other", store_thread, fixture->path);

  for (guint i = 0; i < N_STORED; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://main.example/%u", i);

      mcp_era_cache_store (fixture->cache, uri, MCP_ERA_STATELESS, "2026-07-28");
    }

  g_thread_join (thread);

  for (guint i = 0; i < N_STORED; i++)
    {
      g_autofree char *mine = g_strdup_printf ("https://main.example/%u", i);
      g_autofree char *other = g_strdup_printf ("https://thread.example/%u", i);

      g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, mine), ==, MCP_ERA_STATELESS);
      g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, other), ==, MCP_ERA_SESSION);
    }
}

/* Who holds the lock and does not let go stops nobody; nor does a folder that is none. */
static void
test_stuck (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *name = g_strconcat (fixture->path, ".lock", NULL);
  int descriptor;

  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, "2025-11-25");
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);
  g_remove (folder);

  mcp_era_cache_store (fixture->cache, URI, MCP_ERA_SESSION, "2025-11-25");
  descriptor = g_open (name, O_RDWR, 0);
  g_assert_cmpint (flock (descriptor, LOCK_EX), ==, 0);
  mcp_era_cache_forget (fixture->cache, URI);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_SESSION);
  close (descriptor);
  mcp_era_cache_forget (fixture->cache, URI);
  g_assert_cmpint (mcp_era_cache_lookup (fixture->cache, URI), ==, MCP_ERA_UNKNOWN);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/mcp/era-cache/kept", test_kept);
  add ("/mcp/era-cache/not-kept", test_not_kept);
  add ("/mcp/era-cache/hostile", test_hostile);
  add ("/mcp/era-cache/no-file", test_no_file);
  add ("/mcp/era-cache/bounded", test_bounded);
  add ("/mcp/era-cache/two", test_two);
  add ("/mcp/era-cache/stuck", test_stuck);

  return g_test_run ();
}
