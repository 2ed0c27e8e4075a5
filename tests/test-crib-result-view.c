/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-content-view.h"
#include "crib-result-view.h"
#include "crib-structured-view.h"
#include "crib-table-view.h"
#include "crib-text-pane.h"
#include "crib-tree-view.h"
#include "ui-fixture.h"

/* A picture of one pixel. */
#define PNG "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYA" \
  "AjCB0C8AAAAASUVORK5CYII="

/* 65535 by 65535 pixels, if one believes its first bytes. */
#define HUGE_PNG "iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAAAAACTboaMAAAADElEQVR4nGNg" \
  "oD0AAABkAAGGZDw1AAAAAElFTkSuQmCC"

static GtkWidget *
view_for (const char *text)
{
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(GError) error = NULL;
  g_autoptr(McpToolResult) result = mcp_tool_result_new (&root, &error);

  g_assert_no_error (error);
  return g_object_ref_sink (crib_result_view_new (result));
}

static void
test_result_text (void)
{
  GtkWidget *view = view_for ("{\"content\":[{\"type\":\"text\",\"text\":\"a <b>word</b> & more\"},"
                              "{\"type\":\"text\",\"text\":\"second\"}]}");
  GtkWidget *label = ui_find (view, ui_is_label, "a <b>word</b> & more");

  g_assert_nonnull (label);
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (label)));
  g_assert_true (ui_shows (view, "2 parts"));
  g_assert_true (ui_shows (view, "Result"));
  g_assert_false (crib_result_view_is_wide (CRIB_RESULT_VIEW (view)));
  g_assert_finalize_object (view);
}

static void
test_result_nothing (void)
{
  GtkWidget *view = view_for ("{\"content\":[]}");
  GtkWidget *error = view_for ("{\"content\":[],\"isError\":true}");

  g_assert_true (ui_shows (view, "The tool has run. It returned nothing."));
  g_assert_true (ui_shows (error, "It does not say what went wrong."));
  g_assert_finalize_object (view);
  g_assert_finalize_object (error);
}

static void
test_result_error (void)
{
  GtkWidget *view = view_for ("{\"content\":[{\"type\":\"text\",\"text\":\"No such order\"}],"
                              "\"isError\":true}");
  GtkWidget *title = ui_find (view, ui_is_label, "The Tool Reports an Error");

  g_assert_nonnull (title);
  g_assert_true (gtk_widget_has_css_class (title, "error"));
  g_assert_true (ui_shows (view, "No such order"));
  g_assert_finalize_object (view);
}

/* MCP 2025-11-25, tools: a server repeats the structured value as text for old clients. */
static void
test_result_repeated (void)
{
  GtkWidget *view = view_for ("{\"content\":[{\"type\":\"text\","
                              "\"text\":\"{ \\\"b\\\":1.0,\\\"a\\\":2}\"},"
                              "{\"type\":\"text\",\"text\":\"{\\\"a\\\":2}\"}],"
                              "\"structuredContent\":{\"a\":2,\"b\":1}}");

  g_assert_null (ui_find (view, ui_is_label, "{ \"b\":1.0,\"a\":2}"));
  g_assert_true (ui_shows (view, "{\"a\":2}"));
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTreeView"));
  g_assert_finalize_object (view);
}

static gboolean
is_toggle (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_TOGGLE_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
show_as (GtkWidget  *view,
         const char *label)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find (view, is_toggle, label)), TRUE);
}

static void
test_result_structured (void)
{
  GtkWidget *view = view_for ("{\"content\":[],\"structuredContent\":{\"page\":1,\"rows\":["
                              "{\"n\":1,\"name\":\"a\"},{\"n\":2,\"name\":\"b\"}]}}");

  g_assert_true (crib_result_view_is_wide (CRIB_RESULT_VIEW (view)));
  g_assert_true (ui_shows (view, "2 rows"));
  g_assert_true (ui_shows (view, "Page: 1"));
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTableView"));
  show_as (view, "Tree");
  g_assert_null (ui_find (view, ui_is_type, "CribTableView"));
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTreeView"));
  show_as (view, "JSON");
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTextPane"));
  show_as (view, "Table");
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTableView"));
  g_assert_finalize_object (view);
}

static void
test_result_image (void)
{
  GtkWidget *view = view_for ("{\"content\":[{\"type\":\"image\",\"mimeType\":\"image/png\","
                              "\"data\":\"" PNG "\"}]}");

  ui_wait (ui_shows (view, "image/png · 1 × 1 · 68 bytes"));
  g_assert_nonnull (ui_find (view, ui_is_type, "GtkPicture"));
  g_assert_finalize_object (view);
}

static void
test_result_bad_images (void)
{
  static const struct { const char *data; const char *words; } cases[] = {
    { "!!!", "The data of this image cannot be read." },
    { "aGVsbG8=", "This is no image that can be shown." },
    { HUGE_PNG, "This image is too large to show: 65535 × 65535." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"content\":[{\"type\":\"image\",\"mimeType\":\"image/png\","
                         "\"data\":\"%s\"}]}", cases[i].data);
      GtkWidget *view = view_for (text);

      ui_wait (ui_shows (view, cases[i].words));
      g_assert_null (ui_find (view, ui_is_type, "GtkPicture"));
      g_assert_finalize_object (view);
    }
}

/* The worker may still decode when nobody looks any more. */
static void
test_result_image_dropped (void)
{
  GtkWidget *view = view_for ("{\"content\":[{\"type\":\"image\",\"mimeType\":\"image/png\","
                              "\"data\":\"" PNG "\"}]}");
  GtkWidget *image = ui_find (view, ui_is_type, "CribContentImage");

  g_object_add_weak_pointer (G_OBJECT (image), (gpointer *) &image);
  g_assert_finalize_object (view);
  ui_wait (image == NULL);
}

static void
test_result_files (void)
{
  GtkWidget *view =
    view_for ("{\"content\":["
              "{\"type\":\"audio\",\"mimeType\":\"audio/wav\",\"data\":\"aGVsbG8=\"},"
              "{\"type\":\"resource_link\",\"uri\":\"https://a.example/?x=<i>\",\"name\":\"Page\"},"
              "{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///a.txt\","
              "\"mimeType\":\"text/plain\",\"text\":\"inside\"}},"
              "{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///b.bin\","
              "\"blob\":\"aGVsbG8=\"}},"
              "{\"type\":\"hologram\",\"depth\":3}]}");

  g_assert_true (ui_shows (view, "audio/wav · 5 bytes"));
  g_assert_true (ui_shows (view, "https://a.example/?x=<i>"));
  g_assert_true (ui_shows (view, "Page"));
  g_assert_true (ui_shows (view, "inside"));
  g_assert_true (ui_shows (view, "file:///b.bin"));
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTextPane"));
  g_assert_true (ui_shows (view, "5 parts"));
  g_assert_finalize_object (view);
}

static void
test_result_json (void)
{
  GtkWidget *view = view_for ("{\"content\":[{\"type\":\"text\",\"text\":\"words\"}],\"extra\":1}");

  g_assert_true (gtk_widget_activate_action (view, "result.json", NULL));
  g_assert_false (ui_shows (view, "words"));
  g_assert_nonnull (ui_find (view, ui_is_type, "CribTextPane"));
  g_assert_true (gtk_widget_activate_action (view, "result.json", NULL));
  g_assert_true (ui_shows (view, "words"));
  g_assert_finalize_object (view);
}

static guint
count_shown (GtkWidget *pane)
{
  GtkWidget *view = ui_find (pane, ui_is_type, "GtkTextView");

  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
}

/* Ten megabytes: the first part at once, more on demand, and the whole still there to save. */
static void
test_result_long_text (void)
{
  gsize size = 10 * 1024 * 1024;
  char *text = g_malloc (size);
  g_autoptr(GBytes) bytes = NULL;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pane;
  gint64 start;
  guint before;

  memset (text, 'x', size);
  bytes = g_bytes_new_take (text, size);
  start = g_get_monotonic_time ();
  pane = crib_text_pane_new (bytes, FALSE);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (gtk_widget_get_height (pane) > 0);
  g_test_message ("10 MB in one line: on show after %.0f ms",
                  (g_get_monotonic_time () - start) / 1000.0);

  before = count_shown (pane);
  g_assert_cmpuint (before, >=, 64 * 1024);
  g_assert_cmpuint (before, <, 80 * 1024);
  g_signal_emit_by_name (ui_find (pane, ui_is_type, "GtkButton"), "clicked");
  g_assert_cmpuint (count_shown (pane), >, before);
  g_assert_true (g_bytes_equal (crib_text_pane_get_text (CRIB_TEXT_PANE (pane)), bytes));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_result_long_text_cuts (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *pane;
  GtkWidget *view;

  /* Three bytes each, so that no part ends where a character does. */
  while (text->len < 100 * 1024)
    g_string_append (text, "€");
  bytes = g_bytes_new (text->str, text->len);
  pane = g_object_ref_sink (crib_text_pane_new (bytes, TRUE));
  view = ui_find (pane, ui_is_type, "GtkTextView");
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &shown, NULL);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_null (strstr (shown, "\357\277\275"));
  g_assert_finalize_object (pane);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/result/text", test_result_text);
  g_test_add_func ("/result/nothing", test_result_nothing);
  g_test_add_func ("/result/error", test_result_error);
  g_test_add_func ("/result/repeated", test_result_repeated);
  g_test_add_func ("/result/structured", test_result_structured);
  g_test_add_func ("/result/image", test_result_image);
  g_test_add_func ("/result/bad-images", test_result_bad_images);
  g_test_add_func ("/result/image-dropped", test_result_image_dropped);
  g_test_add_func ("/result/files", test_result_files);
  g_test_add_func ("/result/json", test_result_json);
  g_test_add_func ("/result/long-text", test_result_long_text);
  g_test_add_func ("/result/long-text-cuts", test_result_long_text_cuts);

  return g_test_run ();
}
