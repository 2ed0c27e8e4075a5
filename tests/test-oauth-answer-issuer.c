/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"

#include <string.h>

/* Who gave an authorization answer (RFC 9207 §2.4), row by row of the table in MCP 2026-07-28,
 * "Authorization Response Validation": what the metadata say of `iss`, what the answer holds, and
 * whether it is taken. */

#define SUPPORTED ",\"authorization_response_iss_parameter_supported\":true"
#define UNSUPPORTED ",\"authorization_response_iss_parameter_supported\":false"

typedef enum {
  ISS_ABSENT,
  ISS_RIGHT,
  ISS_WRONG,
} Iss;

/* Of the issuer "http://127.0.0.1:PORT/t1", with $o for what stands before the path, and $p for
 * the port. */
static const struct
{
  const char *text;
  Iss iss;
} values[] = {
  { NULL, ISS_ABSENT },
  { "&iss=$o/t1", ISS_RIGHT },
  { "&iss=http%3A%2F%2F127.0.0.1%3a$p%2Ft1", ISS_RIGHT },
  { "&is%73=$o/t1", ISS_RIGHT },
  { "&iss=", ISS_WRONG },
  { "&iss", ISS_WRONG },
  { "&iss=https://evil.example", ISS_WRONG },
  { "&iss=$o", ISS_WRONG },
  { "&iss=$o/t1/", ISS_WRONG },
  { "&iss=$o/t1?", ISS_WRONG },
  { "&iss=$o/t1%23", ISS_WRONG },
  { "&iss=$o/T1", ISS_WRONG },
  { "&iss=$o/%25741", ISS_WRONG },
  { "&iss=$o/./t1", ISS_WRONG },
  { "&iss=$o//t1", ISS_WRONG },
  { "&iss=HTTP://127.0.0.1:$p/t1", ISS_WRONG },
  { "&iss=https://127.0.0.1:$p/t1", ISS_WRONG },
  { "&iss=http://localhost:$p/t1", ISS_WRONG },
  { "&iss=http://127.0.0.1/t1", ISS_WRONG },
  { "&iss=http://a@127.0.0.1:$p/t1", ISS_WRONG },
  { "&iss=+$o/t1", ISS_WRONG },
  { "&iss=$o/t1%20", ISS_WRONG },
  { "&iss=$o/t1%00", ISS_WRONG },
  { "&iss=$o/t1%ff", ISS_WRONG },
  { "&iss=$o/t1&iss=$o/t1", ISS_WRONG },
  { "&iss=$o/t1&iss=https://evil.example", ISS_WRONG },
  { "&iss=https://evil.example&iss=$o/t1", ISS_WRONG },
};

static const struct
{
  const char *metadata;
  gboolean is_supported;
} authorities[] = {
  { SUPPORTED, TRUE },
  { UNSUPPORTED, FALSE },
  { NULL, FALSE },
  { ",\"authorization_response_iss_parameter_supported\":\"true\"", FALSE },
  { ",\"authorization_response_iss_parameter_supported\":null", FALSE },
};

static char *
dup_answer (OauthFixture *fixture,
            const char   *first,
            const char   *iss)
{
  g_autoptr(GString) text = g_string_new (first);

  g_string_append (text, iss != NULL ? iss : "");
  g_string_replace (text, "$o", fixture->mock->origin, 0);
  g_string_replace (text, "$p", strrchr (fixture->mock->origin, ':') + 1, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
begin (OauthFixture *fixture,
       const char   *metadata,
       char         *answer)
{
  g_test_message ("%s %s", metadata, answer);
  oauth_fixture_settle ();
  fixture->mock->more_metadata = metadata;
  fixture->prompter->answer = answer;
  oauth_fixture_renew_client (fixture);
}

/* Whose answer is not to be taken sends no code anywhere. */
static void
test_code (OauthFixture  *fixture,
           gconstpointer  data)
{
  for (guint a = 0; a < G_N_ELEMENTS (authorities); a++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        gboolean is_good = values[i].iss == ISS_RIGHT ||
                           (values[i].iss == ISS_ABSENT && !authorities[a].is_supported);
        g_autofree char *answer = dup_answer (fixture, "code=c%2F1&state=%s", values[i].text);
        guint n_requests = fixture->mock->requests->len;
        g_autoptr(OauthToken) token = NULL;
        g_autoptr(GError) error = NULL;

        begin (fixture, authorities[a].metadata, answer);
        token = oauth_fixture_sign_in (fixture, &error);
        g_assert_true ((token != NULL) == is_good);
        g_assert_cmpuint (fixture->mock->requests->len, ==, n_requests + is_good);

        if (!is_good)
          g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
      }
}

/* What somebody else says is neither acted on nor shown. */
static void
test_error (OauthFixture  *fixture,
            gconstpointer  data)
{
  for (guint a = 0; a < G_N_ELEMENTS (authorities); a++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        gboolean is_good = values[i].iss == ISS_RIGHT ||
                           (values[i].iss == ISS_ABSENT && !authorities[a].is_supported);
        int code = is_good ? OAUTH_ERROR_CANCELLED : OAUTH_ERROR_FORGED;
        g_autofree char *answer = dup_answer (fixture, "error=access_denied&error_description="
                                              "call+0900&error_uri=https://evil.example&state=%s",
                                              values[i].text);
        g_autoptr(GError) error = NULL;

        begin (fixture, authorities[a].metadata, answer);
        g_assert_null (oauth_fixture_sign_in (fixture, &error));
        g_assert_error (error, OAUTH_ERROR, code);
        g_assert_cmpstr (oauth_error_get_code (error), ==, is_good ? "access_denied" : NULL);
        g_assert_cmpstr (oauth_error_get_description (error), ==, is_good ? "call 0900" : NULL);
        g_assert_null (strstr (error->message, "evil"));
        g_assert_null (strstr (error->message, "0900"));
      }

  g_assert_cmpuint (fixture->mock->requests->len, ==, 0);
}

/* A right issuer makes no wrong state right: that is looked at first. */
static void
test_state_first (OauthFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *answer = dup_answer (fixture, "code=c%2F1&state=x", "&iss=$o/t1");
  g_autoptr(GError) error = NULL;

  begin (fixture, SUPPORTED, answer);
  g_assert_null (oauth_fixture_sign_in (fixture, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
}

#define ADD(path, function) \
  g_test_add ("/oauth/answer-issuer/" path, OauthFixture, NULL, oauth_fixture_set_up, function, \
              oauth_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  ADD ("code", test_code);
  ADD ("error", test_error);
  ADD ("state-first", test_state_first);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
