/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem.h"
#include "crib-protection.h"

G_BEGIN_DECLS

/* Pages about a problem, for the browser; NULL where there is none. @server, @protection:
 * (nullable) */
char *crib_problem_links_dup_page    (CribProblem    *problem,
                                      CribProtection *protection);
char *crib_problem_links_dup_consent (CribProblem    *problem,
                                      CribServer     *server,
                                      CribProtection *protection);
/* Not of a problem, but registered by the same administrator. */
char *crib_problem_links_dup_redirect (CribServer     *server,
                                       CribProtection *protection);

G_END_DECLS
