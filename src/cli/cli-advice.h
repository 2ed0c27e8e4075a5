/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"

G_BEGIN_DECLS

/* What to do next at a prompt, where words for a window would not help; NULL where they do.
 * @target: how the server is named there. @connection: (nullable): what is known of it */
char *cli_advice_dup (CribProblem    *problem,
                      const char     *target,
                      gboolean        is_saved,
                      CribConnection *connection);

G_END_DECLS
