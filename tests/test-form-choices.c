/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choices-private.h"

/* What there is to choose from, and which of it a value is. */

typedef struct
{
  SjsonDocument *document;
  FormChoices choices;
} Fixture;

static void
fixture_init (Fixture    *self,
              const char *json)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (FormChoiceEntry));
  FormChoiceEntry entry = { 0 };
  SjsonValue root;
  SjsonIter iter;

  self->document = sjson_document_new_from_string (json, -1, NULL, NULL);
  root = sjson_document_get_root (self->document);
  sjson_iter_init (&iter, &root);
  while (sjson_iter_next (&iter, NULL, &entry.value))
    g_array_append_val (entries, entry);

  form_choices_init (&self->choices, entries);
}

static void
fixture_clear (Fixture *self)
{
  form_choices_clear (&self->choices);
  sjson_document_unref (self->document);
}

static guint
find (Fixture    *fixture,
      const char *json)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (json, -1, NULL, NULL);
  SjsonValue value = sjson_document_get_root (document);

  return form_choices_find (&fixture->choices, &value);
}

/* A few are compared, many are looked up; both find the same. */
static void
check_found (guint n_more)
{
  static const struct
  {
    const char *value;
    guint place;
  } cases[] = {
    { "1", 0 }, { "1.0", 0 }, { "10e-1", 0 }, { "\"1\"", 1 }, { "\"\\u0031\"", 1 }, { "-0", 2 },
    { "0e99", 2 }, { "\"a\\u0000b\"", 3 }, { "\"a\"", G_MAXUINT }, { "[1.0, {\"x\": 2}]", 4 },
    { "[1, {\"x\": 3}]", G_MAXUINT }, { "{\"b\":[[[[9]]]],\"a\":1e0}", 5 }, { "true", 6 },
    { "false", G_MAXUINT }, { "null", G_MAXUINT }, { "\"ä\"", 7 }, { "1e400", 8 },
    { "10e399", 8 }, { "1e401", G_MAXUINT },
  };
  g_autoptr(GString) json = g_string_new ("[1,\"1\",0,\"a\\u0000b\",[1,{\"x\":2.0}],"
                                          "{\"a\":1,\"b\":[[[[9]]]]},true,\"\\u00e4\",1e400,1.00");
  Fixture fixture;

  for (guint i = 0; i < n_more; i++)
    g_string_append_printf (json, ",\"m%u\"", i);
  g_string_append (json, "]");
  fixture_init (&fixture, json->str);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s of %u", cases[i].value, 10 + n_more);
      g_assert_cmpuint (find (&fixture, cases[i].value), ==, cases[i].place);
    }

  fixture_clear (&fixture);
}

static void
test_choices_find (void)
{
  check_found (0);
  check_found (6);
  check_found (7);
  check_found (1000);
}

static void
test_choices_get (void)
{
  SjsonValue value;
  Fixture fixture;

  fixture_init (&fixture, "[\"a\",\"b\"]");
  g_assert_false (form_choices_has_only (&fixture.choices));
  g_assert_true (form_choices_get_value (&fixture.choices, 1, &value));
  g_assert_true (sjson_value_equals_string (&value, "b"));
  g_assert_false (form_choices_get_value (&fixture.choices, 2, &value));
  g_assert_null (form_choices_get_entry (&fixture.choices, G_MAXUINT));
  fixture_clear (&fixture);

  fixture_init (&fixture, "[\"a\"]");
  g_assert_true (form_choices_has_only (&fixture.choices));
  fixture_clear (&fixture);

  fixture_init (&fixture, "[]");
  g_assert_false (form_choices_has_only (&fixture.choices));
  g_assert_cmpuint (find (&fixture, "1"), ==, G_MAXUINT);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-choices/find", test_choices_find);
  g_test_add_func ("/form-choices/get", test_choices_get);

  return g_test_run ();
}
