/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"

G_BEGIN_DECLS

char *crib_problem_details_build   (const GError *error,
                                    CribServer   *server);
char *crib_problem_details_sum_up  (const GError *error);
char *crib_problem_details_shorten (const char   *text,
                                    gsize         max_bytes);

G_END_DECLS
