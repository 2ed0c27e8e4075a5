/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "field-fixture.h"
#include "ui-fixture.h"

/* Values that there is nothing to change about are words. */
static void
test_fixed_words (void)
{
  static const struct { const char *schema; const char *value; const char *words; } cases[] = {
    { "{\"const\":\"<b>a</b>\"}", "{\"f\":\"<b>a</b>\"}", "<b>a</b>" },
    { "{\"const\":12345678901234567890}", "{\"f\":12345678901234567890}", "12345678901234567890" },
    { "{\"const\":true}", "{\"f\":true}", "true" },
    { "{\"type\":\"boolean\",\"readOnly\":true}", "{\"f\":true}", "Yes" },
    { "{\"type\":\"string\",\"readOnly\":true}", "{\"f\":\"words\"}", "words" },
    { "{\"type\":\"string\",\"readOnly\":true}", NULL, "Not sent" },
    { "{\"type\":\"string\",\"readOnly\":true}", "{\"f\":\"\"}", "Empty" },
    { "{\"type\":\"string\",\"format\":\"password\",\"readOnly\":true}", "{\"f\":\"words\"}",
      "••••••••" },
    { "{\"type\":\"integer\",\"writeOnly\":true,\"readOnly\":true}", "{\"f\":1234}",
      "••••••••" },
    { "{\"writeOnly\":true,\"readOnly\":true}", "{\"f\":[1234]}",
      "••••••••" },
    { "{\"items\":{\"enum\":[\"a\",\"b\",\"c\"]},\"readOnly\":true}", "{\"f\":[\"a\",\"c\"]}",
      "a, c" },
    { "{\"readOnly\":true}", "{\"f\":1.50}", "1.50" },
    { "{\"type\":[\"string\",\"number\"],\"readOnly\":true}", "{\"f\":1}", "Number" },
    { "{\"type\":\"null\"}", "{\"f\":null}", "Null" },
    { "{\"type\":\"null\"}", NULL, "Not sent" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };

      g_test_message ("%s", cases[i].schema);
      field_fixture_set_up (&fixture, cases[i].schema, FALSE, cases[i].value);
      g_assert_true (CRIB_IS_FIELD_FIXED (fixture.editor));
      g_assert_true (field_fixture_shows (&fixture, cases[i].words));
      field_fixture_assert_value (&fixture, cases[i].value != NULL ? cases[i].value : "{}");
      field_fixture_tear_down (&fixture);
    }
}

/* What is copied from there is the value, with nothing between its letters. */
static void
test_fixed_copy (void)
{
  static const guint lengths[] = { 50, 90, 900 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      FieldFixture fixture = { 0, };
      g_autofree char *text = g_strnfill (lengths[i], 'W');
      g_autofree char *value = g_strdup_printf ("{\"f\":\"%s\"}", text);
      g_autofree char *shown = NULL;
      GdkContentProvider *content;
      g_auto(GValue) copied = G_VALUE_INIT;

      field_fixture_set_up (&fixture, "{\"type\":\"string\",\"readOnly\":true}", FALSE, value);
      field_fixture_settle (&fixture);
      gtk_label_select_region (GTK_LABEL (fixture.input), 0, -1);
      g_signal_emit_by_name (fixture.input, "copy-clipboard");
      content = gdk_clipboard_get_content (gtk_widget_get_clipboard (fixture.input));
      g_value_init (&copied, G_TYPE_STRING);
      g_assert_true (gdk_content_provider_get_value (content, &copied, NULL));
      g_assert_cmpstr (g_value_get_string (&copied), ==, text);
      g_assert_cmpint (gtk_widget_get_width (fixture.input), <=, 1000);
      field_fixture_tear_down (&fixture);
    }
}

/* They can be sent or not. */
static void
test_fixed_states (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, "{\"type\":\"null\"}", FALSE, NULL);
  field_fixture_act (&fixture, "field.set-null");
  g_assert_true (field_fixture_shows (&fixture, "Null"));
  field_fixture_assert_value (&fixture, "{\"f\":null}");
  field_fixture_act (&fixture, "field.leave-out");
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"const\":{\"a\":1}}", FALSE, NULL);
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  field_fixture_act (&fixture, "field.set-empty");
  field_fixture_assert_value (&fixture, "{\"f\":{\"a\":1}}");
  field_fixture_tear_down (&fixture);
}

/* Below what is given all is given: nothing is typed, named, moved or taken away there. */
static void
test_fixed_below (void)
{
  static const struct { const char *schema, *value, *pointer; } cases[] = {
    { "{\"items\":{\"type\":\"string\"},\"readOnly\":true}", "{\"f\":[\"a\",\"b\"]}", "/f/0" },
    { "{\"additionalProperties\":{\"type\":\"string\"},\"readOnly\":true}",
      "{\"f\":{\"a\":\"b\"}}", "/f/a" },
    { "{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"readOnly\":true}",
      "{\"f\":{\"a\":\"b\"}}", "/f/a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };

      g_test_message ("%s", cases[i].schema);
      field_fixture_set_up_at (&fixture, cases[i].schema, FALSE, cases[i].value,
                               cases[i].pointer);
      g_assert_true (CRIB_IS_FIELD_FIXED (fixture.editor));
      g_assert_null (field_fixture_find (&fixture, "GtkEntry"));
      g_assert_null (field_fixture_find (&fixture, "GtkMenuButton"));
      field_fixture_act (&fixture, "field.move-down");
      field_fixture_act (&fixture, "field.remove");
      field_fixture_assert_value (&fixture, cases[i].value);
      field_fixture_tear_down (&fixture);
    }
}

/* What does not fit beside its title stands below it. */
static void
test_fixed_wide (void)
{
  FieldFixture fixture = { 0, };
  g_autofree char *text = g_strnfill (80, 'W');
  g_autofree char *value = g_strdup_printf ("{\"f\":\"%s\"}", text);

  field_fixture_set_up (&fixture, "{\"readOnly\":true}", FALSE, "{\"f\":{\"x\":[1]}}");
  g_assert_true (crib_field_editor_is_wide (fixture.editor));
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"type\":\"string\",\"readOnly\":true}", FALSE, value);
  g_assert_true (crib_field_editor_is_wide (fixture.editor));
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"readOnly\":true}", FALSE, "{\"f\":1}");
  g_assert_false (crib_field_editor_is_wide (fixture.editor));
  field_fixture_tear_down (&fixture);
}

/* What is needed has to come from somewhere, whatever a schema says of who writes it. */
static void
test_fixed_needed (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, "{\"type\":\"string\",\"readOnly\":true}", TRUE, NULL);
  g_assert_false (CRIB_IS_FIELD_FIXED (fixture.editor));
  field_fixture_type (&fixture, "words");
  field_fixture_assert_value (&fixture, "{\"f\":\"words\"}");
  field_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-fixed/words", test_fixed_words);
  g_test_add_func ("/field-fixed/copy", test_fixed_copy);
  g_test_add_func ("/field-fixed/states", test_fixed_states);
  g_test_add_func ("/field-fixed/below", test_fixed_below);
  g_test_add_func ("/field-fixed/wide", test_fixed_wide);
  g_test_add_func ("/field-fixed/needed", test_fixed_needed);

  return g_test_run ();
}
