/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-claims.h"
#include "oauth-error.h"

#include <string.h>

#define CP1 "\"xms_cc\":{\"values\":[\"cp1\"]}"
#define NBF "\"nbf\":{\"essential\":true,\"value\":\"1604106651\"}"
#define ACRS "\"acrs\":{\"essential\":true,\"value\":\"c1\"}"

static void
test_merge (void)
{
  static const struct
  {
    const char *base;
    const char *challenge;
    const char *merged;
  } rows[] = {
    { NULL, NULL, ENTRA_CLAIMS_CAPABILITY },
    { NULL, "{}", ENTRA_CLAIMS_CAPABILITY },
    /* entra.md 4.3 */
    { NULL, "{\"access_token\":{" NBF "}}", "{\"access_token\":{" CP1 "," NBF "}}" },
    { NULL, " { \"access_token\" : { " ACRS " } } ", "{\"access_token\":{" CP1 "," ACRS "}}" },
    { NULL, "{\"id_token\":{\"a\":null}}",
      "{\"access_token\":{" CP1 "},\"id_token\":{\"a\":null}}" },
    { NULL, "{\"access_token\":{\"xms_cc\":{\"values\":[\"x\"],\"y\":1}}}",
      "{\"access_token\":{\"xms_cc\":{\"values\":[\"x\"],\"y\":1}}}" },
    { NULL, "{\"access_token\":{\"xms_cc\":7}}", "{\"access_token\":{\"xms_cc\":7}}" },
    /* the union of two challenges */
    { "{\"access_token\":{" NBF "}}", "{\"access_token\":{" ACRS "}}",
      "{\"access_token\":{" NBF "," ACRS "}}" },
    { "{\"userinfo\":{\"a\":{\"value\":1}}}", "{\"userinfo\":{\"a\":{\"value\":2.50}}}",
      "{\"userinfo\":{\"a\":{\"value\":2.50}}}" },
    { "{\"userinfo\":{\"a\\u0000b\":1}}", "{\"userinfo\":{\"a\\u0000c\":2}}",
      "{\"userinfo\":{\"a\\u0000b\":1,\"a\\u0000c\":2}}" },
    { "{\"id_token\":{\"a\":{\"b\":{\"c\":1}}}}", "{\"id_token\":{\"a\":{\"b\":{\"d\":2}}}}",
      "{\"id_token\":{\"a\":{\"b\":{\"c\":1,\"d\":2}}}}" },
    { NULL, "{\"access_token\":{\"a\":1,\"a\":2}}", "{\"access_token\":{" CP1 ",\"a\":2}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *merged = entra_claims_merge (rows[i].base, rows[i].challenge, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (merged, ==, rows[i].merged);
    }
}

/* entra.md 4.1, guard rails. */
static void
test_refused (void)
{
  static const char * const rows[] = {
    "", "null", "[]", "1", "\"access_token\"", "{", "{}x", "{\"access_token\":1}",
    "{\"access_token\":null}", "{\"access_token\":[]}", "{\"other\":{}}", "{\"\":{}}",
    "{\"access_token\":{},\"Access_Token\":{}}", "{\"access_token\\u0000\":{}}",
    "{\"access_token\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}}",
    "{\"access_token\":{\"a\":'b'}}",
  };
  g_autofree char *fill = g_strnfill (8 * 1024, 'a');
  g_autofree char *giant = g_strdup_printf ("{\"access_token\":{\"%s\":1}}", fill);

  for (gsize i = 0; i <= G_N_ELEMENTS (rows); i++)
    {
      const char *text = i < G_N_ELEMENTS (rows) ? rows[i] : giant;
      g_autofree char *base64 = g_base64_encode ((const guchar *) text, strlen (text));

      for (int way = 0; way < 3; way++)
        {
          g_autoptr(GError) error = NULL;
          char *claims = way == 0 ? entra_claims_merge (NULL, text, &error)
                       : way == 1 ? entra_claims_merge (text, NULL, &error)
                       : entra_claims_decode (base64, &error);

          g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
          g_assert_null (claims);
        }
    }
}

static void
test_depth (void)
{
  static const char six[] = "{\"access_token\":{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}}";
  g_autoptr(GError) error = NULL;
  g_autofree char *merged = entra_claims_merge (six, six, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (merged, ==, six);
}

static void
test_decode (void)
{
  static const struct
  {
    const char *text;
    const char *claims;
  } rows[] = {
    /* entra.md 4.1 */
    { "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19",
      "{\"access_token\":{" ACRS "}}" },
    { "eyJhY2Nlc3NfdG9rZW4iOnsiYSI6MX19", "{\"access_token\":{\"a\":1}}" },
    { "eyJpZF90b2tlbiI6e319", "{\"id_token\":{}}" },
    { "eyJpZF90b2tlbiI6eyJhIjoxfX0=", "{\"id_token\":{\"a\":1}}" },
    { "eyJpZF90b2tlbiI6eyJhIjoxfX0", "{\"id_token\":{\"a\":1}}" },
    { "eyJpZF90b2tlbiI6eyJhIjoiPz8/fn4ifX0=", "{\"id_token\":{\"a\":\"?""??~~\"}}" },
    { "eyJpZF90b2tlbiI6eyJhIjoiPz8_fn4ifX0", "{\"id_token\":{\"a\":\"?""??~~\"}}" },
    { "eyJpZF90b2tlbiI6eyJhIjoifn5-In19", "{\"id_token\":{\"a\":\"~~~\"}}" },
    { "eyJpZF90b2tlbiI6eyJhIjoifn5+In19", "{\"id_token\":{\"a\":\"~~~\"}}" },
  };
  static const char * const refused[] = { "", "=", "====", "e", "e30 x", "{}", "e=30", "\xc3\xbc" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *claims = entra_claims_decode (rows[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (claims, ==, rows[i].claims);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (entra_claims_decode (refused[i], &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/claims/merge", test_merge);
  g_test_add_func ("/entra/claims/refused", test_refused);
  g_test_add_func ("/entra/claims/depth", test_depth);
  g_test_add_func ("/entra/claims/decode", test_decode);

  return g_test_run ();
}
