/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-sheet-private.h"

#include "crib-field-row.h"

/* Alt+Up and Alt+Down move what the person is in, wherever in it that is. */

/* The nearest entry around that can go anywhere: at either end it stays, and so does what is around
 * it. */
static FormField *
find_entry (FormField *field)
{
  while (field != NULL && (form_field_is_locked (field) ||
                           (!form_field_can_move (field, -1) && !form_field_can_move (field, 1))))
    field = form_field_get_parent (field);

  return field;
}

/* The row may be gone where the entry went beyond those that are shown. */
static void
follow (CribFormSheet *self,
        GtkWidget     *row,
        FormField     *field)
{
  if (crib_form_sheet_get_focused_row (self) == row)
    crib_form_sheet_scroll_to (self, row);
  else
    crib_form_sheet_focus_field (self, field);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  CribFormSheet *self = CRIB_FORM_SHEET (widget);
  GtkWidget *focused = crib_form_sheet_get_focused_row (self);
  guint position = focused != NULL ? crib_form_sheet_find_row (self, focused) : G_MAXUINT;
  g_autoptr(GtkWidget) row = NULL;
  g_autoptr(FormField) field = NULL;
  FormField *entry;

  if (position == G_MAXUINT)
    return FALSE;

  row = g_object_ref (focused);
  field = g_object_ref (crib_form_line_get_field (crib_form_outline_get_line (self->outline,
                                                                              position)));
  entry = find_entry (field);
  if (entry == NULL)
    return FALSE;

  crib_field_row_move_entry (entry, GPOINTER_TO_INT (user_data), widget);
  follow (self, row, field);

  return TRUE;
}

static void
add_key (GtkEventController *controller,
         guint               key,
         int                 by)
{
  gtk_shortcut_controller_add_shortcut
    (GTK_SHORTCUT_CONTROLLER (controller),
     gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_ALT_MASK),
                       gtk_callback_action_new (move_cb, GINT_TO_POINTER (by), NULL)));
}

/* Before the focus hears of the keys: a source view would move its lines. */
void
crib_form_sheet_add_moves (CribFormSheet *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_key (controller, GDK_KEY_Up, -1);
  add_key (controller, GDK_KEY_KP_Up, -1);
  add_key (controller, GDK_KEY_Down, 1);
  add_key (controller, GDK_KEY_KP_Down, 1);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
