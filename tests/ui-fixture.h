/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sjson-document.h"
#include "sjson-value.h"

/* What tests of widgets need: values from text, and a look into the tree of widgets. */

static inline SjsonDocument *
ui_parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (text, -1, NULL, &error);

  g_assert_no_error (error);
  return document;
}

typedef gboolean (*UiMatch) (GtkWidget  *widget,
                             const char *text);

/* The first widget below @widget, itself included, that is on show and matches. */
static inline GtkWidget *
ui_find (GtkWidget  *widget,
         UiMatch     match,
         const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (match (widget, text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, match, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline gboolean
ui_is_label (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text) &&
         !gtk_label_get_use_markup (GTK_LABEL (widget));
}

static inline gboolean
ui_is_type (GtkWidget  *widget,
            const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

/* Whether a label of exactly that text, without markup, is on show. */
static inline gboolean
ui_shows (GtkWidget  *widget,
          const char *text)
{
  return ui_find (widget, ui_is_label, text) != NULL;
}

/* Runs what is due, frames included, until @condition; never longer than the test's time-out. */
#define ui_wait(condition)                     \
  G_STMT_START {                               \
    while (!(condition))                       \
      g_main_context_iteration (NULL, TRUE);   \
  } G_STMT_END

static inline gboolean
ui_init (int    *argc,
         char ***argv)
{
  g_test_init (argc, argv, NULL);

  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }

  adw_init ();
  return TRUE;
}
