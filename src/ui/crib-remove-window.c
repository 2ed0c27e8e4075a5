/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-remove-window.h"

#include "crib-problem.h"
#include "crib-remove.h"

#include <glib/gi18n.h>

/*
 * CribRemoveWindow:
 *
 * Says what Toolcrib keeps of people, removes it once somebody says so, and tells what stayed.
 */
struct _CribRemoveWindow
{
  AdwWindow parent_instance;

  CribIdentity *identity;
  CribServerStore *store;

  GtkStack *stack;
  GtkSwitch *servers_switch;
  GtkWidget *cancel_button;
  GtkWidget *remove_button;
  GtkWidget *close_button;
  GtkSpinner *spinner;
  AdwStatusPage *done_page;
  GtkListBox *left_list;
};

G_DEFINE_FINAL_TYPE (CribRemoveWindow, crib_remove_window, ADW_TYPE_WINDOW)

static void
add_left (CribRemoveWindow *self,
          const char       *sentence)
{
  gtk_list_box_append (self->left_list, g_object_new (ADW_TYPE_ACTION_ROW,
                                                      "use-markup", FALSE,
                                                      "title", sentence,
                                                      "title-lines", 0,
                                                      NULL));
}

/* The servers are the one thing of which a person chooses that it stays. */
static void
show_end (CribRemoveWindow *self,
          const char       *page)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0)
    adw_status_page_set_description (self->done_page,
                                     _("Your saved servers are still here, and nothing else of it "
                                       "is left on this computer."));

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (self->close_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_grab_focus (self->close_button);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CribRemoveWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) left = NULL;

  left = crib_remove_everything_finish (CRIB_IDENTITY (source), result, &error);

  /* Closed meanwhile. */
  if (self->left_list == NULL)
    return;

  for (guint i = 0; left != NULL && left[i] != NULL; i++)
    add_left (self, left[i]);

  if (left == NULL && error != NULL)
    {
      g_autoptr(CribProblem) problem = crib_problem_new (error, NULL);

      add_left (self, crib_problem_get_body (problem));
    }

  show_end (self, error == NULL && (left == NULL || left[0] == NULL) ? "done" : "left");
}

/* Nothing stops it half-way: less is left with each step. */
static void
remove_cb (CribRemoveWindow *self)
{
  gboolean has_servers = gtk_switch_get_active (self->servers_switch);

  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_visible (self->remove_button, FALSE);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "removing");
  crib_remove_everything_async (self->identity, self->store,
                                has_servers ? CRIB_REMOVE_SERVERS : CRIB_REMOVE_NOTHING_MORE,
                                NULL, removed_cb, g_object_ref (self));
}

static void
crib_remove_window_dispose (GObject *object)
{
  CribRemoveWindow *self = CRIB_REMOVE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_REMOVE_WINDOW);
  g_clear_object (&self->identity);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (crib_remove_window_parent_class)->dispose (object);
}

static void
crib_remove_window_class_init (CribRemoveWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_remove_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-remove-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, servers_switch);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, done_page);
  gtk_widget_class_bind_template_child (widget_class, CribRemoveWindow, left_list);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
crib_remove_window_init (CribRemoveWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->cancel_button);
}

/*
 * crib_remove_window_new:
 * @identity: who this program is
 * @store: the saved servers
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
crib_remove_window_new (CribIdentity    *identity,
                        CribServerStore *store)
{
  CribRemoveWindow *self;

  g_return_val_if_fail (CRIB_IS_IDENTITY (identity), NULL);
  g_return_val_if_fail (CRIB_IS_SERVER_STORE (store), NULL);

  self = g_object_new (CRIB_TYPE_REMOVE_WINDOW, NULL);
  self->identity = g_object_ref (identity);
  self->store = g_object_ref (store);

  return GTK_WIDGET (self);
}
