/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-text-wrap.h"

#include <string.h>

/* Bytes. Words are longer than the first in no language; those who write without blanks lose
 * nothing. A line that is longer than the second takes too long to break in any way. */
#define LONGEST_WORD 1000
#define LONGEST_LINE (128 * 1024)

static gsize
find_longest (const char *text,
              const char *separators)
{
  gsize longest = 0;

  for (const char *p = text; *p != '\0';)
    {
      gsize length = strcspn (p, separators);

      longest = MAX (longest, length);
      p += length + strspn (p + length, separators);
    }

  return longest;
}

gboolean
crib_text_wrap_has_long_word (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return find_longest (text, " \t\r\n") > LONGEST_WORD;
}

/* For a word without end, such as a file as base64, Pango tries all places from its end on, once
 * for each line: a hundred thousand letters hold the window up for minutes. */
void
crib_text_wrap_fit (GtkScrolledWindow *scroller,
                    const char        *text)
{
  GtkWrapMode mode = GTK_WRAP_WORD_CHAR;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));
  g_return_if_fail (text != NULL);

  if (find_longest (text, "\r\n") > LONGEST_LINE)
    mode = GTK_WRAP_NONE;
  else if (crib_text_wrap_has_long_word (text))
    mode = GTK_WRAP_CHAR;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (gtk_scrolled_window_get_child (scroller)), mode);
  gtk_scrolled_window_set_policy (scroller,
                                  mode == GTK_WRAP_NONE ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
}
