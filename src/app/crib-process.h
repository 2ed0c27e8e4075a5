/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What each program of ours does first in main(), before any thread. */
void crib_process_prepare (void);

G_END_DECLS
