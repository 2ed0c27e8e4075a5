/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-json-editor.h"
#include "ui-fixture.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_json_in_step (void)
{
  g_autoptr(SjsonDocument) document =
    ui_parse ("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"maximum\":9}}}");
  SjsonValue schema = sjson_document_get_root (document);
  FormModel *model = form_model_new (&schema, NULL);
  FormField *field = form_model_find (model, "/n");
  CribJsonEditor *editor = g_object_ref_sink (CRIB_JSON_EDITOR (crib_json_editor_new ()));
  GtkWidget *view = ui_find (GTK_WIDGET (editor), ui_is_type, "GtkSourceView");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *text = NULL;
  guint count = 0;

  g_signal_connect_swapped (editor, "notify::wrong", G_CALLBACK (count_cb), &count);
  crib_json_editor_set_model (editor, model);
  form_field_set_text (field, "7");
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "{\n  \"n\": 7\n}");

  gtk_text_buffer_set_text (buffer, "{\"n\":\n  8,}", -1);
  g_assert_true (crib_json_editor_is_wrong (editor));
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (form_field_get_text (field), ==, "7");

  /* Typing goes on: the text is never replaced under the person's hands. */
  gtk_text_buffer_set_text (buffer, "{\"n\":\n  8}", -1);
  g_assert_false (crib_json_editor_is_wrong (editor));
  g_assert_cmpstr (form_field_get_text (field), ==, "8");
  g_clear_pointer (&text, g_free);
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "{\"n\":\n  8}");

  /* JSON, but not what the schema wants: said below, by the field's title. */
  gtk_text_buffer_set_text (buffer, "{\"n\":12}", -1);
  form_model_touch_all (model);
  crib_json_editor_refresh (editor);
  g_assert_false (crib_json_editor_is_wrong (editor));
  g_assert_nonnull (ui_find (GTK_WIDGET (editor), ui_is_type, "GtkImage"));

  g_assert_finalize_object (editor);
  g_assert_finalize_object (model);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/json-editor/in-step", test_json_in_step);

  return g_test_run ();
}
