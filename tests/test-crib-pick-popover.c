/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-pick-item.h"
#include "crib-pick-popover.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *popover;
  GHashTable *picked;
  guint n_labels;
  guint last;
} Fixture;

static char *
dup_label (guint    position,
           gpointer user_data)
{
  Fixture *fixture = user_data;

  if (position >= fixture->n_labels)
    return NULL;
  return position == 3 ? g_strdup ("<b>Übersee</b>") : g_strdup_printf ("Place %u", position);
}

static gboolean
is_picked (guint    position,
           gpointer user_data)
{
  return g_hash_table_contains (((Fixture *) user_data)->picked, GUINT_TO_POINTER (position));
}

static void
picked_cb (Fixture *fixture,
           guint    position)
{
  fixture->last = position;
  if (!g_hash_table_remove (fixture->picked, GUINT_TO_POINTER (position)))
    g_hash_table_add (fixture->picked, GUINT_TO_POINTER (position));
}

static void
set_up (Fixture *fixture,
        gboolean several,
        guint    n_labels)
{
  GtkWidget *label, *button;

  fixture->n_labels = n_labels;
  fixture->last = G_MAXUINT;
  fixture->picked = g_hash_table_new (NULL, NULL);
  fixture->popover = g_object_ref_sink (crib_pick_popover_new (several, dup_label, is_picked,
                                                               fixture));
  g_signal_connect_swapped (fixture->popover, "picked", G_CALLBACK (picked_cb), fixture);
  button = crib_pick_button_new (fixture->popover, &label);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), button);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_wait (gtk_widget_get_mapped (fixture->popover));
}

static void
tear_down (Fixture *fixture)
{
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_wait (!g_main_context_pending (NULL));
  g_assert_finalize_object (fixture->popover);
  g_hash_table_unref (fixture->picked);
}

static GtkSelectionModel *
get_list (Fixture *fixture)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (fixture->popover, ui_is_type,
                                                          "GtkListView")));
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_list (fixture)));
}

static void
search (Fixture    *fixture,
        const char *words)
{
  GtkWidget *entry = ui_find (fixture->popover, ui_is_type, "GtkSearchEntry");

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
}

/* Found anywhere in the label, whatever the case. */
static void
test_pick_search (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, FALSE, 40);
  g_assert_cmpuint (count (&fixture), ==, 40);
  search (&fixture, "ÜBER");
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_true (gtk_widget_get_mapped (ui_find (fixture.popover, ui_is_type, "GtkSearchEntry")));
  search (&fixture, "ace 1");
  g_assert_cmpuint (count (&fixture), ==, 11);
  g_assert_false (ui_shows (fixture.popover, "Nothing found"));
  search (&fixture, "nowhere");
  g_assert_true (ui_shows (fixture.popover, "Nothing found"));
  tear_down (&fixture);
}

/* The words begin where the button begins, as in a drop-down beside it. */
static void
test_pick_button (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label, *button;
  double x, y;
  Fixture fixture = { 0, };

  button = crib_pick_button_new (crib_pick_popover_new (FALSE, dup_label, is_picked, &fixture),
                                 &label);
  crib_pick_button_set_words (button, label, "Kiel");
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 40);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (gtk_widget_get_width (label) > 0);
  g_assert_true (gtk_widget_translate_coordinates (label, button, 0, 0, &x, &y));
  g_assert_cmpfloat (x, <, 30);
  g_assert_cmpint (gtk_widget_get_width (label), >, gtk_widget_get_width (button) - 80);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Return picks what was found, by its place among all. */
static void
test_pick_return (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, FALSE, 40);
  search (&fixture, "place 27");
  g_signal_emit_by_name (ui_find (fixture.popover, ui_is_type, "GtkSearchEntry"), "activate");
  g_assert_cmpuint (fixture.last, ==, 27);
  ui_wait (!gtk_widget_get_visible (fixture.popover));
  tear_down (&fixture);
}

static gboolean
is_mark_of (GtkWidget  *widget,
            const char *label)
{
  GtkWidget *sibling = gtk_widget_get_next_sibling (widget);

  return (GTK_IS_CHECK_BUTTON (widget) || GTK_IS_IMAGE (widget)) && GTK_IS_LABEL (sibling) &&
         g_str_equal (gtk_label_get_label (GTK_LABEL (sibling)), label);
}

/* Several can be picked one after the other; the marks follow. */
static void
test_pick_several (void)
{
  Fixture fixture = { 0, };
  GtkWidget *list, *mark;

  set_up (&fixture, TRUE, 40);
  list = ui_find (fixture.popover, ui_is_type, "GtkListView");
  g_signal_emit_by_name (list, "activate", 3);
  g_assert_cmpuint (fixture.last, ==, 3);
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_true (gtk_widget_get_visible (fixture.popover));
  mark = ui_find (fixture.popover, is_mark_of, "<b>Übersee</b>");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (mark)));
  g_signal_emit_by_name (list, "activate", 3);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (mark)));

  g_hash_table_add (fixture.picked, GUINT_TO_POINTER (3));
  crib_pick_popover_refresh (CRIB_PICK_POPOVER (fixture.popover));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (mark)));
  tear_down (&fixture);
}

/* The line that has the focus says what it is, and whether it is picked. */
static void
test_pick_spoken (void)
{
  for (guint several = 0; several < 2; several++)
    {
      Fixture fixture = { 0, };
      GtkWidget *mark, *line;

      set_up (&fixture, several != 0, 40);
      ui_wait ((mark = ui_find (fixture.popover, is_mark_of, "<b>Übersee</b>")) != NULL);
      line = gtk_widget_get_parent (gtk_widget_get_parent (mark));
      gtk_test_accessible_assert_role (line, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_LABEL, "<b>Übersee</b>");
      gtk_test_accessible_assert_state (line, GTK_ACCESSIBLE_STATE_CHECKED,
                                        GTK_ACCESSIBLE_TRISTATE_FALSE);
      g_hash_table_add (fixture.picked, GUINT_TO_POINTER (3));
      crib_pick_popover_refresh (CRIB_PICK_POPOVER (fixture.popover));
      gtk_test_accessible_assert_state (line, GTK_ACCESSIBLE_STATE_CHECKED,
                                        GTK_ACCESSIBLE_TRISTATE_TRUE);
      tear_down (&fixture);
    }
}

static void
test_pick_many (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, FALSE, 20000);
  g_assert_cmpuint (count (&fixture), ==, 20000);
  search (&fixture, "Place 1999");
  ui_wait (count (&fixture) == 11);
  tear_down (&fixture);
}

/* A label of any length shows its beginning. */
static void
test_pick_item (void)
{
  g_autofree char *label = g_strnfill (10000, 'x');
  CribPickItem *item = crib_pick_item_new (label, 7);

  g_assert_cmpint (g_utf8_strlen (crib_pick_item_get_label (item), -1), ==, 201);
  g_assert_cmpuint (crib_pick_item_get_position (item), ==, 7);
  g_assert_finalize_object (item);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/pick-popover/search", test_pick_search);
  g_test_add_func ("/pick-popover/button", test_pick_button);
  g_test_add_func ("/pick-popover/return", test_pick_return);
  g_test_add_func ("/pick-popover/several", test_pick_several);
  g_test_add_func ("/pick-popover/spoken", test_pick_spoken);
  g_test_add_func ("/pick-popover/many", test_pick_many);
  g_test_add_func ("/pick-popover/item", test_pick_item);

  return g_test_run ();
}
