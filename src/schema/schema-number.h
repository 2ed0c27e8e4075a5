/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* A number as its text has it: digits × 10^exponent, the digits without zeros at either end. It
 * borrows the text. */
typedef struct
{
  const char *digits;    /* a point may stand between them */
  gsize n_digits;        /* 0 for zero */
  gint64 exponent;
  gint64 small;          /* the number itself, if it is one of few digits and no point */
  gboolean is_small;
  gboolean is_negative;
  gboolean is_far;       /* an exponent of so many digits that nobody counts them */
} SchemaNumber;

void     schema_number_init        (SchemaNumber       *self,
                                    const SjsonValue   *value);
gboolean schema_number_compare     (const SchemaNumber *self,
                                    const SchemaNumber *other,
                                    int                *order);
gboolean schema_number_is_multiple (const SchemaNumber *self,
                                    const SchemaNumber *of,
                                    gboolean           *multiple);
guint64  schema_number_hash        (const SchemaNumber *self);

G_END_DECLS
