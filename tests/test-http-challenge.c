/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-challenge.h"

#include <string.h>

/* What a field says: for each challenge its scheme, "~" and the token68 if it has one, and
 * name=value for each of the names a, b, realm, scope and error. */
typedef struct
{
  const char *name;
  const char *header;
  const char *said;
} Case;

static const Case cases[] = {
  { "null", NULL, "" },
  { "nothing", "", "" },
  { "blanks", " \t ", "" },
  { "commas", ",, ,\t,", "" },

  /* RFC 9110 §11.6.1, with its example of two challenges in one field */
  { "scheme", "Negotiate", "negotiate;" },
  { "basic", "Basic realm=\"simple\"", "basic realm=simple;" },
  { "example", "Basic realm=\"simple\", Newauth realm=\"apps\", a=1, b=\"Login to \\\"apps\\\"\"",
    "basic realm=simple;newauth a=1 b=Login to \"apps\" realm=apps;" },
  { "scheme-then-scheme", "Negotiate, Basic realm=x", "negotiate;basic realm=x;" },
  { "three", "A, B a=1 , C", "a;b a=1;c;" },
  { "token-value", "Bearer error=invalid_token", "bearer error=invalid_token;" },
  { "case", "BEARER REALM=\"Mixed\"", "bearer realm=Mixed;" },
  { "blanks-at-equals", "Bearer realm \t= \t\"x\", scope=\t\"a b\"", "bearer realm=x scope=a b;" },
  { "blanks-around", "  Bearer   realm=\"x\" \t,\t scope=\"y\"  ", "bearer realm=x scope=y;" },
  { "tab-behind-scheme", "Bearer\trealm=\"x\"", "bearer realm=x;" },
  { "empty-elements", ",, Bearer , ,realm=\"x\",, ,scope=\"y\",, Basic,",
    "bearer realm=x scope=y;basic;" },
  { "quoted-pair", "Bearer a=\"\\a\\\\\\\"\\,\"", "bearer a=a\\\",;" },
  { "quoted-comma", "Bearer a=\"1, Basic b=2\", b=3", "bearer a=1, Basic b=2 b=3;" },
  { "quoted-nothing", "Bearer realm=\"\", scope=\"\"", "bearer realm= scope=;" },
  { "quoted-equals", "Bearer a=\"b=c\"", "bearer a=b=c;" },
  { "characters", "Bearer a=\"\xc3\xa9\xe2\x82\xac\"", "bearer a=é€;" },

  { "token68", "Negotiate YWJj", "negotiate ~YWJj;" },
  { "token68-padding", "Negotiate YWJjZA==", "negotiate ~YWJjZA==;" },
  { "token68-all-marks", "X a-._~+/9==", "x ~a-._~+/9==;" },
  { "token68-then-scheme", "Negotiate YQ==, Basic realm=\"x\"", "negotiate ~YQ==;basic realm=x;" },
  { "token68-blank-behind", "Negotiate YQ== \t, NTLM", "negotiate ~YQ==;ntlm;" },
  { "token68-one-padding", "Digest a=, b=1", "digest ~a=;" },
  { "token68-not-parameter", "Digest a=b", "digest a=b;" },
  { "token68-keeps-no-parameters", "Negotiate YQ==, realm=\"x\", Basic realm=\"y\"",
    "negotiate ~YQ==;basic realm=y;" },
  { "token68-no-such", "Negotiate YQ=x=", "negotiate;" },

  { "first-wins", "Bearer realm=\"1\", realm=\"2\", REALM=\"3\"", "bearer realm=1;" },
  { "first-wins-each", "Bearer a=1, Bearer a=2", "bearer a=1;bearer a=2;" },

  /* beyond the grammar, and understood */
  { "address-without-quotes", "Bearer a=https://example.com/x?y=z, b=1",
    "bearer a=https://example.com/x?y=z b=1;" },
  { "missing-comma", "Bearer error=\"e\" scope=\"s\"", "bearer scope=s error=e;" },

  /* what cannot be read is left out */
  { "never-closed", "Bearer a=1, b=\"2, realm=3", "bearer a=1;" },
  { "closed-late", "Bearer a=1, b=\"2, realm=\"3, scope=4", "bearer a=1 b=2, realm= scope=4;" },
  { "never-closed-at-once", "Bearer a=\"", "bearer;" },
  { "never-closed-backslash", "Bearer a=\"\\", "bearer;" },
  { "never-closed-pair", "Bearer a=\"\\\"", "bearer;" },
  { "no-value", "Bearer a=1, b=, realm=2", "bearer a=1 realm=2;" },
  { "no-name", "Bearer a=1, =2, b=3", "bearer a=1 b=3;" },
  { "no-scheme", "a=1, b=\"2\", Basic realm=3", "basic realm=3;" },
  { "equals-alone", "=", "" },
  { "quotes-alone", "\"a, b\", Basic", "basic;" },
  { "words", "Bearer scope=a b c, realm=x", "bearer realm=x scope=a;" },
  { "semicolon", "Bearer a=\"1\"; b=\"2\", realm=\"3\"", "bearer a=1 realm=3;" },
  { "wrong-scheme", "Be@rer realm=\"1,2\", Basic realm=\"3\"", "basic realm=3;" },
  { "quote-at-scheme", "Bearer\"a\", Basic", "basic;" },
  { "not-utf8", "Bearer a=\"\xff\xfe\", b=\xff, B\xff, C", "bearer a=\xef\xbf\xbd\xef\xbf\xbd "
                "b=\xef\xbf\xbd;c;" },
  { "controls", "\x01, Bearer\x02 a=1, Basic a=\"\x03\", b=\x7f, C", "basic a=\x03;c;" },
  { "line-breaks", "Bearer a=1,\r\n b=2, C", "bearer a=1;c;" },
};

static void
say_parameter (GString       *said,
               HttpChallenge *challenge,
               const char    *name)
{
  const char *value = http_challenge_get_parameter (challenge, name);

  if (value != NULL)
    g_string_append_printf (said, " %s=%s", name, value);
}

static char *
say (GPtrArray *challenges)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < challenges->len; i++)
    {
      HttpChallenge *challenge = g_ptr_array_index (challenges, i);

      g_string_append (said, http_challenge_get_scheme (challenge));
      if (http_challenge_get_token68 (challenge) != NULL)
        g_string_append_printf (said, " ~%s", http_challenge_get_token68 (challenge));
      say_parameter (said, challenge, "a");
      say_parameter (said, challenge, "b");
      say_parameter (said, challenge, "realm");
      say_parameter (said, challenge, "scope");
      say_parameter (said, challenge, "error");
      g_string_append_c (said, ';');
    }

  return g_string_free (said, FALSE);
}

static void
test_challenge_parse (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GPtrArray) challenges = http_challenge_parse (c->header);
  g_autofree char *said = say (challenges);

  g_assert_cmpstr (said, ==, c->said);
}

/* Every beginning, and every text with one byte changed, is read without harm. */
static void
test_challenge_damaged (gconstpointer data)
{
  const Case *c = data;
  const char bytes[] = "\",=\\ a\x01\xff";
  gsize length = c->header != NULL ? strlen (c->header) : 0;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *beginning = g_strndup (c->header, i);
      g_autoptr(GPtrArray) challenges = http_challenge_parse (beginning);

      g_assert_nonnull (challenges);

      for (gsize j = 0; j < strlen (bytes); j++)
        {
          g_autofree char *changed = g_strdup (c->header);
          g_autoptr(GPtrArray) others = NULL;

          changed[i] = bytes[j];
          others = http_challenge_parse (changed);
          g_assert_nonnull (others);
        }
    }
}

/* What a real server of ours sends. */
static void
test_challenge_bearer (void)
{
  g_autoptr(GPtrArray) challenges = NULL;
  HttpChallenge *bearer;

  challenges = http_challenge_parse (
    "Negotiate, Bearer realm=\"\", resource_metadata=\"https://mcp.example.com/.well-known/"
    "oauth-protected-resource/mcp\", error=\"insufficient_scope\", scope=\"api://x/y z\"");
  bearer = http_challenge_find (challenges, "bearer");

  g_assert_true (bearer == g_ptr_array_index (challenges, 1));
  g_assert_true (http_challenge_has_scheme (bearer, "BEARER"));
  g_assert_false (http_challenge_has_scheme (bearer, "Bear"));
  g_assert_cmpstr (http_challenge_get_parameter (bearer, "Resource_Metadata"), ==,
                   "https://mcp.example.com/.well-known/oauth-protected-resource/mcp");
  g_assert_cmpstr (http_challenge_get_parameter (bearer, "scope"), ==, "api://x/y z");
  g_assert_null (http_challenge_get_parameter (bearer, "claims"));
  g_assert_null (http_challenge_get_token68 (bearer));
  g_assert_null (http_challenge_find (challenges, "Digest"));
}

static void
test_challenge_boxed (void)
{
  g_autoptr(GPtrArray) challenges = http_challenge_parse ("Basic realm=x");
  g_autoptr(HttpChallenge) challenge = http_challenge_ref (g_ptr_array_index (challenges, 0));
  g_auto(GValue) value = G_VALUE_INIT;

  g_clear_pointer (&challenges, g_ptr_array_unref);
  g_value_init (&value, HTTP_TYPE_CHALLENGE);
  g_value_set_boxed (&value, challenge);
  g_assert_true (g_value_get_boxed (&value) == challenge);
  g_assert_cmpstr (http_challenge_get_parameter (challenge, "realm"), ==, "x");
}

/* Texts that make a careless reader go back and forth; the test's time is the assertion. */
static void
test_challenge_linear (void)
{
  static const char *const parts[] = {
    "a", "a ", "a=", "a=\"", "a=\"\\", "\"", "\\\"", "a ,", "a b,", "a b==,", "a=1,", "=", " ", ",",
    "a b ", "a a=", "a=1 ", "\"a", "a =",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GString) header = g_string_new ("Bearer, ");
      g_autoptr(GPtrArray) challenges = NULL;

      while (header->len < 512 * 1024)
        g_string_append (header, parts[i]);

      challenges = http_challenge_parse (header->str);
      g_assert_cmpuint (challenges->len, >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parse = g_strdup_printf ("/http/challenge/parse/%s", cases[i].name);
      g_autofree char *damaged = g_strdup_printf ("/http/challenge/damaged/%s", cases[i].name);

      g_test_add_data_func (parse, &cases[i], test_challenge_parse);
      g_test_add_data_func (damaged, &cases[i], test_challenge_damaged);
    }

  g_test_add_func ("/http/challenge/bearer", test_challenge_bearer);
  g_test_add_func ("/http/challenge/boxed", test_challenge_boxed);
  g_test_add_func ("/http/challenge/linear", test_challenge_linear);

  return g_test_run ();
}
