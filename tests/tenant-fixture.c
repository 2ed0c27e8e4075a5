/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#include <string.h>

static const char * const steps_of_ada[] = {
  "action=next&loginfmt=ada%40contoso.example",
  "action=next&passwd=Engine-1843%21",
  "action=no",
  "action=accept",
};

const char *
tenant_look_up (DemoFixture *fixture,
                const char  *name)
{
  JsonObject *tenant = json_object_get_object_member (fixture->addresses, "tenant");

  return json_object_get_string_member (tenant, name);
}

/* @path: what follows the tenant's id, or the origin where it begins with a slash */
char *
tenant_uri (DemoFixture *fixture,
            const char  *path)
{
  const char *issuer = tenant_look_up (fixture, "issuer");
  gsize origin = strlen (issuer) - strlen ("/v2.0") - 36;

  return *path == '/' ? g_strdup_printf ("%.*s%s", (int) origin - 1, issuer, path)
                      : g_strdup_printf ("%.*s/%s", (int) origin + 36, issuer, path);
}

DemoReply *
tenant_get (DemoFixture *fixture,
            const char  *path)
{
  g_autofree char *uri = tenant_uri (fixture, path);

  return demo_fixture_send (fixture, "GET", uri, NULL, NULL);
}

DemoReply *
tenant_post (DemoFixture *fixture,
             const char  *path,
             const char  *headers,
             const char  *fields)
{
  g_autofree char *uri = tenant_uri (fixture, path);
  g_autofree char *all = g_strconcat ("Content-Type: application/x-www-form-urlencoded",
                                      headers != NULL ? "\n" : "", headers, NULL);

  return demo_fixture_send (fixture, "POST", uri, all, fields);
}

/* @more: (nullable): parameters that are added, or replace, as the last of a name counts */
DemoReply *
tenant_authorize (DemoFixture *fixture,
                  const char  *headers,
                  const char  *more)
{
  return tenant_authorize_at (fixture, "oauth2/v2.0/authorize", headers, more);
}

/* @path: of an endpoint, as in tenant_uri() */
DemoReply *
tenant_authorize_at (DemoFixture *fixture,
                     const char  *path,
                     const char  *headers,
                     const char  *more)
{
  g_autofree char *redirect = g_uri_escape_string (TENANT_REDIRECT, NULL, FALSE);
  g_autofree char *scope = g_uri_escape_string (tenant_look_up (fixture, "scope"), NULL, FALSE);
  g_autofree char *base = tenant_uri (fixture, path);
  g_autofree char *uri = NULL;

  uri = g_strdup_printf ("%s?client_id=%s&redirect_uri=%s&response_type=code&state=s-1&nonce=n-1"
                         "&scope=openid%%20profile%%20offline_access%%20%s&client_info=1"
                         "&code_challenge=" TENANT_CHALLENGE "&code_challenge_method=S256%s%s",
                         base, tenant_look_up (fixture, "client_id"), redirect, scope,
                         more != NULL ? "&" : "", more != NULL ? more : "");

  return demo_fixture_send (fixture, "GET", uri, headers, NULL);
}

static char *
cut_out (const char *text,
         const char *before)
{
  const char *found = strstr (text, before);

  g_assert_nonnull (found);
  found += strlen (before);

  return g_strndup (found, strcspn (found, "\""));
}

DemoReply *
tenant_submit (DemoFixture *fixture,
               DemoReply   *page,
               const char  *fields)
{
  g_autofree char *action = cut_out (page->body, "<form method=\"post\" action=\"");
  g_autofree char *token = cut_out (page->body, "name=\"flowToken\" value=\"");
  g_autofree char *all = g_strdup_printf ("flowToken=%s&%s", token, fields);

  return tenant_post (fixture, action, NULL, all);
}

/* Goes as far as @steps pages for Ada. */
DemoReply *
tenant_walk (DemoFixture *fixture,
             const char  *more,
             guint        steps)
{
  DemoReply *page = tenant_authorize (fixture, NULL, more);

  for (guint i = 0; i < steps; i++)
    {
      g_autoptr(DemoReply) last = page;

      g_assert_cmpuint (last->status, ==, 200);
      page = tenant_submit (fixture, last, steps_of_ada[i]);
    }

  return page;
}

/* Returns: (transfer full) (nullable): a parameter of the address the reply leads to */
char *
tenant_get_param (DemoReply  *reply,
                  const char *name)
{
  const char *location = soup_message_headers_get_one (reply->headers, "Location");
  g_autoptr(GHashTable) fields = NULL;

  g_assert_cmpuint (reply->status, ==, 302);
  fields = soup_form_decode (location + strcspn (location, "?#") + 1);

  return g_strdup (g_hash_table_lookup (fields, name));
}

char *
tenant_sign_in (DemoFixture *fixture)
{
  g_autoptr(DemoReply) consent = tenant_walk (fixture, NULL, 3);
  g_autoptr(DemoReply) last = NULL;

  if (consent->status == 302)
    return tenant_get_param (consent, "code");

  last = tenant_submit (fixture, consent, "action=accept");

  return tenant_get_param (last, "code");
}

DemoReply *
tenant_redeem (DemoFixture *fixture,
               const char  *code,
               const char  *more)
{
  g_autofree char *redirect = g_uri_escape_string (TENANT_REDIRECT, NULL, FALSE);
  g_autofree char *scope = g_uri_escape_string (tenant_look_up (fixture, "scope"), NULL, FALSE);
  g_autofree char *fields = NULL;

  fields = g_strdup_printf ("grant_type=authorization_code&client_id=%s&code=%s&redirect_uri=%s"
                            "&code_verifier=" TENANT_VERIFIER "&client_info=1&scope=openid%%20"
                            "profile%%20offline_access%%20%s%s%s",
                            tenant_look_up (fixture, "client_id"), code, redirect, scope,
                            more != NULL ? "&" : "", more != NULL ? more : "");

  return tenant_post (fixture, "oauth2/v2.0/token", NULL, fields);
}

DemoReply *
tenant_refresh (DemoFixture *fixture,
                const char  *token,
                const char  *more)
{
  g_autofree char *fields = NULL;

  fields = g_strdup_printf ("grant_type=refresh_token&client_id=%s&refresh_token=%s%s%s",
                            tenant_look_up (fixture, "client_id"), token,
                            more != NULL ? "&" : "", more != NULL ? more : "");

  return tenant_post (fixture, "oauth2/v2.0/token", NULL, fields);
}

/* Returns: (transfer full): a part of a JWT, 0 for the header */
JsonObject *
tenant_decode (const char *token,
               guint       part)
{
  g_auto(GStrv) parts = g_strsplit (token, ".", -1);
  g_autofree char *padded = NULL;
  g_autofree guchar *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  gsize length;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  padded = g_strconcat (parts[part], &"==="[(strlen (parts[part]) + 3) % 4], NULL);
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &length);
  text = g_strndup ((char *) bytes, length);
  node = json_from_string (text, NULL);
  g_assert_nonnull (node);

  return json_node_dup_object (node);
}

/* All members of an error body, and the lines of its description (entra.md 3.6). */
void
tenant_assert_error (DemoReply  *reply,
                     guint       status,
                     const char *error,
                     guint       code)
{
  const char *words;
  g_autofree char *start = g_strdup_printf ("AADSTS%u: ", code);
  g_autofree char *codes = g_strdup_printf ("[%u]", code);
  g_auto(GStrv) lines = NULL;

  g_assert_cmpstr (demo_look_up_string (reply->json, "error"), ==, error);
  g_assert_cmpuint (reply->status, ==, status);
  demo_assert_json (reply->json, "error_codes", codes);

  words = demo_look_up_string (reply->json, "error_description");
  lines = g_strsplit (words, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], start));
  g_assert_true (g_str_has_prefix (lines[1], "Trace ID: "));
  g_assert_true (g_str_has_prefix (lines[2], "Correlation ID: "));
  g_assert_cmpstr (lines[1] + strlen ("Trace ID: "), ==,
                   demo_look_up_string (reply->json, "trace_id"));
  g_assert_cmpstr (lines[2] + strlen ("Correlation ID: "), ==,
                   demo_look_up_string (reply->json, "correlation_id"));
  g_assert_cmpstr (lines[3] + strlen ("Timestamp: "), ==,
                   demo_look_up_string (reply->json, "timestamp"));
}
