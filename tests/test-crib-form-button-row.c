/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-button-row.h"
#include "crib-form-outline.h"
#include "form-model.h"
#include "ui-fixture.h"

static void
count_cb (guint *count)
{
  *count += 1;
}

/* Says what it adds, tells of a press, and why there can be no more. */
static void
test_adds (void)
{
  g_autoptr(SjsonDocument) document =
    ui_parse ("{\"type\":\"object\",\"required\":[\"parcels\"],\"properties\":{\"parcels\":{"
              "\"type\":\"array\",\"maxItems\":1,\"items\":{\"title\":\"<i>Parcel\","
              "\"type\":\"string\"}}}}");
  SjsonValue schema = sjson_document_get_root (document);
  FormModel *model = form_model_new (&schema, NULL);
  CribFormOutline *outline = crib_form_outline_new (model);
  CribFormLine *line = crib_form_outline_get_line (outline, 1);
  GtkWidget *row = g_object_ref_sink (crib_form_button_row_new (line));
  GtkWidget *button = ui_find (row, ui_is_type, "GtkButton");
  guint count = 0;

  g_signal_connect_swapped (row, "pressed", G_CALLBACK (count_cb), &count);
  g_assert_true (crib_form_button_row_get_line (CRIB_FORM_BUTTON_ROW (row)) == line);
  g_assert_true (ui_shows (row, "Add <i>Parcel"));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Add <i>Parcel to Parcels");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count, ==, 1);

  form_field_add (form_model_find (model, "/parcels"), NULL);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (ui_shows (row, "There can be no more entries."));

  g_assert_finalize_object (row);
  g_assert_finalize_object (outline);
  g_assert_finalize_object (model);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/form-button-row/adds", test_adds);

  return g_test_run ();
}
