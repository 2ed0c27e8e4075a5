/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"
#include "demo-gate.h"

G_BEGIN_DECLS

gboolean  demo_guarded_answer           (DemoGate          *gate,
                                         DemoAnswer        *answer,
                                         SoupServerMessage *message);
char     *demo_guarded_dup_metadata_uri (DemoGate          *gate,
                                         const char        *path);

G_END_DECLS
