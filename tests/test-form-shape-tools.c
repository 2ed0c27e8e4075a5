/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"
#include "tool-lists.h"

/* The shapes of the tools of real servers, as the data beside the project has them, until they
 * repeat themselves. */

typedef struct
{
  guint n_kinds[FORM_KIND_JSON + 1];
  guint n_shapes;
  guint n_nullable;
} Census;

static void take_census (Census    *census,
                         FormShape *shape);

/* What stands below is asked for twice and made once. */
static void
take_census_of_group (Census    *census,
                      FormShape *shape)
{
  for (guint i = 0; i < form_shape_get_n_members (shape); i++)
    {
      const char *name = form_shape_get_member_name (shape, i);
      FormShape *member = form_shape_get_member (shape, name);

      g_assert_true (form_shape_is_declared (shape, name));
      g_assert_true (form_shape_get_member (shape, name) == member);
      take_census (census, member);
    }

  if (form_shape_takes_others (shape) && form_shape_get_other (shape) != NULL)
    take_census (census, form_shape_get_other (shape));
}

static void
take_census_of_list (Census    *census,
                     FormShape *shape)
{
  for (guint i = 0; i <= form_shape_get_n_prefix (shape); i++)
    if (form_shape_get_item (shape, i) != NULL)
      take_census (census, form_shape_get_item (shape, i));
}

static void
take_census_of_union (Census    *census,
                      FormShape *shape)
{
  g_assert_cmpuint (form_shape_get_n_branches (shape), >, 1);

  for (guint i = 0; i < form_shape_get_n_branches (shape); i++)
    {
      g_assert_cmpstr (form_shape_get_branch_label (shape, i), !=, "");
      take_census (census, form_shape_get_branch (shape, i));
    }
}

static void
take_census (Census    *census,
             FormShape *shape)
{
  FormKind kind = form_shape_get_kind (shape);

  census->n_kinds[kind]++;
  census->n_shapes++;
  census->n_nullable += form_shape_is_nullable (shape);
  g_assert_cmpuint (form_shape_get_kinds (shape), !=, 0);

  if (form_shape_is_recursive (shape))
    return;

  switch (kind)
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      take_census_of_group (census, shape);
      break;

    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      take_census_of_list (census, shape);
      break;

    case FORM_KIND_UNION:
      take_census_of_union (census, shape);
      break;

    case FORM_KIND_CHOICE:
    case FORM_KIND_CHOICES:
      g_assert_nonnull (form_shape_get_choices (shape));
      break;

    default:
      break;
    }
}

static void
take_census_of_tool (const SjsonValue *tool,
                     gpointer          user_data)
{
  g_autoptr(FormShape) shape = NULL;
  SjsonValue schema;

  g_assert_true (sjson_value_get_member (tool, "inputSchema", &schema));
  shape = form_shape_new (NULL, &schema);
  g_assert_cmpint (form_shape_get_kind (shape), ==, FORM_KIND_OBJECT);
  take_census (user_data, shape);
}

static void
test_tools_census (void)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);
  Census census = { 0 };

  if (!tool_lists_read_all (take_census_of_tool, &census))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (census.n_kinds); i++)
    g_test_message ("%s: %u", g_enum_get_value (kinds, i)->value_nick, census.n_kinds[i]);

  /* As they were when the list was made, give or take what servers change. */
  g_assert_cmpuint (census.n_shapes, >, 4000);
  g_assert_cmpuint (census.n_nullable, >, 90);
  g_assert_cmpuint (census.n_kinds[FORM_KIND_CHOICE], >, 500);
  g_assert_cmpuint (census.n_kinds[FORM_KIND_UNION], >, 20);
  g_assert_cmpuint (census.n_kinds[FORM_KIND_LIST], >, 60);
  g_assert_cmpuint (census.n_kinds[FORM_KIND_CHOICES], >=, 2);
  g_assert_cmpuint (census.n_kinds[FORM_KIND_JSON], <, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-shape-tools/census", test_tools_census);

  return g_test_run ();
}
