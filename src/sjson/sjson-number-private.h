/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number as text that is never rounded: 0.DDD × 10^(point + exponent), where
 * DDD are the significant digits and the exponent may be of any length. */
typedef struct
{
  const char *digits;          /* the first significant one; a point may stand between them */
  gsize n_digits;              /* 0 for zero */
  gint64 point;
  const char *exponent;        /* digits without leading zeros */
  gsize exponent_length;
  gboolean exponent_negative;
  gboolean negative;
} SjsonNumber;

const guchar *sjson_number_scan       (const guchar      *p,
                                       const guchar      *end,
                                       gboolean          *valid);
void          sjson_number_init       (SjsonNumber       *self,
                                       const char        *text,
                                       gsize              length);
gboolean      sjson_number_is_integer (const SjsonNumber *self);
gboolean      sjson_number_equal      (const SjsonNumber *self,
                                       const SjsonNumber *other);
gboolean      sjson_number_get_int64  (const SjsonNumber *self,
                                       gint64            *value);
gboolean      sjson_number_get_uint64 (const SjsonNumber *self,
                                       guint64           *value);
gboolean      sjson_number_get_double (const SjsonNumber *self,
                                       double            *value);

G_END_DECLS
