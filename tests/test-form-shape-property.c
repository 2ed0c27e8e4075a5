/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-round.h"
#include "form-shape-private.h"
#include "property-fixture.h"
#include "sjson-fixture.h"

/* Whatever a random schema allows, its shapes have room for: each place of a value has a shape of
 * its kind, choices have it among them, and of branches the one that is found allows it. */

#define N_ROUNDS 5000
#define N_VALUES 3

static void check_place (FormRound        *round,
                         FormShape        *shape,
                         const SjsonValue *value);

static void
check_list (FormRound        *round,
            FormShape        *shape,
            const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue element;

  sjson_iter_init (&iter, value);

  for (guint i = 0; sjson_iter_next (&iter, NULL, &element); i++)
    {
      FormShape *item = form_shape_get_item (shape, i);

      form_round_demand (round, item != NULL, "nothing may stand at %u", i);
      check_place (round, item, &element);
    }
}

static void
check_choices (FormRound        *round,
               FormShape        *shape,
               const SjsonValue *value)
{
  g_autofree char *json = sjson_value_to_json (value, NULL);

  form_round_demand (round, form_choices_find (form_shape_get_choices (shape), value) !=
                            G_MAXUINT, "not among the choices: %s", json);
}

static void
check_checked (FormRound        *round,
               FormShape        *shape,
               const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue element;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &element))
    check_choices (round, shape, &element);
}

static void
check_object (FormRound        *round,
              FormShape        *shape,
              const SjsonValue *value)
{
  g_autoptr(FormShape) narrow = form_shape_narrow (shape, value);
  SjsonIter iter;
  SjsonValue name, member;

  for (guint i = 0; i < form_shape_get_n_members (narrow); i++)
    {
      const char *declared = form_shape_get_member_name (narrow, i);

      form_round_demand (round, form_shape_is_declared (narrow, declared), "not declared: %s",
                         declared);
      form_round_demand (round, !form_shape_is_required (narrow, declared) ||
                                sjson_value_get_member (value, declared, &member),
                         "required, but not there: %s", declared);
    }

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, &name, &member))
    {
      g_autofree char *text = sjson_value_dup_string (&name, NULL);

      check_place (round, form_shape_get_member (narrow, text), &member);
    }
}

static void
check_union (FormRound        *round,
             FormShape        *shape,
             const SjsonValue *value)
{
  guint index = form_shape_find_branch (shape, value);
  const SjsonValue *node;

  form_round_demand (round, index < form_shape_get_n_branches (shape), "branch %u of %u", index,
                     form_shape_get_n_branches (shape));
  node = form_shape_get_branch_node (shape, index);
  form_round_demand (round, node == NULL ||
                            schema_validator_check_at (round->validator, node, value) ==
                            SCHEMA_VALID, "branch %u does not allow it", index);
  form_round_demand (round, *form_shape_get_branch_label (shape, index) != '\0', "no label");
  check_place (round, form_shape_get_branch (shape, index), value);
}

/* Where no type is said, what a schema is for is guessed, and it may allow more. */
static void
check_kind (FormRound        *round,
            FormShape        *shape,
            const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);

  switch (form_shape_get_kind (shape))
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      if (kind == SJSON_KIND_OBJECT)
        check_object (round, shape, value);
      break;
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      if (kind == SJSON_KIND_ARRAY)
        check_list (round, shape, value);
      break;
    case FORM_KIND_UNION:
      check_union (round, shape, value);
      break;
    case FORM_KIND_CHOICE:
      check_choices (round, shape, value);
      break;
    case FORM_KIND_CHOICES:
      if (kind == SJSON_KIND_ARRAY)
        check_checked (round, shape, value);
      break;
    case FORM_KIND_STRING:
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
    case FORM_KIND_BOOLEAN:
    case FORM_KIND_DATE:
    case FORM_KIND_TIME:
    case FORM_KIND_DATE_TIME:
    case FORM_KIND_FILE:
    case FORM_KIND_NULL:
    case FORM_KIND_JSON:
    default:
      break;
    }
}

static void
check_place (FormRound        *round,
             FormShape        *shape,
             const SjsonValue *value)
{
  g_autofree char *json = sjson_value_to_json (value, NULL);
  guint bit = FORM_SHAPE_BIT (sjson_value_get_kind (value));

  if (sjson_value_is_null (value) && form_shape_is_nullable (shape))
    return;

  form_shape_get_limits (shape);
  form_shape_get_placeholder (shape);
  form_round_demand (round, (form_shape_get_kinds (shape) & bit) != 0,
                     "kind %d has no room for %s", form_shape_get_kind (shape), json);
  check_kind (round, shape, value);
}

static void
test_room (void)
{
  guint n_rounds = property_get_rounds (N_ROUNDS);
  guint seed = property_get_seed ();

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };
      g_autoptr(FormShape) shape = NULL;

      form_round_init (&round, seed + i);
      shape = form_shape_new (round.validator, round.schema);

      for (guint j = 0; j < N_VALUES; j++)
        {
          g_autoptr(SjsonValue) value = parse_value (round.value_text);

          check_place (&round, shape, value);
          form_round_next_value (&round);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/shape-property/room", test_room);

  return g_test_run ();
}
