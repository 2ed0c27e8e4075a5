/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *crib_page_failure_dup_words (const char *key,
                                   const char *details,
                                   gboolean   *can_retry);

G_END_DECLS
