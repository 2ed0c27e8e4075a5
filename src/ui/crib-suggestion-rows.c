/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-suggestion-rows.h"

#include "crib-words.h"

#define MAX_SHOWN 100
/* Characters. What is longer than the second is no suggestion of anything that one types. */
#define MAX_WORDS 200
#define MAX_VALUE 4000

static void
clear_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Server text: plain, one line, and not without end. */
static GtkWidget *
new_row (const char *value)
{
  g_autofree char *words = crib_words_clip (value, MAX_WORDS);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);

  return row;
}

static gboolean
is_worth_showing (const char *value)
{
  return *value != '\0' && g_utf8_validate (value, -1, NULL) &&
    g_utf8_strlen (value, -1) <= MAX_VALUE;
}

/**
 * crib_suggestion_rows_fill:
 * @list: a list, whose rows go
 * @values: what a server sent
 * @has_more: (inout): whether there is more than these
 *
 * Returns: how many there are to choose from
 */
guint
crib_suggestion_rows_fill (GtkListBox  *list,
                           char       **values,
                           gboolean    *has_more)
{
  guint n_shown = 0;

  clear_rows (list);
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (!is_worth_showing (values[i]))
        continue;

      if (n_shown == MAX_SHOWN)
        {
          *has_more = TRUE;
          break;
        }

      gtk_list_box_append (list, new_row (values[i]));
      n_shown++;
    }

  return n_shown;
}

/* What is put into the entry, letter by letter. */
const char *
crib_suggestion_rows_get_value (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "value");
}

/* What the row says. */
const char *
crib_suggestion_rows_get_words (GtkListBoxRow *row)
{
  return gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
}
