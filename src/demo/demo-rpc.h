/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-mcp.h"

G_BEGIN_DECLS

void demo_rpc_handle (DemoMcp     *mcp,
                      DemoSession *session,
                      DemoAnswer  *answer,
                      JsonObject  *request);

G_END_DECLS
