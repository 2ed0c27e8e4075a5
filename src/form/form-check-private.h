/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-schema-private.h"

G_BEGIN_DECLS

char    *form_check_text  (const FormSchema *schema,
                           const char       *text);
char    *form_check_kind  (const FormSchema *schema,
                           SjsonKind         kind);
char    *form_check_json  (const FormSchema *schema,
                           const char       *text,
                           SjsonValue      **value);
gboolean form_check_depth (const SjsonValue *value);
char    *form_check_say   (const GError     *error);

G_END_DECLS
