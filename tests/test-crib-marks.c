/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-marks.h"
#include "ui-fixture.h"

static McpTool *
tool_for (const char *annotations)
{
  g_autofree char *text =
    g_strdup_printf ("{\"name\":\"t\",\"inputSchema\":{\"type\":\"object\"},\"annotations\":%s}",
                     annotations);
  g_autoptr(SjsonDocument) document = ui_parse (text);
  SjsonValue root = sjson_document_get_root (document);

  return mcp_tool_new (&root, NULL);
}

static void
test_marks_words (void)
{
  static const struct
  {
    const char *annotations;
    const char *shown;
    const char *hidden;
  } cases[] = {
    { "{\"readOnlyHint\":true}", "Read-only", "Asks before running" },
    { "{\"readOnlyHint\":false}", "Changes things", "Destroys things" },
    { "{\"destructiveHint\":true}", "Destroys things", "Changes things" },
    { "{\"destructiveHint\":false}", "Changes things", "Destroys things" },
    { "{}", "Asks before running", "Destroys things" },
    { "{}", "Asks before running", "Reaches other services" },
    { "{\"openWorldHint\":true}", "Reaches other services", "Read-only" },
    { "{\"openWorldHint\":false}", "Asks before running", "Reaches other services" },
    { "{\"readOnlyHint\":\"yes\"}", "Asks before running", "Read-only" },
  };
  g_autoptr(CribServer) server = crib_server_new ("Contoso", "https://contoso.example/mcp");
  CribMarks *marks = g_object_ref_sink (g_object_new (CRIB_TYPE_MARKS, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpTool) tool = tool_for (cases[i].annotations);

      crib_marks_set_tool (marks, server, tool);
      g_test_message ("%s", cases[i].annotations);
      g_assert_true (ui_shows (GTK_WIDGET (marks), cases[i].shown));
      g_assert_false (ui_shows (GTK_WIDGET (marks), cases[i].hidden));
    }

  g_assert_finalize_object (marks);
}

/* Narrower than all marks in one line, but never than one of them. */
static void
test_marks_wrap (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Contoso", "https://contoso.example/mcp");
  g_autoptr(McpTool) tool = tool_for ("{\"destructiveHint\":true,\"openWorldHint\":true}");
  GtkWidget *marks = g_object_ref_sink (g_object_new (CRIB_TYPE_MARKS, NULL));
  int minimum, natural, line, two_lines, three_lines;

  crib_marks_set_tool (CRIB_MARKS (marks), server, tool);
  gtk_widget_measure (marks, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, natural / 2);
  gtk_widget_measure (marks, GTK_ORIENTATION_VERTICAL, natural, &line, NULL, NULL, NULL);
  gtk_widget_measure (marks, GTK_ORIENTATION_VERTICAL, natural - 1, &two_lines, NULL, NULL, NULL);
  gtk_widget_measure (marks, GTK_ORIENTATION_VERTICAL, minimum, &three_lines, NULL, NULL, NULL);
  g_assert_cmpint (two_lines, ==, 2 * line + 6);
  g_assert_cmpint (three_lines, ==, 3 * line + 12);
  g_assert_finalize_object (marks);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/marks/words", test_marks_words);
  g_test_add_func ("/marks/wrap", test_marks_wrap);

  return g_test_run ();
}
