/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gallery-camera.h"
#include "gallery-window.h"

#include <stdlib.h>
#include <unistd.h>

/*
 * toolcrib-gallery: forms of every kind of field, to be looked at. Not installed.
 *
 * What libadwaita reads once, at the start, is switched by starting anew.
 */
typedef struct
{
  char **arguments;
  char *page;
  char *pictures;
  char *look;
  char *tools;
  gboolean dark;
  gboolean large;
  gboolean right_to_left;
  gboolean narrow;
} Gallery;

static void
load_style (const char *file)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *path = g_strconcat (RESOURCE_BASE "/", file, NULL);

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static gboolean
has_contrast (void)
{
  return g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0;
}

static void
contrast_cb (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  Gallery *gallery = user_data;
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  GalleryWindow *window = GALLERY_WINDOW (gtk_application_get_active_window (application));
  g_autofree char *page = g_strconcat ("--page=", gallery_window_get_page (window), NULL);
  const char *arguments[] = { gallery->arguments[0], page, NULL };

  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", has_contrast () ? "0" : "1", TRUE);
  execv ("/proc/self/exe", (char **) arguments);
}

static void
activate_cb (GtkApplication *application,
             Gallery        *gallery)
{
  g_autoptr(GListModel) pages = gallery->tools != NULL ? gallery_page_list_tools (gallery->tools)
                                                       : gallery_page_list ();
  const char *quit[] = { "<Control>q", NULL };
  GtkWidget *window = gallery_window_new (application, pages);
  GActionGroup *actions = G_ACTION_GROUP (window);

  gtk_application_set_accels_for_action (application, "window.close", quit);
  load_style ("bench.css");
  /* What a GNOME session says; a bare X server has nobody to say it. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  if (gallery->dark)
    g_action_group_activate_action (actions, "dark", NULL);
  if (gallery->large)
    g_action_group_activate_action (actions, "large", NULL);
  if (gallery->right_to_left)
    g_action_group_activate_action (actions, "right-to-left", NULL);
  if (gallery->narrow)
    g_action_group_activate_action (actions, "narrow", NULL);
  if (gallery->page != NULL && !gallery_window_show_page (GALLERY_WINDOW (window), gallery->page))
    g_printerr ("There is no page \"%s\".\n", gallery->page);

  gtk_window_present (GTK_WINDOW (window));
  if (gallery->pictures != NULL)
    gallery_camera_start (GALLERY_WINDOW (window), pages, gallery->page, gallery->pictures,
                          gallery->look != NULL ? gallery->look : "light");
}

static int
run (Gallery *gallery)
{
  g_autoptr(AdwApplication) application = NULL;
  const GActionEntry contrast = { .name = "contrast", .change_state = contrast_cb };
  GActionEntry entry = contrast;

  entry.state = has_contrast () ? "true" : "false";
  application = adw_application_new (APPLICATION_ID ".Gallery", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), RESOURCE_BASE);
  g_action_map_add_action_entries (G_ACTION_MAP (application), &entry, 1, gallery);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), gallery);

  return g_application_run (G_APPLICATION (application), 1, gallery->arguments);
}

int
main (int   argc,
      char *argv[])
{
  Gallery gallery = { 0 };
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_STRING, &gallery.page, "Show this page first", "NAME" },
    { "pictures", 0, 0, G_OPTION_ARG_FILENAME, &gallery.pictures, "Take pictures", "FOLDER" },
    { "look", 0, 0, G_OPTION_ARG_STRING, &gallery.look, "The end of their names", "WORD" },
    { "tools", 0, 0, G_OPTION_ARG_FILENAME, &gallery.tools, "Show a list of tools", "FILE" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &gallery.dark, "Dark", NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &gallery.large, "Text twice as large", NULL },
    { "right-to-left", 0, 0, G_OPTION_ARG_NONE, &gallery.right_to_left, "Mirrored", NULL },
    { "narrow", 0, 0, G_OPTION_ARG_NONE, &gallery.narrow, "As wide as a telephone", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  gallery.arguments = argv;
  return run (&gallery);
}
