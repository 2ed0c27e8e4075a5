/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "sjson-builder.h"

/* RFC 5424 §6.2.1, as MCP 2025-11-25, "Logging", spells them. */
static const char * const levels[] = {
  "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency", NULL
};

static McpRequest *
new_set_level (const char *level)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  sjson_builder_string (sjson_builder_name (builder, "level"), level);
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  params = sjson_document_get_root (document);

  return mcp_request_new ("logging/setLevel", &params);
}

/* A session is told once; without one each request says it. */
void
mcp_client_restore_log_level (McpClient *self)
{
  g_autoptr(McpRequest) request = NULL;

  if (self->log_level == NULL || self->era == MCP_ERA_STATELESS ||
      !mcp_client_check_offered (self, "logging", NULL, "log", NULL))
    return;

  request = new_set_level (self->log_level);
  mcp_client_tell (self, request);
}

/**
 * mcp_client_set_log_level:
 * @level: (nullable): "debug" … "emergency", the least that the server is to tell; `NULL`, as at
 *   first, leaves it to the server
 *
 * Wants the server's log, where it has one: by `logging/setLevel` (MCP 2025-11-25, "Logging"), or
 * with each request (MCP 2026-07-28, "Logging"), where it otherwise keeps silent. It comes by
 * [signal@Mcp.Request::log-message] and [signal@Mcp.Client::log-message].
 *
 * Returns: whether there is such a level
 */
gboolean
mcp_client_set_log_level (McpClient  *self,
                          const char *level)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);

  if (level != NULL && !g_strv_contains (levels, level))
    return FALSE;

  if (g_strcmp0 (self->log_level, level) == 0)
    return TRUE;

  g_free (self->log_level);
  self->log_level = g_strdup (level);

  if (self->transport != NULL)
    mcp_transport_set_log_level (self->transport, level);

  if (self->connected)
    mcp_client_restore_log_level (self);

  return TRUE;
}
