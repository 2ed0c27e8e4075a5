/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Breaks the lines of the text view in @scroller where that is quickly done for @text, its text. */
void crib_text_wrap_fit (GtkScrolledWindow *scroller,
                         const char        *text);

/* Whether there is a word in it that takes long to break. */
gboolean crib_text_wrap_has_long_word (const char *text);

G_END_DECLS
