/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-content-view.h"
#include "crib-text-pane.h"
#include "crib-text-wrap.h"

#include <string.h>

/* A label lays out all its text whenever its width changes. */
#define MAX_LABEL (16 * 1024)

/*
 * crib_content_text_new:
 * @text: words of a server: never markup
 * @monospace: whether columns matter
 *
 * Shows short text as a label that can be selected, longer text in a pane of its own that takes it
 * in part by part.
 */
GtkWidget *
crib_content_text_new (const char *text,
                       gboolean    monospace)
{
  g_autoptr(GBytes) bytes = NULL;
  GtkWidget *label;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length > MAX_LABEL || crib_text_wrap_has_long_word (text))
    {
      bytes = g_bytes_new (text, length);
      return crib_text_pane_new (bytes, monospace);
    }

  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, monospace ? "monospace" : "body");
  return label;
}
