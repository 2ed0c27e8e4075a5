/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-problem.h"
#include "crib-problem-case.h"
#include "form-error.h"
#include "mcp-error-private.h"
#include "sjson-error.h"

static GError *
new_mcp_error (McpError code,
               guint    status,
               gint64   remote_code)
{
  gboolean is_page = code == MCP_ERROR_NOT_MCP && status == 200;
  GError *error = mcp_error_new (code, "The server's own words.",
                                 is_page ? "HTTP line (text/html)" : "HTTP line\nbody");

  if (status != 0)
    mcp_error_set_status (error, status);

  if (remote_code != 0)
    mcp_error_set_remote_code (error, remote_code);

  return error;
}

static CribProblem *
check (GError          *error,
       CribProblemKind  kind,
       const char      *title,
       const char      *body)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autoptr(GError) owned = error;
  CribProblem *problem = crib_problem_new (error, server);

  g_test_message ("%s – %s", crib_problem_get_title (problem), crib_problem_get_body (problem));
  g_assert_cmpint (crib_problem_get_kind (problem), ==, kind);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, title);
  g_assert_nonnull (strstr (crib_problem_get_body (problem), body));
  g_assert_true (g_str_has_suffix (crib_problem_get_body (problem), "."));
  g_assert_cmpstr (crib_problem_get_who (problem), !=, "");
  g_assert_true (g_str_has_suffix (crib_problem_get_fix (problem), "."));
  g_assert_nonnull (strstr (crib_problem_get_details (problem), "https://orders.example/mcp"));

  return problem;
}

static void
test_problem_mcp (void)
{
  static const struct {
    McpError code;
    guint status;
    gint64 remote;
    CribProblemKind kind;
    const char *title;
    const char *body;
  } cases[] = {
    { MCP_ERROR_NOT_MCP, 200, 0, CRIB_PROBLEM_NOT_MCP, "Orders is a web page", "for people" },
    { MCP_ERROR_NOT_MCP, 204, 0, CRIB_PROBLEM_NOT_MCP, "Orders offers no tools here",
      "Something" },
    { MCP_ERROR_NOT_MCP, 404, 0, CRIB_PROBLEM_NOT_MCP, "There is nothing at the address of Orders",
      "nothing at this address" },
    { MCP_ERROR_NOT_MCP, 405, 0, CRIB_PROBLEM_NOT_MCP, "Orders offers no tools here",
      "Something" },
    { MCP_ERROR_UNAUTHORIZED, 401, 0, CRIB_PROBLEM_SIGN_IN, "Sign in to use Orders",
      "whose sign-in" },
    { MCP_ERROR_FORBIDDEN, 403, 0, CRIB_PROBLEM_FORBIDDEN, "Orders does not let you in",
      "refuses" },
    { MCP_ERROR_UNAVAILABLE, 0, 0, CRIB_PROBLEM_UNREACHABLE, "No answer from Orders",
      "own words" },
    { MCP_ERROR_UNAVAILABLE, 429, 0, CRIB_PROBLEM_SERVER, "Orders is asked too often",
      "no more requests" },
    { MCP_ERROR_UNAVAILABLE, 500, 0, CRIB_PROBLEM_SERVER, "Orders has a problem of its own",
      "cannot work" },
    { MCP_ERROR_UNAVAILABLE, 503, 0, CRIB_PROBLEM_SERVER, "Orders has a problem of its own",
      "cannot work" },
    { MCP_ERROR_UNAVAILABLE, 504, 0, CRIB_PROBLEM_UNREACHABLE, "Orders is too slow", "in time" },
    { MCP_ERROR_MALFORMED, 200, 0, CRIB_PROBLEM_SERVER,
      "Orders gave an answer that makes no sense", "cannot be read" },
    { MCP_ERROR_REMOTE, 0, -32602, CRIB_PROBLEM_REFUSED, "Orders does not take these values",
      "own words" },
    { MCP_ERROR_REMOTE, 0, -32603, CRIB_PROBLEM_REFUSED, "Orders refused", "own words" },
    { MCP_ERROR_LOST, 0, 0, CRIB_PROBLEM_LOST, "The answer of Orders was lost",
      "may or may not have run" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = new_mcp_error (cases[i].code, cases[i].status, cases[i].remote);
      CribProblem *problem = check (error, cases[i].kind, cases[i].title, cases[i].body);

      /* What the protocol says is in the details, and only there. */
      g_assert_nonnull (strstr (crib_problem_get_details (problem), "HTTP line"));
      g_assert_null (strstr (crib_problem_get_body (problem), "HTTP"));
      g_assert_finalize_object (problem);
    }
}

static void
test_problem_others (void)
{
  static const struct {
    GQuark (*domain) (void);
    int code;
    CribProblemKind kind;
    const char *title;
    const char *body;
  } cases[] = {
    { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, CRIB_PROBLEM_UNREACHABLE,
      "Orders cannot be found", "No computer" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, CRIB_PROBLEM_UNREACHABLE,
      "No secure connection to Orders", "prove" },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, CRIB_PROBLEM_UNREACHABLE, "Orders is too slow",
      "in time" },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, CRIB_PROBLEM_UNREACHABLE,
      "Orders does not answer", "no server listens" },
    { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, CRIB_PROBLEM_UNREACHABLE,
      "No network to Orders", "no connection" },
    { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, CRIB_PROBLEM_SERVER,
      "Orders stopped in the middle", "before the answer was complete" },
    { g_io_error_quark, G_IO_ERROR_FAILED, CRIB_PROBLEM_OTHER,
      "Something went wrong with Orders", "Words." },
    { crib_error_quark, CRIB_ERROR_ADDRESS, CRIB_PROBLEM_ADDRESS,
      "The address of Orders cannot be used", "Words." },
    { crib_error_quark, CRIB_ERROR_TOOL_GONE, CRIB_PROBLEM_TOOL_GONE,
      "Orders no longer has this tool", "is kept" },
    { crib_error_quark, CRIB_ERROR_DEMO, CRIB_PROBLEM_OTHER, "The built-in demo does not start",
      "Words." },
    { crib_error_quark, CRIB_ERROR_ARGUMENTS, CRIB_PROBLEM_REFUSED,
      "Orders does not take these values", "Words." },
    { form_error_quark, FORM_ERROR_INVALID, CRIB_PROBLEM_REFUSED,
      "Orders does not take these values", "Words." },
    { sjson_error_quark, SJSON_ERROR_SYNTAX, CRIB_PROBLEM_SERVER,
      "Orders gave an answer that makes no sense", "cannot be read" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = g_error_new_literal (cases[i].domain (), cases[i].code, "Words.");
      CribProblem *problem = check (error, cases[i].kind, cases[i].title, cases[i].body);

      g_assert_finalize_object (problem);
    }
}

static void
test_problem_names (void)
{
  g_autoptr(CribServer) odd = crib_server_new ("100 %s <b>%n", "https://a.example/");
  g_autoptr(GError) error = new_mcp_error (MCP_ERROR_FORBIDDEN, 403, 0);
  g_autoptr(GError) sign_in = new_mcp_error (MCP_ERROR_UNAUTHORIZED, 401, 0);
  CribProblem *problem = crib_problem_new (error, odd);

  g_assert_cmpstr (crib_problem_get_title (problem), ==, "100 %s <b>%n does not let you in");
  g_assert_finalize_object (problem);

  problem = crib_problem_new (error, NULL);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, "The server does not let you in");
  g_assert_finalize_object (problem);

  problem = crib_problem_new (sign_in, NULL);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, "Sign in to use the server");
  g_assert_true (crib_problem_can_retry (problem));
  g_assert_finalize_object (problem);
}

/* A server may say anything, at any length. */
static void
test_problem_long_words (void)
{
  g_autofree char *filler = g_strnfill (100 * 1000, 'a');
  g_autofree char *words = g_strconcat (filler, "\342\202\254", NULL);
  g_autoptr(GError) error = mcp_error_new (MCP_ERROR_REMOTE, words, words);
  CribProblem *problem = crib_problem_new (error, NULL);

  g_assert_cmpuint (strlen (crib_problem_get_body (problem)), <, 700);
  g_assert_cmpuint (strlen (crib_problem_get_details (problem)), <, 9000);
  g_assert_finalize_object (problem);
}

static CribProblem *
tell_answer (McpError    code,
             guint       status,
             const char *challenge,
             const char *details)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autoptr(GError) error = mcp_error_new (code, "The server's own words.", details);

  mcp_error_set_status (error, status);
  mcp_error_set_challenge (error, challenge);

  return crib_problem_new (error, server);
}

/* What the server's answer itself tells (entra.md 5.4). */
static void
test_answers (void)
{
  static const struct {
    McpError code;
    guint status;
    const char *challenge;
    const char *details;
    CribProblemKind kind;
    CribProblemAction suggested;
    const char *title;
  } cases[] = {
    { MCP_ERROR_UNAUTHORIZED, 401, NULL, NULL, CRIB_PROBLEM_SIGN_IN, CRIB_PROBLEM_ACTION_SIGN_IN,
      "Sign in to use Orders" },
    { MCP_ERROR_UNAUTHORIZED, 401, "Bearer error=\"invalid_token\"", NULL, CRIB_PROBLEM_SIGN_IN,
      CRIB_PROBLEM_ACTION_SIGN_IN, "Sign in to use Orders" },
    { MCP_ERROR_UNAUTHORIZED, 401, "Bearer error=\"insufficient_claims\"", NULL,
      CRIB_PROBLEM_SIGN_IN, CRIB_PROBLEM_ACTION_SIGN_IN,
      "The server asks for a stronger sign-in" },
    { MCP_ERROR_FORBIDDEN, 403, NULL, NULL, CRIB_PROBLEM_FORBIDDEN,
      CRIB_PROBLEM_ACTION_COPY_MESSAGE, "Orders does not let you in" },
    { MCP_ERROR_FORBIDDEN, 403, "Bearer error=\"insufficient_scope\", scope=\"a\"", NULL,
      CRIB_PROBLEM_FORBIDDEN, CRIB_PROBLEM_ACTION_SIGN_IN, "A permission for Orders is missing" },
    { MCP_ERROR_FORBIDDEN, 403, "Basic error=\"insufficient_scope\"", NULL,
      CRIB_PROBLEM_FORBIDDEN, CRIB_PROBLEM_ACTION_COPY_MESSAGE, "Orders does not let you in" },
    { MCP_ERROR_FORBIDDEN, 403, NULL, "HTTP 403 Forbidden (text/html)", CRIB_PROBLEM_FORBIDDEN,
      CRIB_PROBLEM_ACTION_COPY_MESSAGE, "A proxy or firewall on the way refused the request" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProblem *problem = tell_answer (cases[i].code, cases[i].status, cases[i].challenge,
                                          cases[i].details);

      g_assert_cmpint (crib_problem_get_kind (problem), ==, cases[i].kind);
      g_assert_cmpint (crib_problem_get_suggested (problem), ==, cases[i].suggested);
      g_assert_cmpstr (crib_problem_get_title (problem), ==, cases[i].title);
      g_assert_nonnull (strstr (crib_problem_get_summary (problem), "HTTP 40"));
      g_assert_finalize_object (problem);
    }
}

/* The original's trap: a server that looks for exactly one scope refuses a token that holds it and
 * more. What is known of the token makes the difference. */
static void
test_granted (void)
{
  static const struct
  {
    const char *granted[4];
    const char *permission;   /* of the metadata */
    const char *challenge;
    const char *title;
  } cases[] = {
    { { "mcp:tools", "mcp:more" }, "mcp:tools", NULL,
      "The token holds more permissions than the server looks for" },
    { { "api://tools/mcp:tools", "mcp:more" }, "mcp:tools",
      "Bearer error=\"insufficient_scope\", scope=\"mcp:tools\"",
      "The token holds more permissions than the server looks for" },
    { { "mcp:tools" }, "mcp:tools", NULL, "Orders does not let you in" },
    { { "mcp:tools", "openid", "offline_access" }, "mcp:tools", NULL,
      "Orders does not let you in" },
    { { "mcp:tools", "mcp:more" }, "mcp:tools",
      "Bearer error=\"insufficient_scope\", scope=\"mcp:write\"",
      "A permission for Orders is missing" },
    { { "mcp:other", "mcp:more" }, "mcp:tools", "Bearer error=\"insufficient_scope\"",
      "A permission for Orders is missing" },
    { { NULL }, "", NULL, "Orders does not let you in" },
  };
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CribProblemHint hint = { cases[i].granted, cases[i].permission };
      g_autoptr(GError) error = new_mcp_error (MCP_ERROR_FORBIDDEN, 403, 0);
      CribProblem *problem;

      mcp_error_set_challenge (error, cases[i].challenge);
      problem = crib_problem_new_hinted (error, server, &hint);
      g_assert_cmpstr (crib_problem_get_title (problem), ==, cases[i].title);
      g_assert_cmpint (crib_problem_get_kind (problem), ==, CRIB_PROBLEM_FORBIDDEN);
      g_assert_cmpint (crib_problem_lacks_permission (problem), ==,
                       strstr (cases[i].title, "is missing") != NULL);
      g_assert_finalize_object (problem);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/problem/mcp", test_problem_mcp);
  g_test_add_func ("/crib/problem/others", test_problem_others);
  g_test_add_func ("/crib/problem/answers", test_answers);
  g_test_add_func ("/crib/problem/granted", test_granted);
  g_test_add_func ("/crib/problem/names", test_problem_names);
  g_test_add_func ("/crib/problem/long-words", test_problem_long_words);

  return g_test_run ();
}
