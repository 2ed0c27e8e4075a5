/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words for people, made of what a server sent. None of it is ever markup. */
char *crib_words_clip         (const char *text,
                               gsize       max_chars);
char *crib_words_break        (const char *text,
                               gsize       max_chars);
char *crib_words_from_name    (const char *name);
char *crib_words_for_seconds  (double      seconds);
char *crib_words_for_clock    (double      seconds);
char *crib_words_to_file_name (const char *name,
                               const char *fallback);

G_END_DECLS
