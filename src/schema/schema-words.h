/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

char *schema_words_of_types  (guint             types);
char *schema_words_of_value  (const SjsonValue *value);
char *schema_words_of_number (const SjsonValue *value);
char *schema_words_of_text   (const char       *text);
void  schema_words_append    (GString          *list,
                              const char       *words,
                              guint             n_before);

G_END_DECLS
