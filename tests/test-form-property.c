/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-round.h"
#include "keyword-counter.h"
#include "property-fixture.h"
#include "sjson-fixture.h"

/* Random schemas and values, and what has to be true of every form. Each round has a seed of its
 * own: PROPERTY_SEED=seed PROPERTY_ROUNDS=1 goes through one again. */

#define N_ROUNDS 4500
#define N_EDITS 12

static void
tell_error (FormRound *self,
            FormModel *model)
{
  FormField *wrong = form_model_get_first_error (model);
  g_autofree char *pointer = wrong != NULL ? form_field_dup_pointer (wrong) : NULL;

  form_round_demand (self, form_model_is_valid (model), "not valid: %s: %s", pointer,
          wrong != NULL ? form_field_get_error (wrong) : "nowhere");
}

/* ---- every valid value can be shown, and comes out as it went in */

/* Blanks and escapes are those of our reader; all else is letter by letter as it was. */
static void
check_untouched (FormRound  *self,
                 FormModel  *model,
                 const char *when)
{
  g_autoptr(SjsonValue) value = parse_value (self->value_text);
  g_autofree char *expected = sjson_value_to_json (value, NULL);
  g_autoptr(SjsonDocument) built = NULL;
  g_autofree char *text = NULL;
  SjsonValue root;

  tell_error (self, model);
  built = form_model_build_value (model, NULL);
  form_round_demand (self, built != NULL, "%s: not built", when);
  root = sjson_document_get_root (built);
  text = sjson_value_to_json (&root, NULL);
  form_round_demand (self, g_str_equal (text, expected), "%s: another text: %s", when, text);
}

static void
check_equal (FormRound  *self,
             FormModel *model)
{
  g_autoptr(SjsonValue) value = parse_value (self->value_text);
  g_autoptr(SjsonDocument) built = NULL;
  g_autofree char *text = NULL;
  SjsonValue root;

  tell_error (self, model);
  built = form_model_build_value (model, NULL);
  form_round_demand (self, built != NULL, "not built");
  root = sjson_document_get_root (built);
  text = sjson_value_to_json (&root, NULL);
  form_round_demand (self, sjson_value_equal (value, &root), "another value: %s", text);
}

static void
check_round_trip (FormRound *self)
{
  g_autoptr(SjsonValue) value = parse_value (self->value_text);
  g_autoptr(FormModel) model = form_model_new (self->schema, value);
  g_autoptr(GPtrArray) fields = NULL;

  check_untouched (self, model, "at first");
  fields = random_editor_unfold (model, 2000);
  check_untouched (self, model, "unfolded");
  random_editor_repeat (model);
  check_equal (self, model);
  g_clear_pointer (&fields, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&model));
}

/* Whether it is wrong still after one change. */
static gboolean
count_changed (FormRound      *self,
               KeywordCounter *counter)
{
  g_autoptr(SjsonValue) value = parse_value (self->value_text);
  g_autofree char *text = schema_generator_mutate (self->generator, value);
  g_autoptr(SjsonValue) changed = parse_value (text);
  g_autoptr(FormModel) model = form_model_new (self->schema, changed);
  SchemaVerdict verdict = schema_validator_check (self->validator, changed);
  g_autoptr(SjsonDocument) built = form_model_build_value (model, NULL);

  if (verdict == SCHEMA_INVALID)
    form_round_demand (self, !form_model_is_valid (model), "valid: %s", text);

  form_round_demand (self, form_model_is_valid (model) == (built != NULL), "half valid: %s", text);
  keyword_counter_add (counter, self->schema, verdict == SCHEMA_VALID);

  return verdict == SCHEMA_INVALID;
}

static void
test_round_trip (void)
{
  g_autoptr(KeywordCounter) counter = keyword_counter_new ();
  guint n_rounds = property_get_rounds (N_ROUNDS);
  guint seed = property_get_seed ();

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };

      form_round_init (&round, seed + i);

      for (guint j = 0; j < 3; j++)
        {
          check_round_trip (&round);
          keyword_counter_add (counter, round.schema, TRUE);

          for (guint k = 0; k < 4 && !count_changed (&round, counter); k++)
            ;

          form_round_next_value (&round);
        }
    }

  if (n_rounds >= N_ROUNDS)
    keyword_counter_assert (counter, 1000, 0);
}

/* ---- whatever is done to it, a form does not lie */

static void
check_edits (FormRound *self)
{
  g_autoptr(SjsonValue) value = parse_value (self->value_text);
  gboolean is_empty = g_rand_boolean (schema_generator_get_random (self->generator));
  g_autoptr(FormModel) model = form_model_new (self->schema, is_empty ? NULL : value);

  form_round_edit (self, model, N_EDITS);
  g_assert_finalize_object (g_steal_pointer (&model));
}

static void
test_edits (void)
{
  guint n_rounds = property_get_rounds (N_ROUNDS);
  guint seed = property_get_seed ();

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };

      form_round_init (&round, seed + i);
      check_edits (&round);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/property/round-trip", test_round_trip);
  g_test_add_func ("/form/property/edits", test_edits);

  return g_test_run ();
}
