/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

void demo_token_answer_grant (DemoVisit  *visit,
                              DemoGrant  *grant,
                              DemoScopes *scopes,
                              gboolean    lasting);
void demo_token_answer_busy  (DemoVisit  *visit,
                              guint       status,
                              const char *retry_after,
                              gboolean    html);

G_END_DECLS
