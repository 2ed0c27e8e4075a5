/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A JSON number, exactly: 0.DIGITS × 10^point, whatever its length.
 * The digits have no zero at either end; those of zero are empty. */
typedef struct
{
  gboolean negative;
  gint64 point;
  char *digits;
} FormDecimal;

gboolean form_decimal_init           (FormDecimal       *self,
                                      const char        *text);
void     form_decimal_clear          (FormDecimal       *self);
int      form_decimal_compare        (const FormDecimal *self,
                                      const FormDecimal *other);
gboolean form_decimal_is_integer     (const FormDecimal *self);
gboolean form_decimal_is_multiple_of (const FormDecimal *self,
                                      const FormDecimal *step);
gboolean form_decimal_get_double     (const FormDecimal *self,
                                      double            *number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FormDecimal, form_decimal_clear)

G_END_DECLS
