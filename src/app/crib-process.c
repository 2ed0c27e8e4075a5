/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-process.h"

#include "http-session.h"

#include <sys/resource.h>

/**
 * crib_process_prepare:
 *
 * What each program does first in `main()`, before any thread: settles how the network is spoken
 * to, and forbids core dumps, which would hold secrets (not by `PR_SET_DUMPABLE`: portals would
 * no longer recognise the process).
 */
void
crib_process_prepare (void)
{
  const struct rlimit none = { 0, 0 };

  http_session_prepare_process ();

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_debug ("Core dumps stay possible");
}
