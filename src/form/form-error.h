/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FORM_ERROR (form_error_quark ())

typedef enum {
  FORM_ERROR_SYNTAX,    /* typed JSON that is none */
  FORM_ERROR_INVALID,   /* a value that the schema does not allow */
} FormError;

GQuark form_error_quark (void);

G_END_DECLS
