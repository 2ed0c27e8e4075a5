/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-wait-page.h"

/* Milliseconds that nobody needs a spinner for. */
#define PATIENCE 200

/*
 * CribWaitPage:
 *
 * A line that says what is waited for and, when that takes long, a spinner. It spins only while it
 * can be seen, because a spinner that nobody sees still asks for frames.
 */
struct _CribWaitPage
{
  AdwBin parent_instance;

  guint patience_id;

  GtkSpinner *spinner;
  GtkLabel *title_label;
  GtkWidget *cancel_button;
};

G_DEFINE_FINAL_TYPE (CribWaitPage, crib_wait_page, ADW_TYPE_BIN)

static gboolean
patience_cb (gpointer user_data)
{
  CribWaitPage *self = user_data;

  self->patience_id = 0;
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
crib_wait_page_dispose (GObject *object)
{
  CribWaitPage *self = CRIB_WAIT_PAGE (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_WAIT_PAGE);

  G_OBJECT_CLASS (crib_wait_page_parent_class)->dispose (object);
}

static void
crib_wait_page_map (GtkWidget *widget)
{
  CribWaitPage *self = CRIB_WAIT_PAGE (widget);

  GTK_WIDGET_CLASS (crib_wait_page_parent_class)->map (widget);

  self->patience_id = g_timeout_add (PATIENCE, patience_cb, self);
}

static void
crib_wait_page_unmap (GtkWidget *widget)
{
  CribWaitPage *self = CRIB_WAIT_PAGE (widget);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  gtk_spinner_stop (self->spinner);

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
  gtk_widget_class_bind_template_child (widget_class, CribWaitPage, cancel_button);
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

void
crib_wait_page_set_cancel (CribWaitPage *self,
                           const char   *action)
{
  g_return_if_fail (CRIB_IS_WAIT_PAGE (self));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel_button), action);
  gtk_widget_set_visible (self->cancel_button, action != NULL);
}
