/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

/* What a field tells about itself. */

static void
test_info_titles (void)
{
  g_autoptr(FormModel) model = form_fixture_new (
    "{\"type\":\"object\",\"title\":\"All\",\"additionalProperties\":true,\"properties\":{"
    "\"customerIDs\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
    "\"legs\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"title\":\"Leg\"}},"
    "\"a/b~c\":{\"type\":\"string\",\"title\":\"\"},"
    "\"\":{\"type\":\"string\"}}}",
    "{\"customerIDs\":[\"x\",\"y\"],\"legs\":[\"z\"],\"not_declared\":1}");
  g_autofree char *pointer = NULL;

  static const struct
  {
    const char *pointer;
    const char *title;
  } titles[] = {
    { "", "All" },
    { "/customerIDs", "Customer IDs" },
    { "/customerIDs/1", "Item 2" },
    { "/legs/0", "Leg 1" },
    { "/a~1b~0c", "A b~c" },
    { "/", "(no name)" },
    { "/not_declared", "not_declared" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      FormField *field = form_fixture_find (model, titles[i].pointer);

      g_assert_cmpstr (form_field_get_title (field), ==, titles[i].title);
      g_clear_pointer (&pointer, g_free);
      pointer = form_field_dup_pointer (field);
      g_assert_cmpstr (pointer, ==, titles[i].pointer);
    }
}

static void
test_info_multiline (void)
{
  static const struct
  {
    const char *name;
    const char *node;
    gboolean multiline;
  } cases[] = {
    { "title", "{\"type\":\"string\"}", FALSE },
    { "title", "{\"type\":\"string\",\"maxLength\":1000}", TRUE },
    { "title", "{\"type\":\"string\",\"format\":\"markdown\"}", TRUE },
    { "title", "{\"type\":\"string\",\"default\":\"a\\nb\",\"maxLength\":10}", TRUE },
    { "title", "{}", TRUE },
    { "body", "{\"type\":\"string\"}", TRUE },
    { "body", "{\"type\":\"integer\"}", FALSE },
    { "body", "{\"enum\":[\"a\",\"b\"]}", FALSE },
    { "body", "{\"type\":\"string\",\"maxLength\":100}", FALSE },
    { "body", "{\"type\":\"string\",\"maxLength\":101}", TRUE },
    { "body", "{\"type\":\"string\",\"format\":\"uri\"}", FALSE },
    { "contents", "{\"type\":\"string\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *schema = g_strdup_printf ("{\"properties\":{\"%s\":%s}}", cases[i].name,
                                                 cases[i].node);
      g_autofree char *pointer = g_strconcat ("/", cases[i].name, NULL);
      g_autoptr(FormModel) model = form_fixture_new (schema, NULL);

      g_test_message ("%s", schema);
      g_assert_cmpint (form_field_is_multiline (form_fixture_find (model, pointer)), ==,
                       cases[i].multiline);
    }
}

static void
test_info_read_only (void)
{
  static const struct
  {
    const char *pointer;
    gboolean read_only;
  } cases[] = {
    { "", FALSE }, { "/a", FALSE }, { "/fixed", TRUE }, { "/fixed/a", TRUE },
    { "/fixed/list", TRUE }, { "/fixed/list/0", TRUE }, { "/fixed/list/0/b", TRUE },
    { "/either", FALSE }, { "/either/c", TRUE },
  };
  g_autoptr(FormModel) model = form_fixture_new (
    "{\"properties\":{\"a\":{\"type\":\"string\"},\"fixed\":{\"readOnly\":true,\"properties\":{"
    "\"a\":{\"type\":\"string\",\"readOnly\":false},\"list\":{\"items\":{\"properties\":{\"b\":{"
    "\"type\":\"string\"}}}}}},\"either\":{\"anyOf\":[{\"readOnly\":true,\"properties\":{\"c\":{"
    "\"type\":\"string\"}}},{\"type\":\"string\"}]}}}",
    "{\"fixed\":{\"list\":[{}]},\"either\":{\"c\":\"x\"}}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].pointer);
      g_assert_cmpint (form_field_is_read_only (form_fixture_find (model, cases[i].pointer)), ==,
                       cases[i].read_only);
    }
}

/* What may only be read takes no items, and keeps those that it has in their order. */
static void
test_info_read_only_items (void)
{
  for (guint read_only = 0; read_only < 2; read_only++)
    {
      g_autofree char *schema = g_strdup_printf (
        "{\"properties\":{\"all\":{\"readOnly\":%s,\"properties\":{\"tags\":{\"items\":{"
        "\"type\":\"string\"}},\"labels\":{\"additionalProperties\":{\"type\":\"string\"}}}}}}",
        read_only ? "true" : "false");
      g_autoptr(FormModel) model = form_fixture_new (
        schema, "{\"all\":{\"tags\":[\"a\",\"b\"],\"labels\":{\"k\":\"v\"}}}");
      FormField *tag = form_fixture_find (model, "/all/tags/0");
      FormField *label = form_fixture_find (model, "/all/labels/k");

      g_assert_cmpint (form_field_can_add (form_field_get_parent (tag)), ==, !read_only);
      g_assert_cmpint (form_field_can_add (form_field_get_parent (label)), ==, !read_only);
      g_assert_cmpint (form_field_can_remove (tag), ==, !read_only);
      g_assert_cmpint (form_field_can_move (tag, 1), ==, !read_only);
      g_assert_cmpint (form_field_can_remove (label), ==, !read_only);
      form_fixture_assert_value (model,
                                 "{\"all\":{\"tags\":[\"a\",\"b\"],\"labels\":{\"k\":\"v\"}}}");
    }
}

static void
test_info_marks (void)
{
  g_autoptr(FormModel) model = form_fixture_new (
    "{\"properties\":{\"old\":{\"type\":\"string\",\"deprecated\":true},"
    "\"pin\":{\"type\":\"string\",\"writeOnly\":true},\"one\":{\"const\":1},"
    "\"two\":{\"enum\":[1,2]},\"none\":{\"type\":\"null\"},\"any\":{},"
    "\"image\":{\"type\":\"string\",\"contentEncoding\":\"base64\","
    "\"contentMediaType\":\"image/png\"},\"self\":{\"$ref\":\"#\"}}}", NULL);

  g_assert_true (form_field_is_deprecated (form_fixture_find (model, "/old")));
  g_assert_false (form_field_is_deprecated (form_fixture_find (model, "/pin")));
  g_assert_true (form_field_is_secret (form_fixture_find (model, "/pin")));
  g_assert_false (form_field_is_secret (form_fixture_find (model, "/old")));
  g_assert_true (form_field_is_fixed (form_fixture_find (model, "/one")));
  g_assert_true (form_field_is_fixed (form_fixture_find (model, "/none")));
  g_assert_false (form_field_is_fixed (form_fixture_find (model, "/two")));
  g_assert_true (form_field_is_fallback (form_fixture_find (model, "/any")));
  g_assert_true (form_field_is_json (form_fixture_find (model, "/any")));
  g_assert_false (form_field_is_fallback (form_fixture_find (model, "/two")));
  g_assert_cmpstr (form_field_get_content_type (form_fixture_find (model, "/image")), ==,
                   "image/png");
  g_assert_null (form_field_get_content_type (form_fixture_find (model, "/old")));
  g_assert_true (form_field_is_recursive (form_fixture_find (model, "/self")));
  g_assert_false (form_field_is_recursive (form_model_get_root (model)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-field-info/titles", test_info_titles);
  g_test_add_func ("/form-field-info/multiline", test_info_multiline);
  g_test_add_func ("/form-field-info/read-only", test_info_read_only);
  g_test_add_func ("/form-field-info/read-only-items", test_info_read_only_items);
  g_test_add_func ("/form-field-info/marks", test_info_marks);

  return g_test_run ();
}
