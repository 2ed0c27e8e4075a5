/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-content-view.h"
#include "crib-file-saver.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* No screen shows more, and a small file can unpack to gigabytes. */
#define MAX_SIDE 2048
#define MAX_PIXELS (25 * 1000 * 1000)

/*
 * CribContentImage:
 *
 * A picture, decoded in a worker and never larger than a screen. What it was is said below, and
 * saving writes the bytes that came.
 */
#define CRIB_TYPE_CONTENT_IMAGE (crib_content_image_get_type ())

G_DECLARE_FINAL_TYPE (CribContentImage, crib_content_image, CRIB, CONTENT_IMAGE, AdwBin)

struct _CribContentImage
{
  AdwBin parent_instance;

  McpContent *content;
  GdkTexture *texture;
  GCancellable *cancellable;

  GtkWidget *picture;
  GtkWidget *spinner;
  GtkLabel *facts;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (CribContentImage, crib_content_image, ADW_TYPE_BIN)

typedef struct
{
  GBytes *bytes;
  GdkTexture *texture;
  int width;          /* of the file, before it was made smaller */
  int height;
  gboolean too_large;
} Decoding;

static void
decoding_free (Decoding *decoding)
{
  g_clear_pointer (&decoding->bytes, g_bytes_unref);
  g_clear_object (&decoding->texture);
  g_free (decoding);
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Decoding *decoding = user_data;
  double scale = MIN (1.0, (double) MAX_SIDE / MAX (MAX (width, height), 1));

  decoding->width = width;
  decoding->height = height;
  decoding->too_large = (gint64) width * height > MAX_PIXELS;
  /* A size of nothing stops the loader before it unpacks anything. */
  if (decoding->too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader,
                                MAX ((int) (width * scale), 1),
                                MAX ((int) (height * scale), 1));
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  /* One after the other: unpacked, each may take a hundred megabytes for a moment. */
  static GMutex one_at_a_time;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  McpContent *content = task_data;
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  Decoding *decoding = g_new0 (Decoding, 1);
  GdkPixbuf *pixbuf = NULL;

  decoding->bytes = mcp_content_dup_data (content);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), decoding);

  /* Closed in any case: a loader that is not complains. */
  if (decoding->bytes == NULL || g_cancellable_is_cancelled (cancellable) ||
      !gdk_pixbuf_loader_write_bytes (loader, decoding->bytes, NULL))
    gdk_pixbuf_loader_close (loader, NULL);
  else if (gdk_pixbuf_loader_close (loader, NULL) && !decoding->too_large)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (pixbuf != NULL)
    decoding->texture = gdk_texture_new_for_pixbuf (pixbuf);
  g_task_return_pointer (task, decoding, (GDestroyNotify) decoding_free);
}

static void
show_facts (CribContentImage *self,
            Decoding         *decoding)
{
  const char *mime_type = mcp_content_get_mime_type (self->content);
  g_autofree char *size = NULL;
  g_autofree char *words = NULL;

  if (decoding->bytes == NULL)
    words = g_strdup (_("The data of this image cannot be read."));
  else if (decoding->too_large)
    words = g_strdup_printf (_("This image is too large to show: %d × %d."),
                             decoding->width, decoding->height);
  else if (decoding->texture == NULL)
    words = g_strdup (_("This is no image that can be shown."));
  else
    {
      size = g_format_size (g_bytes_get_size (decoding->bytes));
      words = g_strdup_printf ("%s · %d × %d · %s", mime_type != NULL ? mime_type : _("Image"),
                               decoding->width, decoding->height, size);
    }
  gtk_label_set_label (self->facts, words);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CribContentImage *self = CRIB_CONTENT_IMAGE (source);
  Decoding *decoding = g_task_propagate_pointer (G_TASK (result), NULL);

  if (decoding == NULL)
    return;

  gtk_widget_set_visible (self->spinner, FALSE);
  show_facts (self, decoding);
  if (decoding->texture != NULL)
    {
      self->texture = g_object_ref (decoding->texture);
      gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (self->texture));
    }
  gtk_widget_set_visible (self->picture, self->texture != NULL);
  gtk_widget_set_visible (self->copy_button, self->texture != NULL);
  decoding_free (decoding);
}

static void
copy_cb (CribContentImage *self)
{
  if (self->texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->texture);
}

static void
save_cb (CribContentImage *self)
{
  g_autofree char *name = crib_content_dup_file_name (self->content);
  g_autoptr(GBytes) bytes = mcp_content_dup_data (self->content);

  if (bytes != NULL)
    crib_file_saver_save (GTK_WIDGET (self), name, bytes);
}

static GtkWidget *
make_line (CribContentImage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save_button = crib_content_button_new ("document-save-symbolic", _("Save Image…"));

  self->copy_button = crib_content_button_new ("edit-copy-symbolic", _("Copy Image"));
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (copy_cb), self);
  g_signal_connect_swapped (save_button, "clicked", G_CALLBACK (save_cb), self);
  gtk_widget_set_visible (self->copy_button, FALSE);

  self->spinner = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  self->facts = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->facts), TRUE);
  gtk_label_set_xalign (self->facts, 0);
  gtk_label_set_wrap (self->facts, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dim-label");

  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (line), self->copy_button);
  gtk_box_append (GTK_BOX (line), save_button);
  return line;
}

static void
crib_content_image_dispose (GObject *object)
{
  CribContentImage *self = CRIB_CONTENT_IMAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->content);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (crib_content_image_parent_class)->dispose (object);
}

static void
crib_content_image_finalize (GObject *object)
{
  CribContentImage *self = CRIB_CONTENT_IMAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (crib_content_image_parent_class)->finalize (object);
}

static void
crib_content_image_class_init (CribContentImageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_content_image_dispose;
  object_class->finalize = crib_content_image_finalize;
}

static void
crib_content_image_init (CribContentImage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->cancellable = g_cancellable_new ();
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_START);
  gtk_widget_set_visible (self->picture, FALSE);

  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), make_line (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
crib_content_image_new (McpContent *content)
{
  g_autoptr(GTask) task = NULL;
  CribContentImage *self;
  const char *name;

  g_return_val_if_fail (MCP_IS_CONTENT (content), NULL);

  self = g_object_new (CRIB_TYPE_CONTENT_IMAGE, NULL);
  self->content = g_object_ref (content);
  name = mcp_content_get_name (content);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), name != NULL ? name : _("Image"));

  task = g_task_new (self, self->cancellable, decoded_cb, NULL);
  g_task_set_source_tag (task, crib_content_image_new);
  g_task_set_task_data (task, g_object_ref (content), g_object_unref);
  g_task_run_in_thread (task, decode_in_thread);
  return GTK_WIDGET (self);
}
