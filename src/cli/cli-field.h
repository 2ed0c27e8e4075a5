/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field.h"

G_BEGIN_DECLS

/* Puts what was typed into a field, by its schema. @key: how it is named on the command line */
gboolean cli_field_set (FormField   *field,
                        const char  *key,
                        const char  *text,
                        GError     **error);

G_END_DECLS
