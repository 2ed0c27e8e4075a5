/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "prompt-server.h"

typedef struct
{
  PromptServer *server;
  CribConnection *connection;
  McpPrompt *prompt;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = prompt_server_new (data == NULL);
  fixture->connection = prompt_server_get_connection (fixture->server);
  fixture->prompt = prompt_server_get_prompt (fixture->server);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  prompt_server_free (fixture->server);
}

static void
wait_run (CribPromptRun *run)
{
  while (crib_prompt_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);
}

static CribPromptRun *
run_with_form (Fixture *fixture)
{
  FormModel *form = crib_connection_get_prompt_form (fixture->connection, fixture->prompt);
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = form_model_build_value (form, &error);
  SjsonValue arguments;

  g_assert_no_error (error);
  arguments = sjson_document_get_root (document);

  return crib_connection_run_prompt (fixture->connection, fixture->prompt, &arguments);
}

static void
assert_first (McpPromptResult *result,
              const char      *words)
{
  g_autoptr(McpPromptMessage) message = NULL;

  message = g_list_model_get_item (mcp_prompt_result_get_messages (result), 0);
  g_assert_cmpstr (mcp_content_get_text (mcp_prompt_message_get_content (message)), ==, words);
}

/* Its arguments are a form like a tool's, kept like a tool's. */
static void
test_form (Fixture       *fixture,
           gconstpointer  data)
{
  FormModel *form = crib_connection_get_prompt_form (fixture->connection, fixture->prompt);
  FormField *city = form_model_find (form, "/city");
  FormField *name = form_model_find (form, "/name");

  g_assert_cmpint (form_field_get_kind (city), ==, FORM_KIND_STRING);
  g_assert_true (form_field_is_required (city));
  g_assert_cmpstr (form_field_get_title (city), ==, "City");
  g_assert_cmpstr (form_field_get_description (city), ==, "Where");
  g_assert_false (form_field_is_required (name));
  g_assert_cmpstr (form_field_get_title (name), ==, "Whom");
  g_assert_false (form_model_is_valid (form));

  form_field_set_text (city, "Hamburg");
  g_assert_true (crib_connection_get_prompt_form (fixture->connection, fixture->prompt) == form);
}

static void
test_run (Fixture       *fixture,
          gconstpointer  data)
{
  FormModel *form = crib_connection_get_prompt_form (fixture->connection, fixture->prompt);
  CribPromptRun *run;

  form_field_set_text (form_model_find (form, "/city"), "Hamburg");
  run = run_with_form (fixture);
  g_assert_true (crib_prompt_run_get_prompt (run) == fixture->prompt);
  g_assert_cmpint (crib_prompt_run_get_state (run), ==, CRIB_RUN_RUNNING);
  wait_run (run);
  g_assert_cmpint (crib_prompt_run_get_state (run), ==, CRIB_RUN_DONE);
  g_assert_null (crib_prompt_run_get_problem (run));
  assert_first (crib_prompt_run_get_result (run), "Hello <i>Hamburg</i>");
  g_assert_true (crib_connection_get_prompt_run (fixture->connection, "greet") == run);
  g_assert_null (crib_connection_get_prompt_run (fixture->connection, "now"));
}

static void
test_fails (Fixture       *fixture,
            gconstpointer  data)
{
  CribPromptRun *run;

  prompt_server_fail (fixture->server);
  run = crib_connection_run_prompt (fixture->connection, fixture->prompt, NULL);
  wait_run (run);
  g_assert_cmpint (crib_prompt_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_nonnull (crib_prompt_run_get_problem (run));
  g_assert_null (crib_prompt_run_get_result (run));
}

/* By hand, by the next run, and with the connection. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(CribPromptRun) first = NULL;
  g_autoptr(CribPromptRun) second = NULL;
  g_autoptr(CribPromptRun) third = NULL;

  prompt_server_hold (fixture->server);
  first = g_object_ref (crib_connection_run_prompt (fixture->connection, fixture->prompt, NULL));
  crib_prompt_run_cancel (first);
  wait_run (first);
  g_assert_cmpint (crib_prompt_run_get_state (first), ==, CRIB_RUN_CANCELLED);

  second = g_object_ref (crib_connection_run_prompt (fixture->connection, fixture->prompt, NULL));
  third = g_object_ref (crib_connection_run_prompt (fixture->connection, fixture->prompt, NULL));
  wait_run (second);
  g_assert_cmpint (crib_prompt_run_get_state (second), ==, CRIB_RUN_CANCELLED);
  g_assert_cmpint (crib_prompt_run_get_state (third), ==, CRIB_RUN_RUNNING);

  crib_connection_close_async (fixture->connection, NULL, NULL, NULL);
  wait_run (third);
  g_assert_cmpint (crib_prompt_run_get_state (third), ==, CRIB_RUN_CANCELLED);
  g_assert_null (crib_connection_get_prompt_run (fixture->connection, "greet"));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static McpCompletion *
complete (Fixture       *fixture,
          const char    *value,
          GCancellable  *cancellable,
          GError       **error)
{
  const char * const context[] = { "city", "Hamburg", NULL };
  g_autoptr(McpRequest) request = mcp_request_new_complete (MCP_REFERENCE_PROMPT, "greet", "name",
                                                            value, context);

  g_clear_object (&fixture->result);
  crib_connection_complete_async (fixture->connection, request, cancellable, done_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return crib_connection_complete_finish (fixture->connection, fixture->result, error);
}

static void
test_completes (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(McpCompletion) completion = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (crib_connection_offers_completion (fixture->connection));
  completion = complete (fixture, "H", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mcp_completion_get_values (completion)[1], ==, "Hannover");
  g_assert_true (mcp_completion_has_more (completion));
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==, "name=H(city=Hamburg) ");
}

static void
test_completes_not (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(McpCompletion) completion = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (crib_connection_offers_completion (fixture->connection));
  completion = complete (fixture, "H", NULL, &error);
  g_assert_null (completion);
  g_assert_nonnull (error);
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==, "");
}

/* A connection that nobody looks at for prompts asks for none. */
static void
test_not_listed (Fixture       *fixture,
                 gconstpointer  data)
{
  CribServer *server = crib_connection_get_server (fixture->connection);
  CribConnection *connection = crib_connection_new (server, NULL);

  crib_connection_open_async (connection, NULL, done_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (crib_connection_open_finish (connection, fixture->result, NULL));
  g_clear_object (&fixture->result);

  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (crib_connection_get_prompts (connection)), ==, 0);

  crib_connection_close_async (connection, NULL, done_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (connection);
}

#define ADD(name, data, func) \
  g_test_add ("/crib/connection/prompts/" name, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("form", NULL, test_form);
  ADD ("run", NULL, test_run);
  ADD ("fails", NULL, test_fails);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("completes", NULL, test_completes);
  ADD ("completes-not", "not", test_completes_not);
  ADD ("not-listed", NULL, test_not_listed);

  return g_test_run ();
}
