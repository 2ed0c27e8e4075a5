/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MCP_ERROR (mcp_error_quark ())

typedef enum {
  MCP_ERROR_MALFORMED,      /* the server sent something that is not valid MCP */
  MCP_ERROR_NOT_MCP,        /* what answers at this address is no MCP server (HTML, 404, 405 …) */
  MCP_ERROR_UNAUTHORIZED,   /* 401: the server wants a (new) access token */
  MCP_ERROR_FORBIDDEN,      /* 403 */
  MCP_ERROR_UNAVAILABLE,    /* 5xx, 429, time-out, refused connection, unknown host, no network */
  MCP_ERROR_REMOTE,         /* the server answered with a JSON-RPC error */
  MCP_ERROR_LOST,           /* the answer was cut off: the call may or may not have run */
  MCP_ERROR_NOT_OFFERED,    /* the server does not have what it would be asked for */
} McpError;

GQuark      mcp_error_quark          (void);

/* MCP_ERROR is an extended error domain: besides the sentence an error carries what a
 * "Details" page shows (status line, JSON-RPC code and data, first bytes of a body). */
const char *mcp_error_get_details    (const GError *error);   /* NULL for other domains, or none */
guint       mcp_error_get_status     (const GError *error);   /* HTTP status or 0 */
gboolean    mcp_error_get_remote_code(const GError *error,
                                      gint64       *code);
/* The WWW-Authenticate field of a 401 or 403, or NULL. */
const char *mcp_error_get_challenge  (const GError *error);

G_END_DECLS
