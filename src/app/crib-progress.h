/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What servers say of their progress, for people: NULL where they say nothing. */
char *crib_progress_dup_text (double progress,
                              double total);

G_END_DECLS
