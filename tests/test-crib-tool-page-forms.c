/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tools whose forms are more than a list of fields, in the whole page. */

#include "config.h"

#include "crib-field-row.h"
#include "crib-tool-page.h"
#include "tool-server.h"
#include "ui-fixture.h"

#define NUMBER "{\"type\":\"integer\"}"

static const struct {
  const char *name;
  const char *members;    /* of the schema */
  const char *value;
  const char *wrong;      /* where "12a" is typed */
  const char *sent;       /* with 7 in its place */
} cases[] = {
  { "nested", "\"properties\":{\"g\":{\"type\":\"object\",\"properties\":{\"h\":{\"type\":"
    "\"object\",\"properties\":{\"n\":" NUMBER "}}}}}", "{\"g\":{\"h\":{\"n\":1}}}", "/g/h/n",
    "{\"g\":{\"h\":{\"n\":7}}}" },
  { "list", "\"properties\":{\"l\":{\"type\":\"array\",\"items\":" NUMBER "}}",
    "{\"l\":[0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4]}", "/l/23",
    "{\"l\":[0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,7,4]}" },
  { "map", "\"additionalProperties\":{\"type\":\"object\",\"properties\":{\"n\":" NUMBER "}}",
    "{\"a\":{},\"b\":{\"n\":1}}", "/b/n", "{\"a\":{},\"b\":{\"n\":7}}" },
  { "tuple", "\"properties\":{\"t\":{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\"},"
    NUMBER "]}}", "{\"t\":[\"x\",1]}", "/t/1", "{\"t\":[\"x\",7]}" },
  { "union", "\"properties\":{\"u\":{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"object\","
    "\"properties\":{\"n\":" NUMBER "},\"required\":[\"n\"]}]}}", "{\"u\":{\"n\":1}}", "/u/n",
    "{\"u\":{\"n\":7}}" },
  { "either", "\"oneOf\":[{\"properties\":{\"s\":{\"type\":\"string\"}},\"required\":[\"s\"]},"
    "{\"properties\":{\"n\":" NUMBER "},\"required\":[\"n\"]}]", "{\"n\":1}", "/n",
    "{\"n\":7}" },
  { "condition", "\"properties\":{\"k\":{\"type\":\"boolean\"}},\"if\":{\"properties\":{\"k\":"
    "{\"const\":true}},\"required\":[\"k\"]},\"then\":{\"properties\":{\"n\":" NUMBER "}}",
    "{\"k\":true,\"n\":1}", "/n", "{\"k\":true,\"n\":7}" },
  { "below", "\"properties\":{\"n\":" NUMBER ",\"below\":{\"$ref\":\"#\"}}",
    "{\"below\":{\"below\":{\"n\":1}}}", "/below/below/n",
    "{\"below\":{\"below\":{\"n\":7}}}" },
};

typedef struct
{
  ToolServer *server;
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static char *
write_tools (void)
{
  GString *tools = g_string_new ("[{\"name\":\"none\",\"inputSchema\":{\"type\":\"object\"}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_string_append_printf (tools, ",{\"name\":\"%s\",\"annotations\":{\"readOnlyHint\":true},"
                            "\"inputSchema\":{\"type\":\"object\",%s}}", cases[i].name,
                            cases[i].members);

  g_string_append_c (tools, ']');

  return g_string_free (tools, FALSE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *tools = write_tools ();

  fixture->server = tool_server_new (tools);
  tool_server_set_result (fixture->server, "{\"content\":[]}");
  fixture->page = g_object_ref_sink (crib_tool_page_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait (gtk_widget_get_mapped (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  tool_server_free (fixture->server);
}

/* Returns: (transfer none): its form */
static FormModel *
show (Fixture    *fixture,
      const char *name)
{
  g_autoptr(CribToolItem) item = tool_server_dup_item (fixture->server, name);

  crib_tool_page_set_item (CRIB_TOOL_PAGE (fixture->page), item);

  return crib_connection_get_form (tool_server_get_connection (fixture->server),
                                   crib_tool_item_get_tool (item));
}

static void
run (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "bench.run", NULL);
}

static char *
dup_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, CRIB_TYPE_FIELD_ROW) : NULL;

  return row != NULL ? form_field_dup_pointer (crib_field_row_get_field (CRIB_FIELD_ROW (row)))
                     : NULL;
}

/* Nothing is sent, and the keyboard is where it has to be mended, however deep that is. */
static void
test_leads (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FormModel *form = show (fixture, cases[i].name);
      g_autofree char *focus = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_true (form_model_set_json (form, cases[i].value, NULL));
      g_assert_true (form_model_is_valid (form));
      form_field_set_text (form_model_find (form, cases[i].wrong), "12a");
      run (fixture);
      g_assert_cmpuint (tool_server_get_n_calls (fixture->server), ==, i);
      focus = dup_focus (fixture);
      g_assert_cmpstr (focus, ==, cases[i].wrong);
      g_assert_true (ui_shows (fixture->page, "1 value needs attention"));

      form_field_set_text (form_model_find (form, cases[i].wrong), "7");
      g_assert_false (ui_shows (fixture->page, "1 value needs attention"));
      run (fixture);
      tool_server_wait (fixture->server, cases[i].name);
      g_assert_cmpstr (tool_server_get_arguments (fixture->server), ==, cases[i].sent);
    }
}

/* Each draft waits for its tool, as it was typed. */
static void
test_waits (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FormModel *form = show (fixture, cases[i].name);

      form_model_set_json (form, cases[i].value, NULL);
      form_field_set_text (form_model_find (form, cases[i].wrong), "12a");
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FormModel *form = show (fixture, cases[i].name);

      g_assert_cmpstr (form_field_get_text (form_model_find (form, cases[i].wrong)), ==, "12a");
    }
}

/* A form is what asks for something; what asks for nothing says so. */
static void
test_input (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "none");
  g_assert_true (ui_shows (fixture->page, "This tool needs no input."));
  g_assert_null (ui_find (fixture->page, ui_is_type, "CribFormView"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      show (fixture, cases[i].name);
      g_assert_false (ui_shows (fixture->page, "This tool needs no input."));
      g_assert_nonnull (ui_find (fixture->page, ui_is_type, "CribFormView"));
    }
}

#define ADD(name, func) \
  g_test_add ("/tool-page-forms/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  ADD ("leads", test_leads);
  ADD ("waits", test_waits);
  ADD ("input", test_input);

  return g_test_run ();
}
