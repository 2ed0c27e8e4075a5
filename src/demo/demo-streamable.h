/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-mcp.h"

G_BEGIN_DECLS

void demo_streamable_take   (DemoMcp           *mcp,
                             DemoSession       *session,
                             DemoAnswer        *answer,
                             JsonObject        *message);
void demo_streamable_handle (DemoMcp           *mcp,
                             DemoAnswer        *answer,
                             SoupServerMessage *message,
                             JsonNode          *body);

G_END_DECLS
