/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-error.h"
#include "sjson-value.h"

G_BEGIN_DECLS

GError *mcp_error_new             (McpError    code,
                                   const char *sentence,
                                   const char *details);
void    mcp_error_set_status      (GError     *error,
                                   guint       status);
void    mcp_error_set_remote_code (GError     *error,
                                   gint64      code);
void    mcp_error_set_challenge   (GError     *error,
                                   const char *challenge);

/* What came with a JSON-RPC error, for those that we act on; nullable. Isolated. */
void              mcp_error_set_data (GError           *error,
                                      const SjsonValue *data);
const SjsonValue *mcp_error_get_data (const GError     *error);

G_END_DECLS
