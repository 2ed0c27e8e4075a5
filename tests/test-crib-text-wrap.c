/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-content-view.h"
#include "crib-prompt-view.h"
#include "crib-text-wrap.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#include <string.h>

static char *
make_text (gsize length,
           gsize every,
           char  separator)
{
  char *text = g_strnfill (length, 'W');

  for (gsize i = every; every > 0 && i < length; i += every)
    text[i] = separator;

  return text;
}

/* Words are kept in one piece unless there is one without end. */
static void
test_wrap_modes (void)
{
  static const struct { gsize length, every; char separator; GtkWrapMode mode; } cases[] = {
    { 0, 0, ' ', GTK_WRAP_WORD_CHAR },
    { 1000, 0, ' ', GTK_WRAP_WORD_CHAR },
    { 1001, 0, ' ', GTK_WRAP_CHAR },
    { 100000, 7, ' ', GTK_WRAP_WORD_CHAR },
    { 100000, 900, '\t', GTK_WRAP_WORD_CHAR },
    { 100000, 900, '\n', GTK_WRAP_WORD_CHAR },
    { 100000, 2000, '\n', GTK_WRAP_CHAR },
    { 128 * 1024 + 1, 0, ' ', GTK_WRAP_NONE },
    { 128 * 1024 + 1, 7, ' ', GTK_WRAP_NONE },
    { 1024 * 1024, 70, '\n', GTK_WRAP_WORD_CHAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkScrolledWindow *scroller = g_object_ref_sink (GTK_SCROLLED_WINDOW (
        gtk_scrolled_window_new ()));
      GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());
      g_autofree char *text = make_text (cases[i].length, cases[i].every, cases[i].separator);
      GtkPolicyType policy;

      g_test_message ("%" G_GSIZE_FORMAT " letters, %" G_GSIZE_FORMAT, cases[i].length,
                      cases[i].every);
      gtk_scrolled_window_set_child (scroller, GTK_WIDGET (view));
      crib_text_wrap_fit (scroller, text);
      g_object_get (scroller, "hscrollbar-policy", &policy, NULL);
      g_assert_cmpint (gtk_text_view_get_wrap_mode (view), ==, cases[i].mode);
      g_assert_cmpint (policy, ==, cases[i].mode == GTK_WRAP_NONE ? GTK_POLICY_AUTOMATIC
                                                                  : GTK_POLICY_NEVER);
      crib_text_wrap_fit (scroller, "");
      g_assert_cmpint (gtk_text_view_get_wrap_mode (view), ==, GTK_WRAP_WORD_CHAR);
      g_assert_finalize_object (scroller);
    }
}

/* A server's default without a blank in it is laid out, and what is sent is all of it. */
static void
test_wrap_field (void)
{
  static const struct { const char *schema; gboolean json; } cases[] = {
    { "{\"type\":\"string\"}", FALSE },
    { "{}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strnfill (cases[i].json ? 16000 : 100000, 'W');
      g_autofree char *value = g_strdup_printf ("{\"f\":\"%s\"}", text);
      FieldFixture fixture = { 0, };

      field_fixture_set_up (&fixture, cases[i].schema, FALSE, value);
      field_fixture_settle (&fixture);
      g_assert_true (GTK_IS_TEXT_VIEW (fixture.input));
      g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (fixture.input)), ==,
                       GTK_WRAP_CHAR);
      field_fixture_assert_value (&fixture, value);
      form_field_set_text (fixture.field, cases[i].json ? "\"a\"" : "a");
      g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (fixture.input)), ==,
                       GTK_WRAP_WORD_CHAR);
      field_fixture_tear_down (&fixture);
    }
}

/* What a server answers: a label is laid out several times. */
static void
test_wrap_content (void)
{
  static const struct { gsize length, every; gboolean label; } cases[] = {
    { 1000, 0, TRUE },
    { 1001, 0, FALSE },
    { 16000, 0, FALSE },
    { 16000, 7, TRUE },
    { 17000, 7, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_text (cases[i].length, cases[i].every, ' ');
      GtkWidget *content = g_object_ref_sink (crib_content_text_new (text, FALSE));
      GtkWidget *view;

      g_test_message ("%" G_GSIZE_FORMAT " letters", cases[i].length);
      g_assert_cmpint (GTK_IS_LABEL (content), ==, cases[i].label);
      view = ui_find (content, ui_is_type, "GtkTextView");
      g_assert_cmpint (view == NULL, ==, cases[i].label);
      if (view != NULL)
        g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (view)), ==,
                         cases[i].every == 0 ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
      g_assert_finalize_object (content);
    }
}

static gboolean
is_broken (GtkWidget  *widget,
           const char *letters)
{
  const char *label = GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : "";

  return g_str_has_prefix (label, letters) && strstr (label, "\u200B") != NULL;
}

/* What it says of it has places to break at. */
static void
test_wrap_description (void)
{
  g_autofree char *words = make_text (2000, 0, ' ');
  g_autofree char *text = g_strdup_printf ("{\"description\":\"%s\",\"messages\":[]}", words);
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);
  McpPromptResult *result = mcp_prompt_result_new (&root, NULL);
  GtkWidget *view = g_object_ref_sink (crib_prompt_view_new (result));

  g_assert_nonnull (ui_find (view, is_broken, "WWWW"));
  g_assert_finalize_object (view);
  g_assert_finalize_object (result);
}

static gboolean
is_address (GtkWidget  *widget,
            const char *words)
{
  return ui_is_label (widget, words) &&
         gtk_label_get_wrap_mode (GTK_LABEL (widget)) == PANGO_WRAP_CHAR;
}

/* A link to anywhere: its address is one word. */
static void
test_wrap_link (void)
{
  g_autofree char *words = make_text (4000, 0, ' ');
  g_autofree char *shown = make_text (500, 0, ' ');
  g_autofree char *clipped = g_strconcat (shown, "…", NULL);
  g_autofree char *text = g_strdup_printf ("{\"type\":\"resource_link\",\"uri\":\"%s\","
                                           "\"name\":\"a\",\"description\":\"%s\"}",
                                           words, words);
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);
  McpContent *content = mcp_content_new (&root);
  GtkWidget *view = g_object_ref_sink (crib_content_view_new (content));

  g_assert_nonnull (ui_find (view, is_address, clipped));
  g_assert_nonnull (ui_find (view, is_broken, "WWWW"));
  g_assert_finalize_object (view);
  g_assert_finalize_object (content);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/text-wrap/modes", test_wrap_modes);
  g_test_add_func ("/text-wrap/field", test_wrap_field);
  g_test_add_func ("/text-wrap/content", test_wrap_content);
  g_test_add_func ("/text-wrap/description", test_wrap_description);
  g_test_add_func ("/text-wrap/link", test_wrap_link);

  return g_test_run ();
}
