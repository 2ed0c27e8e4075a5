/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-whole-words.h"
#include "hyphens.h"
#include "ui-fixture.h"

#define ADDRESS "https://login.microsoftonline.com/common/oauth2/deviceauth"

/* Whatever stands around the labels, and whatever they look like otherwise. */
static void
test_whole_words (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *label = gtk_label_new (ADDRESS);
  GtkWidget *bold = gtk_label_new (ADDRESS);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *text = NULL;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (bold), attributes);
  gtk_frame_set_child (GTK_FRAME (frame), label);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), bold);
  g_assert_true (hyphens_appear (label, 60));

  crib_whole_words_below (box);
  g_assert_false (hyphens_appear (label, 60));
  g_assert_false (hyphens_appear (bold, 60));
  text = pango_attr_list_to_string (gtk_label_get_attributes (GTK_LABEL (bold)));
  g_assert_nonnull (strstr (text, "bold"));
  g_assert_finalize_object (box);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/whole-words", test_whole_words);

  return g_test_run ();
}
