/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Those of @names that somebody may have meant by @word: "a, b", or NULL. */
char *cli_nearest_dup_list (const char         *word,
                            const char * const *names);

G_END_DECLS
