/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-empty-page.h"

/*
 * CribEmptyPage:
 *
 * What there is to see before there is a server: the next step.
 */
struct _CribEmptyPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CribEmptyPage, crib_empty_page, ADW_TYPE_BIN)

static void
crib_empty_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_EMPTY_PAGE);

  G_OBJECT_CLASS (crib_empty_page_parent_class)->dispose (object);
}

static void
crib_empty_page_class_init (CribEmptyPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_empty_page_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               RESOURCE_BASE "/ui/crib-empty-page.ui");
}

static void
crib_empty_page_init (CribEmptyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_empty_page_new (void)
{
  return g_object_new (CRIB_TYPE_EMPTY_PAGE, NULL);
}
