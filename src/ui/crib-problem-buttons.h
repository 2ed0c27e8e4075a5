/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROBLEM_BUTTONS (crib_problem_buttons_get_type ())

/* What a person can do about a problem, the most helpful first. The actions are the window's.
 * Properties: stacked (one above the other), of-run (the problem is that of a run). */
G_DECLARE_FINAL_TYPE (CribProblemButtons, crib_problem_buttons, CRIB, PROBLEM_BUTTONS, GtkWidget)

/* @connection: (nullable): whose problem it is */
void crib_problem_buttons_set_problem (CribProblemButtons *self,
                                       CribProblem        *problem,
                                       CribConnection     *connection);

G_END_DECLS
