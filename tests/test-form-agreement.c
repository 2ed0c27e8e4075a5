/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-describe.h"
#include "form-model.h"
#include "tool-lists.h"

/* What is told of a form (the shapes behind it, see form-describe.c) and what a person is given
 * (its fields) are the same, place by place, for what public servers send and for hard schemas. */

/* A name that nobody declares. */
#define NEW_NAME "a name: nobody's"

static guint n_places;

static gboolean
get (const SjsonValue *told,
     const char       *name,
     SjsonValue       *member)
{
  return sjson_value_get_member (told, name, member);
}

static gboolean
is_marked (const SjsonValue *told,
           const char       *name)
{
  SjsonValue member;
  gboolean is_so = FALSE;

  return get (told, name, &member) && sjson_value_get_boolean (&member, &is_so) && is_so;
}

static char *
dup_text (const SjsonValue *told,
          const char       *name)
{
  SjsonValue member;

  return get (told, name, &member) ? sjson_value_dup_string (&member, NULL) : NULL;
}

static void compare (const SjsonValue *told,
                     FormField        *field);

static void
compare_child (const SjsonValue *told,
               FormField        *field,
               guint             position)
{
  g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), position);

  g_assert_nonnull (child);
  compare (told, child);
}

/* The members come first and in order, but for what a condition brings along. */
static void
compare_members (const SjsonValue *told,
                 FormField        *field)
{
  SjsonValue members;
  SjsonValue member;
  SjsonIter iter;
  guint position = 0;

  if (!get (told, "fields", &members))
    return;

  if (form_field_get_kind (field) == FORM_KIND_TUPLE)
    form_field_set_state (field, FORM_STATE_VALUE);

  sjson_iter_init (&iter, &members);
  while (sjson_iter_next (&iter, NULL, &member))
    {
      g_autofree char *name = dup_text (&member, "name");
      g_autoptr(FormField) child = NULL;

      child = g_list_model_get_item (G_LIST_MODEL (field), position++);
      g_assert_nonnull (child);
      g_assert_cmpstr (form_field_get_name (child), ==, name);
      g_assert_true (form_field_get_kind (field) == FORM_KIND_TUPLE ||
                     form_field_is_required (child) == is_marked (&member, "required"));
      compare (&member, child);
    }
}

/* What is added is as it was told to be; nothing can be added where nothing was told of. */
static void
compare_added (const SjsonValue *told,
               FormField        *field,
               const char       *template,
               const char       *name)
{
  SjsonValue expected;
  FormField *added;

  if (!get (told, template, &expected))
    return;

  g_assert_true (form_field_can_add (field));
  added = form_field_add (field, name);
  g_assert_nonnull (added);
  compare (&expected, added);
}

static void
compare_branches (const SjsonValue *told,
                  FormField        *field)
{
  SjsonValue branches;
  SjsonValue branch;
  SjsonValue inner;
  SjsonIter iter;
  guint index = 0;

  g_assert_true (get (told, "branches", &branches));
  g_assert_cmpuint (sjson_value_get_length (&branches), ==,
                    g_list_model_get_n_items (form_field_get_choices (field)));

  sjson_iter_init (&iter, &branches);
  while (sjson_iter_next (&iter, NULL, &branch))
    {
      g_autofree char *label = dup_text (&branch, "label");
      g_autoptr(FormChoice) choice = g_list_model_get_item (form_field_get_choices (field), index);

      g_assert_cmpstr (form_choice_get_label (choice), ==, label);
      g_assert_true (get (&branch, "field", &inner));
      form_field_set_selected (field, index++);
      compare_child (&inner, field, 0);
    }
}

static void
compare_facts (const SjsonValue *told,
               FormField        *field)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);
  g_autofree char *kind = dup_text (told, "kind");
  g_autofree char *limits = dup_text (told, "limits");

  g_assert_cmpstr (g_enum_get_value (kinds, form_field_get_kind (field))->value_nick, ==, kind);
  g_assert_cmpint (form_field_is_fallback (field), ==, is_marked (told, "fallback"));
  g_assert_cmpint (form_field_is_recursive (field), ==, is_marked (told, "recursive"));
  g_assert_cmpint (form_field_is_nullable (field), ==, is_marked (told, "nullable"));
  g_assert_cmpint (form_field_is_read_only (field), ==, is_marked (told, "read_only"));
  g_assert_cmpstr (form_field_get_limits (field), ==, limits);
}

static void
compare (const SjsonValue *told,
         FormField        *field)
{
  g_autofree char *pointer = form_field_dup_pointer (field);
  SjsonValue conditional;

  n_places++;
  g_test_message ("%s", pointer);
  compare_facts (told, field);

  if (is_marked (told, "recursive") || is_marked (told, "cut"))
    return;

  /* Which of them hold is a matter of values: test-form-shape-condition.c. */
  if (get (told, "conditional", &conditional))
    return;

  switch (form_field_get_kind (field))
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      compare_members (told, field);
      compare_added (told, field, "extra", NEW_NAME);
      break;
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      compare_members (told, field);
      compare_added (told, field, "item", NULL);
      break;
    case FORM_KIND_UNION:
      compare_branches (told, field);
      break;
    default:
      g_assert_false (form_field_is_group (field));
      break;
    }
}

static void
compare_tool (const SjsonValue *tool,
              gpointer          user_data)
{
  SjsonValue schema;
  g_autofree char *name = dup_text (tool, "name");
  gboolean has_schema = get (tool, "inputSchema", &schema);
  g_autoptr(SjsonDocument) told = form_describe (has_schema ? &schema : NULL);
  g_autoptr(FormModel) form = form_model_new (has_schema ? &schema : NULL, NULL);
  SjsonValue described = sjson_document_get_root (told);

  g_test_message ("%s", name);
  compare (&described, form_model_get_root (form));
  g_assert_finalize_object (g_steal_pointer (&form));
}

static void
test_tables (void)
{
  static const char * const tables[] = {
    "any-draft", "draft-07", "draft-2019-09", "draft-2020-12", "each-word", "generators",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *name = g_strconcat (tables[i], ".json", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", name, NULL);

      tool_lists_read (path, compare_tool, NULL);
    }

  g_assert_cmpuint (n_places, >, 500);
}

static void
test_servers (void)
{
  if (tool_lists_read_all (compare_tool, NULL))
    g_assert_cmpuint (n_places, >, 4000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/agreement/tables", test_tables);
  g_test_add_func ("/form/agreement/servers", test_servers);

  return g_test_run ();
}
