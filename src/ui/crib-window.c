/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"

/*
 * CribWindow:
 *
 * The main window: the counter on the left, the bench on the right.
 */
struct _CribWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (CribWindow, crib_window, ADW_TYPE_APPLICATION_WINDOW)

static void
crib_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_WINDOW);

  G_OBJECT_CLASS (crib_window_parent_class)->dispose (object);
}

static void
crib_window_class_init (CribWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_window_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               RESOURCE_BASE "/ui/crib-window.ui");
}

static void
crib_window_init (CribWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_window_new (CribApplication *application)
{
  return g_object_new (CRIB_TYPE_WINDOW, "application", application, NULL);
}
