/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-form-sheet.h"

G_BEGIN_DECLS

/*
 * CribFormSheet:
 *
 * A list box whose rows are sorted by the places of their lines, so that a row can be made for any
 * line at any time, and one that moves keeps the focus.
 *
 * crib-form-sheet.c keeps the rows in their places and makes them in slices, -rows.c makes the one
 * for a line, -focus.c lets the focus and the eye go where none is yet, -moves.c moves the entry
 * around the focus.
 */
struct _CribFormSheet
{
  AdwBin parent_instance;

  CribFormOutline *outline;
  CribSuggester *suggester;
  gboolean narrow;
  gboolean complete;

  GtkListBox *list;
  GPtrArray *rows;         /* one for each line; NULL for one that is not made yet */
  guint n_rows;            /* that are made */
  guint n_before;          /* all before this one are made */

  guint slice_id;
  gint64 longest_row;      /* of late, in microseconds */
  gint64 longest_slice;

  GdkFrameClock *clock;    /* nullable: something is to be done after its next layout */
  GtkWidget *held;         /* nullable: the row that stays where it is, or is scrolled to */
  double held_y;
  gboolean scrolls;
};

GtkWidget *crib_form_sheet_build    (CribFormSheet *self,
                                     guint          position);

/* -rows */
GtkWidget *crib_form_sheet_create_row
                                    (CribFormSheet *self,
                                     CribFormLine  *line);

/* -focus */
guint      crib_form_sheet_find_row (CribFormSheet *self,
                                     GtkWidget     *row);
GtkWidget *crib_form_sheet_get_focused_row
                                    (CribFormSheet *self);
gboolean   crib_form_sheet_focus    (GtkWidget        *widget,
                                     GtkDirectionType  direction);
gboolean   crib_form_sheet_focus_at (CribFormSheet *self,
                                     guint          position);
void       crib_form_sheet_hold     (CribFormSheet *self);
void       crib_form_sheet_let_go   (CribFormSheet *self);
void       crib_form_sheet_scroll_to
                                    (CribFormSheet *self,
                                     GtkWidget     *row);

/* -moves */
void       crib_form_sheet_add_moves
                                    (CribFormSheet *self);

G_END_DECLS
