/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-document-cache.h"

#include "oauth-clock.h"
#include "sjson-document.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY "authority\nhttps://id.example"
#define DAY (24 * 60 * 60)

typedef struct
{
  char *top;
  char *folder;
  OauthDocumentCache *cache;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->top = g_dir_make_tmp ("toolcrib-test-XXXXXX", NULL);
  self->folder = g_build_filename (self->top, "a", "documents", NULL);
  self->cache = oauth_document_cache_new (self->folder);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns: (transfer full) (nullable): the member "a" of what is there for @key */
static char *
load (Fixture    *self,
      const char *key,
      guint      *seconds)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(SjsonValue) found = NULL;

  oauth_document_cache_load_async (self->cache, key, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = oauth_document_cache_load_finish (self->cache, result, seconds);

  return found != NULL ? sjson_value_dup_member_string (found, "a") : NULL;
}

static void
assert_loads (Fixture    *self,
              const char *key,
              const char *expected)
{
  guint seconds = 0;
  g_autofree char *found = load (self, key, &seconds);

  g_assert_cmpstr (found, ==, expected);
}

static void
store (Fixture    *self,
       const char *key,
       const char *text,
       guint       seconds)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);

  oauth_document_cache_store (self->cache, key, &root, seconds);
}

static guint
count_files (Fixture *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static char *
dup_path (Fixture    *self,
          const char *key)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (self->folder, name, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *above = g_path_get_dirname (self->folder);

  oauth_document_cache_drop (self->cache, NULL);
  assert_loads (self, KEY, NULL);
  g_assert_cmpuint (count_files (self), ==, 0);
  g_rmdir (self->folder);
  g_rmdir (above);
  g_assert_cmpint (g_rmdir (self->top), ==, 0);
  g_free (self->folder);
  g_free (self->top);
  g_assert_finalize_object (self->cache);
}

/* Kept for its owner alone, replaced whole, dropped one by one or all. */
static void
test_life (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = dup_path (self, KEY);
  g_autofree char *found = NULL;
  struct stat info;
  guint seconds;

  assert_loads (self, KEY, NULL);
  store (self, KEY, "{\"a\":\"one\"}", 100);
  store (self, "other", "{\"a\":\"other\"}", 100);
  found = load (self, KEY, &seconds);
  g_assert_cmpstr (found, ==, "one");
  g_assert_cmpuint (seconds, <=, 100);
  g_assert_cmpuint (seconds, >, 90);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (g_stat (self->folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);

  store (self, KEY, "{\"a\":\"two\"}", 100);
  assert_loads (self, KEY, "two");
  g_assert_cmpuint (count_files (self), ==, 2);
  oauth_document_cache_drop (self->cache, KEY);
  assert_loads (self, KEY, NULL);
  assert_loads (self, "other", "other");

  /* What must not be kept replaces nothing: it ends what there was. */
  store (self, "other", "{\"a\":\"new\"}", 0);
  assert_loads (self, "other", NULL);
  g_assert_cmpuint (count_files (self), ==, 0);
}

/* Another cache at the same place is another program. */
static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  store (self, KEY, "{\"a\":\"one\"}", DAY * 7);
  g_assert_finalize_object (self->cache);
  self->cache = oauth_document_cache_new (self->folder);
  assert_loads (self, KEY, "one");
}

/* Neither many nor large ones. */
static void
test_bounds (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *filling = g_strnfill (256 * 1024, 'x');
  g_autofree char *large = g_strdup_printf ("{\"a\":\"%s\"}", filling);

  store (self, KEY, "{\"a\":\"small\"}", 100);
  store (self, KEY, large, 100);
  assert_loads (self, KEY, NULL);

  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      store (self, key, "{\"a\":\"x\"}", 100);
    }

  assert_loads (self, "79", "x");
  g_assert_cmpuint (count_files (self), ==, 64);
}

/* What somebody else wrote there, or a clock that was wrong: @body with %s for KEY as JSON and
 * three times in the future for %lld. */
static const struct
{
  const char *body;
  gint64 until;      /* from now; 0: not in the body */
} hostile[] = {
  { "", 0 },
  { "{", 0 },
  { "[]", 0 },
  { "null", 0 },
  { "{}", 0 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"document\":{\"a\":\"evil\"}}", 0 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":\"9\","
    "\"document\":{\"a\":\"evil\"}}", 0 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":1e99,"
    "\"document\":{\"a\":\"evil\"}}", 0 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":%" G_GINT64_FORMAT
    ",\"document\":{\"a\":\"evil\"}}", -1 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":%" G_GINT64_FORMAT
    ",\"document\":{\"a\":\"evil\"}}", DAY + 100 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":%" G_GINT64_FORMAT
    ",\"document\":[\"evil\"]}", 100 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":%" G_GINT64_FORMAT "}", 100 },
  { "{\"key\":\"authority\\nhttps://other.example\",\"until\":%" G_GINT64_FORMAT
    ",\"document\":{\"a\":\"evil\"}}", 100 },
  { "{\"key\":7,\"until\":%" G_GINT64_FORMAT ",\"document\":{\"a\":\"evil\"}}", 100 },
  { "{\"key\":\"authority\\nhttps://id.example\",\"until\":%" G_GINT64_FORMAT
    ",\"document\":{\"a\":\"evil\"}} more", 100 },
};

static void
test_hostile (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = dup_path (self, KEY);
  g_autofree char *filling = g_strnfill (300 * 1024, ' ');

  g_mkdir_with_parents (self->folder, 0700);

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr(GString) text = g_string_new (hostile[i].body);
      g_autofree char *until = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                oauth_clock_get_wall () + hostile[i].until);

      g_string_replace (text, "%" G_GINT64_FORMAT, until, 0);
      g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
      assert_loads (self, KEY, NULL);
    }

  /* Endless, no file, somebody else's place. */
  store (self, KEY, "{\"a\":\"one\"}", 100);
  assert_loads (self, KEY, "one");
  {
    g_autofree char *text = NULL;
    g_autofree char *longer = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    longer = g_strconcat (text, filling, NULL);
    g_assert_true (g_file_set_contents (path, longer, -1, NULL));
    assert_loads (self, KEY, NULL);
    g_unlink (path);
    g_assert_true (g_file_set_contents (self->top, "", 0, NULL) == FALSE);
    g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
    assert_loads (self, KEY, NULL);
    g_unlink (path);
    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
    assert_loads (self, KEY, NULL);
    g_unlink (path);
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
    assert_loads (self, KEY, NULL);
    store (self, KEY, "{\"a\":\"one\"}", 100);
    assert_loads (self, KEY, NULL);
    g_rmdir (path);
  }
}

/* A program can do without. */
static void
test_no_place (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(OauthDocumentCache) cache = oauth_document_cache_new ("/dev/null/documents");
  OauthDocumentCache *own = self->cache;

  self->cache = cache;
  store (self, KEY, "{\"a\":\"one\"}", 100);
  assert_loads (self, KEY, NULL);
  oauth_document_cache_drop (cache, NULL);
  assert_loads (self, KEY, NULL);
  self->cache = own;
}

static void
test_control (void)
{
  static const struct
  {
    const char *field;
    guint seconds;
  } fields[] = {
    { NULL, DAY }, { "", DAY }, { "private", DAY }, { "max-age=60", 60 },
    { "private, MAX-AGE=\"60\"", 60 }, { "max-age=86401", DAY }, { "max-age=0", 0 },
    { "no-store", 0 }, { "No-Cache, max-age=60", 0 }, { "max-age=60, no-store", 0 },
    { "max-age", 0 }, { "max-age=", 0 }, { "max-age=-1", 0 }, { "max-age=1e3", 0 },
    { "max-age=99999999999999999999999", 0 }, { "max-age=18446744073709551615", DAY },
    { ",,;=\"", DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpuint (oauth_document_cache_parse_control (fields[i].field), ==, fields[i].seconds);
}

static void
test_folder (void)
{
  g_autofree char *folder = oauth_document_cache_dup_default_folder ();

  g_assert_true (g_str_has_prefix (folder, g_get_user_cache_dir ()));
  g_assert_true (g_str_has_suffix (folder, "/toolcrib/documents"));
}

#define ADD(path, function) \
  g_test_add ("/oauth/document-cache/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("life", test_life);
  ADD ("again", test_again);
  ADD ("bounds", test_bounds);
  ADD ("hostile", test_hostile);
  ADD ("no-place", test_no_place);
  g_test_add_func ("/oauth/document-cache/control", test_control);
  g_test_add_func ("/oauth/document-cache/folder", test_folder);

  return g_test_run ();
}
