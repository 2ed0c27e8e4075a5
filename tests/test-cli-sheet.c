/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-sheet.h"
#include "terminal-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

/* One for all: standard input and standard error of this program. */
static TerminalFixture terminal;

/* Whoever reads @words types @line. */
typedef struct
{
  const char *words;
  const char *line;
} Turn;

typedef struct
{
  const char *name;
  const char *schema;
  Turn turns[24];
  const char *json;   /* what is sent; NULL: it was declined */
} Dialogue;

#define SEND { "[y/n/e] ", "y" }

static const Dialogue dialogues[] = {
  {
    "list",
    "{\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}",
    {
      { "Tags (list)", NULL }, { "Add one? [y/N] ", "y" },
      { "(text)", NULL }, { "> ", "red" },
      { "Another one for “Tags”? [y/N] ", "y" }, { "> ", "blue" },
      { "Another one for “Tags”? [y/N] ", "" }, SEND,
    },
    "{\"tags\":[\"red\",\"blue\"]}",
  },
  {
    "list-left-out",
    "{\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}",
    { { "Add one? [y/N] ", "" }, SEND },
    "{}",
  },
  {
    "list-needed",
    "{\"required\":[\"tags\"],\"properties\":{\"tags\":{\"type\":\"array\","
    "\"items\":{\"type\":\"integer\"}}}}",
    { { "Tags (list, required)", NULL }, { "Add one? [y/N] ", "n" }, SEND },
    "{\"tags\":[]}",
  },
  {
    "list-of-groups",
    "{\"properties\":{\"parcels\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"required\":[\"kg\"],\"properties\":{\"kg\":{\"type\":\"number\"},"
    "\"note\":{\"type\":\"string\"}}}}}}",
    {
      { "Add one? [y/N] ", "y" },
      { "Kg (number, required)", NULL }, { "> ", "heavy" }, { "> ", "1.50" },
      { "Note (text)", NULL }, { "> ", "" },
      { "Another one for “Parcels”? [y/N] ", "n" }, SEND,
    },
    "{\"parcels\":[{\"kg\":1.50}]}",
  },
  {
    "union",
    "{\"required\":[\"id\"],\"properties\":{\"id\":{\"anyOf\":[{\"type\":\"integer\",\"title\":"
    "\"Number\"},{\"type\":\"object\",\"title\":\"Name\",\"properties\":{\"first\":"
    "{\"type\":\"string\"}}}]}}}",
    {
      { "(one of several kinds, required)", NULL }, { "  1  Number", NULL },
      { "  2  Name", NULL }, { "> ", "" }, { "One of them is needed.", NULL },
      { "> ", "3" }, { "“3” is none of these.", NULL },
      { "> ", "2" }, { "First (text)", NULL }, { "> ", "Ada" }, SEND,
    },
    "{\"id\":{\"first\":\"Ada\"}}",
  },
  {
    "union-left-out",
    "{\"properties\":{\"id\":{\"type\":[\"integer\",\"boolean\"]}}}",
    { { "> ", "" }, SEND },
    "{}",
  },
  {
    "map",
    "{\"properties\":{\"labels\":{\"type\":\"object\",\"additionalProperties\":"
    "{\"type\":\"integer\"}}}}",
    {
      { "Labels (names and values)", NULL }, { "Another name, or nothing > ", "a.b" },
      { "(whole number", NULL }, { "> ", "1" },
      { "Another name, or nothing > ", "a.b" }, { "There is one named “a.b” already.", NULL },
      { "Another name, or nothing > ", "c" }, { "> ", "2" },
      { "Another name, or nothing > ", "" }, SEND,
    },
    "{\"labels\":{\"a.b\":1,\"c\":2}}",
  },
  {
    "group",
    "{\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}},"
    "\"b\":{\"type\":\"object\",\"properties\":{\"y\":{\"type\":\"string\"}}}}}",
    {
      { "A (group)", NULL }, { "Fill it in? [y/N] ", "" },
      { "B (group)", NULL }, { "Fill it in? [y/N] ", "y" },
      { "Y (text)", NULL }, { "> ", "z" }, SEND,
    },
    "{\"b\":{\"y\":\"z\"}}",
  },
  {
    "recursive",
    "{\"properties\":{\"name\":{\"type\":\"string\"},\"inside\":{\"$ref\":\"#\"}}}",
    {
      { "Name (text)", NULL }, { "> ", "outer" }, { "Fill it in? [y/N] ", "y" },
      { "Name (text)", NULL }, { "> ", "inner" }, { "Fill it in? [y/N] ", "n" }, SEND,
    },
    "{\"name\":\"outer\",\"inside\":{\"name\":\"inner\"}}",
  },
  {
    "tuple",
    "{\"required\":[\"at\"],\"properties\":{\"at\":{\"type\":\"array\",\"prefixItems\":["
    "{\"type\":\"number\"},{\"type\":\"number\"}],\"items\":false}}}",
    { { "> ", "1.0" }, { "> ", "2" }, SEND },
    "{\"at\":[1.0,2]}",
  },
  {
    "check-list",
    "{\"properties\":{\"days\":{\"type\":\"array\",\"items\":{\"enum\":[\"mo\",\"tu\",\"we\"]}}}}",
    {
      { "Days (any of these, separated by commas)", NULL }, { "  3  we", NULL },
      { "> ", "mo, fr" }, { "“fr” is none of these.", NULL }, { "> ", "mo, 3" },
      { "[y/n/e] ", "e" }, { "[mo, we] > ", "" }, SEND,
    },
    "{\"days\":[\"mo\",\"we\"]}",
  },
  {
    "dates",
    "{\"properties\":{\"d\":{\"type\":\"string\",\"format\":\"date\"},\"t\":{\"type\":\"string\","
    "\"format\":\"time\"}}}",
    {
      { "D (date, as 2026-11-23)", NULL }, { "> ", "tomorrow" }, { "> ", "2026-11-24" },
      { "T (time, as 09:30:00Z)", NULL }, { "> ", "10:00:00Z" }, SEND,
    },
    "{\"d\":\"2026-11-24\",\"t\":\"10:00:00Z\"}",
  },
  {
    "condition",
    "{\"properties\":{\"kind\":{\"enum\":[\"a\",\"b\"]}},\"if\":{\"properties\":{\"kind\":"
    "{\"const\":\"b\"}},\"required\":[\"kind\"]},\"then\":{\"properties\":{\"more\":"
    "{\"type\":\"string\"}}}}",
    { { "> ", "b" }, { "More (text)", NULL }, { "> ", "x" }, SEND },
    "{\"kind\":\"b\",\"more\":\"x\"}",
  },
  {
    "read-only",
    "{\"properties\":{\"id\":{\"type\":\"string\",\"readOnly\":true},\"a\":{\"type\":\"string\"}}}",
    { { "A (text)", NULL }, { "> ", "x" }, SEND },
    "{\"a\":\"x\"}",
  },
  {
    "again",
    "{\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}",
    {
      { "Add one? [y/N] ", "y" }, { "> ", "red" }, { "[y/N] ", "" }, { "[y/n/e] ", "e" },
      { "[red] > ", "green" }, { "Another one for “Tags”? [y/N] ", "" }, SEND,
    },
    "{\"tags\":[\"green\"]}",
  },
  {
    "declined",
    "{\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}",
    { { "Add one? [y/N] ", "" }, { "[y/n/e] ", "n" } },
    NULL,
  },
};

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static FormModel *
make_form (const char *schema)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (schema, -1, NULL, &error);
  SjsonValue root;

  g_assert_no_error (error);
  root = sjson_document_get_root (document);

  return form_model_new (&root, NULL);
}

static void
type_line (const char *line)
{
  g_autofree char *typed = g_strconcat (line, "\n", NULL);

  terminal_fixture_type (&terminal, typed);
}

static char *
talk (FormModel  *form,
      const Turn *turns)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(SjsonDocument) value = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  cli_sheet_fill_async (form, FALSE, "Asker", NULL, filled_cb, &result);

  for (; turns->words != NULL; turns++)
    {
      terminal_fixture_await (&terminal, turns->words);

      if (turns->line != NULL)
        type_line (turns->line);
    }

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (!cli_sheet_fill_finish (form, result, &error))
    {
      g_assert_no_error (error);
      return NULL;
    }

  value = form_model_build_value (form, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (value);

  return sjson_value_to_json (&root, NULL);
}

static void
test_dialogue (gconstpointer data)
{
  const Dialogue *dialogue = data;
  g_autoptr(FormModel) form = make_form (dialogue->schema);
  g_autofree char *json = talk (form, dialogue->turns);

  g_assert_cmpstr (json, ==, dialogue->json);
}

/* A file is named by its path, as whoever types knows it. */
static void
test_file (void)
{
  g_autoptr(FormModel) form = make_form ("{\"properties\":{\"f\":{\"type\":\"string\","
                                         "\"contentEncoding\":\"base64\"}}}");
  g_autofree char *folder = g_dir_make_tmp ("cli-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a b.bin", NULL);
  g_autofree char *json = NULL;

  g_assert_true (g_file_set_contents (path, "\0\1\2", 3, NULL));

  json = talk (form, (const Turn[]) {
    { "F (a file", NULL }, { "> ", folder }, { "is no file.", NULL }, { "> ", "/none/such" },
    { "/none/such", NULL }, { "> ", path }, SEND, { NULL, NULL },
  });
  g_assert_cmpstr (json, ==, "{\"f\":\"AAEC\"}");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  terminal_fixture_open (&terminal);
  dup2 (terminal.program, STDIN_FILENO);
  dup2 (terminal.program, STDERR_FILENO);

  for (guint i = 0; i < G_N_ELEMENTS (dialogues); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/sheet/", dialogues[i].name, NULL);

      g_test_add_data_func (path, &dialogues[i], test_dialogue);
    }

  g_test_add_func ("/cli/sheet/file", test_file);

  status = g_test_run ();
  terminal_fixture_close (&terminal);

  return status;
}
