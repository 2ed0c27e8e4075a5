/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROBLEM_PAGE (crib_problem_page_get_type ())

/* Property narrow: the buttons stand one above the other. */
G_DECLARE_FINAL_TYPE (CribProblemPage, crib_problem_page, CRIB, PROBLEM_PAGE, AdwBin)

GtkWidget   *crib_problem_page_new         (void);
/* @connection: (nullable): whose problem it is */
void         crib_problem_page_set_problem (CribProblemPage *self,
                                            CribProblem     *problem,
                                            CribConnection  *connection);
CribProblem *crib_problem_page_get_problem (CribProblemPage *self);

G_END_DECLS
