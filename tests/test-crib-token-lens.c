/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-token-lens-private.h"

#include "oauth-error.h"
#include "oauth-pkce.h"
#include "sign-in-fixture.h"

#define GUID "e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47"
#define TENANT "5f1d3a52-8c0e-4b7a-9d26-3e8a14c7b901"
#define OTHER "0d9b7c44-61f2-4c35-8e5b-7a2f90c3d118"
#define PLACE "https://login.microsoftonline.com/"
#define NOW 1790000000

static const char * const of_guid[] = { "api://" GUID "/mcp:tools", "openid", NULL };
static const char * const of_url[] = { "https://mcp.example/mcp/mcp:tools", NULL };

#define AT_ENTRA \
  .is_entra = TRUE, .now = NOW, .resource = "https://mcp.example/mcp", .client_id = "app-1", \
  .issuer = PLACE TENANT "/v2.0", .tenant = TENANT

static const CribLensView by_guid = { AT_ENTRA, .scopes = of_guid };
static const CribLensView by_url = { AT_ENTRA, .scopes = of_url };
static const CribLensView forbidden = { AT_ENTRA, .scopes = of_guid, .status = 403 };
static const CribLensView elsewhere = {
  .now = NOW, .resource = "https://mcp.example/mcp", .client_id = "app-1",
  .issuer = "https://id.example", .scopes = of_url
};

/* @payload: (nullable) */
static char *
make_token (const char *payload)
{
  g_autofree char *encoded = oauth_base64url_encode ((const guint8 *) payload, strlen (payload));

  return g_strdup_printf ("eyJhbGciOiJSUzI1NiJ9.%s.c2lnbmF0dXJl", encoded);
}

static CribTokenLens *
look (const char         *payload,
      const CribLensView *view)
{
  g_autofree char *token = make_token (payload);

  return crib_token_lens_new (token, view);
}

/* "aud+ iss- tid?": what is fine, what is not, and what just is. */
static char *
describe (CribTokenLens *lens)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lens)); i++)
    {
      g_autoptr(CribLensRow) row = g_list_model_get_item (G_LIST_MODEL (lens), i);

      g_string_append_printf (text, "%s%s%c", i > 0 ? " " : "", crib_lens_row_get_claim (row),
                              "+-?"[crib_lens_row_get_verdict (row)]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static CribLensRow *
find (CribTokenLens *lens,
      const char    *claim)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lens)); i++)
    {
      g_autoptr(CribLensRow) row = g_list_model_get_item (G_LIST_MODEL (lens), i);

      if (g_str_equal (crib_lens_row_get_claim (row), claim))
        return row;
    }

  g_assert_not_reached ();
}

#define V2 "\"iss\":\"" PLACE TENANT "/v2.0\",\"tid\":\"" TENANT "\",\"ver\":\"2.0\","
#define REST "\"scp\":\"mcp:tools\",\"azp\":\"app-1\",\"exp\":1790000100"
#define MINE "\"aud\":\"" GUID "\","

/* The rows of entra.md 5.4, each from a token that has just that fault. */
static const struct
{
  const CribLensView *view;
  const char *payload;
  const char *rows;
  const char *advice;   /* nullable: its beginning */
} cases[] = {
  { &by_guid, "{" MINE V2 REST "}", "aud+ iss+ tid+ scp+ azp+ exp+ ver+", NULL },
  { &by_url, "{" MINE V2 REST "}", "aud? iss+ tid+ scp+ azp+ exp+ ver+", NULL },
  { &by_url, "{\"aud\":\"https://mcp.example/mcp\"," V2 REST "}",
    "aud+ iss+ tid+ scp+ azp+ exp+ ver+", NULL },
  { &by_guid, "{\"aud\":\"00000003-0000-0000-c000-000000000000\"," V2 REST "}",
    "aud- iss+ tid+ scp+ azp+ exp+ ver+", "The token is for Microsoft Graph" },
  { &by_guid, "{\"aud\":\"" OTHER "\"," V2 REST "}", "aud- iss+ tid+ scp+ azp+ exp+ ver+",
    "The token is for another API" },
  { &by_guid, "{" MINE "\"iss\":\"https://sts.windows.net/" TENANT "/\",\"tid\":\"" TENANT "\","
    "\"ver\":\"1.0\",\"appid\":\"app-1\",\"scp\":\"mcp:tools\",\"exp\":1790000100}",
    "aud+ iss- tid+ scp+ appid+ exp+ ver-", "The server’s registration issues tokens of version" },
  { &by_guid, "{" MINE "\"iss\":\"" PLACE OTHER "/v2.0\",\"tid\":\"" OTHER "\"," REST "}",
    "aud+ iss- tid- scp+ azp+ exp+", "You are signed in to another tenant" },
  { &by_guid, "{" MINE V2 "\"scp\":\"other\",\"azp\":\"app-1\",\"exp\":1790000100}",
    "aud+ iss+ tid+ scp- azp+ exp+ ver+", "The permission that the server needs" },
  { &by_guid, "{" MINE V2 "\"azp\":\"app-1\",\"exp\":1790000100}",
    "aud+ iss+ tid+ scp- azp+ exp+ ver+", "The permission that the server needs" },
  { &by_guid, "{" MINE V2 "\"scp\":\"mcp:tools\",\"azp\":\"app-2\",\"exp\":1790000100}",
    "aud+ iss+ tid+ scp+ azp- exp+ ver+", "The token was issued to another application" },
  { &by_guid, "{" MINE V2 "\"scp\":\"mcp:tools\",\"azp\":\"app-1\",\"exp\":1789999999}",
    "aud+ iss+ tid+ scp+ azp+ exp- ver+", "The clocks" },
  { &by_guid, "{" MINE V2 REST ",\"nbf\":1790000300}",
    "aud+ iss+ tid+ scp+ azp+ exp+ nbf+ ver+", NULL },
  { &by_guid, "{" MINE V2 REST ",\"nbf\":1790000301}",
    "aud+ iss+ tid+ scp+ azp+ exp+ nbf- ver+", "The clocks" },
  { &by_guid, "{" MINE V2 REST ",\"idtyp\":\"app\",\"acrs\":[\"c1\"],\"xms_cc\":[\"cp1\"]}",
    "aud+ iss+ tid+ scp+ azp+ exp+ acrs? xms_cc? ver+ idtyp-", "The token is of a program" },
  { &forbidden, "{" MINE V2 REST "}", "aud+ iss+ tid+ scp+ roles- azp+ exp+ ver+",
    "You have no role or group" },
  { &forbidden, "{" MINE V2 REST ",\"roles\":[\"Reader\"]}",
    "aud+ iss+ tid+ scp+ roles? azp+ exp+ ver+", "The server does not allow this application" },
  { &by_guid, "{}", "aud- iss- tid- scp- exp?", "The permission that the server needs" },
  { &elsewhere, "{\"aud\":[\"x\",\"https://mcp.example/mcp\"],\"iss\":\"https://id.example\","
    "\"exp\":1790000100.5}", "aud+ iss+ exp+", NULL },
  { &elsewhere, "{\"aud\":\"https://other.example\",\"iss\":\"https://id.example/\","
    "\"exp\":1790000100}", "aud- iss- exp+", "The token is for somebody else" },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CribTokenLens) lens = look (cases[i].payload, cases[i].view);
      g_autofree char *rows = describe (lens);
      const char *advice = crib_token_lens_get_advice (lens);

      g_test_message ("%s: %s", cases[i].payload, advice != NULL ? advice : "");
      g_assert_cmpstr (rows, ==, cases[i].rows);
      if (cases[i].advice == NULL)
        g_assert_null (advice);
      else
        g_assert_true (advice != NULL && g_str_has_prefix (advice, cases[i].advice));
    }
}

/* Nothing that is not in the list is shown, whatever the token holds; nor the token. */
static void
test_list (void)
{
  CribTokenLens *lens = look ("{" MINE V2 REST ",\"oid\":\"secret-1\",\"email\":\"secret-2\","
                              "\"sub\":\"secret-3\",\"uti\":\"secret-4\",\"sig\":\"secret-5\"}",
                              &by_guid);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lens)); i++)
    {
      g_autoptr(CribLensRow) row = g_list_model_get_item (G_LIST_MODEL (lens), i);

      g_assert_null (strstr (crib_lens_row_get_found (row), "secret"));
      g_assert_null (strstr (crib_lens_row_get_found (row), "c2lnbmF0dXJl"));
    }

  g_assert_true (g_type_is_a (g_list_model_get_item_type (G_LIST_MODEL (lens)),
                              CRIB_TYPE_LENS_ROW));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (lens), 99));
  g_assert_finalize_object (lens);
}

static void
test_words (void)
{
  g_autoptr(CribTokenLens) lens = look ("{" MINE V2 "\"scp\":\"a mcp:tools\\nb\\u202e\","
                                        "\"exp\":\"soon\",\"acrs\":{\"x\":1},"
                                        "\"xms_cc\":[\"cp1\",7],\"roles\":[]}", &by_guid);
  CribLensRow *scopes = find (lens, "scp");

  g_assert_cmpstr (crib_lens_row_get_found (find (lens, "aud")), ==, GUID);
  g_assert_cmpstr (crib_lens_row_get_expected (find (lens, "aud")), ==, GUID);
  g_assert_cmpstr (crib_lens_row_get_expected (find (lens, "tid")), ==, TENANT);
  g_assert_cmpstr (crib_lens_row_get_found (scopes), ==, "a mcp:tools b");
  g_assert_cmpstr (crib_lens_row_get_expected (scopes), ==, "mcp:tools");
  g_assert_cmpstr (crib_lens_row_get_found (find (lens, "acrs")), ==, "…");
  g_assert_cmpstr (crib_lens_row_get_found (find (lens, "xms_cc")), ==, "cp1 …");
  g_assert_nonnull (crib_lens_row_get_sentence (find (lens, "xms_cc")));
  g_assert_cmpint (crib_lens_row_get_verdict (find (lens, "exp")), ==,
                   CRIB_LENS_VERDICT_MISMATCH);
}

static void
test_graph (void)
{
  g_autoptr(CribTokenLens) lens = look ("{\"aud\":\"00000003-0000-0000-C000-000000000000\"," V2 REST
                                        "}", &by_url);

  g_assert_nonnull (strstr (crib_lens_row_get_sentence (find (lens, "aud")), "Microsoft Graph"));
  g_assert_cmpint (crib_lens_row_get_verdict (find (lens, "aud")), ==,
                   CRIB_LENS_VERDICT_MISMATCH);
}

/* More than was asked for is no fault, but a trap. */
static void
test_more_scopes (void)
{
  g_autoptr(CribTokenLens) lens = look ("{" MINE V2 "\"scp\":\"mcp:tools mcp:admin\","
                                        "\"azp\":\"app-1\",\"exp\":1790000100}", &by_guid);
  CribLensRow *row = find (lens, "scp");

  g_assert_cmpint (crib_lens_row_get_verdict (row), ==, CRIB_LENS_VERDICT_OK);
  g_assert_nonnull (strstr (crib_lens_row_get_sentence (row), "exactly one"));
}

static void
test_opaque (void)
{
  g_autofree char *long_one = g_strnfill (70 * 1024, 'a');
  g_autofree char *too_long = make_token (long_one);
  g_autofree char *array = make_token ("[\"aud\"]");
  g_autofree char *deep = make_token ("[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]");
  const struct { const char *token; const char *advice; } tokens[] = {
    { "opaque", "not of a kind" }, { "", "not of a kind" }, { "a.b.c", "not of a kind" },
    { "..", "not of a kind" }, { "a.!!.c", "not of a kind" }, { array, "not of a kind" },
    { deep, "not of a kind" }, { too_long, "not of a kind" },
    { "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", "encrypted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr(CribTokenLens) lens = crib_token_lens_new (tokens[i].token, &by_guid);

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lens)), ==, 0);
      g_assert_nonnull (strstr (crib_token_lens_get_advice (lens), tokens[i].advice));
    }
}

/* The stand-in's own token, through the connection. */
static void
test_connection (SignInFixture *self,
                 gconstpointer  data)
{
  g_autoptr(CribTokenLens) lens = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = NULL;

  g_assert_null (crib_connection_dup_token_lens (self->connection, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_clear_error (&error);

  sign_in_fixture_enter (self);
  lens = crib_connection_dup_token_lens (self->connection, &error);
  g_assert_no_error (error);
  rows = describe (lens);
  g_assert_true (g_str_has_prefix (rows, "aud+ iss+ tid+ scp+ azp+ exp+ nbf+ "));
  g_assert_true (g_str_has_suffix (rows, " ver+"));
  g_assert_null (crib_token_lens_get_advice (lens));
}

/* What a server refuses the token for, named by what both say; nothing is asked for it. */
static void
test_refused (SignInFixture *self,
              gconstpointer  data)
{
  static const struct { const char *guard, *row, *advice; } refusals[] = {
    { "{\"forbid\":\"role\"}", "roles-", "You have no role or group" },
    { "{\"forbid\":\"html\"}", "aud+", "A proxy or firewall" },
  };

  sign_in_fixture_enter (self);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(CribTokenLens) lens = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *rows = NULL;

      sign_in_fixture_restart (self);
      sign_in_fixture_control (self, "/guard", refusals[i].guard);
      g_assert_false (sign_in_fixture_open (self->connection, &error));
      g_clear_error (&error);
      lens = crib_connection_dup_token_lens (self->connection, &error);
      g_assert_no_error (error);
      rows = describe (lens);
      g_assert_nonnull (strstr (rows, refusals[i].row));
      g_assert_true (g_str_has_prefix (crib_token_lens_get_advice (lens), refusals[i].advice));
    }
}

/* The tools are there, and one of them is refused. */
static void
test_refused_run (SignInFixture *self,
                  gconstpointer  data)
{
  g_autoptr(CribTokenLens) lens = NULL;

  sign_in_fixture_enter (self);
  sign_in_fixture_control (self, "/guard", "{\"forbid\":\"role\"}");
  g_assert_nonnull (crib_run_get_error (sign_in_fixture_run (self->connection)));
  lens = crib_connection_dup_token_lens (self->connection, NULL);
  g_assert_true (g_str_has_prefix (crib_token_lens_get_advice (lens), "You have no role"));

  sign_in_fixture_control (self, "/guard", "{}");
  g_assert_null (crib_run_get_error (sign_in_fixture_run (self->connection)));
  g_clear_object (&lens);
  lens = crib_connection_dup_token_lens (self->connection, NULL);
  g_assert_null (crib_token_lens_get_advice (lens));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  g_test_add_func ("/crib/token-lens/rows", test_rows);
  g_test_add_func ("/crib/token-lens/list", test_list);
  g_test_add_func ("/crib/token-lens/words", test_words);
  g_test_add_func ("/crib/token-lens/graph", test_graph);
  g_test_add_func ("/crib/token-lens/more-scopes", test_more_scopes);
  g_test_add_func ("/crib/token-lens/opaque", test_opaque);
  g_test_add ("/crib/token-lens/refused", SignInFixture, NULL, sign_in_fixture_set_up,
              test_refused, sign_in_fixture_tear_down);
  g_test_add ("/crib/token-lens/refused-run", SignInFixture, NULL, sign_in_fixture_set_up,
              test_refused_run, sign_in_fixture_tear_down);
  g_test_add ("/crib/token-lens/connection", SignInFixture, NULL, sign_in_fixture_set_up,
              test_connection, sign_in_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
