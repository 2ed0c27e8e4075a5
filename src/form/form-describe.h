/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* The fields that the form of a schema has, as a tree of JSON: what `toolcrib-cli form` prints. */
SjsonDocument *form_describe (const SjsonValue *schema);

G_END_DECLS
