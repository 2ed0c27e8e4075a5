/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

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

/* What to tell people about an error of Entra (entra.md 8), translated; owned by nobody.
 * Advice only: control flow never looks here. */
typedef struct
{
  const char *title;     /* what happened */
  const char *who;       /* who can fix it */
  const char *fix;       /* the exact fix */
  EntraFixer fixer;      /* @who, for deciding what to offer */
  gboolean browser;      /* the browser may succeed where the embedded view cannot */
} EntraAdvice;

gboolean  entra_advice_find         (const char  *key,
                                     EntraAdvice *advice);
char     *entra_advice_key_of       (const char  *description);

G_END_DECLS
