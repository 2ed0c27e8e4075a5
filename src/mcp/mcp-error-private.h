/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-error.h"

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

G_END_DECLS
