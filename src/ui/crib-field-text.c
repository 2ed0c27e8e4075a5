/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-text-height.h"
#include "crib-text-wrap.h"

#include <string.h>

#define MIN_HEIGHT 72
#define MAX_HEIGHT 240
/* Longer texts fill the box anyway, or nearly. */
#define MAX_MEASURED 8000

/*
 * CribFieldText:
 *
 * Several lines: a string that wants them. Grows with what is typed, up to a bound. Tab moves on
 * rather than writing a tab, as in every other field.
 */
struct _CribFieldText
{
  CribFieldEditor parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *view;
  GtkWidget *hint;
  guint fit_id;      /* the width has changed */
};

G_DEFINE_FINAL_TYPE (CribFieldText, crib_field_text, CRIB_TYPE_FIELD_EDITOR)

static char *
dup_text (CribFieldText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* The height of the text with its lines broken as they will be; 0 while nobody knows the width. */
static int
measure (CribFieldText *self,
         const char    *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (self->view, text);
  int width = gtk_widget_get_width (self->view) - gtk_text_view_get_left_margin (view) -
              gtk_text_view_get_right_margin (view);
  int height;

  if (width <= 0)
    return 0;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, gtk_text_view_get_wrap_mode (view) == GTK_WRAP_CHAR
                                   ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
fit (CribFieldText *self,
     const char    *text)
{
  int height = strlen (text) <= MAX_MEASURED ? measure (self, text) : 0;

  if (height > 0)
    gtk_scrolled_window_set_min_content_height (self->scroller,
                                                CLAMP (height, MIN_HEIGHT, MAX_HEIGHT));
  else
    crib_text_height_fit (self->scroller, MIN_HEIGHT, MAX_HEIGHT);
}

static gboolean
fit_cb (gpointer user_data)
{
  CribFieldText *self = user_data;
  g_autofree char *text = dup_text (self);

  self->fit_id = 0;
  fit (self, text);
  return G_SOURCE_REMOVE;
}

/* Not now: this is told while sizes are being given out. */
static void
width_changed_cb (CribFieldText *self)
{
  if (self->fit_id == 0 && gtk_widget_get_mapped (self->view))
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
changed_cb (CribFieldText *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_visible (self->hint, *text == '\0');
  crib_text_wrap_fit (self->scroller, text);
  fit (self, text);
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self), text);
}

static GtkWidget *
make_view (CribFieldText *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());

  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 9);
  gtk_text_view_set_bottom_margin (view, 9);
  gtk_text_view_set_left_margin (view, 10);
  gtk_text_view_set_right_margin (view, 10);
  g_signal_connect_swapped (gtk_text_view_get_buffer (view), "changed",
                            G_CALLBACK (changed_cb), self);
  return GTK_WIDGET (view);
}

static GtkWidget *
make_hint (void)
{
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_widget_set_halign (hint, GTK_ALIGN_START);
  gtk_widget_set_valign (hint, GTK_ALIGN_START);
  gtk_widget_set_margin_start (hint, 10);
  gtk_widget_set_margin_top (hint, 9);
  gtk_widget_set_can_target (hint, FALSE);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (hint), PANGO_ELLIPSIZE_END);
  return hint;
}

static void
crib_field_text_constructed (GObject *object)
{
  CribFieldText *self = CRIB_FIELD_TEXT (object);
  GtkWidget *overlay = gtk_overlay_new ();

  G_OBJECT_CLASS (crib_field_text_parent_class)->constructed (object);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->hint = make_hint ();
  self->view = make_view (self);

  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, self->view);
  crib_text_height_fit (self->scroller, MIN_HEIGHT, MAX_HEIGHT);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller),
                           "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->scroller));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (overlay, "textframe");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);

  adw_bin_set_child (ADW_BIN (self), overlay);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->view);
}

static void
crib_field_text_sync (CribFieldEditor *editor,
                      FormField       *field)
{
  CribFieldText *self = CRIB_FIELD_TEXT (editor);
  const char *text = crib_field_editor_get_text (editor);
  g_autofree char *shown = dup_text (self);

  if (g_strcmp0 (text, shown) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
  gtk_label_set_label (GTK_LABEL (self->hint), crib_field_editor_get_placeholder (editor));
  gtk_widget_set_visible (self->hint, *text == '\0');
}

static void
crib_field_text_dispose (GObject *object)
{
  CribFieldText *self = CRIB_FIELD_TEXT (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);

  G_OBJECT_CLASS (crib_field_text_parent_class)->dispose (object);
}

static void
crib_field_text_class_init (CribFieldTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_field_text_dispose;
  G_OBJECT_CLASS (klass)->constructed = crib_field_text_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_text_sync;
  CRIB_FIELD_EDITOR_CLASS (klass)->wide = TRUE;
}

static void
crib_field_text_init (CribFieldText *self)
{
}
