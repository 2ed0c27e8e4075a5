/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"
#include "demo-gate.h"

G_BEGIN_DECLS

char *demo_guarded_check (DemoGate          *gate,
                          DemoAnswer        *answer,
                          SoupServerMessage *message,
                          JsonNode          *body);

G_END_DECLS
