/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* What form_model_describe() says, for people: a field a line, indented. */
char *cli_form_text_dup (const SjsonValue *form);

G_END_DECLS
