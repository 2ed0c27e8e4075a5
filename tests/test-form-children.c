/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-field-private.h"
#include "form-fixture.h"

#include <string.h>

/* The places below a field. */

#define LIST "{\"properties\":{\"list\":{\"items\":{\"type\":\"integer\"}}}}"

static char *
write_numbers (guint n)
{
  GString *text = g_string_new ("{\"list\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", i);
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

/* A long list costs fields only where somebody looks. */
static void
test_children_lazy (void)
{
  g_autofree char *value = write_numbers (100000);
  g_autoptr(FormModel) model = form_fixture_new (LIST, value);
  FormField *list = form_fixture_find (model, "/list");
  guint before;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100000);
  before = list->tree->n_fields;
  g_assert_cmpuint (before, <, 10);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/list/99999")), ==, "99999");
  g_assert_null (form_model_find (model, "/list/100000"));
  g_assert_null (form_model_find (model, "/list/00"));
  g_assert_null (form_model_find (model, "/list/-1"));
  g_assert_null (form_model_find (model, "/list/4294967296"));
  g_assert_null (form_model_find (model, "/list/99999/x"));
  g_assert_cmpuint (list->tree->n_fields, ==, before + 1);

  form_field_remove (form_fixture_find (model, "/list/5"));
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/list/5")), ==, "6");
  g_assert_cmpuint (list->tree->n_fields, ==, before + 2);
}

static void
append_change_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

/* One edit is told in one piece, no longer than it needs. */
static void
test_children_announce (void)
{
  static const struct
  {
    const char *json;
    const char *log;
  } cases[] = {
    { "{\"list\":[0,1,2,3,4]}", "" },
    { "{\"list\":[9,1,2,3,4]}", "" },
    { "{\"list\":[0,1,2,3,4,5,6]}", "5-0+2 " },
    { "{\"list\":[0,1]}", "2-3+0 " },
    { "{\"list\":[]}", "0-5+0 " },
    { "{}", "0-5+0 " },
    { "{\"list\":{}}", "0-5+0 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = write_numbers (5);
      g_autoptr(FormModel) model = form_fixture_new (LIST, value);
      g_autoptr(GString) log = g_string_new (NULL);
      FormField *list = form_fixture_find (model, "/list");

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 5);
      g_signal_connect (list, "items-changed", G_CALLBACK (append_change_cb), log);
      g_assert_true (form_model_set_json (model, cases[i].json, NULL));
      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (log->str, ==, cases[i].log);
    }
}

/* Names are taken apart as RFC 6901 says. */
static void
test_children_names (void)
{
  static const char * const names[] = { "a/b", "c~d", "~1", "/", "~", "", "0", " ", "ä" };
  g_autoptr(FormModel) model = form_fixture_new ("{\"type\":\"object\"}", "{\"a/b\":0,\"c~d\":1,"
                                                 "\"~1\":2,\"/\":3,\"~\":4,\"\":5,\"0\":6,"
                                                 "\" \":7,\"\\u00e4\":8,\"n\\u0000n\":9}");
  GListModel *root = G_LIST_MODEL (form_model_get_root (model));

  g_assert_cmpuint (g_list_model_get_n_items (root), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (root, i);
      g_autofree char *pointer = form_field_dup_pointer (child);

      g_assert_cmpstr (form_field_get_name (child), ==, names[i]);
      g_assert_true (form_model_find (model, pointer) == child);
      g_assert_cmpuint (form_field_get_text (child)[0], ==, '0' + i);
    }

  form_field_set_text (form_fixture_find (model, "/~01"), "22");
  form_fixture_assert_value (model, "{\"a/b\":0,\"c~d\":1,\"~1\":22,\"/\":3,\"~\":4,\"\":5,"
                             "\"0\":6,\" \":7,\"ä\":8,\"n\\u0000n\":9}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-children/lazy", test_children_lazy);
  g_test_add_func ("/form-children/announce", test_children_announce);
  g_test_add_func ("/form-children/names", test_children_names);

  return g_test_run ();
}
