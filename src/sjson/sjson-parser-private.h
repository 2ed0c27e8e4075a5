/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-document-private.h"

G_BEGIN_DECLS

gboolean sjson_parse (SjsonDocument      *document,
                      const SjsonLimits  *limits,
                      GError            **error);

G_END_DECLS
