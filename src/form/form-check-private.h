/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field.h"

G_BEGIN_DECLS

char       *form_check_number (const char       *text,
                               FormKind          kind);
char       *form_check_file   (const char       *text);
char       *form_check_json   (const char       *text,
                               guint             depth,
                               SjsonValue      **value);
gboolean    form_check_depth  (const SjsonValue *value,
                               guint             depth);
const char *form_check_losses (SjsonDocument    *document);
char       *form_check_say    (const GError     *error);

G_END_DECLS
