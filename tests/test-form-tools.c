/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"
#include "tool-lists.h"

/* The tools of real servers, as the data beside the project has them. */

static guint n_fields[FORM_KIND_JSON + 1];

static void
count_kinds (FormField *field)
{
  n_fields[form_field_get_kind (field)]++;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      count_kinds (child);
    }
}

static gboolean
needs_something (FormField *root)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (root)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (root), i);

      if (form_field_is_required (child))
        return TRUE;
    }

  return FALSE;
}

static void
check_tool (const SjsonValue *tool,
            gpointer          user_data)
{
  g_autofree char *name = sjson_value_dup_member_string (tool, "name");
  g_autoptr(FormModel) model = NULL;
  g_autoptr(FormModel) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue schema;
  SjsonValue value;

  g_test_message ("%s", name);
  g_assert_true (sjson_value_get_member (tool, "inputSchema", &schema));

  model = form_model_new (&schema, NULL);
  count_kinds (form_model_get_root (model));
  json = form_model_dup_json (model);
  document = sjson_document_new_from_string (json, -1, NULL, NULL);
  value = sjson_document_get_root (document);

  again = form_model_new (&schema, &value);
  json_again = form_model_dup_json (again);
  g_assert_cmpstr (json, ==, json_again);
  g_assert_cmpint (form_field_get_kind (form_model_get_root (model)), ==, FORM_KIND_OBJECT);
  g_assert_cmpint (form_model_is_valid (model), ==, form_model_is_valid (again));

  if (!needs_something (form_model_get_root (model)))
    {
      g_autoptr(SjsonDocument) built = form_model_build_value (model, NULL);

      g_assert_nonnull (built);
    }
}

static void
test_tools_all (void)
{
  if (!tool_lists_read_all (check_tool, NULL))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (n_fields); i++)
    {
      GEnumClass *kinds = g_type_class_ref (FORM_TYPE_KIND);

      g_test_message ("%s: %u", g_enum_get_value (kinds, i)->value_nick, n_fields[i]);
      g_type_class_unref (kinds);
    }
  g_assert_cmpuint (n_fields[FORM_KIND_STRING], >, 1000);
  g_assert_cmpuint (n_fields[FORM_KIND_CHOICE], >, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-tools/all", test_tools_all);

  return g_test_run ();
}
