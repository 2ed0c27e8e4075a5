/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"
#include "crib-window-private.h"

#include "crib-empty-page.h"
#include "crib-problem-page.h"
#include "crib-wait-page.h"

/*
 * What CribWindow shows where there are no servers, or not yet; each page is built on first use.
 */

static GtkWidget *
ensure_page (CribWindow *self,
             const char *name,
             GtkWidget *(*create) (void))
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (page == NULL)
    {
      page = create ();
      gtk_stack_add_named (self->stack, page, name);
    }

  return page;
}

void
crib_window_show_empty (CribWindow *self)
{
  crib_window_set_connection (self, NULL);
  ensure_page (self, "empty", crib_empty_page_new);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  crib_window_update_actions (self);
}

static GtkWidget *
create_first_page (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header_bar = adw_header_bar_new ();

  gtk_widget_add_css_class (header_bar, "flat");
  gtk_box_append (GTK_BOX (box), header_bar);
  gtk_box_append (GTK_BOX (box), adw_bin_new ());

  return box;
}

static void
show_first_page (CribWindow *self,
                 GtkWidget  *child)
{
  GtkWidget *page = ensure_page (self, "first", create_first_page);

  adw_bin_set_child (ADW_BIN (gtk_widget_get_last_child (page)), child);
  gtk_stack_set_visible_child (self->stack, page);
}

void
crib_window_show_waiting (CribWindow *self,
                          const char *title)
{
  GtkWidget *page;

  g_return_if_fail (CRIB_IS_WINDOW (self));

  page = crib_wait_page_new ();
  crib_wait_page_set_title (CRIB_WAIT_PAGE (page), title);
  show_first_page (self, page);
}

void
crib_window_show_problem (CribWindow  *self,
                          CribProblem *problem)
{
  GtkWidget *page;

  g_return_if_fail (CRIB_IS_WINDOW (self));

  page = crib_problem_page_new ();
  crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), problem, NULL);
  show_first_page (self, page);
}

void
crib_window_show_toast (CribWindow *self,
                        const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (CRIB_IS_WINDOW (self));

  markup = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (markup));
}
