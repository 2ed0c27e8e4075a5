/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-wait-page.h"

/*
 * CribWaitPage:
 *
 * A spinner and a line that says what is waited for. It spins only while it can be seen, because
 * a spinner that nobody sees still asks for frames.
 */
struct _CribWaitPage
{
  AdwBin parent_instance;

  GtkSpinner *spinner;
  GtkLabel *title_label;
};

G_DEFINE_FINAL_TYPE (CribWaitPage, crib_wait_page, ADW_TYPE_BIN)

static void
crib_wait_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_WAIT_PAGE);

  G_OBJECT_CLASS (crib_wait_page_parent_class)->dispose (object);
}

static void
crib_wait_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crib_wait_page_parent_class)->map (widget);
  gtk_spinner_start (CRIB_WAIT_PAGE (widget)->spinner);
}

static void
crib_wait_page_unmap (GtkWidget *widget)
{
  gtk_spinner_stop (CRIB_WAIT_PAGE (widget)->spinner);
  GTK_WIDGET_CLASS (crib_wait_page_parent_class)->unmap (widget);
}

static void
crib_wait_page_class_init (CribWaitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_wait_page_dispose;

  widget_class->map = crib_wait_page_map;
  widget_class->unmap = crib_wait_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-wait-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CribWaitPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribWaitPage, title_label);
}

static void
crib_wait_page_init (CribWaitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_wait_page_new (void)
{
  return g_object_new (CRIB_TYPE_WAIT_PAGE, NULL);
}

void
crib_wait_page_set_title (CribWaitPage *self,
                          const char   *title)
{
  g_return_if_fail (CRIB_IS_WAIT_PAGE (self));

  gtk_label_set_text (self->title_label, title);
}
