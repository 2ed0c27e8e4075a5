/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-freshness.h"

/* Milliseconds: a day, longer than anybody looks at one list. */
#define MAX_TTL (24 * 60 * 60 * 1000)

/*
 * mcp_freshness_of:
 * @result: a complete result
 * @now: when it came, of g_get_monotonic_time()
 *
 * Reads `ttlMs` (MCP 2026-07-28, "Caching"). What is none, or not above 0, is stale at once.
 * `cacheScope` says with whom a result may be shared: with nobody, here.
 */
gint64
mcp_freshness_of (const SjsonValue *result,
                  gint64            now)
{
  gint64 milliseconds;

  if (!sjson_value_get_member_int64 (result, "ttlMs", &milliseconds) || milliseconds <= 0)
    return now;

  return now + MIN (milliseconds, MAX_TTL) * 1000;
}
