/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-empty-page.h"

/*
 * CribEmptyPage:
 *
 * What there is to see before there is a server: the next step. Its picture comes right after the
 * first frame, which would have to wait for all that reads SVG; its place is kept.
 */
struct _CribEmptyPage
{
  AdwBin parent_instance;

  AdwStatusPage *status_page;
};

G_DEFINE_FINAL_TYPE (CribEmptyPage, crib_empty_page, ADW_TYPE_BIN)

static void
crib_empty_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_EMPTY_PAGE);

  G_OBJECT_CLASS (crib_empty_page_parent_class)->dispose (object);
}

static void
after_paint_cb (GdkFrameClock *clock,
                CribEmptyPage *self)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  adw_status_page_set_icon_name (self->status_page, APPLICATION_ID "-symbolic");
}

static void
crib_empty_page_map (GtkWidget *widget)
{
  CribEmptyPage *self = CRIB_EMPTY_PAGE (widget);

  GTK_WIDGET_CLASS (crib_empty_page_parent_class)->map (widget);

  if (adw_status_page_get_icon_name (self->status_page) == NULL)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (after_paint_cb), self, 0);
}

static void
crib_empty_page_class_init (CribEmptyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_empty_page_dispose;
  widget_class->map = crib_empty_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-empty-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CribEmptyPage, status_page);
}

static void
crib_empty_page_init (CribEmptyPage *self)
{
  g_autoptr(GdkPaintable) place = gdk_paintable_new_empty (128, 128);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_paintable (self->status_page, place);
}

GtkWidget *
crib_empty_page_new (void)
{
  return g_object_new (CRIB_TYPE_EMPTY_PAGE, NULL);
}
