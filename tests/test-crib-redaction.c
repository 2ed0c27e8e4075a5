/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-redaction.h"

#include <string.h>

#define OPAQUE "Zm9vYmFyQmF6Rm9vYmFyQmF6Rm9vYmFyQmF6Rm9v9_-"
#define JWT "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2ln"

static void
test_secrets (void)
{
  static const char * const texts[] = {
    "GET /cb?code=SECRET&state=x", "code=SECRET", "x&code%3DSECRET%26y", "state=SECRET;",
    "{\"access_token\":\"SECRET\",\"a\":1}", "{\"refresh_token\" : \"SECRET\"}",
    "{\\\"refresh_token\\\":\\\"SECRET\\\"}", "{'id_token': 'SECRET'}", "id_token_hint=SECRET",
    "Refresh_Token=SECRET", "refresh_token%3ASECRET", "code_verifier=SECRET",
    "client_info=SECRET", "password: SECRET", "Authorization: Bearer SECRET-0123456789",
    "authorization: bearer SECRET-0123456789", "the token " JWT " is bad",
    "SECRET" OPAQUE, "nonce=SECRET",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = crib_redact (texts[i]);

      g_test_message ("%s → %s", texts[i], text);
      g_assert_null (strstr (text, "SECRET"));
      g_assert_null (strstr (text, "0123456789"));
      g_assert_null (strstr (text, "eyJ"));
      g_assert_null (strstr (text, "Zm9v"));
    }
}

/* What people need to find a fault by stays. */
static void
test_rest (void)
{
  static const char * const texts[] = {
    "", "HTTP 403 Forbidden", "error: invalid_grant (bad_token)", "JSON-RPC error code -32602",
    "correlation id: 8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f",
    "AADSTS50105: The user is not assigned. Trace ID: 0f0f0f0f-1111-2222-3333-444444444444",
    "https://login.microsoftonline.com/0f0f0f0f-1111-2222-3333-444444444444/v2.0",
    "api://0f0f0f0f-1111-2222-3333-444444444444/mcp:tools", "{\"error_code\": 50105}",
    "Bearer error=\"invalid_token\"", "the state of things: fine", "The password is wrong.",
    "The access_token is missing", "timestamp: 2026-01-02 03:04:05Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = crib_redact (texts[i]);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

/* Text of a server is of any shape; no pattern may lose itself in it. */
static void
test_long (void)
{
  static const char * const bits[] = { "a", "aA1", "eyJ", "code=", "Bearer ", "\"'\\", ".", " \t" };

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *rest = NULL;

      while (text->len < 16 * 1024)
        g_string_append (text, bits[i]);

      rest = crib_redact (text->str);
      g_assert_nonnull (rest);
      g_assert_true (g_utf8_validate (rest, -1, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/redaction/secrets", test_secrets);
  g_test_add_func ("/crib/redaction/rest", test_rest);
  g_test_add_func ("/crib/redaction/long", test_long);

  return g_test_run ();
}
