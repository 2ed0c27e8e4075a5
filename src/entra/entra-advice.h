/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What to tell people about an error of Entra (entra.md 8), translated; owned by nobody.
 * Advice only: control flow never looks here. */
typedef struct
{
  const char *title;     /* what happened */
  const char *who;       /* who can fix it */
  const char *fix;       /* the exact fix */
  gboolean browser;      /* the browser may succeed where the embedded view cannot */
} EntraAdvice;

gboolean  entra_advice_find         (const char  *key,
                                     EntraAdvice *advice);
char     *entra_advice_key_of       (const char  *description);

G_END_DECLS
