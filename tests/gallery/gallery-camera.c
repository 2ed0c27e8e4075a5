/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gallery-camera.h"

/* So many frames in a row in which nothing changed its height, the rest of a form being made in
 * idle moments, and pages still sliding. */
#define QUIET_FRAMES 30

typedef struct
{
  GalleryWindow *window;
  GListModel *pages;
  char *folder;
  char *look;
  guint next;
  guint quiet;
  int height;
} Camera;

static void
camera_free (gpointer data)
{
  Camera *camera = data;

  g_object_unref (camera->pages);
  g_free (camera->folder);
  g_free (camera->look);
  g_free (camera);
}

static void
shoot (Camera     *camera,
       const char *name)
{
  GtkWidget *content = gallery_window_get_content (camera->window);
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (content);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", camera->folder, name, camera->look);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (camera->window));
  int width = gtk_widget_get_width (content);
  int height = gtk_widget_get_height (content);
  g_autoptr(GdkTexture) texture = NULL;
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_render_node_unref (node);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("cannot write %s", path);
  g_print ("%s\n", path);
}

static void
open_next (Camera *camera)
{
  g_autoptr(GalleryPage) page = g_list_model_get_item (camera->pages, camera->next++);

  camera->quiet = 0;
  gallery_window_show_page (camera->window, gallery_page_get_name (page));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Camera *camera = user_data;
  int height = gtk_widget_get_height (gallery_window_get_content (camera->window));

  camera->quiet = height == camera->height ? camera->quiet + 1 : 0;
  camera->height = height;
  if (camera->quiet < QUIET_FRAMES)
    return G_SOURCE_CONTINUE;

  shoot (camera, gallery_window_get_page (camera->window));
  if (camera->next < g_list_model_get_n_items (camera->pages))
    {
      open_next (camera);
      return G_SOURCE_CONTINUE;
    }

  gtk_window_close (GTK_WINDOW (camera->window));
  return G_SOURCE_REMOVE;
}

void
gallery_camera_start (GalleryWindow *window,
                      GListModel    *pages,
                      const char    *page,
                      const char    *folder,
                      const char    *look)
{
  Camera *camera = g_new0 (Camera, 1);

  camera->window = window;
  camera->pages = g_object_ref (pages);
  camera->folder = g_strdup (folder);
  camera->look = g_strdup (look);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, camera, camera_free);
  if (page == NULL)
    open_next (camera);
  else
    camera->next = g_list_model_get_n_items (pages);
}
