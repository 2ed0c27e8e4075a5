/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-guarded.h"

#include "demo-json.h"
#include "demo-profile.h"

#include <string.h>

/* The rules of the replaced system's protected server (seed-system.md 1): ASP.NET's JwtBearer with
 * Microsoft.Identity.Web behind one policy. */

#define SKEW (5 * 60)

static void
challenge (DemoAnswer *answer,
           const char *words)
{
  g_autofree char *value = NULL;

  if (words == NULL)
    value = g_strdup ("Bearer");
  else if (*words == '\0')
    value = g_strdup ("Bearer error=\"invalid_token\"");
  else
    value = g_strdup_printf ("Bearer error=\"invalid_token\", error_description=\"%s\"", words);

  demo_answer_set_header (answer, "WWW-Authenticate", value);
  demo_answer_plain (answer, SOUP_STATUS_UNAUTHORIZED, NULL, NULL);
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

/* Returns: (transfer full) (nullable): why the token is none, "" where no reason is given */
static char *
find_flaw (DemoTenant *tenant,
           JsonObject *claims)
{
  const char *audience = demo_json_get_string (claims, "aud");
  const char *issuer = demo_json_get_string (claims, "iss");
  gboolean first = g_strcmp0 (demo_json_get_string (claims, "ver"), "1.0") == 0;
  char *words = check_lifetime (tenant, claims);

  if (words != NULL)
    return words;

  if (g_strcmp0 (audience, first ? DEMO_API_URI : DEMO_API_ID) != 0)
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

/**
 * demo_guarded_check:
 * @tenant: whose tokens it takes
 * @answer: the answer, given here if the request is refused
 * @message: the request
 *
 * Returns: (transfer full) (nullable): who asks
 */
char *
demo_guarded_check (DemoTenant        *tenant,
                    DemoAnswer        *answer,
                    SoupServerMessage *message)
{
  const char *token = read_token (message);
  g_autoptr(JsonObject) claims = NULL;
  g_autofree char *words = NULL;

  if (token == NULL)
    {
      challenge (answer, NULL);
      return NULL;
    }

  switch (demo_key_verify (demo_tenant_get_key (tenant), token, &claims))
    {
    case DEMO_JWT_GOOD:
      words = find_flaw (tenant, claims);
      break;

    case DEMO_JWT_UNKNOWN_KEY:
      words = g_strdup ("The signature key was not found");
      break;

    case DEMO_JWT_BAD_SIGNATURE:
      words = g_strdup ("The signature is invalid");
      break;

    case DEMO_JWT_MALFORMED:
    default:
      words = g_strdup ("");
      break;
    }

  if (words != NULL)
    challenge (answer, words);
  else if (g_strcmp0 (demo_json_get_string (claims, "scp"), "mcp:tools") != 0)
    demo_answer_plain (answer, SOUP_STATUS_FORBIDDEN, NULL, NULL);
  else
    return g_strdup (demo_json_get_string (claims, "sub"));

  return NULL;
}

static void
answer_health (DemoAnswer *answer)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%m/%d/%Y %H:%M:%S");
  g_autofree char *text = NULL;

  text = g_strdup_printf ("Secure MCP server running deployed: UTC: %s, use /mcp path to use the "
                          "tools", time);
  demo_answer_plain (answer, SOUP_STATUS_OK, "text/plain; charset=utf-8", text);
}

static void
set_one (JsonObject *object,
         const char *name,
         const char *value)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, value);
  json_object_set_array_member (object, name, array);
}

/* Protected resource metadata (RFC 9728 §3.2). @path: the resource's */
static void
answer_metadata (DemoTenant *tenant,
                 DemoAnswer *answer,
                 const char *base,
                 const char *path)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *issuer = demo_tenant_dup_issuer (tenant, DEMO_TENANT_ID);
  g_autofree char *resource = g_strconcat (base, path, NULL);
  g_autofree char *health = g_strconcat (base, "/health", NULL);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "resource", resource);
  set_one (object, "authorization_servers", issuer);
  set_one (object, "bearer_methods_supported", "header");
  set_one (object, "scopes_supported", DEMO_API_SCOPE);
  json_object_set_string_member (object, "resource_name", "HttpMcpServer demo server");
  json_object_set_string_member (object, "resource_documentation", health);
  text = demo_json_write_object (object);
  demo_answer_plain (answer, SOUP_STATUS_OK, "application/json", text);
}

/* Returns: whether the path was one that anybody may ask for; the answer is given then */
gboolean
demo_guarded_answer (DemoTenant        *tenant,
                     DemoAnswer        *answer,
                     SoupServerMessage *message,
                     const char        *base)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean get = g_str_equal (soup_server_message_get_method (message), "GET");

  if (demo_profile_has_path (&demo_profile_protected, path))
    return FALSE;

  if (get && g_str_equal (path, "/health"))
    answer_health (answer);
  else if (get && g_str_equal (path, "/.well-known/oauth-protected-resource"))
    answer_metadata (tenant, answer, base, "/mcp");
  else if (get && g_str_equal (path, "/.well-known/oauth-protected-resource/sse"))
    answer_metadata (tenant, answer, base, "/sse");
  else
    demo_answer_plain (answer, SOUP_STATUS_NOT_FOUND, NULL, NULL);

  return TRUE;
}
