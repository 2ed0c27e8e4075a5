/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-server-info.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"

/* Characters of a name that a server gives itself. */
#define MAX_LABEL 200

static const char * const session_versions[] = {
  "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", NULL
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

/* What may stand in a label: marks that break a line or turn its direction do not. */
static gboolean
is_plain (gunichar c)
{
  return g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT;
}

/* A name that a server gives itself becomes a label, a file, a word in a question: one line, and
 * of a length that somebody can read. NULL where nothing is left. */
static char *
dup_label (const SjsonValue *info,
           const char       *member)
{
  g_autofree char *text = sjson_value_dup_member_string (info, member);
  g_autoptr(GString) label = g_string_new (NULL);
  guint n_characters = 0;

  if (text == NULL)
    return NULL;

  for (const char *p = text; *p != '\0' && n_characters < MAX_LABEL; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (label, is_plain (c) ? c : ' ');
      n_characters++;
    }

  g_strstrip (label->str);

  return *label->str != '\0' ? g_strdup (label->str) : NULL;
}

static void
read_names (McpServerInfo    *self,
            const SjsonValue *info)
{
  self->name = dup_label (info, "name");
  self->title = dup_label (info, "title");
  self->version = dup_label (info, "version");
}

static void
read_capabilities (McpServerInfo    *self,
                   const SjsonValue *result)
{
  SjsonValue capabilities, member;

  self->instructions = sjson_value_dup_member_string (result, "instructions");

  if (!sjson_value_get_member_of_kind (result, "capabilities", SJSON_KIND_OBJECT, &capabilities))
    return;

  self->capabilities = sjson_value_isolate (&capabilities);
  self->has_tools = sjson_value_get_member (&capabilities, "tools", &member);
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
    read_names (self, &info);

  read_capabilities (self, result);

  return g_steal_pointer (&self);
}

/* A list may hold anything: what is no version that we know is none for us. */
static gboolean
lists_version (const SjsonValue *result)
{
  SjsonValue versions, version;
  SjsonIter iter;

  if (!sjson_value_get_member_of_kind (result, "supportedVersions", SJSON_KIND_ARRAY, &versions))
    return FALSE;

  sjson_iter_init (&iter, &versions);

  while (sjson_iter_next (&iter, NULL, &version))
    {
      if (sjson_value_equals_string (&version, MCP_STATELESS_VERSION))
        return TRUE;
    }

  return FALSE;
}

/* Where the specification puts it, or where some servers do (2026-07-28, "Server Discovery"). */
static gboolean
find_server_info (const SjsonValue *result,
                  SjsonValue       *info)
{
  SjsonValue meta;

  if (sjson_value_get_member_of_kind (result, "_meta", SJSON_KIND_OBJECT, &meta) &&
      sjson_value_get_member_of_kind (&meta, "io.modelcontextprotocol/serverInfo",
                                      SJSON_KIND_OBJECT, info))
    return TRUE;

  return sjson_value_get_member_of_kind (result, "serverInfo", SJSON_KIND_OBJECT, info);
}

/*
 * mcp_server_info_new_from_discover:
 * @result: the result of `server/discover` (MCP 2026-07-28, "Server Discovery")
 *
 * Reads it, from a server that speaks our revision without sessions.
 */
McpServerInfo *
mcp_server_info_new_from_discover (const SjsonValue  *result,
                                   GError           **error)
{
  g_autoptr(McpServerInfo) self = g_new0 (McpServerInfo, 1);
  SjsonValue info;

  if (!lists_version (result))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server speaks no version of the protocol that "
                                               "Toolcrib knows.", NULL));
      return NULL;
    }

  self->protocol_version = g_strdup (MCP_STATELESS_VERSION);

  if (find_server_info (result, &info))
    read_names (self, &info);

  read_capabilities (self, result);

  return g_steal_pointer (&self);
}

McpServerInfo *
mcp_server_info_new_unknown (const char *version)
{
  McpServerInfo *self = g_new0 (McpServerInfo, 1);

  self->protocol_version = g_strdup (version);
  self->has_tools = TRUE;

  return self;
}

/*
 * mcp_server_info_offers:
 * @capability: "tools", "resources" …
 * @option: (nullable): "listChanged", "subscribe"
 *
 * MCP 2026-07-28, ServerCapabilities.
 */
gboolean
mcp_server_info_offers (const McpServerInfo *self,
                        const char          *capability,
                        const char          *option)
{
  gboolean has_option = FALSE;
  gboolean is_there;
  SjsonValue member;

  if (self->capabilities == NULL)
    return TRUE;

  /* The kind is an object's; some say true. */
  if (!sjson_value_get_member (self->capabilities, capability, &member) ||
      sjson_value_is_null (&member) ||
      (sjson_value_get_boolean (&member, &is_there) && !is_there))
    return FALSE;

  if (option != NULL)
    sjson_value_get_member_boolean (&member, option, &has_option);

  return option == NULL || has_option;
}

void
mcp_server_info_free (McpServerInfo *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->version);
  g_free (self->instructions);
  g_free (self->protocol_version);
  g_clear_pointer (&self->capabilities, sjson_value_free);
  g_free (self);
}
