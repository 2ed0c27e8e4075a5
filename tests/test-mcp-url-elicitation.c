/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-fixture.h"

#include <string.h>

#define PAGE(url, id) "{\"mode\":\"url\",\"url\":\"" url "\",\"message\":\"m\"," \
                      "\"elicitationId\":\"" id "\"}"
#define REFUSAL(pages) "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32042,\"message\":" \
                       "\"Sign in first\",\"data\":{\"elicitations\":[" pages "]}}}"
#define COMPLETE(id) "{\"method\":\"notifications/elicitation/complete\",\"params\":" \
                     "{\"elicitationId\":" id "}}"

typedef struct
{
  McpFixture base;
  McpRequest *request;
  GCancellable *cancellable;
  GPtrArray *questions;    /* of McpQuestion */
  GAsyncResult *place;
} Fixture;

static gboolean
take_cb (McpRequest  *request,
         McpQuestion *question,
         Fixture     *fixture)
{
  g_ptr_array_add (fixture->questions, g_object_ref (question));

  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  mcp_fixture_set_up (&fixture->base, data);
  mcp_client_set_features (fixture->base.client, MCP_FEATURE_URL);
  fixture->request = mcp_request_new_call_tool ("t", NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->questions = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->request, "input-requested", G_CALLBACK (take_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  mcp_fixture_settle ();
  g_clear_object (&fixture->place);
  g_ptr_array_unref (fixture->questions);
  g_assert_finalize_object (fixture->request);
  g_clear_object (&fixture->cancellable);
  mcp_fixture_tear_down (&fixture->base, data);
}

static void
begin (Fixture    *fixture,
       const char *refusal)
{
  MockExchange *exchange;

  mcp_client_send_async (fixture->base.client, fixture->request, fixture->cancellable,
                         mcp_fixture_ready_cb, &fixture->place);
  exchange = mcp_fixture_wait (&fixture->base, "tools/call");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, refusal);
  mock_exchange_end (exchange);
}

static McpQuestion *
wait_question (Fixture *fixture,
               guint    index)
{
  while (fixture->questions->len <= index)
    g_main_context_iteration (NULL, TRUE);

  return g_ptr_array_index (fixture->questions, index);
}

static void
end (Fixture    *fixture,
     GQuark      domain,
     int         code,
     const char *words)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autoptr(GError) error = NULL;

  value = mcp_client_send_finish (fixture->base.client, mcp_fixture_wait_result (&fixture->place),
                                  &error);

  if (domain == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, domain, code);

  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));

  g_clear_object (&fixture->place);
}

/* The call goes out once more when the server says that all is done; what it says of others, or
 * twice, is nothing. */
static void
test_completed (Fixture       *fixture,
                gconstpointer  data)
{
  const char * const events[] = {
    COMPLETE ("\"z\""), COMPLETE ("7"), COMPLETE ("\"a\""), COMPLETE ("\"a\""),
    "{\"method\":\"notifications/elicitation/complete\"}", COMPLETE ("\"b\"")
  };
  MockExchange *stream;

  fixture->base.offers_stream = TRUE;
  mcp_client_set_watching (fixture->base.client, TRUE);
  begin (fixture, REFUSAL (PAGE ("https://a.example/x#y", "a") "," PAGE ("http://127.0.0.1:1/",
                           "b")));
  g_assert_true (mcp_question_needs_completion (wait_question (fixture, 0)));
  g_assert_cmpstr (mcp_question_get_uri (wait_question (fixture, 0)), ==, "https://a.example/x#y");
  mcp_question_accept (wait_question (fixture, 1), NULL);
  mcp_question_accept (wait_question (fixture, 0), NULL);

  stream = mcp_fixture_wait (&fixture->base, "GET");
  mcp_fixture_start (stream);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      mcp_fixture_write (stream, events[i]);

      if (i == G_N_ELEMENTS (events) - 2)
        {
          mcp_fixture_settle ();
          g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, 1);
        }
    }

  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "tools/call"), "{\"content\":[]}");
  end (fixture, 0, 0, NULL);
  mock_exchange_end (stream);
}

/* Some servers refuse with a status, which says no more than the error in the body. */
static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *refusal = NULL;
  MockExchange *exchange;

  mcp_client_send_async (fixture->base.client, fixture->request, fixture->cancellable,
                         mcp_fixture_ready_cb, &fixture->place);
  exchange = mcp_fixture_wait (&fixture->base, "tools/call");
  refusal = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ",\"error\":{\"code\":"
                             "-32042,\"message\":\"m\",\"data\":{\"elicitations\":["
                             PAGE ("https://a.example/", "a") "]}}}",
                             mcp_fixture_get_id (exchange));
  mock_exchange_reply (exchange, 400, "application/json", refusal);

  while (fixture->questions->len == 0 && fixture->place == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (fixture->questions->len, ==, 1);
  mcp_question_accept (wait_question (fixture, 0), NULL);
  mcp_question_complete (wait_question (fixture, 0));
  mcp_fixture_reply (mcp_fixture_wait (&fixture->base, "tools/call"), "{\"content\":[]}");
  end (fixture, 0, 0, NULL);
}

/* A person may know before the server says so, which need not say it at all. A second refusal is
 * how it is. */
static void
test_said_by_person (Fixture       *fixture,
                     gconstpointer  data)
{
  MockExchange *exchange;

  begin (fixture, REFUSAL (PAGE ("https://a.example/", "a")));
  mcp_question_complete (wait_question (fixture, 0));
  mcp_fixture_settle ();
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, 1);
  mcp_question_accept (wait_question (fixture, 0), NULL);
  exchange = mcp_fixture_wait (&fixture->base, "tools/call");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, REFUSAL (PAGE ("https://a.example/", "c")));
  mock_exchange_end (exchange);
  end (fixture, MCP_ERROR, MCP_ERROR_REMOTE, "Sign in first");
  g_assert_cmpuint (fixture->questions->len, ==, 1);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, 2);
}

static void
count_cb (McpQuestion *question,
          guint       *n_withdrawn)
{
  (*n_withdrawn)++;
}

/* One no is enough; the others are not asked any longer, not even those that were opened. */
static void
test_declined (Fixture       *fixture,
               gconstpointer  data)
{
  guint n_withdrawn = 0;

  begin (fixture, REFUSAL (PAGE ("https://a.example/", "a") "," PAGE ("https://b.example/", "b") ","
                           PAGE ("https://c.example/", "c")));

  for (guint i = 0; i < 3; i++)
    g_signal_connect (wait_question (fixture, i), "withdrawn", G_CALLBACK (count_cb),
                      &n_withdrawn);

  mcp_question_accept (wait_question (fixture, 0), NULL);
  mcp_question_decline (wait_question (fixture, 1));
  end (fixture, MCP_ERROR, MCP_ERROR_REMOTE, "not opened");
  g_assert_cmpuint (n_withdrawn, >=, 2);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, 1);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  begin (fixture, REFUSAL (PAGE ("https://a.example/", "a")));
  mcp_question_accept (wait_question (fixture, 0), NULL);
  g_cancellable_cancel (fixture->cancellable);
  end (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, 1);
}

/* Nobody is asked to open what should not be opened, and nothing is sent again. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const struct { const char *pages; int code; const char *words; } cases[] = {
    { PAGE ("http://a.example/", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("javascript:alert(1)", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("file:///etc/passwd", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("https://bank.example@evil.example/", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("https://a.example/ b", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("https://a.example/#\\u202e", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("", "a"), MCP_ERROR_REMOTE, "only https" },
    { PAGE ("https://a.example/", "a") "," PAGE ("ftp://b.example/", "b"), MCP_ERROR_REMOTE,
      "only https" },
    { PAGE ("https://a.example/", ""), MCP_ERROR_MALFORMED, "properly" },
    { "{\"mode\":\"url\",\"url\":\"https://a.example/\"}", MCP_ERROR_MALFORMED, "properly" },
    { "{\"mode\":\"form\",\"elicitationId\":\"a\",\"requestedSchema\":{}}", MCP_ERROR_MALFORMED,
      "properly" },
    { "7", MCP_ERROR_MALFORMED, "properly" },
    { "", MCP_ERROR_REMOTE, "Sign in first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *refusal = g_strdup_printf (REFUSAL ("%s"), cases[i].pages);

      g_test_message ("%s", refusal);
      begin (fixture, refusal);
      end (fixture, MCP_ERROR, cases[i].code, cases[i].words);
      g_assert_cmpuint (fixture->questions->len, ==, 0);
      g_assert_cmpuint (mcp_fixture_count (&fixture->base, "tools/call"), ==, i + 1);
    }
}

/* Without anybody to open it the server's word is final, and said in ours. */
static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  mcp_client_set_features (fixture->base.client, MCP_FEATURE_FORM);
  begin (fixture, REFUSAL (PAGE ("https://a.example/", "a")));
  end (fixture, MCP_ERROR, MCP_ERROR_REMOTE, "nobody here");
}

/* Only 2025-11-25 knows it. */
static void
test_older (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->base.version = "2025-06-18";
  begin (fixture, REFUSAL (PAGE ("https://a.example/", "a")));
  end (fixture, MCP_ERROR, MCP_ERROR_REMOTE, "Sign in first");
  g_assert_cmpuint (fixture->questions->len, ==, 0);
}

#define add_test(name, func) \
  g_test_add ("/mcp/url-elicitation/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("completed", test_completed);
  add_test ("status", test_status);
  add_test ("said-by-person", test_said_by_person);
  add_test ("declined", test_declined);
  add_test ("cancelled", test_cancelled);
  add_test ("hostile", test_hostile);
  add_test ("nobody", test_nobody);
  add_test ("older", test_older);

  return g_test_run ();
}
