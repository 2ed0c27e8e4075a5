/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-request.h"

G_BEGIN_DECLS

/* Whether asking twice does no more than asking once: what only reads may be sent again. */
gboolean mcp_request_is_repeatable   (McpRequest       *self);
/* Both take the params of a notification as it came. */
void     mcp_request_report_progress (McpRequest       *self,
                                      const SjsonValue *params);
void     mcp_request_report_log      (McpRequest       *self,
                                      const SjsonValue *params);

G_END_DECLS
