/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-json-text.h"
#include "ui-fixture.h"

static CribJsonText *
make (gboolean compact)
{
  return g_object_ref_sink (CRIB_JSON_TEXT (crib_json_text_new (compact)));
}

static GtkTextBuffer *
buffer_of (CribJsonText *text)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (crib_json_text_get_input (text)));
}

static void
assert_text (CribJsonText *text,
             const char   *expected)
{
  g_autofree char *shown = crib_json_text_dup_text (text);

  g_assert_cmpstr (shown, ==, expected);
}

static void
type (CribJsonText *text,
      const char   *typed)
{
  gtk_text_buffer_set_text (buffer_of (text), typed, -1);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_edited (void)
{
  CribJsonText *text = make (FALSE);
  guint count = 0;

  g_signal_connect_swapped (text, "edited", G_CALLBACK (count_cb), &count);
  crib_json_text_set_text (text, "[1]");
  g_assert_cmpuint (count, ==, 0);
  assert_text (text, "[1]");

  gtk_text_buffer_insert_at_cursor (buffer_of (text), " ", -1);
  g_assert_cmpuint (count, ==, 1);
  assert_text (text, " [1]");

  /* What the program wrote is not undone; what the person typed is. */
  gtk_text_buffer_undo (buffer_of (text));
  assert_text (text, "[1]");
  g_assert_false (gtk_text_buffer_get_can_undo (buffer_of (text)));

  g_assert_finalize_object (text);
}

/* The same text again moves nothing. */
static void
test_caret (void)
{
  CribJsonText *text = make (FALSE);
  GtkTextIter place;
  int position;

  crib_json_text_set_text (text, "[1, 2]");
  gtk_text_buffer_get_iter_at_offset (buffer_of (text), &place, 4);
  gtk_text_buffer_place_cursor (buffer_of (text), &place);
  crib_json_text_set_text (text, "[1, 2]");
  g_object_get (buffer_of (text), "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, 4);

  g_assert_finalize_object (text);
}

/* The text that is underlined. */
static char *
dup_marked (CribJsonText *text)
{
  GtkTextBuffer *buffer = buffer_of (text);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "wrong");
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_starts_tag (&start, tag) && !gtk_text_iter_forward_to_tag_toggle (&start, tag))
    return g_strdup ("");
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
test_marks (void)
{
  static const struct { const char *text; const char *marked; int caret; } cases[] = {
    { "", "", -1 },
    { "  \n", "", -1 },
    { "{\"a\": 1}", "", -1 },
    { "{\"a\": x}", "x", 6 },
    { "{\"\xc3\xa4\xe2\x82\xac\": x}", "x", 7 },
    { "{\n  \"a\": 1,\n}", "}", 12 },
    { "[1,\n2", "2", 5 },
    { "[1, \n\n", ",", 6 },
    { "\xe2\x80\xa9x", "\xe2\x80\xa9", 0 },
    { "[1] 2", "2", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribJsonText *text = make (i % 2 == 0);
      g_autofree char *marked = NULL;
      int position;

      g_test_message ("%s", cases[i].text);
      type (text, cases[i].text);
      marked = dup_marked (text);
      g_assert_cmpstr (marked, ==, cases[i].marked);
      g_assert_cmpint (crib_json_text_go_to_mark (text), ==, cases[i].caret >= 0);
      g_object_get (buffer_of (text), "cursor-position", &position, NULL);
      if (cases[i].caret >= 0)
        g_assert_cmpint (position, ==, cases[i].caret);
      g_assert_finalize_object (text);
    }
}

/* The place of a value that is wrong for other reasons than its grammar. */
static void
test_marked_value (void)
{
  CribJsonText *text = make (FALSE);
  g_autofree char *marked = NULL;
  g_autofree char *unmarked = NULL;

  crib_json_text_set_text (text, "{\"\xc3\xa4\": 64}");
  crib_json_text_mark (text, 7, 2);
  marked = dup_marked (text);
  g_assert_cmpstr (marked, ==, "64");
  crib_json_text_mark (text, 0, 0);
  unmarked = dup_marked (text);
  g_assert_cmpstr (unmarked, ==, "");
  g_assert_false (crib_json_text_go_to_mark (text));

  g_assert_finalize_object (text);
}

/* What would hold the window up is kept whole and shown in part, however it came in. */
static void
test_too_long (void)
{
  g_autofree char *line = g_strnfill (1024 * 1024, 'x');
  g_autofree char *json = g_strdup_printf ("[\"%s\"]", line);
  CribJsonText *text = make (FALSE);
  guint count = 0;

  g_signal_connect_swapped (text, "edited", G_CALLBACK (count_cb), &count);
  crib_json_text_set_text (text, json);
  assert_text (text, json);
  ui_wait (gtk_text_buffer_get_char_count (buffer_of (text)) == 0);
  g_assert_nonnull (ui_find (GTK_WIDGET (text), ui_is_type, "CribTextPane"));
  g_assert_null (ui_find (GTK_WIDGET (text), ui_is_type, "GtkSourceView"));
  g_assert_cmpuint (count, ==, 0);

  g_signal_emit_by_name (ui_find (GTK_WIDGET (text), ui_is_type, "GtkButton"), "clicked");
  crib_json_text_set_text (text, "[]");
  g_assert_nonnull (ui_find (GTK_WIDGET (text), ui_is_type, "GtkSourceView"));
  g_assert_null (ui_find (GTK_WIDGET (text), ui_is_type, "CribTextPane"));

  crib_json_text_set_text (text, "");
  count = 0;
  type (text, json);
  g_assert_cmpuint (count, ==, 1);
  assert_text (text, json);
  ui_wait (gtk_text_buffer_get_char_count (buffer_of (text)) == 0);

  g_assert_finalize_object (text);
}

static void
test_keys (void)
{
  CribJsonText *large = make (FALSE);
  CribJsonText *compact = make (TRUE);
  GtkWidget *view = crib_json_text_get_input (large);
  gboolean numbers;

  g_assert_true (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (view)));
  g_object_get (view, "show-line-numbers", &numbers, NULL);
  g_assert_true (numbers);

  view = crib_json_text_get_input (compact);
  g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (view)));
  g_object_get (view, "show-line-numbers", &numbers, NULL);
  g_assert_false (numbers);

  g_assert_finalize_object (large);
  g_assert_finalize_object (compact);
}

static char *
dup_scheme (CribJsonText *text)
{
  g_autoptr(GObject) scheme = NULL;
  char *id = NULL;

  g_object_get (buffer_of (text), "style-scheme", &scheme, NULL);
  g_object_get (scheme, "id", &id, NULL);
  return id;
}

static void
test_colours (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  CribJsonText *text = make (FALSE);
  g_autoptr(GObject) language = NULL;
  g_autofree char *light = dup_scheme (text);
  g_autofree char *dark = NULL;

  g_object_get (buffer_of (text), "language", &language, NULL);
  g_assert_nonnull (language);
  g_assert_cmpstr (light, ==, "Adwaita");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  dark = dup_scheme (text);
  g_assert_cmpstr (dark, ==, "Adwaita-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);

  g_assert_finalize_object (text);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/json-text/edited", test_edited);
  g_test_add_func ("/json-text/caret", test_caret);
  g_test_add_func ("/json-text/marks", test_marks);
  g_test_add_func ("/json-text/marked-value", test_marked_value);
  g_test_add_func ("/json-text/too-long", test_too_long);
  g_test_add_func ("/json-text/keys", test_keys);
  g_test_add_func ("/json-text/colours", test_colours);

  return g_test_run ();
}
