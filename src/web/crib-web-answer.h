/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  crib_web_answer_is_redirect  (const char *text,
                                        const char *redirect_uri);
gboolean  crib_web_answer_has_state    (const char *text,
                                        const char *state);
gboolean  crib_web_answer_has_query    (const char *text);

G_END_DECLS
