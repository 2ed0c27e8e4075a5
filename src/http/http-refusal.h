/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why @text, which sjson refused with @cause, is refused here: an HTTP_ERROR with a sentence for
 * people. */
GError   *http_refusal_new               (GBytes       *text,
                                          const GError *cause);
/* The beginning of @text as one short line that is safe to show. */
char     *http_refusal_dup_excerpt       (GBytes       *text);
/* Whether @text is the beginning of a JSON array or object whose end is missing. */
gboolean  http_refusal_text_is_cut_short (GBytes       *text);

G_END_DECLS
