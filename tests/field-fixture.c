/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "field-fixture.h"

#include "ui-fixture.h"

static void
show_row (FieldFixture *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->row = CRIB_FIELD_ROW (g_object_ref_sink (crib_field_row_new (self->field, 0)));
  self->editor = crib_field_row_get_editor (self->row);
  self->input = crib_field_editor_get_input (self->editor);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->row));
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 300);
  gtk_window_set_child (GTK_WINDOW (self->window), list);
  gtk_window_present (GTK_WINDOW (self->window));
  field_fixture_settle (self);
}

void
field_fixture_set_up_at (FieldFixture *self,
                         const char   *schema,
                         gboolean      required,
                         const char   *value,
                         const char   *pointer)
{
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"object\",\"properties\":{\"f\":%s}%s}", schema,
                     required ? ",\"required\":[\"f\"]" : "");
  g_autoptr(SjsonDocument) document = ui_parse (text);
  g_autoptr(SjsonDocument) shown = value != NULL ? ui_parse (value) : NULL;
  SjsonValue root = sjson_document_get_root (document);
  SjsonValue shown_root = { 0 };

  if (shown != NULL)
    shown_root = sjson_document_get_root (shown);
  self->model = form_model_new (&root, shown != NULL ? &shown_root : NULL);
  self->field = form_model_find (self->model, pointer);
  g_assert_nonnull (self->field);
  show_row (self);
}

void
field_fixture_set_up (FieldFixture *self,
                      const char   *schema,
                      gboolean      required,
                      const char   *value)
{
  field_fixture_set_up_at (self, schema, required, value, "/f");
}

void
field_fixture_tear_down (FieldFixture *self)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_window_get_child (GTK_WINDOW (self->window)));

  gtk_list_box_remove (list, GTK_WIDGET (self->row));
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->row);
  g_assert_finalize_object (self->model);
}

void
field_fixture_assert_value (FieldFixture *self,
                            const char   *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = form_model_build_value (self->model, &error);
  g_autofree char *text = NULL;
  SjsonValue root;

  g_assert_no_error (error);
  root = sjson_document_get_root (document);
  text = sjson_value_to_json (&root, NULL);
  g_assert_cmpstr (text, ==, json);
}

void
field_fixture_type (FieldFixture *self,
                    const char   *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->input), text);
}

void
field_fixture_act (FieldFixture *self,
                   const char   *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->row), action, NULL);
}

gboolean
field_fixture_shows (FieldFixture *self,
                     const char   *text)
{
  return ui_shows (GTK_WIDGET (self->row), text);
}

GtkWidget *
field_fixture_find (FieldFixture *self,
                    const char   *type)
{
  return ui_find (GTK_WIDGET (self->row), ui_is_type, type);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  (*(int *) user_data)++;
  return *(int *) user_data < 2;
}

void
field_fixture_settle (FieldFixture *self)
{
  int n_frames = 0;

  gtk_widget_add_tick_callback (self->window, tick_cb, &n_frames, NULL);
  ui_wait (n_frames == 2 && !g_main_context_pending (NULL));
  self->editor = crib_field_row_get_editor (self->row);
  self->input = crib_field_editor_get_input (self->editor);
}
