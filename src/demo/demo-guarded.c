/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-guarded.h"

#include "demo-guarded-documents.h"
#include "demo-json.h"

#include <string.h>

/* The rules of the replaced system's protected server (seed-system.md 1): ASP.NET's JwtBearer with
 * Microsoft.Identity.Web behind one policy. */

#define SKEW (5 * 60)

/* @parameters: (nullable): what the challenge says, as auth-params. */
static void
challenge (DemoGate          *gate,
           DemoAnswer        *answer,
           SoupServerMessage *message,
           guint              status,
           const char        *parameters)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  DemoHeaders headers = demo_gate_get_headers (gate);
  g_autofree char *metadata = demo_guarded_dup_metadata_uri (gate, path);
  g_autoptr(GString) value = g_string_new ("Bearer");

  if (metadata != NULL)
    g_string_append_printf (value, " resource_metadata=\"%s\"%s", metadata,
                            parameters != NULL ? "," : "");

  if (parameters != NULL)
    g_string_append_printf (value, " %s", parameters);

  if (headers == DEMO_HEADERS_TWO)
    demo_answer_add_header (answer, "WWW-Authenticate", "Basic realm=\"Staff, the old way\"");

  if (headers != DEMO_HEADERS_NONE)
    demo_answer_add_header (answer, "WWW-Authenticate", value->str);

  demo_answer_plain (answer, status, NULL, NULL);
}

/* @words: why, or "" where no reason is given */
static void
refuse_token (DemoGate          *gate,
              DemoAnswer        *answer,
              SoupServerMessage *message,
              const char        *words)
{
  g_autoptr(GString) parameters = g_string_new ("error=\"invalid_token\"");

  if (*words != '\0')
    g_string_append_printf (parameters, ", error_description=\"%s\"", words);

  challenge (gate, answer, message, SOUP_STATUS_UNAUTHORIZED, parameters->str);
}

static char *
format_time (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%m/%d/%Y %H:%M:%S") : g_strdup ("");
}

static char *
check_lifetime (DemoTenant *tenant,
                JsonObject *claims)
{
  gint64 now = demo_tenant_get_time (tenant);
  gint64 until = demo_json_get_int (claims, "exp", 0);
  gint64 from = demo_json_get_int (claims, "nbf", 0);
  g_autofree char *words = NULL;

  if (until + SKEW <= now)
    {
      words = format_time (until);
      return g_strdup_printf ("The token expired at '%s'", words);
    }

  if (from - SKEW > now)
    {
      words = format_time (from);
      return g_strdup_printf ("The token is not valid before '%s'", words);
    }

  return NULL;
}

static gboolean
is_issuer (DemoTenant *tenant,
           const char *issuer)
{
  g_autofree char *second = demo_tenant_dup_issuer (tenant, DEMO_TENANT_ID);
  g_autofree char *first = g_strndup (second, strlen (second) - strlen ("v2.0"));

  return g_strcmp0 (issuer, second) == 0 || g_strcmp0 (issuer, first) == 0;
}

static gboolean
is_audience (DemoGate   *gate,
             const char *audience)
{
  g_autofree char *url = g_strconcat (demo_gate_get_base (gate), "/mcp", NULL);
  DemoDirectory *directory;

  if (demo_gate_get_audience (gate) == DEMO_AUDIENCE_URL)
    return g_strcmp0 (audience, url) == 0;

  directory = demo_tenant_get_directory (demo_gate_get_tenant (gate));

  return audience != NULL &&
         demo_api_is_called (demo_directory_find_api (directory, DEMO_API_ID), audience);
}

/* Returns: (transfer full) (nullable): why the token is none, "" where no reason is given */
static char *
find_flaw (DemoGate   *gate,
           JsonObject *claims)
{
  DemoTenant *tenant = demo_gate_get_tenant (gate);
  const char *audience = demo_json_get_string (claims, "aud");
  const char *issuer = demo_json_get_string (claims, "iss");
  char *words = check_lifetime (tenant, claims);

  if (words != NULL)
    return words;

  if (!is_audience (gate, audience))
    return g_strdup_printf ("The audience '%s' is invalid", audience != NULL ? audience : "(null)");

  if (!is_issuer (tenant, issuer) ||
      g_strcmp0 (demo_json_get_string (claims, "tid"), DEMO_TENANT_ID) != 0)
    return g_strdup_printf ("The issuer '%s' is invalid", issuer != NULL ? issuer : "(null)");

  if (demo_json_get_string (claims, "scp") == NULL &&
      demo_json_get_array (claims, "roles") == NULL)
    return g_strdup ("");

  return NULL;
}

static const char *
read_token (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_list (headers, "Authorization");

  return value != NULL && g_ascii_strncasecmp (value, "Bearer ", 7) == 0 ? value + 7 : NULL;
}

/* Returns: (transfer full) (nullable): what the token claims, or NULL with @words saying why not */
static JsonObject *
read_claims (DemoGate    *gate,
             const char  *token,
             char       **words)
{
  DemoKey *key = demo_tenant_get_key (demo_gate_get_tenant (gate));
  g_autoptr(JsonObject) claims = NULL;

  switch (demo_key_verify (key, token, &claims))
    {
    case DEMO_JWT_GOOD:
      *words = find_flaw (gate, claims);
      break;

    case DEMO_JWT_UNKNOWN_KEY:
      *words = g_strdup ("The signature key was not found");
      break;

    case DEMO_JWT_BAD_SIGNATURE:
      *words = g_strdup ("The signature is invalid");
      break;

    case DEMO_JWT_MALFORMED:
    default:
      *words = g_strdup ("");
      break;
    }

  return *words == NULL ? g_steal_pointer (&claims) : NULL;
}

static gboolean
has_scope (const char *scp,
           const char *name)
{
  g_auto(GStrv) names = g_strsplit (scp != NULL ? scp : "", " ", -1);

  return g_strv_contains ((const char * const *) names, name);
}

static void
refuse_by_page (DemoAnswer *answer)
{
  demo_answer_set_header (answer, "Server", "Contoso-Gateway");
  demo_answer_plain (answer, SOUP_STATUS_FORBIDDEN, "text/html; charset=utf-8",
                     "<!DOCTYPE html>\n<html><head><title>Access denied</title></head><body>"
                     "<h1>Access denied</h1><p>This request was blocked by the security rules."
                     "</p></body></html>\n");
}

/* RFC 6750 §3.1: with the scopes that would do. */
static void
refuse_scope (DemoGate          *gate,
              DemoAnswer        *answer,
              SoupServerMessage *message)
{
  g_autofree char *tools = demo_gate_dup_scope (gate, "mcp:tools");
  g_autofree char *other = demo_gate_dup_scope (gate, "mcp:other");
  g_autofree char *parameters = NULL;

  parameters = g_strdup_printf ("error=\"insufficient_scope\", scope=\"%s %s\"", tools, other);
  challenge (gate, answer, message, SOUP_STATUS_FORBIDDEN, parameters);
}

/* Returns: whether the person may not do this, whoever they are; the answer is given then */
static gboolean
forbid (DemoGate          *gate,
        DemoAnswer        *answer,
        SoupServerMessage *message,
        JsonObject        *claims)
{
  const char *scp = demo_json_get_string (claims, "scp");

  switch (demo_gate_get_forbid (gate))
    {
    case DEMO_FORBID_HTML:
      refuse_by_page (answer);
      return TRUE;

    case DEMO_FORBID_SCOPE:
      if (has_scope (scp, "mcp:tools") && has_scope (scp, "mcp:other"))
        return FALSE;

      refuse_scope (gate, answer, message);
      return TRUE;

    case DEMO_FORBID_ROLE:
      if (demo_json_get_array (claims, "roles") != NULL)
        return FALSE;
      break;

    case DEMO_FORBID_EXACT_SCOPE:
    default:
      if (g_strcmp0 (scp, "mcp:tools") == 0)
        return FALSE;
      break;
    }

  demo_answer_plain (answer, SOUP_STATUS_FORBIDDEN, NULL, NULL);

  return TRUE;
}

static gboolean
can_be_challenged (JsonObject *claims)
{
  JsonArray *values = demo_json_get_array (claims, "xms_cc");

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    if (g_strcmp0 (json_array_get_string_element (values, i), "cp1") == 0)
      return TRUE;

  return FALSE;
}

/* Only who said that it understands is asked for claims; for others the way ends here. */
static void
demand (DemoGate          *gate,
        DemoAnswer        *answer,
        SoupServerMessage *message,
        JsonObject        *claims,
        const char        *wanted)
{
  const char *origin = demo_tenant_get_origin (demo_gate_get_tenant (gate));
  g_autofree char *encoded = g_base64_encode ((const guchar *) wanted, strlen (wanted));
  g_autofree char *parameters = NULL;

  if (!can_be_challenged (claims))
    {
      demo_answer_plain (answer, SOUP_STATUS_FORBIDDEN, NULL, NULL);
      return;
    }

  parameters = g_strdup_printf ("realm=\"\", authorization_uri=\"%s/common/oauth2/authorize\", "
                                "error=\"insufficient_claims\", claims=\"%s\"", origin, encoded);
  challenge (gate, answer, message, SOUP_STATUS_UNAUTHORIZED, parameters);
}

/**
 * demo_guarded_check:
 * @gate: what is wanted of whoever comes
 * @answer: the answer, given here if the request is refused
 * @message: the request
 * @body: (nullable): its body, where that is JSON
 *
 * Returns: (transfer full) (nullable): who asks
 */
char *
demo_guarded_check (DemoGate          *gate,
                    DemoAnswer        *answer,
                    SoupServerMessage *message,
                    JsonNode          *body)
{
  const char *token = read_token (message);
  gboolean is_call = demo_json_is_call (body, "tools/call");
  g_autoptr(JsonObject) claims = NULL;
  g_autofree char *words = NULL;
  g_autofree char *wanted = NULL;

  if (token == NULL)
    {
      challenge (gate, answer, message, SOUP_STATUS_UNAUTHORIZED, NULL);
      return NULL;
    }

  claims = read_claims (gate, token, &words);

  if (claims == NULL)
    {
      refuse_token (gate, answer, message, words);
      return NULL;
    }

  if (forbid (gate, answer, message, claims))
    return NULL;

  wanted = demo_gate_demand_claims (gate, claims, is_call ? "tools/call" : NULL);

  if (wanted == NULL)
    return g_strdup (demo_json_get_string (claims, "sub"));

  demand (gate, answer, message, claims, wanted);

  return NULL;
}
