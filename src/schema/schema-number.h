/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* A number as its text has it, which it borrows. Most are small, and then that is all. */
typedef struct
{
  const char *text;
  gsize length;
  gint64 small;          /* the number × 10^scale, if it is one of few digits and no exponent */
  guint scale;
  gboolean is_small;
  gboolean is_negative;
} SchemaNumber;

/* The same, taken apart: digits × 10^exponent, the digits without zeros at either end. */
typedef struct
{
  const char *digits;    /* a point may stand between them */
  gsize n_digits;        /* 0 for zero */
  gint64 exponent;
  gboolean is_negative;
  gboolean is_far;       /* an exponent of so many digits that nobody counts them */
} SchemaDigits;

void     schema_number_init        (SchemaNumber       *self,
                                    const SjsonValue   *value);
gboolean schema_number_is_integer  (const SchemaNumber *self);
gboolean schema_number_compare     (const SchemaNumber *self,
                                    const SchemaNumber *other,
                                    int                *order);
gboolean schema_number_is_multiple (const SchemaNumber *self,
                                    const SchemaNumber *of,
                                    gboolean           *multiple);
guint64  schema_number_hash        (const SchemaNumber *self);
void     schema_number_take_apart  (const SchemaNumber *self,
                                    SchemaDigits       *digits);

G_END_DECLS
