/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-drafts.h"
#include "sjson-document.h"

#include <glib/gstdio.h>
#include <string.h>

#define SHIP(schema) "{\"name\":\"ship\",\"inputSchema\":" schema "}"
#define COUNT \
  "{\"type\":\"object\",\"properties\":{\"count\":{\"type\":\"integer\",\"default\":3}," \
  "\"note\":{\"type\":\"string\"}}}"
#define WORD(mark) \
  "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}," \
  "\"word\":{\"type\":\"string\"" mark "}}}"

typedef struct
{
  char *folder;
  char *path;
  CribToolDrafts *drafts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("crib-drafts-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "server.json", NULL);
  fixture->drafts = crib_tool_drafts_new ();
  crib_tool_drafts_set_path (fixture->drafts, fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  crib_tool_drafts_free (fixture->drafts);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* The program ends and starts again; what was typed last is written at the end. */
static void
restart (Fixture *fixture)
{
  crib_tool_drafts_free (fixture->drafts);
  fixture->drafts = crib_tool_drafts_new ();
  crib_tool_drafts_set_path (fixture->drafts, fixture->path);
}

static FormModel *
get_form (Fixture    *fixture,
          const char *tool_text)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(McpTool) tool = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (tool_text, -1, NULL, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (document);
  tool = mcp_tool_new (&root, &error);
  g_assert_no_error (error);

  return crib_tool_drafts_get (fixture->drafts, tool);
}

static void
assert_text (FormModel  *form,
             const char *pointer,
             const char *text)
{
  g_assert_cmpstr (form_field_get_text (form_model_find (form, pointer)), ==, text);
}

static gboolean
is_kept (Fixture *fixture)
{
  return g_file_test (fixture->path, G_FILE_TEST_EXISTS);
}

static void
test_as_typed (Fixture       *fixture,
               gconstpointer  data)
{
  FormModel *form = get_form (fixture, SHIP (COUNT));

  form_field_set_text (form_model_find (form, "/count"), "12a");
  form_field_set_text (form_model_find (form, "/note"), "two\nlines");
  g_assert_true (get_form (fixture, SHIP (COUNT)) == form);
  g_assert_false (is_kept (fixture));

  restart (fixture);
  g_assert_true (is_kept (fixture));
  form = get_form (fixture, SHIP (COUNT));
  assert_text (form, "/count", "12a");
  assert_text (form, "/note", "two\nlines");
  g_assert_false (form_model_is_valid (form));

  form_model_set_unread (form, "{\"count\": ");
  restart (fixture);
  form = get_form (fixture, SHIP (COUNT));
  g_assert_cmpstr (form_model_get_unread (form), ==, "{\"count\": ");
  form_model_set_unread (form, NULL);

  /* Looked at and not touched: it stays for the next time, too. */
  restart (fixture);
  restart (fixture);
  assert_text (get_form (fixture, SHIP (COUNT)), "/count", "12a");
}

/* Texts that are no value, in every kind of place. */
static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct {
    const char *members;
    const char *value;
    const char *pointer;
    const char *typed;
  } cases[] = {
    { "\"n\":{\"type\":\"number\"}", "{}", "/n", "1.2.3" },
    { "\"s\":{\"type\":\"string\",\"maxLength\":3}", "{}", "/s", " too long\t" },
    { "\"d\":{\"type\":\"string\",\"format\":\"date\"}", "{}", "/d", "31.2." },
    { "\"t\":{\"type\":\"string\",\"format\":\"time\"}", "{}", "/t", "25" },
    { "\"m\":{\"type\":\"string\",\"format\":\"date-time\"}", "{}", "/m", "soon" },
    { "\"f\":{\"type\":\"string\",\"contentEncoding\":\"base64\"}", "{}", "/f", "no base64!" },
    { "\"j\":{}", "{}", "/j", "{\"a\":" },
    { "\"c\":{\"enum\":[1,2]}", "{\"c\":3}", "/c", "{\"a\":" },
    { "\"l\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", "{\"l\":[1,2,3]}", "/l/1",
      "12a" },
    { "\"l\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", "{\"l\":{}}", "/l",
      "[1, 2" },
    { "\"g\":{\"additionalProperties\":{\"type\":\"integer\"}}", "{\"g\":{\"a~/b\":1}}",
      "/g/a~0~1b", "12a" },
    { "\"p\":{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"}]}", "{\"p\":[1]}",
      "/p/0", "x" },
    { "\"u\":{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"object\",\"properties\":{\"n\":"
      "{\"type\":\"integer\"}}}]}", "{\"u\":{\"n\":1}}", "/u/n", "one" },
    { "\"x\":{\"type\":[\"integer\",\"null\"]}", "{\"x\":null}", "/x", "1e" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tool = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      FormModel *form;

      tool = g_strdup_printf ("{\"name\":\"t%u\",\"inputSchema\":{\"type\":\"object\","
                              "\"properties\":{%s}}}", i, cases[i].members);
      g_test_message ("%s", tool);
      form = get_form (fixture, tool);
      g_assert_true (form_model_set_json (form, cases[i].value, NULL));
      form_field_set_text (form_model_find (form, cases[i].pointer), cases[i].typed);
      g_assert_false (form_model_is_valid (form));
      before = form_model_dup_draft (form);

      restart (fixture);
      form = get_form (fixture, tool);
      assert_text (form, cases[i].pointer, cases[i].typed);
      g_assert_false (form_model_is_valid (form));
      after = form_model_dup_draft (form);
      g_assert_cmpstr (after, ==, before);
    }
}

/* Written some time after the first letter, not at each one, and without being asked. */
static void
test_by_itself (Fixture       *fixture,
                gconstpointer  data)
{
  FormModel *form = get_form (fixture, SHIP (COUNT));
  g_autofree char *text = NULL;

  form_field_set_text (form_model_find (form, "/count"), "1");
  form_field_set_text (form_model_find (form, "/count"), "17");
  g_assert_false (is_kept (fixture));
  while (!is_kept (fixture))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "17"));
}

static void
test_nothing_typed (Fixture       *fixture,
                    gconstpointer  data)
{
  FormModel *form = get_form (fixture, SHIP (COUNT));

  restart (fixture);
  g_assert_false (is_kept (fixture));

  form = get_form (fixture, SHIP (COUNT));
  form_field_set_text (form_model_find (form, "/count"), "17");
  restart (fixture);
  g_assert_true (is_kept (fixture));
  form = get_form (fixture, SHIP (COUNT));
  form_model_reset (form);
  restart (fixture);
  g_assert_false (is_kept (fixture));
}

/* Secrets are never written, in whatever group; what is beside them is. */
static void
test_secrets (Fixture       *fixture,
              gconstpointer  data)
{
  const char *tool =
    SHIP ("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
          "\"login\":{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\","
          "\"format\":\"password\"},\"user\":{\"type\":\"string\"}}}}}");
  FormModel *form = get_form (fixture, tool);
  g_autofree char *text = NULL;

  form_field_set_text (form_model_find (form, "/login/word"), "hunter2");
  crib_tool_drafts_flush (fixture->drafts);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL) == FALSE ||
                 strstr (text, "hunter2") == NULL);
  g_clear_pointer (&text, g_free);

  form_field_set_text (form_model_find (form, "/name"), "Ada");
  form_field_set_text (form_model_find (form, "/login/user"), "ada");
  crib_tool_drafts_flush (fixture->drafts);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "hunter2"));
  assert_text (form, "/login/word", "hunter2");

  restart (fixture);
  form = get_form (fixture, tool);
  assert_text (form, "/name", "Ada");
  assert_text (form, "/login/user", "ada");
  g_assert_cmpint (form_field_get_state (form_model_find (form, "/login/word")), ==,
                   FORM_STATE_ABSENT);
}

/* The schema became @tool: what stood beside the secret is kept, and the secret is not. */
static void
assert_without_secret (Fixture    *fixture,
                       const char *tool)
{
  FormModel *form = get_form (fixture, tool);
  g_autofree char *text = NULL;

  assert_text (form, "/name", "Ada");
  form_field_set_text (form_model_find (form, "/name"), "Grace");
  crib_tool_drafts_flush (fixture->drafts);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Grace"));
  g_assert_null (strstr (text, "hunter2"));
}

static void
type_secret (Fixture *fixture)
{
  FormModel *form = get_form (fixture, SHIP (WORD (",\"writeOnly\":true")));

  form_field_set_text (form_model_find (form, "/name"), "Ada");
  form_field_set_text (form_model_find (form, "/word"), "hunter2");
}

/* What was typed as a secret is none to keep either when the server no longer calls it one. */
static void
test_former_secret (Fixture       *fixture,
                    gconstpointer  data)
{
  type_secret (fixture);
  assert_without_secret (fixture, SHIP (WORD ("")));
}

/* Nor when another field is the secret now. */
static void
test_moved_secret (Fixture       *fixture,
                   gconstpointer  data)
{
  type_secret (fixture);
  assert_without_secret (fixture,
                         SHIP ("{\"type\":\"object\",\"properties\":{\"name\":"
                               "{\"type\":\"string\"},\"key\":{\"type\":\"string\","
                               "\"writeOnly\":true}}}"));
}

/* Where it stays the secret, nobody has to type it again. */
static void
test_same_secret (Fixture       *fixture,
                  gconstpointer  data)
{
  type_secret (fixture);
  assert_text (get_form (fixture, SHIP (WORD (",\"writeOnly\":true,\"title\":\"Password\""))),
               "/word", "hunter2");
}

/* The tool is another than it was: what fits is there, now and the next time. */
static void
test_other_schema (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *other = SHIP ("{\"type\":\"object\",\"properties\":{\"count\":{\"type\":\"string\"},"
                            "\"more\":{\"type\":\"string\",\"default\":\"d\"}}}");
  FormModel *form = get_form (fixture, SHIP (COUNT));

  form_field_set_text (form_model_find (form, "/note"), "kept");
  form_field_set_text (form_model_find (form, "/count"), "12");
  form = get_form (fixture, other);
  g_assert_nonnull (form_model_find (form, "/more"));
  form = get_form (fixture, SHIP (COUNT));
  assert_text (form, "/note", "kept");
  assert_text (form, "/count", "12");

  restart (fixture);
  get_form (fixture, other);
  restart (fixture);
  form = get_form (fixture, SHIP (COUNT));
  assert_text (form, "/note", "kept");
  assert_text (form, "/count", "12");
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FormModel) form = g_object_ref (get_form (fixture, SHIP (COUNT)));

  form_field_set_text (form_model_find (form, "/count"), "17");
  crib_tool_drafts_flush (fixture->drafts);
  form_field_set_text (form_model_find (form, "/count"), "18");
  crib_tool_drafts_clear (fixture->drafts);

  /* Somebody still has the form, which is no draft any more. */
  form_field_set_text (form_model_find (form, "/count"), "19");
  crib_tool_drafts_flush (fixture->drafts);
  g_assert_false (is_kept (fixture));
  assert_text (get_form (fixture, SHIP (COUNT)), "/count", "3");
}

/* A server is removed and comes back. */
static void
test_without_file (Fixture       *fixture,
                   gconstpointer  data)
{
  FormModel *form = get_form (fixture, SHIP (COUNT));

  form_field_set_text (form_model_find (form, "/count"), "17");
  crib_tool_drafts_flush (fixture->drafts);
  form_field_set_text (form_model_find (form, "/count"), "18");
  crib_tool_drafts_set_path (fixture->drafts, NULL);
  g_assert_false (is_kept (fixture));
  form_field_set_text (form_model_find (form, "/count"), "19");
  crib_tool_drafts_flush (fixture->drafts);
  g_assert_false (is_kept (fixture));

  crib_tool_drafts_set_path (fixture->drafts, fixture->path);
  restart (fixture);
  assert_text (get_form (fixture, SHIP (COUNT)), "/count", "19");
}

#define ADD(name, func) \
  g_test_add ("/tool-drafts/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("as-typed", test_as_typed);
  ADD ("kinds", test_kinds);
  ADD ("by-itself", test_by_itself);
  ADD ("nothing-typed", test_nothing_typed);
  ADD ("secrets", test_secrets);
  ADD ("former-secret", test_former_secret);
  ADD ("moved-secret", test_moved_secret);
  ADD ("same-secret", test_same_secret);
  ADD ("other-schema", test_other_schema);
  ADD ("clear", test_clear);
  ADD ("without-file", test_without_file);

  return g_test_run ();
}
