/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-round.h"
#include "property-fixture.h"
#include "sjson-fixture.h"

/* Schemas that nobody meant: random JSON, and real and random schemas with pieces changed. Whatever
 * a form makes of them, it does not crash, does not lie, and has an end. */

#define N_ROUNDS 1500
#define N_EDITS 5
#define MOST_FIELDS 5000

static char *
dup_mutated (FormRound  *round,
             const char *text,
             guint       n_mutations)
{
  char *mutated = g_strdup (text);

  for (guint i = 0; i < n_mutations; i++)
    {
      g_autofree char *old = mutated;
      g_autoptr(SjsonValue) value = parse_value (old);

      mutated = schema_generator_mutate (round->generator, value);
    }

  return mutated;
}

/* Keywords with the wrong values, which no schema of ours has. */
static const char * const hostile[] = {
  "{\"type\":[]}", "{\"type\":[\"string\",5]}", "{\"enum\":{}}", "{\"enum\":[]}", "{\"oneOf\":[]}",
  "{\"anyOf\":[[]]}", "{\"allOf\":[{\"allOf\":[{\"$ref\":\"#\"}]}]}", "{\"$ref\":\"#\"}",
  "{\"properties\":{\"a\":{\"$ref\":\"#/properties/b\"},\"b\":{\"$ref\":\"#/properties/a\"}}}",
  "{\"properties\":[]}", "{\"required\":{\"a\":1}}", "{\"prefixItems\":{}}", "{\"items\":[{}]}",
  "{\"minItems\":4294967296,\"items\":{\"type\":\"object\",\"default\":{}}}",
  "{\"type\":\"array\",\"minItems\":1e9}", "{\"maxLength\":-1}", "{\"multipleOf\":0}",
  "{\"type\":\"integer\",\"minimum\":1,\"maximum\":0}", "{\"required\":[\"a\",\"a\",5]}",
  "{\"if\":{\"$ref\":\"#\"},\"then\":{\"$ref\":\"#\"},\"else\":{\"$ref\":\"#\"}}",
  "{\"patternProperties\":{\"(\":{}},\"additionalProperties\":{\"$ref\":\"#\"}}",
  "{\"dependentSchemas\":{\"a\":{\"$ref\":\"#\"}},\"properties\":{\"a\":{\"default\":{}}}}",
  "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"a\"]}",
  "{\"oneOf\":[{\"$ref\":\"#\"},{\"type\":\"string\"}]}",
  "{\"anyOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}}},{\"items\":{\"$ref\":\"#\"}}]}",
  "{\"properties\":{\"\":{\"const\":{\"a\":[1,{\"b\":null}]}}}}", "[]", "5", "\"x\"", "false",
  "{\"title\":5,\"description\":[],\"default\":{\"a\":1},\"examples\":{},\"format\":null}",
  "{\"type\":\"array\",\"items\":{\"enum\":[1,1,1]},\"uniqueItems\":true}",
  "{\"type\":\"string\",\"contentEncoding\":\"base64\",\"const\":\"%%%\"}",
  "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"properties\":{\"a\":{}}}",
};

static void
check_form (FormRound *round)
{
  g_autoptr(SjsonValue) value = parse_value (round->value_text);
  gboolean is_empty = g_rand_boolean (schema_generator_get_random (round->generator));
  g_autoptr(FormModel) model = form_model_new (round->schema, is_empty ? NULL : value);
  g_autoptr(GPtrArray) fields = random_editor_unfold (model, MOST_FIELDS);
  g_autofree char *summary = form_model_dup_summary (model);

  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_clear_pointer (&fields, g_ptr_array_unref);
  form_round_edit (round, model, N_EDITS);
  g_assert_finalize_object (g_steal_pointer (&model));
}

static void
test_mutated (void)
{
  guint n_rounds = property_get_rounds (N_ROUNDS);
  guint seed = property_get_seed ();

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };
      g_autofree char *text = NULL;

      form_round_init (&round, seed + i);
      text = dup_mutated (&round, round.schema_text, 1 + round.seed % 4);
      form_round_set_schema (&round, text);
      check_form (&round);
    }
}

static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *inside = g_strdup_printf ("{\"type\":\"object\",\"properties\":{\"f\":%s,"
                                                 "\"g\":{\"items\":%s}},\"required\":[\"f\"]}",
                                                 hostile[i], hostile[i]);

      for (guint j = 0; j < 8; j++)
        {
          g_auto(FormRound) round = { 0, };

          form_round_init (&round, property_get_seed () + i * 8 + j);
          form_round_set_schema (&round, j % 2 == 0 ? hostile[i] : inside);
          check_form (&round);
        }
    }
}

/* Pieces of the text cut out, doubled, put elsewhere, and letters of JSON put over others. */
static char *
dup_garbled (GRand      *random,
             const char *text)
{
  static const char letters[] = "{}[]\",:0159-.eE\\un tfl#/$\x01\xc3\xff";
  GString *garbled = g_string_new (text);

  for (int n = g_rand_int_range (random, 1, 5); n > 0 && garbled->len > 1; n--)
    {
      gint32 at = g_rand_int_range (random, 0, (gint32) garbled->len);
      gint32 most = MIN ((gint32) garbled->len - at, 40);
      gint32 length = g_rand_int_range (random, 1, most + 1);
      g_autofree char *piece = g_strndup (garbled->str + at, length);

      if (g_rand_boolean (random))
        garbled->str[at] = letters[g_rand_int_range (random, 0, sizeof (letters) - 1)];
      else if (g_rand_boolean (random))
        g_string_erase (garbled, at, length);
      else
        g_string_insert (garbled, g_rand_int_range (random, 0, (gint32) garbled->len), piece);
    }

  return g_string_free (garbled, FALSE);
}

/* What is JSON still is a schema. */
static void
test_garbled (void)
{
  guint n_rounds = property_get_rounds (N_ROUNDS) * 4;
  guint n_read = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };
      g_autofree char *text = NULL;
      g_autoptr(SjsonDocument) document = NULL;

      form_round_init (&round, property_get_seed () + i);
      text = dup_garbled (schema_generator_get_random (round.generator), round.schema_text);
      document = sjson_document_new_from_string (text, -1, NULL, NULL);
      if (document == NULL)
        continue;

      n_read++;
      form_round_set_schema (&round, text);
      check_form (&round);
    }

  g_test_message ("%u of %u were JSON", n_read, n_rounds);
  g_assert_true (n_read * 20 >= n_rounds || n_rounds < N_ROUNDS);
}

/* A draft that somebody changed in its file is taken as far as it fits, and is one again. */
static void
check_changed_draft (FormRound *round)
{
  g_autoptr(SjsonValue) value = parse_value (round->value_text);
  g_autoptr(FormModel) model = form_model_new (round->schema, value);
  g_autoptr(FormModel) other = form_model_new (round->schema, NULL);
  g_autofree char *draft = NULL;
  g_autofree char *changed = NULL;
  gboolean garbles = g_rand_boolean (schema_generator_get_random (round->generator));
  g_autoptr(GError) error = NULL;

  form_round_edit (round, model, N_EDITS);
  draft = form_model_dup_draft (model);
  changed = garbles ? dup_garbled (schema_generator_get_random (round->generator), draft)
                    : dup_mutated (round, draft, 2);
  form_round_demand (round, form_model_set_draft (other, changed, &error) == (error == NULL),
                     "no error with %s", changed);
  form_round_check (round, other);
  g_clear_error (&error);
  form_round_edit (round, other, N_EDITS);
  g_assert_finalize_object (g_steal_pointer (&model));
  g_assert_finalize_object (g_steal_pointer (&other));
}

static void
test_drafts (void)
{
  guint n_rounds = property_get_rounds (N_ROUNDS);

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };

      form_round_init (&round, property_get_seed () + i);
      check_changed_draft (&round);
    }
}

static void
test_junk (void)
{
  guint n_rounds = property_get_rounds (N_ROUNDS);

  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto(FormRound) round = { 0, };
      g_autofree char *text = NULL;

      form_round_init (&round, property_get_seed () + i);
      text = schema_generator_dup_junk (round.generator);
      form_round_set_schema (&round, text);
      check_form (&round);
    }
}

/* As many of a list of tools as are asked for, each changed a little. */
static void
check_tools (const char *path,
             guint       step)
{
  g_autofree char *text = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, tools, tool, schema;
  SjsonIter iter;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  document = parse (text);
  root = sjson_document_get_root (document);
  tools = root;
  sjson_value_get_member (&root, "tools", &tools);
  sjson_iter_init (&iter, &tools);

  for (guint i = 0; sjson_iter_next (&iter, NULL, &tool); i++)
    {
      g_auto(FormRound) round = { 0, };
      g_autofree char *json = NULL;
      g_autofree char *mutated = NULL;

      if (i % step != 0 || !sjson_value_get_member (&tool, "inputSchema", &schema))
        continue;

      form_round_init (&round, property_get_seed () + i);
      json = sjson_value_to_json (&schema, NULL);
      mutated = dup_mutated (&round, json, round.seed % 3);
      form_round_set_schema (&round, mutated);
      check_form (&round);
    }
}

static void
test_tools (void)
{
  static const char * const files[] = {
    "azure", "gitlab", "notion", "playwright", "filesystem", "memory",
  };
  const char *data = g_getenv ("SUITE_DATA");

  if (data == NULL || *data == '\0')
    {
      g_test_skip ("The folder with the official suites is not there");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/tools/%s.json", data, files[i]);

      check_tools (path, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/fuzz/hostile", test_hostile);
  g_test_add_func ("/form/fuzz/mutated", test_mutated);
  g_test_add_func ("/form/fuzz/junk", test_junk);
  g_test_add_func ("/form/fuzz/garbled", test_garbled);
  g_test_add_func ("/form/fuzz/drafts", test_drafts);
  g_test_add_func ("/form/fuzz/tools", test_tools);

  return g_test_run ();
}
