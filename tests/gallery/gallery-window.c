/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gallery-window.h"

#include "crib-form-view.h"

#define NARROW 360
#define DPI (96 * PANGO_SCALE)

struct _GalleryWindow
{
  AdwApplicationWindow parent_instance;

  GListModel *pages;
  GalleryPage *page;

  AdwLeaflet *leaflet;
  GtkListBox *list;
  GtkWidget *bench;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *title_label;
  GtkLabel *about_label;
  CribFormView *form_view;
  GtkLabel *problems_label;
};

G_DEFINE_FINAL_TYPE (GalleryWindow, gallery_window, ADW_TYPE_APPLICATION_WINDOW)

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  crib_form_view_check (GALLERY_WINDOW (widget)->form_view);
}

static void
dark_cb (GSimpleAction *action,
         GVariant      *state,
         gpointer       user_data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_variant_get_boolean (state) ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                    : ADW_COLOR_SCHEME_DEFAULT);
  g_simple_action_set_state (action, state);
}

static void
large_cb (GSimpleAction *action,
          GVariant      *state,
          gpointer       user_data)
{
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi", g_variant_get_boolean (state) ? 2 * DPI : DPI,
                NULL);
  g_simple_action_set_state (action, state);
}

static void
right_to_left_cb (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  gtk_widget_set_default_direction (g_variant_get_boolean (state) ? GTK_TEXT_DIR_RTL
                                                                  : GTK_TEXT_DIR_LTR);
  g_simple_action_set_state (action, state);
}

static void
narrow_cb (GSimpleAction *action,
           GVariant      *state,
           gpointer       user_data)
{
  gtk_window_set_default_size (user_data, g_variant_get_boolean (state) ? NARROW : 1060, 800);
  g_simple_action_set_state (action, state);
}

static void
problems_cb (GalleryWindow *self)
{
  guint n = crib_form_view_get_n_problems (self->form_view);
  g_autofree char *text = n > 0 ? g_strdup_printf ("%u wrong", n) : NULL;

  gtk_label_set_label (self->problems_label, text != NULL ? text : "");
}

static void
open_page (GalleryWindow *self,
           GalleryPage   *page)
{
  g_autoptr(FormModel) model = gallery_page_create_model (page);
  g_autoptr(CribSuggester) suggester = gallery_page_create_suggester (page);

  self->page = page;
  gtk_label_set_label (self->title_label, gallery_page_get_title (page));
  gtk_label_set_label (self->about_label, gallery_page_get_about (page));
  crib_form_view_set_suggester (self->form_view, suggester);
  crib_form_view_set_model (self->form_view, model);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
row_selected_cb (GalleryWindow *self,
                 GtkListBoxRow *row)
{
  g_autoptr(GalleryPage) page = NULL;

  if (row == NULL)
    return;

  page = g_list_model_get_item (self->pages, gtk_list_box_row_get_index (row));
  open_page (self, page);
}

static void
row_activated_cb (GalleryWindow *self,
                  GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->bench);
}

static void
back_cb (GalleryWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  GalleryWindow *self = user_data;
  g_autoptr(GalleryPage) page = NULL;
  g_autoptr(GalleryPage) last = NULL;
  GtkWidget *label;

  page = g_list_model_get_item (self->pages, gtk_list_box_row_get_index (row));
  if (before != NULL)
    last = g_list_model_get_item (self->pages, gtk_list_box_row_get_index (before));
  if (last != NULL &&
      g_str_equal (gallery_page_get_section (page), gallery_page_get_section (last)))
    return;

  label = gtk_label_new (gallery_page_get_section (page));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *label = gtk_label_new (gallery_page_get_title (item));
  GtkWidget *row;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gallery_page_get_title (item), -1);
  return row;
}

static void
gallery_window_dispose (GObject *object)
{
  GalleryWindow *self = GALLERY_WINDOW (object);

  if (self->form_view != NULL)
    crib_form_view_set_model (self->form_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLERY_TYPE_WINDOW);

  G_OBJECT_CLASS (gallery_window_parent_class)->dispose (object);
}

static void
gallery_window_finalize (GObject *object)
{
  g_clear_object (&GALLERY_WINDOW (object)->pages);

  G_OBJECT_CLASS (gallery_window_parent_class)->finalize (object);
}

static void
gallery_window_class_init (GalleryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gallery_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gallery_window_finalize;

  g_type_ensure (CRIB_TYPE_FORM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/gallery-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, bench);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, content);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, about_label);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, form_view);
  gtk_widget_class_bind_template_child (widget_class, GalleryWindow, problems_label);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, check_action);
}

static void
gallery_window_init (GalleryWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "dark", .state = "false", .change_state = dark_cb },
    { .name = "large", .state = "false", .change_state = large_cb },
    { .name = "right-to-left", .state = "false", .change_state = right_to_left_cb },
    { .name = "narrow", .state = "false", .change_state = narrow_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->form_view, "notify::n-problems",
                           G_CALLBACK (problems_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gallery_window_new (GtkApplication *application,
                    GListModel     *pages)
{
  GalleryWindow *self = g_object_new (GALLERY_TYPE_WINDOW, "application", application, NULL);

  self->pages = g_object_ref (pages);
  gtk_list_box_bind_model (self->list, pages, create_row, NULL, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  return GTK_WIDGET (self);
}

/* Returns: whether there is such a page */
gboolean
gallery_window_show_page (GalleryWindow *self,
                          const char    *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->pages); i++)
    {
      g_autoptr(GalleryPage) page = g_list_model_get_item (self->pages, i);

      if (g_str_equal (gallery_page_get_name (page), name))
        {
          gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
          adw_leaflet_set_visible_child (self->leaflet, self->bench);
          return TRUE;
        }
    }

  return FALSE;
}

const char *
gallery_window_get_page (GalleryWindow *self)
{
  return gallery_page_get_name (self->page);
}

/* What a picture of a page shows, however long it is. */
GtkWidget *
gallery_window_get_content (GalleryWindow *self)
{
  return self->content;
}
