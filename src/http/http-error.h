/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HTTP_ERROR (http_error_quark ())

typedef enum {
  HTTP_ERROR_TOO_LARGE,   /* a line, an event or a body beyond its bound */
  HTTP_ERROR_NOT_JSON,    /* a body that should be JSON is something else */
  HTTP_ERROR_CUT_SHORT,   /* the body ended before it was complete */
} HttpError;

GQuark http_error_quark (void);

G_END_DECLS
