/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "entra-advice.h"

G_BEGIN_DECLS

const char *entra_fixer_get_name (EntraFixer   fixer);
const char *entra_advice_get_row (guint        index,
                                  EntraAdvice *advice);

G_END_DECLS
