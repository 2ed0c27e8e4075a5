/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROBLEM_BOX (crib_problem_box_get_type ())

/* A problem where the result would be: what happened, who can fix it, how; details folded.
 * Property narrow: the buttons stand one above the other. */
G_DECLARE_FINAL_TYPE (CribProblemBox, crib_problem_box, CRIB, PROBLEM_BOX, AdwBin)

/* @connection: (nullable): whose run it was */
GtkWidget *crib_problem_box_new (CribProblem    *problem,
                                 CribConnection *connection);

G_END_DECLS
