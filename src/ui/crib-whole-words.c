/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-whole-words.h"

static void
keep (GtkLabel *label)
{
  PangoAttrList *given = gtk_label_get_attributes (label);
  g_autoptr(PangoAttrList) attributes = NULL;

  attributes = given != NULL ? pango_attr_list_copy (given) : pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
}

/*
 * crib_whole_words_below:
 * @widget: where the labels are
 *
 * Has lines of these labels break without a hyphen where they break inside of a word: Pango would
 * put one there, and "example.c-om" is somebody else's address.
 */
void
crib_whole_words_below (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget))
    keep (GTK_LABEL (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    crib_whole_words_below (child);
}
