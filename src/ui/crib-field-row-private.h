/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-row.h"

G_BEGIN_DECLS

/*
 * CribFieldRow:
 *
 * The frame of one field. The words stand on the left, the editor on the right; narrow, or where
 * the editor takes the whole width, the words stand above it.
 *
 * crib-field-row.c puts it together and gives each field the editor that its value needs,
 * -words.c says what the field is and what is wrong with it, to eyes and to screen readers,
 * -menu.c does what the menu and the keys ask for.
 */
struct _CribFieldRow
{
  AdwPreferencesRow parent_instance;

  FormField *field;
  guint depth;
  gboolean narrow;
  gboolean has_title;        /* its words are on show */
  gboolean expanded;         /* of a group */
  guint replace_id;          /* the editor no longer fits */

  CribFieldEditor *editor;
  CribSuggester *suggester;
  GtkEventController *drop_target;
  GtkWidget *content;
  GtkWidget *line;
  GtkWidget *head;
  GtkWidget *words;
  GtkLabel *title_label;
  GtkWidget *name_entry;
  GtkLabel *description_label;
  GtkWidget *controls;
  GtkLabel *limits_label;
  GtkWidget *menu_box;
  GtkWidget *menu_button;
  GtkWidget *error_box;
  GtkLabel *error_label;
};

/* -words */
/* Whether the person says what it is called. */
gboolean crib_field_row_has_name  (CribFieldRow *self);
void crib_field_row_fill_words    (CribFieldRow *self);
void crib_field_row_name_editor   (CribFieldRow *self);
void crib_field_row_update_words  (CribFieldRow *self);

/* -menu */
gboolean crib_field_row_is_entry  (CribFieldRow *self);
void crib_field_row_fill_menu     (CribFieldRow *self);
void crib_field_row_update_menu   (CribFieldRow *self);
void crib_field_row_install_menu  (GtkWidgetClass *widget_class);

G_END_DECLS
