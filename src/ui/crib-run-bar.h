/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_RUN_BAR (crib_run_bar_get_type ())

/* The bar below a tool: Run, what is wrong, what is running, how it went. Its buttons are the
 * actions bench.run, bench.cancel and bench.show-problem of the page around it.
 *
 * Properties: run (nullable), n-problems, destructive, narrow.
 */
G_DECLARE_FINAL_TYPE (CribRunBar, crib_run_bar, CRIB, RUN_BAR, AdwBin)

CribRun *crib_run_bar_get_run        (CribRunBar     *self);
void     crib_run_bar_set_run        (CribRunBar     *self,
                                      CribRun        *run);
void     crib_run_bar_set_connection (CribRunBar     *self,
                                      CribConnection *connection);
void     crib_run_bar_focus_button   (CribRunBar     *self);

G_END_DECLS
