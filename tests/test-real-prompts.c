/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window's forms of prompts do at server-everything from npm: fill in, suggest, fetch. */

#include "config.h"

#include "crib-argument-suggester.h"
#include "mcp-resource-template.h"
#include "real-server.h"

typedef struct
{
  RealServer *server;
  CribServer *crib_server;
  CribConnection *connection;
  GAsyncResult *result;
} Fixture;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
wait (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  if (!real_server_is_installed ())
    return;

  fixture->server = real_server_new ();
  fixture->crib_server = crib_server_new ("Everything", real_server_get_uri (fixture->server));
  fixture->connection = crib_connection_new (fixture->crib_server, NULL);
  crib_connection_set_lists_prompts (fixture->connection, TRUE);
  crib_connection_open (fixture->connection);
  while (g_list_model_get_n_items (crib_connection_get_prompts (fixture->connection)) < 4)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->server == NULL)
    return;

  g_clear_object (&fixture->result);
  crib_connection_close_async (fixture->connection, NULL, done_cb, fixture);
  wait (fixture);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->connection);
  g_object_unref (fixture->crib_server);
  real_server_free (fixture->server);
}

static McpPrompt *
dup_prompt (Fixture    *fixture,
            const char *name)
{
  GListModel *prompts = crib_connection_get_prompts (fixture->connection);

  for (guint i = 0; i < g_list_model_get_n_items (prompts); i++)
    {
      g_autoptr(McpPrompt) prompt = g_list_model_get_item (prompts, i);

      if (g_str_equal (mcp_prompt_get_name (prompt), name))
        return g_steal_pointer (&prompt);
    }

  g_assert_not_reached ();
}

static void
assert_suggests (Fixture       *fixture,
                 CribSuggester *suggester,
                 FormField     *field,
                 const char    *text,
                 const char    *expected)
{
  g_auto(GStrv) values = NULL;
  g_autofree char *joined = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_more;

  g_assert_true (crib_suggester_suggests_for (suggester, field));
  g_clear_object (&fixture->result);
  crib_suggester_suggest_async (suggester, field, text, NULL, done_cb, fixture);
  wait (fixture);
  values = crib_suggester_suggest_finish (suggester, fixture->result, &has_more, &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", values);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_false (has_more);
}

/* The second argument depends on the first: the server is told what stands there. */
static void
test_suggests (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(McpPrompt) prompt = NULL;
  g_autoptr(CribSuggester) suggester = NULL;
  FormField *department, *name;
  FormModel *form;

  if (fixture->server == NULL)
    {
      g_test_skip ("The servers are not installed: ./run tests does that");
      return;
    }

  prompt = dup_prompt (fixture, "completable-prompt");
  form = crib_connection_get_prompt_form (fixture->connection, prompt);
  suggester = crib_argument_suggester_new (fixture->connection, MCP_ITEM (prompt), form);
  department = form_model_find (form, "/department");
  name = form_model_find (form, "/name");

  assert_suggests (fixture, suggester, department, "", "Engineering Sales Marketing Support");
  assert_suggests (fixture, suggester, department, "S", "Sales Support");
  assert_suggests (fixture, suggester, name, "", "");
  form_field_set_text (department, "Engineering");
  assert_suggests (fixture, suggester, name, "", "Alice Bob Charlie");
  form_field_set_text (department, "Sales");
  form_field_set_text (name, "what stands in the field itself is no context of it");
  assert_suggests (fixture, suggester, name, "F", "Frank");
}

/* The variable of a template of resources. */
static void
test_template (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(SjsonDocument) schema = NULL;
  g_autoptr(McpResourceTemplate) template = NULL;
  g_autoptr(CribSuggester) suggester = NULL;
  g_autoptr(FormModel) form = NULL;
  SjsonValue root;

  if (fixture->server == NULL)
    {
      g_test_skip ("The servers are not installed: ./run tests does that");
      return;
    }

  document = sjson_document_new_from_string ("{\"name\":\"t\",\"uriTemplate\":"
                                             "\"demo://resource/dynamic/text/{resourceId}\"}",
                                             -1, NULL, NULL);
  root = sjson_document_get_root (document);
  template = mcp_resource_template_new (&root, NULL);
  schema = sjson_document_new_from_string ("{\"type\":\"object\",\"properties\":{"
                                           "\"resourceId\":{\"type\":\"string\"}}}",
                                           -1, NULL, NULL);
  root = sjson_document_get_root (schema);
  form = form_model_new (&root, NULL);
  suggester = crib_argument_suggester_new (fixture->connection, MCP_ITEM (template), form);
  assert_suggests (fixture, suggester, form_model_find (form, "/resourceId"), "12", "12");
  assert_suggests (fixture, suggester, form_model_find (form, "/resourceId"), "x", "");
}

static void
test_fetches (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(McpPrompt) prompt = NULL;
  g_autoptr(McpPromptMessage) message = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  CribPromptRun *run;
  FormModel *form;
  SjsonValue arguments;

  if (fixture->server == NULL)
    {
      g_test_skip ("The servers are not installed: ./run tests does that");
      return;
    }

  prompt = dup_prompt (fixture, "args-prompt");
  form = crib_connection_get_prompt_form (fixture->connection, prompt);
  g_assert_false (form_model_is_valid (form));
  form_field_set_text (form_model_find (form, "/city"), "Hamburg");
  document = form_model_build_value (form, NULL);
  arguments = sjson_document_get_root (document);
  run = crib_connection_run_prompt (fixture->connection, prompt, &arguments);
  while (crib_prompt_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (crib_prompt_run_get_state (run), ==, CRIB_RUN_DONE);
  message = g_list_model_get_item (
    mcp_prompt_result_get_messages (crib_prompt_run_get_result (run)), 0);
  g_assert_cmpstr (mcp_content_get_text (mcp_prompt_message_get_content (message)), ==,
                   "What's weather in Hamburg?");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/real/prompts/suggests", Fixture, NULL, set_up, test_suggests, tear_down);
  g_test_add ("/real/prompts/template", Fixture, NULL, set_up, test_template, tear_down);
  g_test_add ("/real/prompts/fetches", Fixture, NULL, set_up, test_fetches, tear_down);

  return g_test_run ();
}
