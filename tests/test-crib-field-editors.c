/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "form-model.h"
#include "ui-fixture.h"

typedef struct
{
  FormModel *model;
  CribFieldEditor *editor;
} Fixture;

/* An editor for a field of that schema. */
static void
set_up (Fixture    *fixture,
        const char *schema)
{
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"object\",\"properties\":{\"f\":%s}}", schema);
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);

  fixture->model = form_model_new (&root, NULL);
  fixture->editor = g_object_ref_sink (crib_field_editor_new_for (form_model_find (fixture->model,
                                                                                   "/f")));
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->model);
}

static FormField *
field_of (Fixture *fixture)
{
  return crib_field_editor_get_field (fixture->editor);
}

static void
test_editors_kinds (void)
{
  static const struct { const char *schema; const char *type; gboolean wide; } cases[] = {
    { "{\"type\":\"string\"}", "CribFieldEntry", FALSE },
    { "{\"type\":\"string\",\"format\":\"email\"}", "CribFieldEntry", FALSE },
    { "{\"type\":\"string\",\"format\":\"password\"}", "CribFieldSecret", FALSE },
    { "{\"type\":\"integer\",\"writeOnly\":true}", "CribFieldSecret", FALSE },
    { "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9999,\"writeOnly\":true}",
      "CribFieldSecret", FALSE },
    { "{\"type\":\"string\",\"format\":\"date\",\"writeOnly\":true}",
      "CribFieldSecret", FALSE },
    { "{\"type\":\"string\",\"format\":\"time\",\"writeOnly\":true}",
      "CribFieldSecret", FALSE },
    { "{\"type\":\"string\",\"format\":\"date-time\",\"writeOnly\":true}",
      "CribFieldSecret", FALSE },
    { "{\"enum\":[1,2,3,4,5,6,7,8,9,10,11,12]}", "CribFieldChoice", FALSE },
    { "{\"enum\":[1,2,3,4,5,6,7,8,9,10,11,12,13]}", "CribFieldPick", FALSE },
    { "{\"type\":\"string\",\"maxLength\":500}", "CribFieldText", TRUE },
    { "{\"type\":\"string\",\"format\":\"date-time\"}", "CribFieldDateTime", FALSE },
    { "{\"type\":\"string\",\"format\":\"date\"}", "CribFieldDateTime", FALSE },
    { "{\"type\":\"integer\"}", "CribFieldNumber", FALSE },
    { "{\"type\":\"number\"}", "CribFieldNumber", FALSE },
    { "{\"type\":\"boolean\"}", "CribFieldSwitch", FALSE },
    { "{\"enum\":[\"a\",\"b\"]}", "CribFieldChoice", FALSE },
    { "{\"type\":\"object\",\"properties\":{\"x\":{}}}", "CribFieldGroup", FALSE },
    { "{}", "CribFieldJson", TRUE },
    { "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9}", "CribFieldSpin", FALSE },
    { "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", "CribFieldGroup", FALSE },
    { "{\"type\":\"object\",\"additionalProperties\":true}", "CribFieldGroup", FALSE },
    { "{\"prefixItems\":[{\"type\":\"string\"}]}", "CribFieldGroup", FALSE },
    { "{\"items\":{\"enum\":[1,2,3,4,5,6,7,8]}}", "CribFieldChecks", FALSE },
    { "{\"items\":{\"enum\":[1,2,3,4,5,6,7,8,9]}}", "CribFieldCheckMenu", FALSE },
    { "{\"type\":\"string\",\"contentEncoding\":\"base64\"}", "CribFieldFile", FALSE },
    { "{\"type\":[\"string\",\"number\"]}", "CribFieldUnion", FALSE },
    { "{\"type\":\"null\"}", "CribFieldFixed", FALSE },
    { "{\"const\":1}", "CribFieldFixed", FALSE },
    { "{\"type\":\"string\",\"format\":\"time\"}", "CribFieldDateTime", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0, };

      set_up (&fixture, cases[i].schema);
      g_test_message ("%s", cases[i].schema);
      g_assert_cmpstr (G_OBJECT_TYPE_NAME (fixture.editor), ==, cases[i].type);
      g_assert_cmpint (crib_field_editor_is_wide (fixture.editor), ==, cases[i].wide);
      g_assert_nonnull (crib_field_editor_get_input (fixture.editor));
      tear_down (&fixture);
    }
}

/* Absent, null and empty are three things to see. */
static void
test_editors_placeholders (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, "{\"type\":[\"string\",\"null\"]}");
  g_assert_cmpstr (crib_field_editor_get_placeholder (fixture.editor), ==, "Not sent");
  form_field_set_state (field_of (&fixture), FORM_STATE_NULL);
  g_assert_cmpstr (crib_field_editor_get_placeholder (fixture.editor), ==, "Null");
  form_field_set_state (field_of (&fixture), FORM_STATE_VALUE);
  g_assert_cmpstr (crib_field_editor_get_placeholder (fixture.editor), ==, "Empty");
  tear_down (&fixture);
}

/* No length and no line's end brings a secret to light, and none is lost in one line. */
static void
test_editors_secret (void)
{
  g_autofree char *letters = g_strnfill (5000, 'x');
  const char *texts[] = { "-----BEGIN-----\nabc\n-----END-----\n", letters };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Fixture fixture = { 0, };
      GtkEditable *input;

      set_up (&fixture, "{\"type\":\"string\",\"format\":\"password\"}");
      input = GTK_EDITABLE (crib_field_editor_get_input (fixture.editor));
      gtk_editable_set_text (input, texts[i]);
      g_assert_true (crib_field_editor_fits (fixture.editor));
      g_assert_cmpstr (form_field_get_text (field_of (&fixture)), ==, texts[i]);
      g_assert_cmpstr (gtk_editable_get_text (input), ==, texts[i]);

      g_clear_object (&fixture.editor);
      fixture.editor = g_object_ref_sink (
        crib_field_editor_new_for (form_model_find (fixture.model, "/f")));
      g_assert_true (CRIB_IS_FIELD_SECRET (fixture.editor));
      tear_down (&fixture);
    }
}

static void
test_editors_switch (void)
{
  Fixture fixture = { 0, };
  GtkSwitch *input;

  set_up (&fixture, "{\"type\":[\"boolean\",\"null\"]}");
  input = GTK_SWITCH (crib_field_editor_get_input (fixture.editor));
  g_assert_true (ui_shows (GTK_WIDGET (fixture.editor), "Not sent"));
  gtk_switch_set_active (input, TRUE);
  g_assert_false (ui_shows (GTK_WIDGET (fixture.editor), "Not sent"));
  gtk_switch_set_active (input, FALSE);
  g_assert_cmpint (form_field_get_state (field_of (&fixture)), ==, FORM_STATE_VALUE);
  form_field_set_state (field_of (&fixture), FORM_STATE_NULL);
  g_assert_true (ui_shows (GTK_WIDGET (fixture.editor), "Null"));
  tear_down (&fixture);
}

static void
test_editors_choice (void)
{
  Fixture fixture = { 0, };
  GtkDropDown *input;

  set_up (&fixture, "{\"enum\":[\"a\",\"b\",null],\"type\":[\"string\",\"null\"]}");
  input = GTK_DROP_DOWN (crib_field_editor_get_input (fixture.editor));
  g_assert_cmpuint (gtk_drop_down_get_selected (input), ==, 0);
  gtk_drop_down_set_selected (input,
                              g_list_model_get_n_items (gtk_drop_down_get_model (input)) - 1);
  g_assert_cmpint (form_field_get_state (field_of (&fixture)), !=, FORM_STATE_ABSENT);
  form_field_set_state (field_of (&fixture), FORM_STATE_ABSENT);
  g_assert_cmpuint (gtk_drop_down_get_selected (input), ==, 0);
  g_assert_false (gtk_drop_down_get_enable_search (input));
  tear_down (&fixture);
}

static gboolean
is_named_line (GtkWidget  *widget,
               const char *name)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *other = NULL;

  if (gtk_accessible_get_accessible_role (accessible) != GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    return FALSE;

  other = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return other == NULL;
}

/* What the arrows go through in the list has a name each. */
static void
test_editors_choice_spoken (void)
{
  Fixture fixture = { 0, };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *popover;

  set_up (&fixture, "{\"enum\":[\"a\",\"<b>\"]}");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture.editor));
  gtk_window_present (GTK_WINDOW (window));
  popover = gtk_widget_get_last_child (crib_field_editor_get_input (fixture.editor));
  gtk_popover_popup (GTK_POPOVER (popover));
  ui_wait (ui_find (popover, is_named_line, "<b>") != NULL);
  g_assert_nonnull (ui_find (popover, is_named_line, "Not sent"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  tear_down (&fixture);
}

/* The calendar changes the day, and leaves the time and its zone as they were typed. */
static void
test_editors_date_time (void)
{
  Fixture fixture = { 0, };
  g_autoptr(GDateTime) day = g_date_time_new_utc (2027, 2, 28, 0, 0, 0);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button, *calendar;
  GtkPopover *popover;

  set_up (&fixture, "{\"type\":\"string\",\"format\":\"date-time\"}");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture.editor));
  gtk_window_present (GTK_WINDOW (window));
  form_field_set_text (field_of (&fixture), "2026-11-24T14:05:00+09:30");
  g_assert_true (ui_shows (GTK_WIDGET (fixture.editor),
                           "Tue, 24 November 2026, 14:05 (UTC+09:30)"));

  button = ui_find (GTK_WIDGET (fixture.editor), ui_is_type, "GtkMenuButton");
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  gtk_popover_popup (popover);
  calendar = gtk_widget_get_first_child (gtk_popover_get_child (popover));
  gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
  g_assert_cmpstr (form_field_get_text (field_of (&fixture)), ==, "2027-02-28T14:05:00+09:30");

  form_field_set_text (field_of (&fixture), "yesterday");
  g_assert_false (ui_shows (GTK_WIDGET (fixture.editor),
                            "Tue, 24 November 2026, 14:05 (UTC+09:30)"));
  g_assert_false (ui_shows (GTK_WIDGET (fixture.editor),
                            "Sun, 28 February 2027, 14:05 (UTC+09:30)"));
  gtk_popover_popdown (popover);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  tear_down (&fixture);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_editors_group (void)
{
  Fixture fixture = { 0, };
  guint count = 0;

  set_up (&fixture, "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}}");
  g_signal_connect_swapped (fixture.editor, "notify::expanded", G_CALLBACK (count_cb), &count);
  g_assert_false (crib_field_group_get_expanded (CRIB_FIELD_GROUP (fixture.editor)));
  g_signal_emit_by_name (crib_field_editor_get_input (fixture.editor), "clicked");
  g_assert_true (crib_field_group_get_expanded (CRIB_FIELD_GROUP (fixture.editor)));
  crib_field_group_set_expanded (CRIB_FIELD_GROUP (fixture.editor), TRUE);
  g_assert_cmpuint (count, ==, 1);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-editors/kinds", test_editors_kinds);
  g_test_add_func ("/field-editors/placeholders", test_editors_placeholders);
  g_test_add_func ("/field-editors/secret", test_editors_secret);
  g_test_add_func ("/field-editors/switch", test_editors_switch);
  g_test_add_func ("/field-editors/choice", test_editors_choice);
  g_test_add_func ("/field-editors/choice-spoken", test_editors_choice_spoken);
  g_test_add_func ("/field-editors/date-time", test_editors_date_time);
  g_test_add_func ("/field-editors/group", test_editors_group);

  return g_test_run ();
}
