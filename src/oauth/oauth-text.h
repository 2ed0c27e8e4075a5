/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text from outside as one line that is safe to show; NULL for NULL or where nothing is left. */
char *oauth_text_dup_plain (const char *text,
                            gsize       most);

G_END_DECLS
