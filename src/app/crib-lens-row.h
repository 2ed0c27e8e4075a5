/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CRIB_TYPE_LENS_ROW (crib_lens_row_get_type ())
#define CRIB_TYPE_LENS_VERDICT (crib_lens_verdict_get_type ())

typedef enum {
  CRIB_LENS_VERDICT_OK,         /* what was to be expected */
  CRIB_LENS_VERDICT_MISMATCH,   /* the server may refuse the token for it */
  CRIB_LENS_VERDICT_INFO,       /* nothing is expected of it */
} CribLensVerdict;

GType crib_lens_verdict_get_type (void);

/* One claim of an access token beside what the server advertises; immutable. Properties, construct
 * only: claim (as the protocol calls it), found (one line of text, never markup), expected
 * (nullable, likewise), verdict, sentence (nullable: plain words for people). */
G_DECLARE_FINAL_TYPE (CribLensRow, crib_lens_row, CRIB, LENS_ROW, GObject)

const char      *crib_lens_row_get_claim    (CribLensRow *self);
const char      *crib_lens_row_get_found    (CribLensRow *self);
const char      *crib_lens_row_get_expected (CribLensRow *self);
CribLensVerdict  crib_lens_row_get_verdict  (CribLensRow *self);
const char      *crib_lens_row_get_sentence (CribLensRow *self);

G_END_DECLS
