/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-argument-suggester.h"
#include "mcp-resource-template.h"
#include "prompt-server.h"

#define TEMPLATE "{\"name\":\"map\",\"uriTemplate\":\"map://{city}/{street}\"}"
#define VARIABLES \
  "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}," \
  "\"street\":{\"type\":\"string\"},\"other\":{\"type\":\"string\"}," \
  "\"group\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}"

typedef struct
{
  PromptServer *server;
  CribConnection *connection;
  McpItem *item;
  FormModel *form;
  CribSuggester *suggester;
  GAsyncResult *result;
} Fixture;

static McpItem *
new_template (void)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (TEMPLATE, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);

  return MCP_ITEM (mcp_resource_template_new (&root, NULL));
}

static FormModel *
new_form (void)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (VARIABLES, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);

  return form_model_new (&root, NULL);
}

/* @data: "template", "silent": a server without completions, or NULL: a prompt */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = prompt_server_new (g_strcmp0 (data, "silent") != 0);
  fixture->connection = prompt_server_get_connection (fixture->server);
  fixture->item = g_strcmp0 (data, "template") == 0
    ? new_template () : g_object_ref (MCP_ITEM (prompt_server_get_prompt (fixture->server)));
  fixture->form = MCP_IS_PROMPT (fixture->item)
    ? g_object_ref (crib_connection_get_prompt_form (fixture->connection,
                                                     MCP_PROMPT (fixture->item)))
    : new_form ();
  fixture->suggester = crib_argument_suggester_new (fixture->connection, fixture->item,
                                                    fixture->form);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->suggester);
  g_object_unref (fixture->form);
  g_object_unref (fixture->item);
  prompt_server_free (fixture->server);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static FormField *
find (Fixture    *fixture,
      const char *pointer)
{
  return form_model_find (fixture->form, pointer);
}

static void
ask (Fixture      *fixture,
     const char   *pointer,
     const char   *text,
     GCancellable *cancellable)
{
  g_clear_object (&fixture->result);
  crib_suggester_suggest_async (fixture->suggester, find (fixture, pointer), text, cancellable,
                                done_cb, fixture);
}

static char *
wait_values (Fixture   *fixture,
             gboolean  *has_more,
             GError   **error)
{
  g_auto(GStrv) values = NULL;

  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  values = crib_suggester_suggest_finish (fixture->suggester, fixture->result, has_more, error);

  return values != NULL ? g_strjoinv (" ", values) : NULL;
}

static void
assert_suggests (Fixture    *fixture,
                 const char *pointer,
                 const char *text,
                 const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *values = NULL;
  gboolean has_more = FALSE;

  g_assert_true (crib_suggester_suggests_for (fixture->suggester, find (fixture, pointer)));
  ask (fixture, pointer, text, NULL);
  values = wait_values (fixture, &has_more, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (values, ==, expected);
  g_assert_true (has_more);
}

/* The server is told what stands in the other fields, never what stands in this one. */
static void
test_prompt (Fixture       *fixture,
             gconstpointer  data)
{
  assert_suggests (fixture, "/city", "H", "Hamburg Hannover");
  form_field_set_text (find (fixture, "/city"), "Hamburg");
  assert_suggests (fixture, "/city", "B", "Bamburg Bannover");
  assert_suggests (fixture, "/name", "A", "Aamburg Aannover");
  form_field_set_state (find (fixture, "/city"), FORM_STATE_ABSENT);
  assert_suggests (fixture, "/name", "", "amburg annover");
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==,
                   "city=H city=B name=A(city=Hamburg) name= ");
}

static void
test_template (Fixture       *fixture,
               gconstpointer  data)
{
  assert_suggests (fixture, "/city", "H", "Hamburg Hannover");
  form_field_set_text (find (fixture, "/city"), "Hamburg");
  assert_suggests (fixture, "/street", "", "amburg annover");
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==,
                   "map://{city}/{street}:city=H map://{city}/{street}:street=(city=Hamburg) ");

  /* No variables of it. */
  g_assert_false (crib_suggester_suggests_for (fixture->suggester, find (fixture, "/other")));
  g_assert_false (crib_suggester_suggests_for (fixture->suggester,
                                               find (fixture, "/group/city")));
}

static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_false (crib_suggester_suggests_for (fixture->suggester, find (fixture, "/city")));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gboolean has_more;

  prompt_server_hold (fixture->server);
  ask (fixture, "/city", "H", cancellable);
  while (*prompt_server_get_asked (fixture->server) == '\0')
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (cancellable);
  g_assert_null (wait_values (fixture, &has_more, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (prompt_server_get_n_cancelled (fixture->server) == 0)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(name, data, func) \
  g_test_add ("/argument-suggester/" name, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("prompt", NULL, test_prompt);
  ADD ("template", "template", test_template);
  ADD ("silent", "silent", test_silent);
  ADD ("cancelled", NULL, test_cancelled);

  return g_test_run ();
}
