/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-gate.h"
#include "demo-mcp.h"
#include "demo-visit.h"

G_BEGIN_DECLS

JsonNode *demo_wait_read_body  (SoupServerMessage *message);
void      demo_wait_for_mcp    (DemoMcp           *mcp,
                                DemoGate          *gate,
                                DemoAnswer        *answer,
                                const DemoFault   *fault,
                                SoupServerMessage *message,
                                JsonNode          *body);
void      demo_wait_for_tenant (DemoVisit         *visit,
                                const DemoFault   *fault);

G_END_DECLS
