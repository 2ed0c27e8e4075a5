/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-list.h"

#include <glib/gi18n.h>

#include "crib-tool-row.h"
#include "crib-wait-page.h"

/*
 * CribToolList:
 *
 * The counter's list: the tools of one server or, while something is searched, the matching tools
 * of all servers. Where there is nothing to list it says why.
 *
 * Signals: tool-selected (item): the person moved to that row; tool-clicked (item): clicked it
 * once; tool-activated (item): wants to go on with it (Enter, double click).
 */
struct _CribToolList
{
  AdwBin parent_instance;

  CribToolSearch *search;
  CribToolItem *shown;
  gboolean selecting;
  gboolean folded;

  GtkSingleSelection *selection;
  GSignalGroup *connection_signals;

  GtkStack *stack;
  GtkListView *list_view;
  CribWaitPage *wait_page;
  AdwStatusPage *status_page;
  GtkWidget *status_button;
};

enum
{
  SIGNAL_TOOL_SELECTED,
  SIGNAL_TOOL_CLICKED,
  SIGNAL_TOOL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribToolList, crib_tool_list, ADW_TYPE_BIN)

static void
show_wait_page (CribToolList *self)
{
  if (self->wait_page == NULL)
    {
      self->wait_page = CRIB_WAIT_PAGE (crib_wait_page_new ());
      crib_wait_page_set_title (self->wait_page, _("Loading tools…"));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->wait_page), "wait");
    }

  gtk_stack_set_visible_child_name (self->stack, "wait");
}

/* @description is plain text; the status page reads markup. */
static void
show_status_page (CribToolList *self,
                  const char   *icon_name,
                  const char   *title,
                  const char   *description)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  if (self->status_page == NULL)
    {
      self->status_page = ADW_STATUS_PAGE (adw_status_page_new ());
      gtk_widget_add_css_class (GTK_WIDGET (self->status_page), "compact");
      self->status_button = gtk_button_new ();
      gtk_widget_add_css_class (self->status_button, "pill");
      gtk_widget_set_halign (self->status_button, GTK_ALIGN_CENTER);
      adw_status_page_set_child (self->status_page, self->status_button);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->status_page), "status");
    }

  adw_status_page_set_icon_name (self->status_page, icon_name);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, markup);
  gtk_widget_set_visible (self->status_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* The next step, below the words of the status page. */
static void
offer (CribToolList *self,
       const char   *label,
       const char   *action)
{
  gtk_button_set_label (GTK_BUTTON (self->status_button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), action);
  gtk_widget_set_visible (self->status_button, TRUE);
}

static void
offer_help (CribToolList   *self,
            CribConnection *connection)
{
  CribProblem *problem = crib_connection_get_problem (connection);
  CribProblemAction suggested = CRIB_PROBLEM_ACTION_NONE;

  if (problem != NULL)
    suggested = crib_problem_get_suggested (problem);

  if (suggested == CRIB_PROBLEM_ACTION_SIGN_IN)
    offer (self, crib_problem_get_action_label (problem, suggested), "win.sign-in");
  else if (problem != NULL && self->folded)
    offer (self, _("Show What Helps"), "win.show-bench");
}

static void
show_no_match (CribToolList *self)
{
  /* Translators: %s is what the person typed into the search entry. */
  g_autofree char *description = g_strdup_printf (_("No tool matches “%s”."),
                                                  crib_tool_search_get_text (self->search));

  show_status_page (self, "system-search-symbolic", _("Nothing Found"), description);
}

static void
show_state (CribToolList *self)
{
  CribConnection *connection = crib_tool_search_get_connection (self->search);

  switch (crib_connection_get_state (connection))
    {
    case CRIB_CONNECTION_CONNECTED:
      show_status_page (self, "preferences-system-symbolic", _("No Tools"),
                        _("This server has no tools."));
      break;
    case CRIB_CONNECTION_SIGNED_OUT:
      show_status_page (self, "channel-secure-symbolic", _("Signed Out"),
                        _("The tools show up after you sign in."));
      break;
    case CRIB_CONNECTION_OFFLINE:
      show_status_page (self, "network-offline-symbolic", _("Offline"),
                        _("The tools show up when the server answers."));
      break;
    case CRIB_CONNECTION_ATTENTION:
      show_status_page (self, "dialog-warning-symbolic", _("Needs Attention"),
                        _("The tools show up when the server answers as it should."));
      break;
    case CRIB_CONNECTION_IDLE:
    case CRIB_CONNECTION_CONNECTING:
    default:
      show_wait_page (self);
      return;
    }

  offer_help (self, connection);
}

static void
update_page (CribToolList *self)
{
  CribConnection *connection = crib_tool_search_get_connection (self->search);
  GListModel *results = crib_tool_search_get_results (self->search);

  if (g_list_model_get_n_items (results) > 0 || connection == NULL)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (crib_tool_search_get_text (self->search) != NULL)
    show_no_match (self);
  else if (crib_connection_is_loading (connection))
    show_wait_page (self);
  else
    show_state (self);
}

/* Follows the tool that is shown when rows come, go and move. */
static void
update_selection (CribToolList *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->shown != NULL)
    position = crib_tool_search_find (self->search, self->shown);

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

/* The server may have another tool of that name now: who shows it hears of it. */
static void
update_shown (CribToolList *self)
{
  CribToolItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && g_set_object (&self->shown, item))
    g_signal_emit (self, signals[SIGNAL_TOOL_SELECTED], 0, item);
}

static void
items_changed_cb (CribToolList *self)
{
  CribToolItem *selected = gtk_single_selection_get_selected_item (self->selection);

  if (self->shown != NULL &&
      (selected == NULL || !crib_tool_search_is_same_tool (selected, self->shown)))
    update_selection (self);

  update_page (self);
  update_shown (self);
}

static void
selected_cb (CribToolList *self)
{
  if (!self->selecting)
    update_shown (self);
}

static void
activate_cb (CribToolList *self,
             guint         position)
{
  GListModel *results = crib_tool_search_get_results (self->search);
  g_autoptr(CribToolItem) item = g_list_model_get_item (results, position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_TOOL_ACTIVATED], 0, item);
}

/* A click on the row that is selected already changes no selection, and yet asks to go there. */
static void
click_cb (CribToolList *self,
          int           n_press,
          double        x,
          double        y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = NULL;
  CribToolItem *item;

  if (picked != NULL)
    row = gtk_widget_get_ancestor (picked, CRIB_TYPE_TOOL_ROW);

  item = row != NULL ? crib_tool_row_get_item (CRIB_TOOL_ROW (row)) : NULL;

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_TOOL_CLICKED], 0, item);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, crib_tool_row_new ());
}

static void
bind_row_cb (CribToolList *self,
             GtkListItem  *list_item)
{
  CribToolRow *row = CRIB_TOOL_ROW (gtk_list_item_get_child (list_item));

  crib_tool_row_set_home (row, crib_tool_search_get_home (self->search));
  crib_tool_row_set_item (row, gtk_list_item_get_item (list_item));
}

static void
unbind_row_cb (CribToolList *self,
               GtkListItem  *list_item)
{
  crib_tool_row_set_item (CRIB_TOOL_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
crib_tool_list_dispose (GObject *object)
{
  CribToolList *self = CRIB_TOOL_LIST (object);

  g_clear_object (&self->connection_signals);
  g_clear_object (&self->shown);
  /* A bound child of its own would be taken from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_TOOL_LIST);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (crib_tool_list_parent_class)->dispose (object);
}

static void
crib_tool_list_finalize (GObject *object)
{
  g_clear_object (&CRIB_TOOL_LIST (object)->search);

  G_OBJECT_CLASS (crib_tool_list_parent_class)->finalize (object);
}

/* A list view of 4.8 takes Tab for itself and goes through all its rows, thousands of them; the
 * arrow keys do that. Tab leaves. */
static gboolean
crib_tool_list_focus_move (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return GTK_WIDGET_CLASS (crib_tool_list_parent_class)->focus (widget, direction);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, CRIB_TYPE_TOOL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, CRIB_TYPE_TOOL_ITEM);
}

static void
crib_tool_list_class_init (CribToolListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_tool_list_dispose;
  object_class->finalize = crib_tool_list_finalize;
  widget_class->focus = crib_tool_list_focus_move;

  signals[SIGNAL_TOOL_SELECTED] = add_signal ("tool-selected");
  signals[SIGNAL_TOOL_CLICKED] = add_signal ("tool-clicked");
  signals[SIGNAL_TOOL_ACTIVATED] = add_signal ("tool-activated");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-tool-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CribToolList, stack);
  gtk_widget_class_bind_template_child (widget_class, CribToolList, list_view);
}

static void
add_click_gesture (CribToolList *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (gesture, "released", G_CALLBACK (click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (gesture));
}

static void
set_up_list_view (CribToolList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_row_cb), self);

  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_swapped (self->list_view, "activate", G_CALLBACK (activate_cb), self);
  g_object_unref (factory);

  add_click_gesture (self);
}

static void
crib_tool_list_init (CribToolList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify",
                                  G_CALLBACK (update_page), self);

  self->search = crib_tool_search_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, crib_tool_search_get_results (self->search));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  /* After: the list view has to know of the items before it hears that one is selected. */
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  set_up_list_view (self);
}

/* The list keeps the rows of tools that stay, and does not bind them again. */
static void
update_rows (CribToolList *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view));
  CribConnection *home = crib_tool_search_get_home (self->search);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (CRIB_IS_TOOL_ROW (row))
        crib_tool_row_set_home (CRIB_TOOL_ROW (row), home);
    }
}

CribToolSearch *
crib_tool_list_get_search (CribToolList *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_LIST (self), NULL);

  return self->search;
}

void
crib_tool_list_set_connection (CribToolList   *self,
                               CribConnection *connection)
{
  g_return_if_fail (CRIB_IS_TOOL_LIST (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_signal_group_set_target (self->connection_signals, connection);
  crib_tool_search_set_connection (self->search, connection);
  update_rows (self);
  items_changed_cb (self);
}

void
crib_tool_list_set_search_text (CribToolList *self,
                                const char   *text)
{
  g_return_if_fail (CRIB_IS_TOOL_LIST (self));

  if (!crib_tool_search_set_text (self->search, text))
    return;

  update_rows (self);
  items_changed_cb (self);
}

void
crib_tool_list_select (CribToolList *self,
                       CribToolItem *item)
{
  g_return_if_fail (CRIB_IS_TOOL_LIST (self));
  g_return_if_fail (item == NULL || CRIB_IS_TOOL_ITEM (item));

  g_set_object (&self->shown, item);
  update_selection (self);
}

void
crib_tool_list_activate_first (CribToolList *self)
{
  g_return_if_fail (CRIB_IS_TOOL_LIST (self));

  if (g_list_model_get_n_items (crib_tool_search_get_results (self->search)) == 0)
    return;

  gtk_single_selection_set_selected (self->selection, 0);
  activate_cb (self, 0);
}

/* A narrow window does not show what is wrong beside the list. */
void
crib_tool_list_set_folded (CribToolList *self,
                           gboolean      folded)
{
  g_return_if_fail (CRIB_IS_TOOL_LIST (self));

  self->folded = !!folded;
  update_page (self);
}

void
crib_tool_list_focus (CribToolList *self)
{
  g_return_if_fail (CRIB_IS_TOOL_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
