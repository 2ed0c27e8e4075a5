/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SJSON_ERROR (sjson_error_quark ())

typedef enum {
  SJSON_ERROR_SYNTAX,    /* not JSON (RFC 8259) */
  SJSON_ERROR_ENCODING,  /* not UTF-8 */
  SJSON_ERROR_DEPTH,     /* nested deeper than the caller allows */
  SJSON_ERROR_SIZE,      /* larger than the caller allows */
} SjsonError;

GQuark sjson_error_quark      (void);
gsize  sjson_error_get_offset (const GError *error);

G_END_DECLS
