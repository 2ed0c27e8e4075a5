/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* @document with @value at @pointer, objects on the way made where they are missing. */
SjsonDocument *cli_patch_apply (SjsonDocument *document,
                                const char    *pointer,
                                SjsonDocument *value);

G_END_DECLS
