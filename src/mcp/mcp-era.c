/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-era.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-session-transport.h"
#include "mcp-stateless-transport.h"

#define EVENTS_VERSION "2024-11-05"

static const char * const versions[] = {
  EVENTS_VERSION, "2025-03-26", "2025-06-18", "2025-11-25", MCP_STATELESS_VERSION, NULL
};

/*
 * mcp_era_of_version:
 * @version: a revision of the protocol
 *
 * Returns: the era that it belongs to, %MCP_ERA_UNKNOWN for one that we do not speak
 */
McpEra
mcp_era_of_version (const char *version)
{
  if (g_str_equal (version, MCP_STATELESS_VERSION))
    return MCP_ERA_STATELESS;

  if (g_str_equal (version, EVENTS_VERSION))
    return MCP_ERA_EVENTS;

  return g_strv_contains (versions, version) ? MCP_ERA_SESSION : MCP_ERA_UNKNOWN;
}

const char * const *
mcp_era_get_versions (void)
{
  return versions;
}

static gboolean
is_older_version (const SjsonValue *value)
{
  for (guint i = 0; versions[i] != NULL; i++)
    {
      if (sjson_value_equals_string (value, versions[i]))
        return !g_str_equal (versions[i], MCP_STATELESS_VERSION);
    }

  return FALSE;
}

/* Whether the server names its revisions, and of those that we speak older ones alone. */
static gboolean
is_only_older (const GError *error)
{
  const SjsonValue *data = mcp_error_get_data (error);
  gboolean has_older = FALSE;
  SjsonValue supported, value;
  SjsonIter iter;
  gint64 code;

  if (!mcp_error_get_remote_code (error, &code) || code != MCP_CODE_UNSUPPORTED_VERSION ||
      data == NULL ||
      !sjson_value_get_member_of_kind (data, "supported", SJSON_KIND_ARRAY, &supported))
    return FALSE;

  sjson_iter_init (&iter, &supported);

  while (sjson_iter_next (&iter, NULL, &value))
    {
      if (sjson_value_equals_string (&value, MCP_STATELESS_VERSION))
        return FALSE;

      has_older = has_older || is_older_version (&value);
    }

  return has_older;
}

/* Errors that only a server of the newest revision gives: it has understood us. */
static gboolean
is_modern (const GError *error)
{
  gint64 code;

  return mcp_error_get_remote_code (error, &code) && !is_only_older (error) &&
         (code == MCP_CODE_HEADER_MISMATCH || code == MCP_CODE_MISSING_CAPABILITY ||
          code == MCP_CODE_UNSUPPORTED_VERSION);
}

/* Whether who was asked for a session may know streams alone (MCP 2025-11-25, "Backwards
 * Compatibility"); 406 and 415 are what frameworks say to a POST that they do not know. */
static gboolean
may_be_oldest (const GError *error)
{
  guint status = mcp_error_get_status (error);

  return status == 400 || status == 404 || status == 405 || status == 406 || status == 415;
}

gboolean
mcp_era_is_refusal (const GError *error)
{
  return g_error_matches (error, MCP_ERROR, MCP_ERROR_MALFORMED) ||
         g_error_matches (error, MCP_ERROR, MCP_ERROR_NOT_MCP) ||
         g_error_matches (error, MCP_ERROR, MCP_ERROR_REMOTE);
}

/*
 * mcp_era_get_next:
 *
 * Decides by how a server refused to be spoken to (MCP 2026-07-28, "Backward Compatibility"). Who
 * wants somebody signed in, is busy, broken or not to be reached has said nothing of its age;
 * whoever gives an error of the newest revision speaks it, unless it names older ones alone.
 */
McpEra
mcp_era_get_next (McpEra        era,
                  const GError *error)
{
  if (!mcp_era_is_refusal (error) || is_modern (error))
    return MCP_ERA_UNKNOWN;

  if (era == MCP_ERA_STATELESS)
    return MCP_ERA_SESSION;

  return era == MCP_ERA_SESSION && may_be_oldest (error) ? MCP_ERA_EVENTS : MCP_ERA_UNKNOWN;
}

/* No error of the newest revision, and none that servers of all revisions give: what is left stands
 * for "no session", as a status alone does. */
static gboolean
is_old (const GError *error)
{
  gint64 code;

  return !mcp_error_get_remote_code (error, &code) || (code <= -32000 && code >= -32019);
}

/*
 * mcp_era_is_contradicted:
 *
 * Only of servers that are talked to without a session: with one, who does not know us any more
 * says so when a new one is opened. Of a server that has not answered yet any refusal is looked
 * into, of another one that is no modern one's (MCP 2026-07-28, "Backward Compatibility"). Who
 * names older revisions alone says it himself.
 */
gboolean
mcp_era_is_contradicted (McpTransport *transport,
                         const GError *error)
{
  if (!MCP_IS_STATELESS_TRANSPORT (transport) || !mcp_era_is_refusal (error))
    return FALSE;

  if (is_only_older (error))
    return TRUE;

  if (is_modern (error) || mcp_error_get_status (error) < 400)
    return FALSE;

  return mcp_stateless_transport_is_assumed (MCP_STATELESS_TRANSPORT (transport)) ||
         (may_be_oldest (error) && is_old (error));
}

McpTransport *
mcp_era_new_transport (McpEra      era,
                       const char *version,
                       McpHttp    *http)
{
  McpTransport *transport;

  if (era == MCP_ERA_EVENTS)
    return mcp_session_transport_new_with_events (http);

  if (era == MCP_ERA_SESSION)
    {
      transport = mcp_session_transport_new (http);
      mcp_session_transport_set_version (MCP_SESSION_TRANSPORT (transport), version);

      return transport;
    }

  return mcp_stateless_transport_new (http);
}
