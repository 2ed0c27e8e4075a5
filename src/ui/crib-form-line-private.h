/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-form-line.h"

G_BEGIN_DECLS

/* How many items of a list have lines before somebody asks for more. */
#define CRIB_FORM_LINE_PAGE 20

struct _CribFormLine
{
  GObject parent_instance;

  FormField *field;
  CribFormLineRole role;
  guint depth;
  char *label;
  char *note;
  gboolean expanded;
  gboolean folded_by_hand;

  gboolean stem;           /* has no line of its own, and its field is what stands below it */
  gpointer outline;        /* not owned; NULL for a line that is gone */
  CribFormLine *parent;    /* not owned */
  GPtrArray *children;     /* of CribFormLine, in the order shown; none while folded */
  guint n_head;            /* so many items are shown from the first on … */
  GHashTable *revealed;    /* … and these besides, a set of FormField */
};

CribFormLine *crib_form_line_new          (FormField        *field,
                                           CribFormLineRole  role,
                                           guint             depth);
CribFormLine *crib_form_line_new_top      (FormField        *root);
void          crib_form_line_update_stem  (CribFormLine     *self);
gboolean      crib_form_line_is_open      (CribFormLine     *self);
guint         crib_form_line_count        (CribFormLine     *self);
void          crib_form_line_collect      (CribFormLine     *self,
                                           GPtrArray        *lines);
GPtrArray    *crib_form_line_list_shown   (CribFormLine     *self,
                                           guint            *n_head,
                                           guint            *n_items);
gboolean      crib_form_line_takes_more   (CribFormLine     *self);
void          crib_form_line_update_words (CribFormLine     *self,
                                           guint             n_shown);

G_END_DECLS
