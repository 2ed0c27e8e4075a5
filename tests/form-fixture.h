/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"

G_BEGIN_DECLS

FormModel *form_fixture_new          (const char *schema,
                                      const char *value);
FormField *form_fixture_find         (FormModel  *model,
                                      const char *pointer);
void       form_fixture_assert_value (FormModel  *model,
                                      const char *json);
void       form_fixture_assert_draft (FormModel  *model,
                                      const char *json);
void       form_fixture_count        (gpointer    object,
                                      const char *signal,
                                      int        *count);

G_END_DECLS
