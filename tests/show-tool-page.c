/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-page.h"
#include "tool-server.h"

#include <adwaita.h>
#include <stdlib.h>

/*
 * show-tool-page FOLDER TOOL [RESULT]: shows the bench with a tool of FOLDER/tools.json, for
 * looking at it beside the mock-ups. With RESULT, a file of that folder, the tool is run and
 * answers that; "hold" leaves it running. From the environment: WIDTH and HEIGHT of the window,
 * VALUE (JSON) for the form, TOUCH to show what is wrong with it, DARK, LARGE_TEXT, and PLAIN for
 * the font of X.
 */

static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
  g_autoptr(GtkCssProvider) bench = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCE_BASE "/style.css");
  gtk_css_provider_load_from_resource (bench, RESOURCE_BASE "/bench.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider), 600);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (bench), 600);
}

static char *
read_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("cannot read %s", path);
  return text;
}

static GtkWidget *
make_window (GtkWidget *page)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = adw_window_title_new ("", "");
  GtkWidget *header = adw_header_bar_new ();
  const char *width = g_getenv ("WIDTH");

  g_object_bind_property (page, "heading", title, "title", G_BINDING_SYNC_CREATE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  gtk_box_append (GTK_BOX (box), header);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), width != NULL ? atoi (width) : 800,
                               g_getenv ("HEIGHT") != NULL ? atoi (g_getenv ("HEIGHT")) : 720);
  g_object_set (page, "narrow", width != NULL && atoi (width) < 500, NULL);
  return window;
}

static void
run_tool (ToolServer *server,
          const char *folder,
          const char *tool,
          const char *file)
{
  CribConnection *connection = tool_server_get_connection (server);
  McpTool *mcp_tool = crib_connection_find_tool (connection, tool);
  FormModel *form = crib_connection_get_form (connection, mcp_tool);
  g_autoptr(SjsonDocument) document = form_model_build_value (form, NULL);
  SjsonValue arguments;

  if (document == NULL)
    document = sjson_document_new_from_string ("{}", -1, NULL, NULL);
  arguments = sjson_document_get_root (document);
  if (g_str_equal (file, "hold"))
    {
      crib_connection_run_tool (connection, mcp_tool, &arguments);
      tool_server_send_progress (server, 5, 12, "Printing labels");
    }
  else
    {
      g_autofree char *result = read_file (folder, file);

      tool_server_set_result (server, result);
      crib_connection_run_tool (connection, mcp_tool, &arguments);
      tool_server_wait (server, tool);
    }
}

static void
fill_form (CribToolItem *item)
{
  FormModel *form = crib_connection_get_form (crib_tool_item_get_connection (item),
                                              crib_tool_item_get_tool (item));
  const char *value = g_getenv ("VALUE");

  if (value != NULL && !form_model_set_json (form, value, NULL))
    g_error ("VALUE is no JSON");
  if (g_getenv ("TOUCH") != NULL)
    form_model_touch_all (form);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *tools = NULL;
  g_autoptr(ToolServer) server = NULL;
  g_autoptr(CribToolItem) item = NULL;
  GtkWidget *page;

  if (argc < 3)
    return EXIT_FAILURE;

  adw_init ();
  load_style ();
  /* What a GNOME session says; a bare X server has nobody to say it. */
  if (g_getenv ("PLAIN") == NULL)
    g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  if (g_getenv ("LARGE_TEXT") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_getenv ("DARK") != NULL ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                : ADW_COLOR_SCHEME_DEFAULT);
  tools = read_file (argv[1], "tools.json");
  server = tool_server_new (tools);
  item = tool_server_dup_item (server, argv[2]);
  fill_form (item);
  if (argc > 3)
    run_tool (server, argv[1], argv[2], argv[3]);

  page = crib_tool_page_new ();
  crib_tool_page_set_item (CRIB_TOOL_PAGE (page), item);
  gtk_window_present (GTK_WINDOW (make_window (page)));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return EXIT_SUCCESS;
}
