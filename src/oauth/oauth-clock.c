/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-clock.h"

#include <time.h>

/*
 * oauth_clock_get_wall:
 *
 * Returns: seconds since 1970, by a clock that people set
 */
gint64
oauth_clock_get_wall (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/*
 * oauth_clock_get_up:
 *
 * Returns: seconds since the computer was started, asleep or not; nobody sets this clock, and
 *   g_get_monotonic_time() stops while the computer sleeps
 */
gint64
oauth_clock_get_up (void)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time () / G_USEC_PER_SEC;

  return now.tv_sec;
}
