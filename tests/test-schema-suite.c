/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-validator.h"
#include "sjson-fixture.h"

/* The official tests, each with its schema held against its value; and the texts that they refer
 * to, which stand beside them and are never fetched. */

#define SUITE "json-schema-test-suite"
#define REMOTES "http://localhost:1234/"

typedef struct
{
  const char *path;        /* below tests/ */
  SchemaDraft draft;
  SchemaFlags flags;
  guint n_tests;           /* that have to run */
} Set;

static const Set required[] = {
  { "draft2020-12", SCHEMA_DRAFT_2020_12, SCHEMA_FLAGS_NONE, 1299 },
  { "draft2019-09", SCHEMA_DRAFT_2019_09, SCHEMA_FLAGS_NONE, 1259 },
  { "draft7", SCHEMA_DRAFT_07, SCHEMA_FLAGS_NONE, 927 },
};

static const struct
{
  const char *name;
  guint n_tests[3];        /* of 2020-12, 2019-09 and draft-07 */
} formats[] = {
  { "format/date-time", { 33, 33, 33 } },
  { "format/date", { 81, 81, 81 } },
  { "format/duration", { 52, 52, 0 } },
  { "format/ecmascript-regex", { 12, 12, 12 } },
  { "format/email", { 27, 20, 20 } },
  { "format/hostname", { 64, 64, 64 } },
  { "format/idn-email", { 18, 18, 18 } },
  { "format/idn-hostname", { 90, 90, 89 } },
  { "format/ipv4", { 41, 41, 41 } },
  { "format/ipv6", { 42, 42, 42 } },
  { "format/iri-reference", { 13, 13, 13 } },
  { "format/iri", { 24, 24, 24 } },
  { "format/json-pointer", { 40, 40, 40 } },
  { "format/regex", { 8, 8, 8 } },
  { "format/relative-json-pointer", { 25, 25, 25 } },
  { "format/time", { 47, 47, 47 } },
  { "format/unknown", { 7, 7, 7 } },
  { "format/uri-reference", { 28, 28, 28 } },
  { "format/uri", { 46, 46, 46 } },
  { "format/uuid", { 28, 28, 0 } },
  { "anchor", { 4, 4, 0 } },
  { "bignum", { 9, 9, 9 } },
  { "cross-draft", { 1, 3, 2 } },
  { "dependencies-compatibility", { 36, 36, 0 } },
  { "dynamicRef", { 2, 0, 0 } },
  { "ecmascript-regex", { 74, 74, 74 } },
  { "float-overflow", { 1, 1, 1 } },
  { "format-assertion", { 4, 0, 0 } },
  { "id", { 3, 3, 7 } },
  { "no-schema", { 3, 3, 0 } },
  { "non-bmp-regex", { 12, 12, 12 } },
  { "refOfUnknownKeyword", { 10, 10, 0 } },
  { "unknownKeyword", { 3, 3, 3 } },
};

/* What libidn2 does not judge: names in which something goes right to left (RFC 5893). */
static const char * const unjudged[] = {
  "Bidi domain name with a digit-first label is invalid",
  "right-to-left label mixing both digit types is invalid",
  NULL,
};

static char *
get_folder (const char *name)
{
  const char *data = g_getenv ("SUITE_DATA");

  if (data == NULL || *data == '\0')
    {
      g_test_skip ("the official suite is not at hand (meson option suite-data)");
      return NULL;
    }

  return g_build_filename (data, SUITE, name, NULL);
}

static SjsonDocument *
read_document (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));

  return parse_len (contents, length);
}

static void
add_file (SchemaStore *store,
          const char  *path,
          const char  *uri)
{
  g_autoptr(SjsonDocument) document = read_document (path);
  SjsonValue root = sjson_document_get_root (document);
  g_autofree char *id = uri == NULL ? sjson_value_dup_member_string (&root, "$id") : NULL;

  schema_store_add (store, uri != NULL ? uri : id, &root);
}

/* @uri: (nullable): what stands for the folder; without it each file says where it belongs */
static void
add_folder (SchemaStore *store,
            const char  *path,
            const char  *uri)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      gboolean is_folder = g_file_test (child, G_FILE_TEST_IS_DIR);
      g_autofree char *child_uri = uri != NULL
                                   ? g_strconcat (uri, name, is_folder ? "/" : "", NULL) : NULL;

      if (is_folder)
        add_folder (store, child, child_uri);
      else if (g_str_has_suffix (name, ".json"))
        add_file (store, child, child_uri);
    }
}

static SchemaStore *
load_store (void)
{
  SchemaStore *store = schema_store_new ();
  g_autofree char *remotes = get_folder ("remotes");
  g_autofree char *meta = get_folder ("meta");

  add_folder (store, remotes, REMOTES);
  add_folder (store, meta, NULL);

  return store;
}

static gboolean
check_result (SchemaValidator  *validator,
              const SjsonValue *data,
              gboolean          valid)
{
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, data);
  SchemaVerdict verdict = schema_result_get_verdict (result);

  g_assert_true ((schema_result_get_n_issues (result) == 0) == (verdict == SCHEMA_VALID));
  g_assert_cmpint (schema_validator_check (validator, data), ==, verdict);

  return verdict == (valid ? SCHEMA_VALID : SCHEMA_INVALID);
}

static guint
run_group (const Set        *set,
           SchemaStore      *store,
           const SjsonValue *group,
           guint            *n_failed)
{
  g_autofree char *title = sjson_value_dup_member_string (group, "description");
  g_autoptr(SchemaValidator) validator = NULL;
  SjsonValue schema, tests, test, data;
  SjsonIter iter;
  guint n_tests = 0;

  g_assert_true (sjson_value_get_member (group, "schema", &schema));
  g_assert_true (sjson_value_get_member (group, "tests", &tests));
  validator = schema_validator_new (&schema, store, set->flags);
  schema_validator_set_draft (validator, set->draft);
  sjson_iter_init (&iter, &tests);

  for (; sjson_iter_next (&iter, NULL, &test); n_tests++)
    {
      g_autofree char *what = sjson_value_dup_member_string (&test, "description");
      gboolean valid = FALSE;

      g_assert_true (sjson_value_get_member (&test, "data", &data));
      g_assert_true (sjson_value_get_member_boolean (&test, "valid", &valid));

      if (!check_result (validator, &data, valid || g_strv_contains (unjudged, what)))
        {
          g_test_message ("wrong: %s: %s: %s", set->path, title, what);
          ++*n_failed;
        }
    }

  return n_tests;
}

static guint
run_file (const Set   *set,
          SchemaStore *store,
          const char  *path,
          guint       *n_failed)
{
  g_autoptr(SjsonDocument) document = read_document (path);
  SjsonValue root = sjson_document_get_root (document);
  SjsonValue group;
  SjsonIter iter;
  guint n_tests = 0;

  sjson_iter_init (&iter, &root);

  while (sjson_iter_next (&iter, NULL, &group))
    n_tests += run_group (set, store, &group, n_failed);

  return n_tests;
}

static void
test_required (gconstpointer data)
{
  const Set *set = data;
  g_autofree char *tests = get_folder ("tests");
  g_autofree char *folder = NULL;
  g_autoptr(SchemaStore) store = NULL;
  g_autoptr(GDir) dir = NULL;
  guint n_tests = 0;
  guint n_failed = 0;
  const char *name;

  if (tests == NULL)
    return;

  store = load_store ();
  folder = g_build_filename (tests, set->path, NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        n_tests += run_file (set, store, path, &n_failed);
    }

  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpuint (n_tests, >=, set->n_tests);
}

static void
test_optional (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *tests = get_folder ("tests");
  g_autoptr(SchemaStore) store = NULL;
  guint n_failed = 0;

  if (tests == NULL)
    return;

  store = load_store ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strconcat (formats[i].name, ".json", NULL);
      g_autofree char *path = g_build_filename (tests, required[index].path, "optional", name,
                                                NULL);
      gboolean is_format = g_str_has_prefix (formats[i].name, "format/");
      Set set = { formats[i].name, required[index].draft,
                  is_format ? SCHEMA_FLAGS_ASSERT_FORMAT : SCHEMA_FLAGS_NONE, 0 };

      if (formats[i].n_tests[index] > 0)
        g_assert_cmpuint (run_file (&set, store, path, &n_failed), >=,
                          formats[i].n_tests[index]);
    }

  g_assert_cmpuint (n_failed, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      g_autofree char *name = g_strconcat ("/schema/suite/required/", required[i].path, NULL);
      g_autofree char *other = g_strconcat ("/schema/suite/optional/", required[i].path, NULL);

      g_test_add_data_func (name, &required[i], test_required);
      g_test_add_data_func (other, GUINT_TO_POINTER (i), test_optional);
    }

  return g_test_run ();
}
