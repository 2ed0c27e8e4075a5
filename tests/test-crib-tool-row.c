/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-row.h"
#include "window-fixture.h"

static CribConnection *
create_connection (const char *name)
{
  g_autoptr(CribServer) server = crib_server_new (name, "http://127.0.0.1:1/mcp");

  return crib_connection_new (server, NULL);
}

static CribToolItem *
create_item (CribConnection *connection,
             const char     *json)
{
  g_autoptr(McpTool) tool = window_fixture_create_tool (json);

  return crib_tool_item_new (connection, tool);
}

static const char *
get_mark (GtkWidget *row)
{
  GtkWidget *box = gtk_widget_get_first_child (row);
  GtkWidget *spinner = gtk_widget_get_last_child (box);
  GtkWidget *mark = gtk_widget_get_prev_sibling (spinner);

  g_assert_true (GTK_IS_SPINNER (spinner));

  return gtk_image_get_icon_name (GTK_IMAGE (mark));
}

static gboolean
has_star (GtkWidget *row)
{
  GtkWidget *box = gtk_widget_get_first_child (row);
  GtkWidget *star = gtk_widget_get_prev_sibling (gtk_widget_get_prev_sibling (
                      gtk_widget_get_last_child (box)));

  return gtk_widget_get_visible (star);
}

static void
test_tool_row_shows_text (void)
{
  g_autoptr(CribConnection) connection = create_connection ("Here");
  g_autoptr(CribToolItem) item = create_item (connection, TOOL_HOSTILE);
  GtkWidget *row = g_object_ref_sink (crib_tool_row_new ());

  crib_tool_row_set_home (CRIB_TOOL_ROW (row), connection);
  crib_tool_row_set_item (CRIB_TOOL_ROW (row), item);

  g_assert_true (window_fixture_shows (row, "<b>Ship</b> & more"));
  g_assert_true (window_fixture_shows (row, "<span size='9999999'>big"));
  g_assert_true (crib_tool_row_get_item (CRIB_TOOL_ROW (row)) == item);
  g_assert_finalize_object (row);
}

static void
test_tool_row_marks (void)
{
  const struct
  {
    const char *annotations;
    const char *icon_name;
  } cases[] = {
    { "{\"readOnlyHint\":true}", "view-reveal-symbolic" },
    { "{\"readOnlyHint\":true,\"destructiveHint\":true}", "view-reveal-symbolic" },
    { "{\"destructiveHint\":true}", "user-trash-symbolic" },
    { "{\"destructiveHint\":false}", "document-edit-symbolic" },
    { "{\"readOnlyHint\":false}", "document-edit-symbolic" },
    { "{}", "dialog-question-symbolic" },
    { "[]", "dialog-question-symbolic" },
    { "{\"readOnlyHint\":\"true\"}", "dialog-question-symbolic" },
  };
  g_autoptr(CribConnection) connection = create_connection ("Here");
  GtkWidget *row = g_object_ref_sink (crib_tool_row_new ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"x\",\"annotations\":%s}",
                                               cases[i].annotations);
      g_autoptr(CribToolItem) item = create_item (connection, json);

      crib_tool_row_set_item (CRIB_TOOL_ROW (row), item);
      g_assert_cmpstr (get_mark (row), ==, cases[i].icon_name);
    }

  g_assert_finalize_object (row);
}

static void
test_tool_row_names_other_servers (void)
{
  g_autoptr(CribConnection) here = create_connection ("Here");
  g_autoptr(CribConnection) there = create_connection ("There & back");
  g_autoptr(CribToolItem) item = create_item (there, TOOL_FIND);
  g_autoptr(CribToolItem) silent = create_item (there, "{\"name\":\"x\"}");
  GtkWidget *row = g_object_ref_sink (crib_tool_row_new ());

  crib_tool_row_set_home (CRIB_TOOL_ROW (row), here);
  crib_tool_row_set_item (CRIB_TOOL_ROW (row), item);
  g_assert_true (window_fixture_shows (row, "There & back · Searches orders"));

  crib_tool_row_set_home (CRIB_TOOL_ROW (row), there);
  g_assert_true (window_fixture_shows (row, "Searches orders"));

  crib_tool_row_set_item (CRIB_TOOL_ROW (row), silent);
  g_assert_false (window_fixture_shows (row, ""));

  crib_tool_row_set_home (CRIB_TOOL_ROW (row), here);
  g_assert_true (window_fixture_shows (row, "There & back"));
  g_assert_finalize_object (row);
}

static void
test_tool_row_follows_favourite (void)
{
  g_autoptr(CribConnection) connection = create_connection ("Here");
  g_autoptr(CribToolItem) item = create_item (connection, TOOL_FIND);
  g_autoptr(CribToolItem) other = create_item (connection, TOOL_PLAIN);
  GtkWidget *row = g_object_ref_sink (crib_tool_row_new ());

  crib_tool_row_set_item (CRIB_TOOL_ROW (row), item);
  g_assert_false (has_star (row));

  crib_tool_item_set_favourite (item, TRUE);
  g_assert_true (has_star (row));

  crib_tool_row_set_item (CRIB_TOOL_ROW (row), other);
  g_assert_false (has_star (row));

  crib_tool_row_set_item (CRIB_TOOL_ROW (row), NULL);
  crib_tool_item_set_favourite (other, TRUE);
  g_assert_false (has_star (row));
  g_assert_finalize_object (row);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/tool-row/shows-text", test_tool_row_shows_text);
  g_test_add_func ("/tool-row/marks", test_tool_row_marks);
  g_test_add_func ("/tool-row/names-other-servers", test_tool_row_names_other_servers);
  g_test_add_func ("/tool-row/follows-favourite", test_tool_row_follows_favourite);

  return g_test_run ();
}
