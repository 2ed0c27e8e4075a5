/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-server-info.h"

#include "mcp-error-private.h"

static const char * const session_versions[] = {
  "2025-11-25", "2025-06-18", "2025-03-26", NULL
};

/* A sentence that quotes the version, whose letters are the server's. */
static GError *
new_version_error (const char *version)
{
  g_autofree char *shown = g_utf8_substring (version, 0, MIN (g_utf8_strlen (version, -1), 40));
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf ("The server speaks version “%s” of the protocol, which Toolcrib does "
                              "not know.", shown);

  return mcp_error_new (MCP_ERROR_MALFORMED, sentence, NULL);
}

/*
 * mcp_server_info_new_from_initialize:
 * @result: the result of `initialize` (MCP 2025-11-25, "Lifecycle")
 *
 * Reads it. Any of the three revisions of the session transport will do.
 */
McpServerInfo *
mcp_server_info_new_from_initialize (const SjsonValue  *result,
                                     GError           **error)
{
  g_autoptr(McpServerInfo) self = g_new0 (McpServerInfo, 1);
  SjsonValue capabilities;
  SjsonValue member;
  SjsonValue info;

  self->protocol_version = sjson_value_dup_member_string (result, "protocolVersion");

  if (self->protocol_version == NULL)
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server did not say which version of the "
                                               "protocol it speaks.", NULL));
      return NULL;
    }

  if (!g_strv_contains (session_versions, self->protocol_version))
    {
      g_propagate_error (error, new_version_error (self->protocol_version));
      return NULL;
    }

  if (sjson_value_get_member_of_kind (result, "serverInfo", SJSON_KIND_OBJECT, &info))
    {
      self->name = sjson_value_dup_member_string (&info, "name");
      self->title = sjson_value_dup_member_string (&info, "title");
      self->version = sjson_value_dup_member_string (&info, "version");
    }

  self->instructions = sjson_value_dup_member_string (result, "instructions");
  self->has_tools = sjson_value_get_member_of_kind (result, "capabilities", SJSON_KIND_OBJECT,
                                                    &capabilities) &&
                    sjson_value_get_member (&capabilities, "tools", &member);

  return g_steal_pointer (&self);
}

void
mcp_server_info_free (McpServerInfo *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->version);
  g_free (self->instructions);
  g_free (self->protocol_version);
  g_free (self);
}
