/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* Until when, in microseconds of the monotonic clock, @result need not be asked for again. @now
 * where it says nothing of it. */
gint64 mcp_freshness_of (const SjsonValue *result,
                         gint64            now);

G_END_DECLS
