/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem-case.h"

G_BEGIN_DECLS

/* @hint: (nullable) */
gboolean crib_problem_sign_in_find (const GError          *error,
                                    const CribProblemHint *hint,
                                    CribProblemCase       *words);

G_END_DECLS
