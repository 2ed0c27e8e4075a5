/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem.h"
#include "crib-protection.h"

G_BEGIN_DECLS

/* Texts that Ada sends to Tom as they are; translated, plain, no secret in them. */

/* What to register and where, step by step, so that @server can be signed in to (mock-up 02).
 * @protection: (nullable) */
char *crib_administrator_message_dup_registration (CribServer     *server,
                                                   CribProtection *protection);
/* What went wrong, who can fix it and how, with the details (mock-up 07) and, where that ends it,
 * the link by which an administrator agrees for everybody. @protection: (nullable) */
char *crib_administrator_message_dup_problem      (CribServer     *server,
                                                   CribProblem    *problem,
                                                   CribProtection *protection);

G_END_DECLS
