/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-visit.h"

#include "demo-json.h"

#include <string.h>

static const struct
{
  const char *path;
  const char *name;
} endpoints[] = {
  { "v2.0/.well-known/openid-configuration", "discovery" },
  { ".well-known/openid-configuration", "discovery-v1" },
  { "discovery/instance", "instance" },
  { "discovery/v2.0/keys", "keys" },
  { "discovery/keys", "keys" },
  { "oauth2/v2.0/authorize", "authorize" },
  { "oauth2/v2.0/token", "token" },
  { "oauth2/v2.0/devicecode", "devicecode" },
  { "oauth2/deviceauth", "deviceauth" },
  { "userinfo", "userinfo" },
  { "oauth2/v2.0/logout", "logout" },
  { "v2.0/adminconsent", "adminconsent" },
  { "login", "login" },
  { "login.srf", "federated" },
  { "ls", "federation" },
  { "changepassword", "password" },
  { "fido/get", "fido" },
  { "SAS/ProcessAuth", "mfa" },
  { "termsofuse", "terms" },
  { "kmsi", "kmsi" },
  { "appverify", "app" },
  { "consent", "consent" },
};

static const char * const secret_names[] = {
  "code", "refresh_token", "device_code", "otc", "code_verifier", "passwd", "flowToken",
  "client_secret", "client_assertion", "id_token_hint", "oldpasswd", "newpasswd",
  "confirmnewpasswd", "Password", "wresult", "wctx", NULL
};

/* Returns: (transfer full): enough of its SHA-256 to compare by, nothing to use it with */
char *
demo_hash_secret (const char *value)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1);

  return g_strdup_printf ("sha256:%.16s", digest);
}

static const char *
name_endpoint (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_equal (endpoints[i].path, path))
      return endpoints[i].name;

  return "";
}

/* What stands below no tenant. */
static const char *
name_root (const char *path)
{
  if (g_strcmp0 (path, "devicelogin") == 0)
    return "deviceauth";

  return g_strcmp0 (path, "error") == 0 ? "error" : "";
}

static GHashTable *
read_query (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return soup_form_decode (query != NULL ? query : "");
}

static GHashTable *
read_form (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    return soup_form_decode ("");

  bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return soup_form_decode (text);
}

static char *
read_cookie (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *all = soup_message_headers_get_list (headers, "Cookie");
  g_auto(GStrv) pairs = g_strsplit (all != NULL ? all : "", ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    if (g_str_has_prefix (g_strstrip (pairs[i]), DEMO_COOKIE "="))
      return g_strdup (pairs[i] + strlen (DEMO_COOKIE "="));

  return NULL;
}

/**
 * demo_visit_new:
 * @tenant: who is asked
 * @message: the request
 *
 * Returns: (transfer full): the request as read; its answer is still to be set
 */
DemoVisit *
demo_visit_new (DemoTenant        *tenant,
                SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_auto(GStrv) parts = g_strsplit (g_uri_get_path (uri), "/", 3);
  DemoVisit *visit = g_new0 (DemoVisit, 1);
  gboolean deep = g_strv_length (parts) == 3;
  const char *correlation = soup_message_headers_get_one (headers, "client-request-id");

  visit->tenant = g_object_ref (tenant);
  visit->method = g_strdup (soup_server_message_get_method (message));
  visit->form_of_tenant = g_strdup (deep ? parts[1] : "");
  visit->endpoint = g_strdup (deep ? name_endpoint (parts[2]) : name_root (parts[1]));
  visit->query = read_query (uri);
  visit->form = read_form (message);
  visit->cookie = read_cookie (message);
  visit->has_origin = soup_message_headers_get_one (headers, "Origin") != NULL;
  visit->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));

  if (correlation == NULL)
    correlation = demo_visit_get_query (visit, "client-request-id");

  if (correlation == NULL)
    correlation = demo_visit_get_field (visit, "client-request-id");

  visit->correlation_id = correlation != NULL && g_uuid_string_is_valid (correlation)
    ? g_strdup (correlation) : g_uuid_string_random ();
  visit->trace_id = g_uuid_string_random ();

  return visit;
}

void
demo_visit_free (DemoVisit *visit)
{
  g_clear_object (&visit->tenant);
  g_clear_object (&visit->answer);
  g_free (visit->method);
  g_free (visit->form_of_tenant);
  g_free (visit->endpoint);
  g_hash_table_unref (visit->query);
  g_hash_table_unref (visit->form);
  g_free (visit->cookie);
  g_free (visit->authorization);
  g_free (visit->correlation_id);
  g_free (visit->trace_id);
  g_free (visit);
}

static JsonObject *
redact (GHashTable *fields)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, fields);

  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *hash = demo_hash_secret (value);

      json_object_set_string_member (object, name,
                                     g_strv_contains (secret_names, name) ? hash : value);
    }

  return object;
}

/* Writes down what was sent, secrets as hashes. */
void
demo_visit_note (DemoVisit  *visit,
                 JsonObject *entry)
{
  json_object_set_string_member (entry, "endpoint", visit->endpoint);
  json_object_set_object_member (entry, "query", redact (visit->query));
  json_object_set_object_member (entry, "form", redact (visit->form));
  json_object_set_string_member (entry, "correlation_id", visit->correlation_id);
}

/* Returns: (nullable): a value that is there and not empty */
const char *
demo_visit_get_query (DemoVisit  *visit,
                      const char *name)
{
  const char *value = g_hash_table_lookup (visit->query, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

const char *
demo_visit_get_field (DemoVisit  *visit,
                      const char *name)
{
  const char *value = g_hash_table_lookup (visit->form, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
set_headers (DemoVisit *visit)
{
  demo_answer_set_header (visit->answer, "Cache-Control", "no-store, no-cache");
  demo_answer_set_header (visit->answer, "Pragma", "no-cache");
  demo_answer_set_header (visit->answer, "X-Content-Type-Options", "nosniff");
  demo_answer_set_header (visit->answer, "x-ms-request-id", visit->trace_id);
  demo_answer_set_header (visit->answer, "client-request-id", visit->correlation_id);
}

/* @object: (transfer full): the body */
void
demo_visit_json (DemoVisit  *visit,
                 guint       status,
                 JsonObject *object)
{
  g_autoptr(JsonObject) keep = object;
  g_autofree char *text = demo_json_write_object (keep);

  set_headers (visit);
  demo_answer_page (visit->answer, status, "application/json; charset=utf-8", text);
}

/* @content: what stands in the body, as HTML */
void
demo_visit_html (DemoVisit  *visit,
                 guint       status,
                 const char *title,
                 const char *content)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (
    "<!DOCTYPE html>\n<html dir=\"ltr\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>%s</title>\n<style>body{font:15px sans-serif;margin:0;background:#f2f2f2}"
    "main{max-width:440px;margin:6vh auto;padding:44px;background:#fff}h1{font-size:24px}"
    "input:not([type=hidden]){display:block;width:100%%;box-sizing:border-box;padding:6px;"
    "margin:12px 0}button{min-width:108px;min-height:32px;margin:8px 8px 0 0}"
    ".error{color:#e81123}</style>\n</head>\n<body>\n<main>\n<div>Contoso</div>\n"
    "%s\n<p><a href=\"/error\" target=\"_blank\" rel=\"noopener\">Help</a></p>\n"
    "</main>\n</body>\n</html>\n", title, content);
  set_headers (visit);
  demo_answer_set_header (visit->answer, "X-Frame-Options", "DENY");
  demo_answer_page (visit->answer, status, "text/html; charset=utf-8", text);
}

void
demo_visit_go (DemoVisit  *visit,
               const char *uri)
{
  set_headers (visit);
  demo_answer_set_header (visit->answer, "Location", uri);
  demo_answer_page (visit->answer, SOUP_STATUS_FOUND, "text/html; charset=utf-8", "");
}

/* Now, by the tenant's clock. */
static char *
get_time (DemoVisit *visit)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (demo_tenant_get_time (visit->tenant));

  return g_date_time_format (now, "%Y-%m-%d %H:%M:%SZ");
}

/* Some errors have a page of their own, others have not; clients must not count on it. */
static gboolean
has_page (guint code)
{
  const guint without[] = { 70011, 900144, 9002313 };

  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    if (without[i] == code)
      return FALSE;

  return TRUE;
}

/* Returns: (transfer full): the words with the lines that Entra puts below them */
char *
demo_visit_describe (DemoVisit         *visit,
                     const DemoProblem *problem)
{
  g_autofree char *timestamp = get_time (visit);

  return g_strdup_printf ("AADSTS%u: %s\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s",
                          problem->code, problem->words, visit->trace_id, visit->correlation_id,
                          timestamp);
}

/* Returns: (transfer full): the body of entra.md 3.6 */
JsonObject *
demo_visit_error (DemoVisit         *visit,
                  const DemoProblem *problem)
{
  JsonObject *object = json_object_new ();
  JsonArray *codes = json_array_new ();
  g_autofree char *description = demo_visit_describe (visit, problem);
  g_autofree char *timestamp = get_time (visit);
  g_autofree char *uri = g_strdup_printf ("%s/error?code=%u",
                                          demo_tenant_get_origin (visit->tenant), problem->code);

  json_array_add_int_element (codes, problem->code);
  json_object_set_string_member (object, "error", problem->error);
  json_object_set_string_member (object, "error_description", description);
  json_object_set_array_member (object, "error_codes", codes);
  json_object_set_string_member (object, "timestamp", timestamp);
  json_object_set_string_member (object, "trace_id", visit->trace_id);
  json_object_set_string_member (object, "correlation_id", visit->correlation_id);

  if (has_page (problem->code))
    json_object_set_string_member (object, "error_uri", uri);

  if (problem->suberror != NULL)
    json_object_set_string_member (object, "suberror", problem->suberror);

  if (problem->claims != NULL)
    json_object_set_string_member (object, "claims", problem->claims);

  return object;
}

void
demo_visit_refuse (DemoVisit         *visit,
                   const DemoProblem *problem)
{
  demo_visit_json (visit, problem->status, demo_visit_error (visit, problem));
}

static const struct
{
  guint code;
  const char *heading;
  const char *words;
} pages[] = {
  {
    53003, "You cannot access this right now",
    "Your sign-in was successful but does not meet the criteria to access this resource. For "
    "example, you might be signing in from a browser, app, or location that is restricted by your "
    "admin.",
  },
  {
    53000, "You can't get there from here",
    "This application contains sensitive information and can only be accessed from devices or "
    "client applications that meet Contoso's management compliance policy.",
  },
  {
    530003, "Set up your device to get access",
    "Contoso requires you to secure this device before you can access Contoso email, files, and "
    "data.",
  },
  {
    90094, "Need admin approval",
    "Toolcrib (unverified) needs permission to access resources in your organization that only an "
    "admin can grant. Please ask an admin to grant permission to this app before you can use it.",
  },
};

/* The failures that never reach the redirect address are pages (entra.md 2.6). */
void
demo_visit_explain (DemoVisit         *visit,
                    const DemoProblem *problem)
{
  g_autofree char *description = demo_visit_describe (visit, problem);
  const char *heading = "Sign in";
  const char *words = "Sorry, but we’re having trouble signing you in.";
  g_autofree char *content = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].code == problem->code)
      {
        heading = pages[i].heading;
        words = pages[i].words;
      }

  content = g_markup_printf_escaped ("<h1>%s</h1>\n<p>%s</p>\n<pre class=\"error\" "
                                     "style=\"white-space:pre-wrap\">%s</pre>", heading, words,
                                     description);
  demo_visit_html (visit, problem->status, "Sign in to your account", content);
}
