/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values of a message that travel in header fields as well (MCP 2026-07-28, "Custom Headers"). */
char     *mcp_header_encode   (const char *text,
                               gsize       length);
gboolean  mcp_header_is_token (const char *text,
                               gsize       length);

G_END_DECLS
