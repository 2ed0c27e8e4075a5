/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-suggestion-popover.h"

#include "crib-field-row.h"
#include "crib-suggestion-rows.h"

#include <glib/gi18n.h>

/* Milliseconds after the last letter, so that a fast typist costs a server one request. */
#define DELAY 200
#define MAX_HEIGHT 280
#define MIN_WIDTH 180

/*
 * CribSuggestionPopover:
 *
 * Asks a [iface@Crib.Suggester] for what the text of an entry could be, once typing pauses, and
 * lists the answer. A newer text cancels what was asked for the older one, and an answer is shown
 * only while the keyboard is still in the entry: the keyboard never leaves it, and keys that move
 * in the list are caught there. What a program puts into the entry is not asked for.
 *
 * Screen readers are told by the description of the entry, which they speak when it changes, as
 * GTK has no announcements on our floor.
 */
struct _CribSuggestionPopover
{
  GtkPopover parent_instance;

  FormField *field;
  GtkWidget *entry;         /* borrowed: our parent */
  CribSuggester *suggester; /* nullable */
  GCancellable *cancellable;
  guint source;
  gboolean accepting;

  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *more_label;
};

G_DEFINE_FINAL_TYPE (CribSuggestionPopover, crib_suggestion_popover, GTK_TYPE_POPOVER)

static void
stop_asking (CribSuggestionPopover *self)
{
  g_clear_handle_id (&self->source, g_source_remove);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What the row says of the field comes back when the list has gone. */
static void
describe (CribSuggestionPopover *self,
          const char            *words)
{
  GtkWidget *row = gtk_widget_get_ancestor (self->entry, CRIB_TYPE_FIELD_ROW);

  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  else if (row != NULL)
    crib_field_row_refresh (CRIB_FIELD_ROW (row));
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
show_expanded (CribSuggestionPopover *self,
               gboolean               expanded)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

static void
close_list (CribSuggestionPopover *self)
{
  stop_asking (self);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  show_expanded (self, FALSE);
  describe (self, NULL);
}

static void
say_how_many (CribSuggestionPopover *self,
              guint                  n_shown)
{
  g_autofree char *count = NULL;
  g_autofree char *words = NULL;

  /* Translators: for screen readers, while somebody types into an entry. */
  count = g_strdup_printf (ngettext ("%u suggestion", "%u suggestions", n_shown), n_shown);
  words = g_strdup_printf ("%s. %s", count, gtk_widget_get_visible (self->more_label)
                           ? gtk_label_get_label (GTK_LABEL (self->more_label))
                           : _("Press the down arrow to choose."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, count, -1);
  describe (self, words);
}

static gboolean
is_focused (CribSuggestionPopover *self)
{
  GtkRoot *root = gtk_widget_get_root (self->entry);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == self->entry || gtk_widget_is_ancestor (focus, self->entry));
}

static gboolean
is_what_is_there (CribSuggestionPopover  *self,
                  char                  **values)
{
  return values[0] != NULL && values[1] == NULL &&
    g_str_equal (values[0], gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
show_values (CribSuggestionPopover  *self,
             char                  **values,
             gboolean                has_more)
{
  guint n_shown = crib_suggestion_rows_fill (self->list, values, &has_more);

  gtk_widget_set_visible (self->more_label, has_more);
  if (n_shown == 0 || is_what_is_there (self, values) || !is_focused (self))
    {
      close_list (self);
      return;
    }

  gtk_list_box_unselect_all (self->list);
  gtk_widget_set_size_request (self->scroller,
                               MAX (gtk_widget_get_width (self->entry), MIN_WIDTH), -1);
  gtk_popover_popup (GTK_POPOVER (self));
  show_expanded (self, TRUE);
  say_how_many (self, n_shown);
}

static void
suggest_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CribSuggestionPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) values = NULL;
  gboolean has_more;

  values = crib_suggester_suggest_finish (CRIB_SUGGESTER (source), result, &has_more, &error);

  /* A newer text has its own answer; and one types on well without suggestions. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->entry == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (values != NULL)
    show_values (self, values, has_more);
  else
    close_list (self);
}

static gboolean
can_ask (CribSuggestionPopover *self)
{
  return self->suggester != NULL && crib_suggester_suggests_for (self->suggester, self->field);
}

static void
ask (CribSuggestionPopover *self)
{
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  crib_suggester_suggest_async (self->suggester, self->field,
                                gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                self->cancellable, suggest_cb, g_object_ref (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  CribSuggestionPopover *self = user_data;

  self->source = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_syncing (CribSuggestionPopover *self)
{
  GtkWidget *editor = gtk_widget_get_ancestor (self->entry, CRIB_TYPE_FIELD_EDITOR);

  return editor != NULL && crib_field_editor_is_syncing (CRIB_FIELD_EDITOR (editor));
}

static void
changed_cb (CribSuggestionPopover *self)
{
  stop_asking (self);

  if (self->accepting || is_syncing (self) || !is_focused (self) || !can_ask (self))
    close_list (self);
  else
    self->source = g_timeout_add (DELAY, pause_cb, self);
}

static void
accept_row (CribSuggestionPopover *self,
            GtkListBoxRow         *row)
{
  g_autofree char *value = g_strdup (crib_suggestion_rows_get_value (row));

  self->accepting = TRUE;
  close_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->accepting = FALSE;
}

/* The chosen row is in sight, and read out. */
static void
select_row (CribSuggestionPopover *self,
            GtkListBoxRow         *row)
{
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
  describe (self, crib_suggestion_rows_get_words (row));
}

/* Past either end no row is chosen: Enter is then what it is without suggestions. */
static void
move (CribSuggestionPopover *self,
      int                    by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  if (row == NULL && by < 0)
    select_row (self, GTK_LIST_BOX_ROW (last));
  else
    select_row (self, index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL);
}

static gboolean
take_key_open (CribSuggestionPopover *self,
               guint                  keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      close_list (self);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (row == NULL)
        return GDK_EVENT_PROPAGATE;
      accept_row (self, row);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed_cb (CribSuggestionPopover *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return take_key_open (self, keyval);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || !can_ask (self))
    return GDK_EVENT_PROPAGATE;

  ask (self);
  return GDK_EVENT_STOP;
}

/* The entry goes, or loses its place: a popover has to go before its parent. */
static void
entry_destroyed_cb (CribSuggestionPopover *self)
{
  stop_asking (self);
  self->entry = NULL;
  gtk_widget_unparent (GTK_WIDGET (self));
}

static void
crib_suggestion_popover_dispose (GObject *object)
{
  CribSuggestionPopover *self = CRIB_SUGGESTION_POPOVER (object);

  stop_asking (self);
  g_clear_object (&self->suggester);
  g_clear_object (&self->field);

  G_OBJECT_CLASS (crib_suggestion_popover_parent_class)->dispose (object);
}

static void
crib_suggestion_popover_class_init (CribSuggestionPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_suggestion_popover_dispose;
}

static GtkWidget *
new_content (CribSuggestionPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->scroller);

  self->more_label = gtk_label_new (_("There are more. Type on to narrow them down."));
  gtk_label_set_xalign (GTK_LABEL (self->more_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->more_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->more_label), 30);
  gtk_widget_add_css_class (self->more_label, "caption");
  gtk_widget_add_css_class (self->more_label, "dim-label");
  gtk_widget_add_css_class (self->more_label, "suggestions-more");
  gtk_box_append (GTK_BOX (box), self->more_label);

  return box;
}

static void
crib_suggestion_popover_init (CribSuggestionPopover *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (accept_row), self);

  gtk_popover_set_child (GTK_POPOVER (self), new_content (self));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "suggestions");
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
}

static void
watch_entry (CribSuggestionPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);

  g_signal_connect_object (focus, "leave", G_CALLBACK (close_list), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "unmap", G_CALLBACK (close_list), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "destroy", G_CALLBACK (entry_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The entry can be told apart from one without suggestions before one types. */
static void
update_entry (CribSuggestionPopover *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  can_ask (self) ? GTK_ACCESSIBLE_AUTOCOMPLETE_LIST
                                                 : GTK_ACCESSIBLE_AUTOCOMPLETE_NONE,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, can_ask (self),
                                  -1);
}

CribSuggestionPopover *
crib_suggestion_popover_attach (GtkWidget *entry,
                                FormField *field)
{
  CribSuggestionPopover *self;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);
  g_return_val_if_fail (FORM_IS_FIELD (field), NULL);

  self = g_object_new (CRIB_TYPE_SUGGESTION_POPOVER, NULL);
  self->entry = entry;
  self->field = g_object_ref (field);
  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  watch_entry (self);
  update_entry (self);

  return self;
}

void
crib_suggestion_popover_set_suggester (CribSuggestionPopover *self,
                                       CribSuggester         *suggester)
{
  g_return_if_fail (CRIB_IS_SUGGESTION_POPOVER (self));
  g_return_if_fail (suggester == NULL || CRIB_IS_SUGGESTER (suggester));

  if (!g_set_object (&self->suggester, suggester))
    return;

  close_list (self);
  update_entry (self);
}

/* Keys that run a tool are taken before the entry could see them. */
void
crib_suggestion_popover_dismiss (GtkWidget *widget)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* What has the keyboard is the text inside the entry. */
  for (guint i = 0; focus != NULL && i < 2; i++, focus = gtk_widget_get_parent (focus))
    for (GtkWidget *child = gtk_widget_get_first_child (focus);
         child != NULL;
         child = gtk_widget_get_next_sibling (child))
      if (CRIB_IS_SUGGESTION_POPOVER (child))
        close_list (CRIB_SUGGESTION_POPOVER (child));
}
