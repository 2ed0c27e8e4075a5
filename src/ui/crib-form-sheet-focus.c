/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-sheet-private.h"

#include "crib-field-editors.h"
#include "crib-field-row.h"

/* The focus goes from line to line, whether or not they have rows, and what the person looks at
 * stays where it is while rows are made above it. */

/* G_MAXUINT: it is not there. */
guint
crib_form_sheet_find_row (CribFormSheet *self,
                          GtkWidget     *row)
{
  guint position;

  return g_ptr_array_find (self->rows, row, &position) ? position : G_MAXUINT;
}

GtkWidget *
crib_form_sheet_get_focused_row (CribFormSheet *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;

  while (gtk_widget_get_parent (focus) != GTK_WIDGET (self->list))
    focus = gtk_widget_get_parent (focus);

  return focus;
}

static GtkScrolledWindow *
get_scroller (CribFormSheet *self)
{
  return GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self),
                                                       GTK_TYPE_SCROLLED_WINDOW));
}

/* Where @row is on the screen, as far as it scrolls. */
static gboolean
get_place (CribFormSheet   *self,
           GtkWidget       *row,
           graphene_rect_t *place)
{
  GtkScrolledWindow *scroller = get_scroller (self);

  return scroller != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (scroller), place);
}

void
crib_form_sheet_let_go (CribFormSheet *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  self->held = NULL;
  self->scrolls = FALSE;
}

/* How far to scroll to see all of it, or else its beginning. */
static double
get_way_to (const graphene_rect_t *place,
            double                 page)
{
  double above = place->origin.y;
  double below = place->origin.y + place->size.height - page;

  if (above < 0 || below <= 0)
    return MIN (above, 0);

  return MIN (above, below);
}

/* Scrolling now is part of the same frame. */
static void
laid_out_cb (CribFormSheet *self)
{
  GtkWidget *held = self->held;
  gboolean scrolls = self->scrolls;
  double before = self->held_y;
  graphene_rect_t place;
  GtkAdjustment *adjustment;

  crib_form_sheet_let_go (self);
  if (!get_place (self, held, &place))
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (get_scroller (self));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                            (scrolls ? get_way_to (&place,
                                                   gtk_adjustment_get_page_size (adjustment))
                                     : place.origin.y - before));
}

static void
wait_for_layout (CribFormSheet *self,
                 GtkWidget     *row,
                 gboolean       scrolls)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL)
    return;

  self->held = row;
  self->scrolls = scrolls;
  if (self->clock != NULL)
    return;

  self->clock = g_object_ref (clock);
  g_signal_connect_data (clock, "layout", G_CALLBACK (laid_out_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Called before rows are made: the one with the focus does not move for those above it. */
void
crib_form_sheet_hold (CribFormSheet *self)
{
  GtkWidget *row = self->scrolls ? NULL : crib_form_sheet_get_focused_row (self);
  graphene_rect_t place;

  if (row == NULL || crib_form_sheet_find_row (self, row) < self->n_before ||
      !get_place (self, row, &place))
    return;

  self->held_y = place.origin.y;
  wait_for_layout (self, row, FALSE);
}

/* As soon as it has its place. */
void
crib_form_sheet_scroll_to (CribFormSheet *self,
                           GtkWidget     *row)
{
  wait_for_layout (self, row, TRUE);
}

/* Puts the focus into the row of a line, or the next one that takes it. */
static gboolean
focus_from (CribFormSheet    *self,
            guint             position,
            GtkDirectionType  direction)
{
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;

  for (; position < self->rows->len; position += step)
    {
      gboolean is_new = self->rows->pdata[position] == NULL;
      GtkWidget *row = crib_form_sheet_build (self, position);

      if (!gtk_widget_child_focus (row, direction))
        continue;

      if (is_new)
        wait_for_layout (self, row, TRUE);
      return TRUE;
    }

  return FALSE;
}

gboolean
crib_form_sheet_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  CribFormSheet *self = CRIB_FORM_SHEET (widget);
  GtkWidget *row = crib_form_sheet_get_focused_row (self);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (GTK_WIDGET (self->list), direction);

  if (row == NULL)
    return focus_from (self, forward ? 0 : self->rows->len - 1, direction);
  if (gtk_widget_child_focus (row, direction))
    return TRUE;

  return focus_from (self, crib_form_sheet_find_row (self, row) + (forward ? 1 : -1), direction);
}

gboolean
crib_form_sheet_focus_at (CribFormSheet *self,
                          guint          position)
{
  return focus_from (self, position, GTK_DIR_TAB_FORWARD);
}

gboolean
crib_form_sheet_focus_field (CribFormSheet *self,
                             FormField     *field)
{
  GtkWidget *row;
  guint position;

  g_return_val_if_fail (CRIB_IS_FORM_SHEET (self), FALSE);
  g_return_val_if_fail (FORM_IS_FIELD (field), FALSE);

  if (self->outline == NULL || !crib_form_outline_reveal (self->outline, field, &position))
    return FALSE;

  row = crib_form_sheet_build (self, position);
  /* The name comes before what has it. */
  if ((form_field_is_named (field) || !crib_field_row_focus (CRIB_FIELD_ROW (row))) &&
      !gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
    return FALSE;

  wait_for_layout (self, row, TRUE);

  return TRUE;
}

/* A folded group says what is wrong below it, of which it hears nothing itself. */
void
crib_form_sheet_update_folded (CribFormSheet *self)
{
  g_return_if_fail (CRIB_IS_FORM_SHEET (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      CribFieldEditor *editor = CRIB_IS_FIELD_ROW (row)
        ? crib_field_row_get_editor (CRIB_FIELD_ROW (row)) : NULL;

      if (CRIB_IS_FIELD_GROUP (editor) &&
          crib_field_group_is_outdated (CRIB_FIELD_GROUP (editor)))
        {
          crib_field_editor_sync (editor);
          crib_field_row_refresh (CRIB_FIELD_ROW (row));
        }
    }
}
