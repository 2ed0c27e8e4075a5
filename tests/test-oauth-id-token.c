/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error.h"
#include "oauth-keys.h"

#define NOW 1700000000
#define REST "\"exp\":1700003600,\"iat\":1700000000,\"nonce\":\"n\"}"
#define HEAD "{\"iss\":\"https://id.example.com\",\"sub\":\"s\",\"aud\":\"client\","
#define NO_AUD "{\"iss\":\"https://id.example.com\",\"sub\":\"s\","

static gboolean
check (const char  *json,
       const char  *nonce,
       GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) parse_error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (json, -1, NULL, &parse_error);
  g_assert_no_error (parse_error);
  root = sjson_document_get_root (document);

  return oauth_id_token_check (&root, "https://id.example.com", "client", nonce, NOW, error);
}

static void
test_taken (void)
{
  static const char *tokens[] = {
    HEAD REST,
    HEAD "\"azp\":\"client\"," REST,
    HEAD "\"nbf\":1700000000," REST,
    HEAD "\"nbf\":1700000300," REST,
    NO_AUD "\"aud\":[\"client\"]," REST,
    NO_AUD "\"aud\":[\"client\"],\"azp\":\"client\"," REST,
    NO_AUD "\"aud\":[\"other\",\"client\"],\"azp\":\"client\"," REST,
    HEAD "\"exp\":1699999701,\"iat\":1,\"nonce\":\"n\"}",              /* 299 s ago */
    HEAD "\"exp\":9223372036854775807,\"iat\":1700000300,\"nonce\":\"n\"}",
    HEAD "\"exp\":1.7000036e9,\"iat\":1700000000.0,\"nonce\":\"n\"}",  /* whole, written oddly */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr(GError) error = NULL;

      if (!check (tokens[i], "n", &error))
        g_error ("%s was refused: %s", tokens[i], error->message);
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  static const char *tokens[] = {
    "{}", "[]", "null",
    /* iss */
    "{\"sub\":\"s\",\"aud\":\"client\"," REST,
    "{\"iss\":\"https://id.example.com/\",\"sub\":\"s\",\"aud\":\"client\"," REST,
    "{\"iss\":\"https://ID.example.com\",\"sub\":\"s\",\"aud\":\"client\"," REST,
    "{\"iss\":\"http://id.example.com\",\"sub\":\"s\",\"aud\":\"client\"," REST,
    "{\"iss\":\"https://id.example.com\\u0000\",\"sub\":\"s\",\"aud\":\"client\"," REST,
    "{\"iss\":[\"https://id.example.com\"],\"sub\":\"s\",\"aud\":\"client\"," REST,
    "{\"iss\":null,\"sub\":\"s\",\"aud\":\"client\"," REST,
    /* sub */
    "{\"iss\":\"https://id.example.com\",\"aud\":\"client\"," REST,
    "{\"iss\":\"https://id.example.com\",\"sub\":\"\",\"aud\":\"client\"," REST,
    "{\"iss\":\"https://id.example.com\",\"sub\":17,\"aud\":\"client\"," REST,
    /* aud and azp */
    NO_AUD REST,
    NO_AUD "\"aud\":\"other\"," REST,
    NO_AUD "\"aud\":\"Client\"," REST,
    NO_AUD "\"aud\":\"client \"," REST,
    NO_AUD "\"aud\":17," REST,
    NO_AUD "\"aud\":null," REST,
    NO_AUD "\"aud\":{\"client\":\"client\"}," REST,
    NO_AUD "\"aud\":[]," REST,
    NO_AUD "\"aud\":[\"other\"]," REST,
    NO_AUD "\"aud\":[\"other\",\"client\"]," REST,
    NO_AUD "\"aud\":[\"client\",\"client\"]," REST,
    NO_AUD "\"aud\":[\"client\",17],\"azp\":\"client\"," REST,
    NO_AUD "\"aud\":[[\"client\"]]," REST,
    NO_AUD "\"aud\":[\"other\",\"client\"],\"azp\":\"other\"," REST,
    HEAD "\"azp\":\"other\"," REST,
    HEAD "\"azp\":\"\"," REST,
    HEAD "\"azp\":null," REST,
    HEAD "\"azp\":17," REST,
    /* exp */
    HEAD "\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":1699999700,\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":-1,\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":\"1700003600\",\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":1700003600.5,\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":1e400,\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":9223372036854775808,\"iat\":1700000000,\"nonce\":\"n\"}",
    HEAD "\"exp\":null,\"iat\":1700000000,\"nonce\":\"n\"}",
    /* iat */
    HEAD "\"exp\":1700003600,\"nonce\":\"n\"}",
    HEAD "\"exp\":1700003600,\"iat\":1700000301,\"nonce\":\"n\"}",
    HEAD "\"exp\":1700003600,\"iat\":\"1700000000\",\"nonce\":\"n\"}",
    HEAD "\"exp\":1700003600,\"iat\":1e400,\"nonce\":\"n\"}",
    /* nbf */
    HEAD "\"nbf\":1700000301," REST,
    HEAD "\"nbf\":\"1700000000\"," REST,
    HEAD "\"nbf\":null," REST,
    HEAD "\"nbf\":1700000000.5," REST,
    /* nonce */
    HEAD "\"exp\":1700003600,\"iat\":1700000000}",
    HEAD "\"exp\":1700003600,\"iat\":1700000000,\"nonce\":\"\"}",
    HEAD "\"exp\":1700003600,\"iat\":1700000000,\"nonce\":\"N\"}",
    HEAD "\"exp\":1700003600,\"iat\":1700000000,\"nonce\":\"nn\"}",
    HEAD "\"exp\":1700003600,\"iat\":1700000000,\"nonce\":[\"n\"]}",
    HEAD "\"exp\":1700003600,\"iat\":1700000000,\"nonce\":null}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr(GError) error = NULL;

      if (check (tokens[i], "n", &error))
        g_error ("%s was taken", tokens[i]);
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
    }
}

/* OpenID Connect Core §12.2. */
static void
test_after_refresh (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (check (HEAD "\"exp\":1700003600,\"iat\":1700000000}", NULL, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/id-token/taken", test_taken);
  g_test_add_func ("/oauth/id-token/refused", test_refused);
  g_test_add_func ("/oauth/id-token/after-refresh", test_after_refresh);

  return g_test_run ();
}
