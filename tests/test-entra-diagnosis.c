/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-diagnosis.h"
#include "sjson-document.h"

#include <string.h>

#define TID "11111111-2222-3333-4444-555555555555"
#define OTHER "99999999-2222-3333-4444-555555555555"
#define API "96b0f495-0000-4000-8000-000000000001"
#define CLIENT "eff6bb0e-0000-4000-8000-000000000002"
#define ISS "https://login.microsoftonline.com/" TID "/v2.0"

#define TOKEN(aud, tid, more) \
  "{\"iss\":\"" ISS "\",\"aud\":\"" aud "\",\"tid\":\"" tid "\",\"exp\":2000,\"nbf\":1000," more \
  "\"azp\":\"" CLIENT "\"}"
#define SCP "\"scp\":\"mcp:tools\","
#define ROLES "\"roles\":[\"reader\"],"

/* entra.md 5.4, row by row; @title is a part of what is told, NULL for nothing. */
static const struct
{
  guint status;
  gboolean has_challenge;
  gboolean is_html;
  const char *code;
  gint64 server_time;
  const char *claims;
  const char *title;
  const char *who;
} rows[] = {
  { 401, TRUE, FALSE, "invalid_token", 1500, TOKEN (API, TID, SCP), "form of audience",
    "The server’s owner" },
  { 401, TRUE, FALSE, "invalid_token", 1500, TOKEN ("api://x", TID, SCP), NULL, NULL },
  { 401, TRUE, FALSE, NULL, 1500, TOKEN (API, TID, SCP), NULL, NULL },
  { 401, TRUE, FALSE, "invalid_token", 0,
    TOKEN ("00000003-0000-0000-c000-000000000000", TID, SCP), "Microsoft Graph", NULL },
  { 401, TRUE, FALSE, "invalid_token", 0,
    "{\"iss\":\"https://sts.windows.net/" TID "/\",\"aud\":\"x\",\"tid\":\"" TID "\"," SCP
    "\"ver\":\"1.0\"}", "version 1", NULL },
  { 401, TRUE, FALSE, "invalid_token", 0, TOKEN (API, OTHER, SCP), "another tenant",
    "You or your administrator" },
  { 403, TRUE, FALSE, "insufficient_scope", 0, TOKEN (API, TID, ""), "permission", NULL },
  { 403, TRUE, FALSE, "insufficient_scope", 0, TOKEN (API, TID, "\"scp\":\"mcp:toolsx x\","),
    "permission", NULL },
  { 403, FALSE, FALSE, NULL, 0, TOKEN (API, TID, "\"scp\":\"x mcp:tools\","), "role or group",
    "Your administrator" },
  { 403, FALSE, FALSE, NULL, 0, TOKEN (API, TID, SCP "\"roles\":[],"), "role or group", NULL },
  { 403, FALSE, FALSE, NULL, 0, TOKEN (API, TID, SCP ROLES), "does not allow this application",
    NULL },
  { 403, FALSE, FALSE, NULL, 0, "{\"scp\":\"mcp:tools\",\"azp\":\"x\"}", "another application",
    NULL },
  { 403, FALSE, FALSE, NULL, 0, "{\"scp\":\"mcp:tools\",\"appid\":\"x\"}", "another application",
    NULL },
  { 401, TRUE, FALSE, "invalid_token", 2001, TOKEN (API, TID, SCP), "clocks",
    "Whoever runs your network" },
  { 401, TRUE, FALSE, "invalid_token", 699, TOKEN (API, TID, SCP), "clocks", NULL },
  { 401, TRUE, FALSE, "invalid_token", 700, TOKEN (API, TID, SCP), "audience", NULL },
  { 401, TRUE, FALSE, "invalid_token", G_MININT64, TOKEN (API, TID, SCP), "audience", NULL },
  { 401, TRUE, FALSE, "insufficient_claims", 0, NULL, "stronger", "You" },
  { 401, FALSE, FALSE, NULL, 0, NULL, "how to sign in", "The server’s owner" },
  { 403, FALSE, TRUE, NULL, 0, NULL, "proxy", "Whoever runs your network" },
  { 403, FALSE, TRUE, NULL, 0, TOKEN (API, OTHER, SCP), "proxy", NULL },
  { 401, TRUE, FALSE, "invalid_token", 0, NULL, NULL, NULL },
  { 403, FALSE, FALSE, NULL, 0, NULL, NULL, NULL },
  { 200, FALSE, FALSE, NULL, 0, TOKEN (API, OTHER, ""), NULL, NULL },
  { 500, FALSE, TRUE, NULL, 0, NULL, NULL, NULL },
  /* claims are hostile, too */
  { 403, TRUE, FALSE, NULL, 1500, "[]", "permission", NULL },
  { 403, TRUE, FALSE, NULL, 1500,
    "{\"aud\":[],\"tid\":7,\"iss\":{},\"exp\":\"x\",\"nbf\":1e999,\"scp\":[\"mcp:tools\"]}",
    "permission", NULL },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *text = rows[i].claims != NULL ? rows[i].claims : "null";
      g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
      SjsonValue claims = sjson_document_get_root (document);
      EntraAdvice advice = { 0 };
      const EntraRefusal refusal = {
        .status = rows[i].status,
        .has_challenge = rows[i].has_challenge,
        .is_html = rows[i].is_html,
        .code = rows[i].code,
        .resource = "https://mcp.contoso.com/mcp",
        .issuer = ISS,
        .client_id = CLIENT,
        .permission = "mcp:tools",
        .server_time = rows[i].server_time,
        .claims = rows[i].claims != NULL ? &claims : NULL,
      };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (entra_diagnosis_find (&refusal, &advice), ==, rows[i].title != NULL);

      if (rows[i].title == NULL)
        continue;

      g_assert_nonnull (strstr (advice.title, rows[i].title));
      g_assert_true (g_str_has_suffix (advice.fix, "."));
      if (rows[i].who != NULL)
        g_assert_cmpstr (advice.who, ==, rows[i].who);
    }
}

/* What is said of the audience where nobody has looked into the token. */
static void
test_unread (void)
{
  static const char * const granted[] = { "https://mcp.contoso.com/mcp/mcp:tools", NULL };
  static const struct
  {
    guint status;
    const char *code;
    const char *resource;
    const char * const *granted;
    gboolean is_found;
  } cases[] = {
    { 401, "invalid_token", "https://mcp.contoso.com/mcp", granted, TRUE },
    { 401, "invalid_token", "https://mcp.contoso.com/mcp", NULL, FALSE },
    { 401, "invalid_token", NULL, granted, FALSE },
    { 401, "invalid_token", CLIENT, granted, FALSE },
    { 401, NULL, "https://mcp.contoso.com/mcp", granted, FALSE },
    { 403, "invalid_token", "https://mcp.contoso.com/mcp", granted, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntraAdvice advice = { 0 };
      const EntraRefusal refusal = {
        .status = cases[i].status,
        .has_challenge = TRUE,
        .code = cases[i].code,
        .resource = cases[i].resource,
        .granted = cases[i].granted,
      };

      g_assert_cmpint (entra_diagnosis_find (&refusal, &advice), ==, cases[i].is_found);
      if (cases[i].is_found)
        g_assert_nonnull (strstr (advice.title, "audience"));
    }
}

/* A server that tests for exactly one permission, and a token with two. */
static void
test_more_than_needed (void)
{
  static const char * const two[] = { "api://x/mcp:tools", "api://x/other", "openid", NULL };
  static const char * const one[] = { "openid", "offline_access", "api://x/mcp:tools", NULL };
  static const char * const others[] = { "api://x/a", "api://x/b", NULL };
  static const struct
  {
    guint status;
    const char *permission;
    const char * const *granted;
    gboolean is_found;
  } cases[] = {
    { 403, "mcp:tools", two, TRUE }, { 403, "api://x/mcp:tools", two, TRUE },
    { 403, "mcp:tools", one, FALSE }, { 403, "mcp:tools", others, FALSE },
    { 403, NULL, two, FALSE }, { 403, "mcp:tools", NULL, FALSE }, { 401, "mcp:tools", two, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntraAdvice advice = { 0 };
      const EntraRefusal refusal = {
        .status = cases[i].status,
        .has_challenge = TRUE,
        .permission = cases[i].permission,
        .granted = cases[i].granted,
      };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (entra_diagnosis_find (&refusal, &advice), ==, cases[i].is_found);
      if (cases[i].is_found)
        {
          g_assert_nonnull (strstr (advice.fix, "exactly one"));
          g_assert_cmpstr (advice.who, ==, "The server’s owner");
        }
    }
}

/* Nothing but the status is known. */
static void
test_little (void)
{
  static const char text[] = TOKEN (API, OTHER, SCP);
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
  SjsonValue claims = sjson_document_get_root (document);
  const EntraRefusal refusal = { .status = 401, .has_challenge = TRUE, .claims = &claims };
  EntraAdvice advice;

  g_assert_false (entra_diagnosis_find (&refusal, &advice));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/diagnosis/rows", test_rows);
  g_test_add_func ("/entra/diagnosis/more-than-needed", test_more_than_needed);
  g_test_add_func ("/entra/diagnosis/unread", test_unread);
  g_test_add_func ("/entra/diagnosis/little", test_little);

  return g_test_run ();
}
