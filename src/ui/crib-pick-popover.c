/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-pick-popover.h"

#include "crib-pick-item.h"

#include <glib/gi18n.h>

#define WIDTH 300
#define BUTTON_WIDTH 220
#define MAX_HEIGHT 360
/* Above this the search goes on in idle moments. */
#define MANY 2000

/*
 * CribPickPopover:
 *
 * The search finds words anywhere in a label, which the one of a GtkDropDown does only in later
 * versions. The list is filled when it is first shown: most menus of a form never are. Nothing
 * is kept of what is picked; its owner is asked.
 */
struct _CribPickPopover
{
  GtkPopover parent_instance;

  gboolean several;
  CribPickLabel get_label;
  CribPickTest is_picked;
  gpointer user_data;

  GListStore *items;
  GtkStringFilter *filter;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *nothing;
  GPtrArray *shown;       /* of GtkListItem, not owned: those that have an item now */
};

enum {
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribPickPopover, crib_pick_popover, GTK_TYPE_POPOVER)

static GtkWidget *
get_mark (GtkListItem *item)
{
  return gtk_widget_get_first_child (gtk_list_item_get_child (item));
}

/* What has the focus, and is spoken. */
static GtkAccessible *
get_line (GtkListItem *item)
{
  return GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item)));
}

static void
show_mark (CribPickPopover *self,
           GtkListItem     *item)
{
  CribPickItem *pick = gtk_list_item_get_item (item);
  gboolean picked = self->is_picked (crib_pick_item_get_position (pick), self->user_data);
  GtkWidget *mark = get_mark (item);

  gtk_accessible_update_state (get_line (item), GTK_ACCESSIBLE_STATE_CHECKED,
                               picked ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                      : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);

  if (self->several)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), picked);
  else
    gtk_widget_set_opacity (mark, picked ? 1 : 0);
}

static void
pick (CribPickPopover *self,
      CribPickItem    *item)
{
  if (!self->several)
    gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, crib_pick_item_get_position (item));
  crib_pick_popover_refresh (self);
}

static void
activate_cb (CribPickPopover *self,
             guint            position)
{
  g_autoptr(CribPickItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item != NULL)
    pick (self, item);
}

/* Return in the search takes what stands first, or what the arrows chose. */
static void
search_activate_cb (CribPickPopover *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  activate_cb (self, selected != GTK_INVALID_LIST_POSITION ? selected : 0);
}

static void
search_changed_cb (CribPickPopover *self)
{
  gtk_string_filter_set_search (self->filter,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
found_cb (CribPickPopover *self)
{
  gtk_widget_set_visible (self->nothing,
                          g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0);
}

static void
setup_cb (CribPickPopover *self,
          GtkListItem     *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = self->several ? gtk_check_button_new ()
                                  : gtk_image_new_from_icon_name ("object-select-symbolic");

  /* The line is what takes the focus and the click. */
  gtk_widget_set_can_focus (mark, FALSE);
  gtk_widget_set_can_target (mark, FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (CribPickPopover *self,
         GtkListItem     *item)
{
  const char *words = crib_pick_item_get_label (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (words, -1) > 30 ? words : NULL);
  gtk_accessible_update_property (get_line (item), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (self->several)
    gtk_accessible_update_property (GTK_ACCESSIBLE (get_mark (item)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_ptr_array_add (self->shown, item);
  show_mark (self, item);
}

static void
unbind_cb (CribPickPopover *self,
           GtkListItem     *item)
{
  g_ptr_array_remove_fast (self->shown, item);
}

static void
fill (CribPickPopover *self)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  char *label;

  while ((label = self->get_label (items->len, self->user_data)) != NULL)
    {
      g_ptr_array_add (items, crib_pick_item_new (label, items->len));
      g_free (label);
    }
  gtk_filter_list_model_set_incremental (self->found, items->len > MANY);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

/* Where the list begins to be read: at what is picked. */
static void
scroll_to_picked (CribPickPopover *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n_items && !self->several; i++)
    if (self->is_picked (i, self->user_data))
      {
        gtk_single_selection_set_selected (self->selection, i);
        gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
        return;
      }
}

static void
crib_pick_popover_show (GtkWidget *widget)
{
  CribPickPopover *self = CRIB_PICK_POPOVER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_string_filter_set_search (self->filter, "");
  fill (self);

  GTK_WIDGET_CLASS (crib_pick_popover_parent_class)->show (widget);

  gtk_widget_grab_focus (self->search);
  scroll_to_picked (self);
}

static void
crib_pick_popover_dispose (GObject *object)
{
  CribPickPopover *self = CRIB_PICK_POPOVER (object);

  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (crib_pick_popover_parent_class)->dispose (object);
}

static void
crib_pick_popover_finalize (GObject *object)
{
  CribPickPopover *self = CRIB_PICK_POPOVER (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (crib_pick_popover_parent_class)->finalize (object);
}

static void
crib_pick_popover_class_init (CribPickPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_pick_popover_dispose;
  object_class->finalize = crib_pick_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = crib_pick_popover_show;

  signals[SIGNAL_PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
make_models (CribPickPopover *self)
{
  GtkExpression *label = gtk_property_expression_new (CRIB_TYPE_PICK_ITEM, NULL, "label");

  self->items = g_list_store_new (CRIB_TYPE_PICK_ITEM);
  self->filter = gtk_string_filter_new (label);
  gtk_string_filter_set_match_mode (self->filter, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                           GTK_FILTER (self->filter));
  g_signal_connect_object (self->found, "items-changed",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->found));
}

static GtkWidget *
make_list (CribPickPopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  g_signal_connect_object (self->list, "activate",
                           G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choices"), -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

static GtkWidget *
make_search (CribPickPopover *self)
{
  self->search = gtk_search_entry_new ();
  g_signal_connect_object (self->search, "search-changed",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate",
                           G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search",
                           G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search Choices"), -1);
  return self->search;
}

static void
crib_pick_popover_init (CribPickPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->shown = g_ptr_array_new ();
  make_models (self);
  self->nothing = gtk_label_new (_("Nothing found"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_margin_top (self->nothing, 12);
  gtk_widget_set_margin_bottom (self->nothing, 12);

  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_box_append (GTK_BOX (box), make_search (self));
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pick");
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
crib_pick_popover_new (gboolean      several,
                       CribPickLabel get_label,
                       CribPickTest  is_picked,
                       gpointer      user_data)
{
  CribPickPopover *self;

  g_return_val_if_fail (get_label != NULL && is_picked != NULL, NULL);

  self = g_object_new (CRIB_TYPE_PICK_POPOVER, NULL);
  self->several = several;
  self->get_label = get_label;
  self->is_picked = is_picked;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}

/* Shows the marks anew after what is picked changed elsewhere. */
void
crib_pick_popover_refresh (CribPickPopover *self)
{
  g_return_if_fail (CRIB_IS_PICK_POPOVER (self));

  for (guint i = 0; i < self->shown->len; i++)
    show_mark (self, g_ptr_array_index (self->shown, i));
}

/* A menu button centres what is in it; choices begin where lines begin, as in a GtkDropDown. */
static void
fill_button (GtkWidget *button,
             GtkWidget *child)
{
  GtkWidget *inner = gtk_widget_get_first_child (button);

  gtk_widget_set_hexpand (child, TRUE);
  for (GtkWidget *box = gtk_widget_get_parent (child);
       box != NULL && box != inner && box != button;
       box = gtk_widget_get_parent (box))
    gtk_widget_set_halign (box, GTK_ALIGN_FILL);
}

GtkWidget *
crib_pick_button_new (GtkWidget  *popover,
                      GtkWidget **label)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (*label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (*label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (*label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (*label), 24);
  gtk_widget_set_hexpand (*label, TRUE);
  gtk_box_append (GTK_BOX (box), *label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  fill_button (button, box);
  /* The button wants no more room than its row gives it. */
  gtk_widget_set_hexpand (button, FALSE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_size_request (button, BUTTON_WIDTH, -1);
  return button;
}

void
crib_pick_button_set_words (GtkWidget  *button,
                            GtkWidget  *label,
                            const char *words)
{
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (button, g_utf8_strlen (words, -1) > 24 ? words : NULL);
}
