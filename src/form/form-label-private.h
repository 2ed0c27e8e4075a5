/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *form_label_from_name (const char *name);
gboolean form_label_is_prose  (const char *name);
char    *form_label_to_inline (const char *label);
char    *form_label_clean     (const char *text,
                               gsize       limit);

G_END_DECLS
