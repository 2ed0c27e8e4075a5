/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row-private.h"

#include "crib-announce.h"
#include "crib-field-editors.h"
#include "crib-field-states.h"
#include "crib-focus.h"

#include <glib/gi18n.h>

/* What a field may be besides a value, and where an entry of a list may go. */

static void
leave_out_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  crib_field_states_leave_out (CRIB_FIELD_ROW (widget)->field);
}

static void
set_null_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  form_field_set_state (CRIB_FIELD_ROW (widget)->field, FORM_STATE_NULL);
}

/* The emptiest value that there is: made anew, so that nothing of a former one is left in it. */
static void
set_empty (FormField *field)
{
  FormKind kind = form_field_get_kind (field);

  if (kind != FORM_KIND_OBJECT)
    form_field_set_state (field, FORM_STATE_ABSENT);
  form_field_set_state (field, FORM_STATE_VALUE);
  if (kind == FORM_KIND_STRING && !form_field_is_json (field))
    form_field_set_text (field, "");
}

/* Of a union, what was chosen is sent as it is; a shape of which nothing was typed, empty. */
static void
send_branch (FormField *field)
{
  g_autoptr(FormField) branch = NULL;

  if (!crib_field_states_has_branch (field))
    form_field_set_state (field, FORM_STATE_VALUE);

  branch = g_list_model_get_item (G_LIST_MODEL (field), 0);
  if (branch != NULL)
    form_field_set_state (branch, FORM_STATE_VALUE);
}

static void
set_empty_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CribFieldRow *self = CRIB_FIELD_ROW (widget);

  if (form_field_get_kind (self->field) == FORM_KIND_UNION)
    send_branch (self->field);
  else
    set_empty (self->field);
}

static void
announce_place (FormField *entry,
                GtkWidget *widget)
{
  g_autofree char *words = NULL;

  words = g_strdup_printf (_("Moved to place %u of %u"), form_field_get_position (entry) + 1,
                           g_list_model_get_n_items (G_LIST_MODEL (form_field_get_parent (entry))));
  crib_announce (widget, words);
}

/* Moves an entry of a list if it can go there, and says so from @widget. Rows may go meanwhile:
 * whoever shows them may make others. */
void
crib_field_row_move_entry (FormField *entry,
                           int        by,
                           GtkWidget *widget)
{
  g_autoptr(FormField) held = NULL;
  g_autoptr(GtkWidget) speaker = NULL;

  g_return_if_fail (FORM_IS_FIELD (entry));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!form_field_can_move (entry, by))
    return;

  held = g_object_ref (entry);
  speaker = g_object_ref (widget);
  form_field_move (entry, by);
  announce_place (entry, widget);
}

static void
move_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  crib_field_row_move_entry (CRIB_FIELD_ROW (widget)->field, -1, widget);
}

static void
move_down_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  crib_field_row_move_entry (CRIB_FIELD_ROW (widget)->field, 1, widget);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* The focus goes to the row that takes the place, or to the one before. */
static void
pass_focus_on (CribFieldRow *self)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (self));

  if (!has_focus (GTK_WIDGET (self)))
    return;

  while (next != NULL && CRIB_IS_FIELD_ROW (next) &&
         CRIB_FIELD_ROW (next)->depth > self->depth)
    next = gtk_widget_get_next_sibling (next);
  if (next == NULL || !gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
    {
      next = gtk_widget_get_prev_sibling (GTK_WIDGET (self));
      if (next != NULL)
        gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
    }
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr(CribFieldRow) self = g_object_ref (CRIB_FIELD_ROW (widget));

  if (!form_field_can_remove (self->field))
    return;

  pass_focus_on (self);
  form_field_remove (self->field);
  crib_announce (widget, _("Removed"));
}

/* Choices have these states among their items. */
static gboolean
has_states_of_its_own (CribFieldRow *self)
{
  return CRIB_IS_FIELD_CHOICE (self->editor) || CRIB_IS_FIELD_PICK (self->editor);
}

/* One of several that came to be by adding: it can go, or at least could if there were more. */
gboolean
crib_field_row_is_entry (CribFieldRow *self)
{
  FormField *parent = form_field_get_parent (self->field);
  FormKind kind = parent != NULL ? form_field_get_kind (parent) : FORM_KIND_OBJECT;

  return kind == FORM_KIND_LIST || kind == FORM_KIND_MAP ||
         form_field_can_remove (self->field);
}

/* What has no empty value, and need not be filled in to be one. */
static gboolean
is_sent (FormKind kind)
{
  return kind == FORM_KIND_OBJECT || kind == FORM_KIND_TUPLE || kind == FORM_KIND_UNION;
}

/* What can be empty, and cannot be made so by hand. */
static gboolean
can_be_empty (CribFieldRow *self)
{
  switch (form_field_get_kind (self->field))
    {
    case FORM_KIND_STRING:
    case FORM_KIND_LIST:
    case FORM_KIND_MAP:
    case FORM_KIND_CHOICES:
      return !form_field_is_json (self->field);

    default:
      return FALSE;
    }
}

static GMenu *
make_states (CribFieldRow *self)
{
  GMenu *menu = g_menu_new ();
  FormKind kind = form_field_get_kind (self->field);
  gboolean branch = form_field_is_branch (self->field);
  gboolean optional = !form_field_is_required (self->field) && !branch;
  gboolean nullable = form_field_is_nullable (self->field);
  gboolean alone = has_states_of_its_own (self);
  gboolean typed = kind == FORM_KIND_INTEGER || kind == FORM_KIND_NUMBER ||
                   kind == FORM_KIND_DATE || kind == FORM_KIND_TIME ||
                   kind == FORM_KIND_DATE_TIME;

  /* What is typed is left out by erasing it. */
  if (optional && !alone && (!typed || nullable))
    g_menu_append (menu, _("_Leave Out"), "field.leave-out");
  if (can_be_empty (self))
    g_menu_append (menu, _("_Empty"), "field.set-empty");
  if (optional && (is_sent (kind) || form_field_is_fixed (self->field)))
    g_menu_append (menu, _("_Send"), "field.set-empty");
  if ((nullable || kind == FORM_KIND_NULL) && !alone && !branch)
    g_menu_append (menu, _("_Null"), "field.set-null");
  return menu;
}

static GMenu *
make_moves (CribFieldRow *self)
{
  GMenu *menu = g_menu_new ();
  FormField *parent = form_field_get_parent (self->field);

  if (parent != NULL && form_field_get_kind (parent) == FORM_KIND_LIST)
    {
      g_menu_append (menu, _("Move _Up"), "field.move-up");
      g_menu_append (menu, _("Move _Down"), "field.move-down");
    }
  if (crib_field_row_is_entry (self))
    g_menu_append (menu, _("_Remove"), "field.remove");
  return menu;
}

static void
add_section (GMenu *menu,
             GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
leave_room (CribFieldRow *self,
            gboolean      menu)
{
  GtkWidget *input = crib_field_editor_get_input (self->editor);
  int width, height;

  gtk_widget_get_size_request (input, &width, &height);
  if (width == CRIB_FIELD_WIDTH && menu)
    gtk_widget_set_size_request (input, CRIB_FIELD_WIDTH - CRIB_FIELD_MENU_WIDTH, height);
}

void
crib_field_row_fill_menu (CribFieldRow *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) states = make_states (self);
  g_autoptr(GMenu) moves = make_moves (self);
  gboolean any;

  if (!form_field_is_locked (self->field))
    add_section (menu, states);
  /* Where a branch goes is for its union to say, and whether it is there at all. */
  if (!form_field_is_branch (self->field) && !form_field_is_locked (self->field))
    add_section (menu, moves);

  any = g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0;
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button),
                                  any ? G_MENU_MODEL (menu) : NULL);
  gtk_widget_set_visible (self->menu_box, any);
  leave_room (self, any);
}

static gboolean
is_empty (CribFieldRow *self)
{
  FormKind kind = form_field_get_kind (self->field);
  const char *text = form_field_get_text (self->field);

  if (form_field_get_state (self->field) != FORM_STATE_VALUE)
    return FALSE;
  if (kind == FORM_KIND_UNION)
    return TRUE;
  if (kind == FORM_KIND_LIST || kind == FORM_KIND_MAP)
    return g_list_model_get_n_items (G_LIST_MODEL (self->field)) == 0;
  if (kind == FORM_KIND_CHOICES)
    return FALSE;
  return kind != FORM_KIND_STRING || text == NULL || *text == '\0';
}

void
crib_field_row_update_menu (CribFieldRow *self)
{
  FormState state = form_field_get_state (self->field);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean locked = form_field_is_locked (self->field);

  gtk_widget_action_set_enabled (widget, "field.leave-out",
                                 state != FORM_STATE_ABSENT ||
                                 crib_field_states_has_branch (self->field));
  gtk_widget_action_set_enabled (widget, "field.set-null", state != FORM_STATE_NULL);
  gtk_widget_action_set_enabled (widget, "field.set-empty", !is_empty (self));
  gtk_widget_action_set_enabled (widget, "field.move-up",
                                 !locked && form_field_can_move (self->field, -1));
  gtk_widget_action_set_enabled (widget, "field.move-down",
                                 !locked && form_field_can_move (self->field, 1));
  gtk_widget_action_set_enabled (widget, "field.remove",
                                 !locked && form_field_can_remove (self->field));
}

/* The name, the value and the menu; where the value has the whole width, the menu is above it. */
static gboolean
crib_field_row_move_focus (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  CribFieldRow *self = CRIB_FIELD_ROW (widget);
  GtkWidget *editor = GTK_WIDGET (self->editor);
  gboolean wide = gtk_widget_get_parent (self->menu_box) == self->head;
  GtkWidget *stops[] = { self->name_entry, wide ? self->menu_box : editor,
                         wide ? editor : self->menu_box };

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return crib_focus_within (widget, direction);

  return crib_focus_along (stops, G_N_ELEMENTS (stops), direction);
}

void
crib_field_row_install_menu (GtkWidgetClass *widget_class)
{
  widget_class->focus = crib_field_row_move_focus;

  gtk_widget_class_install_action (widget_class, "field.leave-out", NULL, leave_out_action);
  gtk_widget_class_install_action (widget_class, "field.set-empty", NULL, set_empty_action);
  gtk_widget_class_install_action (widget_class, "field.set-null", NULL, set_null_action);
  gtk_widget_class_install_action (widget_class, "field.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (widget_class, "field.move-down", NULL, move_down_action);
  gtk_widget_class_install_action (widget_class, "field.remove", NULL, remove_action);

  /* So that the menu shows them; within a form they are CribFormSheet's. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK,
                                       "field.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "field.move-down", NULL);
}
