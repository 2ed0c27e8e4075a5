/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "entra-advice.h"

G_BEGIN_DECLS

/* Who can fix something; entra.md 8's letters. */
typedef enum {
  ENTRA_FIXER_USER,
  ENTRA_FIXER_USER_OR_ADMIN,
  ENTRA_FIXER_ADMIN,
  ENTRA_FIXER_ADMIN_OR_OWNER,
  ENTRA_FIXER_ADMIN_OR_CLIENT,
  ENTRA_FIXER_OWNER,
  ENTRA_FIXER_OWNER_OR_CLIENT,
  ENTRA_FIXER_CLIENT,
  ENTRA_FIXER_IT,
  ENTRA_FIXER_MICROSOFT,
} EntraFixer;

const char *entra_fixer_get_name (EntraFixer   fixer);
const char *entra_advice_get_row (guint        index,
                                  EntraAdvice *advice);

G_END_DECLS
