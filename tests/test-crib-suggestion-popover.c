/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-suggestion-popover.h"
#include "form-model.h"
#include "suggester-fixture.h"
#include "ui-fixture.h"

#include <string.h>

typedef struct
{
  FormModel *model;
  FormField *field;
  FakeSuggester *suggester;
  GtkWidget *window;
  GtkWidget *entry;
  GtkWidget *other;
  CribSuggestionPopover *popover;
} Fixture;

static void
set_up_for (Fixture    *fixture,
            const char *pointer)
{
  g_autoptr(SjsonDocument) document =
    ui_parse ("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},"
              "\"plain\":{\"type\":\"string\"}}}");
  SjsonValue schema = sjson_document_get_root (document);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->model = form_model_new (&schema, NULL);
  fixture->field = form_model_find (fixture->model, pointer);
  fixture->suggester = fake_suggester_new ();
  fixture->window = gtk_window_new ();
  fixture->entry = gtk_entry_new ();
  fixture->other = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), fixture->other);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  fixture->popover = crib_suggestion_popover_attach (fixture->entry, fixture->field);
  g_object_add_weak_pointer (G_OBJECT (fixture->popover), (gpointer *) &fixture->popover);
  crib_suggestion_popover_set_suggester (fixture->popover, CRIB_SUGGESTER (fixture->suggester));
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait (gtk_widget_get_mapped (fixture->entry));
  gtk_widget_grab_focus (fixture->entry);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_for (fixture, data != NULL ? data : "/city");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_wait (fixture->popover == NULL);
  g_assert_finalize_object (fixture->suggester);
  g_assert_finalize_object (fixture->model);
}

static gboolean
is_open (Fixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (fixture->popover));
}

static gboolean
has_focus (GtkWidget *entry)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (entry));

  return focus != NULL && gtk_widget_is_ancestor (focus, entry);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), text);
}

static void
wait_asked (Fixture *fixture,
            guint    n_asked)
{
  ui_wait (fake_suggester_get_n_asked (fixture->suggester) >= n_asked);
  g_assert_cmpuint (fake_suggester_get_n_asked (fixture->suggester), ==, n_asked);
}

static void
assert_asked (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *asked = fake_suggester_dup_asked (fixture->suggester);

  g_assert_cmpstr (asked, ==, expected);
}

static void
open_with (Fixture            *fixture,
           const char         *text,
           const char * const *values,
           gboolean            has_more)
{
  guint n_asked = fake_suggester_get_n_asked (fixture->suggester);

  type (fixture, text);
  wait_asked (fixture, n_asked + 1);
  fake_suggester_answer (fixture->suggester, values, has_more);
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (ui_find (GTK_WIDGET (fixture->popover), ui_is_type, "GtkListBox"));
}

static guint
count_rows (Fixture *fixture)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (get_list (fixture), n_rows) != NULL)
    n_rows++;

  return n_rows;
}

static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  return suggester_press_key (fixture->entry, keyval, 0);
}

static const char * const towns[] = { "Hamburg", "Hannover", "Halle", NULL };

/* Three letters at once are one question; a newer text ends the older question, whose answer comes
 * late and is not shown. */
static void
test_superseded (Fixture       *fixture,
                 gconstpointer  data)
{
  const char * const late[] = { "Late", NULL };

  type (fixture, "h");
  type (fixture, "ha");
  wait_asked (fixture, 1);
  assert_asked (fixture, "ha+");

  type (fixture, "ham");
  assert_asked (fixture, "ha");
  wait_asked (fixture, 2);
  assert_asked (fixture, "ha ham+");

  fake_suggester_answer (fixture->suggester, late, FALSE);
  g_assert_false (is_open (fixture));
  fake_suggester_answer (fixture->suggester, towns, FALSE);
  g_assert_true (is_open (fixture));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->popover), "Hannover"));
  g_assert_false (ui_shows (GTK_WIDGET (fixture->popover), "Late"));
  g_assert_true (has_focus (fixture->entry));
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  open_with (fixture, "ha", towns, FALSE);
  g_assert_true (is_open (fixture));

  /* Nothing is chosen yet: Enter is the entry's. */
  g_assert_false (press (fixture, GDK_KEY_Return));
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (get_list (fixture))),
                   ==, 1);
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_null (gtk_list_box_get_selected_row (get_list (fixture)));
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (get_list (fixture))),
                   ==, 2);
  g_assert_false (suggester_press_key (fixture->entry, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_Return));

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "Halle");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (fixture->entry)), ==, 5);
  g_assert_false (is_open (fixture));
  /* What was chosen is not asked for again. */
  g_assert_cmpuint (fake_suggester_get_n_asked (fixture->suggester), ==, 1);
  g_assert_true (has_focus (fixture->entry));
}

static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_false (press (fixture, GDK_KEY_Escape));
  open_with (fixture, "ha", towns, FALSE);
  g_assert_true (press (fixture, GDK_KEY_Escape));
  g_assert_false (is_open (fixture));
  g_assert_false (press (fixture, GDK_KEY_Escape));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "ha");

  /* Down asks at once for what is there. */
  g_assert_true (press (fixture, GDK_KEY_Down));
  wait_asked (fixture, 2);
  fake_suggester_answer (fixture->suggester, towns, FALSE);
  g_assert_true (is_open (fixture));
}

static void
test_mouse (Fixture       *fixture,
            gconstpointer  data)
{
  open_with (fixture, "ha", towns, FALSE);
  g_signal_emit_by_name (get_list (fixture), "row-activated",
                         gtk_list_box_get_row_at_index (get_list (fixture), 1));

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "Hannover");
  g_assert_false (is_open (fixture));
  g_assert_true (has_focus (fixture->entry));
  g_assert_false (gtk_widget_get_can_focus (GTK_WIDGET (fixture->popover)));
}

static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  const char *more = "There are more. Type on to narrow them down.";
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *label;

  g_ptr_array_add (values, g_strnfill (5000, 'x'));
  g_ptr_array_add (values, g_strdup (""));
  g_ptr_array_add (values, g_strdup ("\xff"));
  g_ptr_array_add (values, g_strnfill (1000, 'y'));
  g_ptr_array_add (values, g_strdup ("<b>a & b</b>\nnext"));
  for (guint i = 0; i < 98; i++)
    g_ptr_array_add (values, g_strdup_printf ("%u", i));
  g_ptr_array_add (values, NULL);

  open_with (fixture, "a", (const char * const *) values->pdata, FALSE);
  g_assert_cmpuint (count_rows (fixture), ==, 100);
  g_assert_false (ui_shows (GTK_WIDGET (fixture->popover), more));

  label = gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (get_list (fixture), 0));
  g_assert_cmpint (g_utf8_strlen (gtk_label_get_text (GTK_LABEL (label)), -1), <=, 201);
  label = gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (get_list (fixture), 1));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label)), "<b>a & b</b>"));
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (label)));

  /* One more than is shown, and more than there are by the server's word. */
  values->pdata[1] = g_strdup ("one more");
  open_with (fixture, "b", (const char * const *) values->pdata, FALSE);
  g_assert_cmpuint (count_rows (fixture), ==, 100);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->popover), more));
  open_with (fixture, "c", towns, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->popover), more));

  /* All of it is taken, not what is shown of it. */
  open_with (fixture, "d", (const char * const *) values->pdata + 3, FALSE);
  press (fixture, GDK_KEY_Down);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (fixture->entry))), ==, 1000);
}

/* Nothing to say, nothing but what is there already, or an error: no list. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const none[] = { NULL };
  const char * const same[] = { "Hamburg", NULL };

  open_with (fixture, "ha", towns, FALSE);
  open_with (fixture, "hax", none, FALSE);
  g_assert_false (is_open (fixture));
  open_with (fixture, "Hamburg", same, FALSE);
  g_assert_false (is_open (fixture));
  open_with (fixture, "ha", towns, FALSE);
  g_assert_true (is_open (fixture));
  open_with (fixture, "h", NULL, FALSE);
  g_assert_false (is_open (fixture));
}

/* Whoever has left is not followed, and what a program writes is not asked for. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  type (fixture, "ha");
  wait_asked (fixture, 1);
  gtk_widget_grab_focus (fixture->other);
  fake_suggester_answer (fixture->suggester, towns, FALSE);
  g_assert_false (is_open (fixture));
  g_assert_true (has_focus (fixture->other));

  type (fixture, "by a program");
  gtk_widget_grab_focus (fixture->entry);
  type (fixture, "ham");
  wait_asked (fixture, 2);
  assert_asked (fixture, "ha ham+");
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "hamb");
  assert_asked (fixture, "ha ham");
  fake_suggester_answer (fixture->suggester, towns, FALSE);

  /* No suggester any more: nothing is asked, and keys are the entry's. */
  crib_suggestion_popover_set_suggester (fixture->popover, NULL);
  type (fixture, "hambu");
  g_assert_false (press (fixture, GDK_KEY_Down));
}

static void
test_not_for_this_field (Fixture       *fixture,
                         gconstpointer  data)
{
  CribSuggester *suggester = CRIB_SUGGESTER (fixture->suggester);

  g_assert_false (crib_suggester_suggests_for (suggester, fixture->field));
  g_assert_true (crib_suggester_suggests_for (suggester,
                                              form_model_find (fixture->model, "/city")));
  type (fixture, "ha");
  g_assert_false (press (fixture, GDK_KEY_Down));
  g_assert_cmpuint (fake_suggester_get_n_asked (fixture->suggester), ==, 0);
}

/* The window goes while a question is open: that ends it. */
static void
test_window_goes (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = fixture->window;

  type (fixture, "ha");
  wait_asked (fixture, 1);
  fixture->window = gtk_window_new ();
  gtk_window_destroy (GTK_WINDOW (window));
  assert_asked (fixture, "ha");
  fake_suggester_answer (fixture->suggester, towns, FALSE);
}

#define ADD(name, pointer, func) \
  g_test_add ("/suggestion-popover/" name, Fixture, pointer, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  ADD ("superseded", NULL, test_superseded);
  ADD ("keys", NULL, test_keys);
  ADD ("escape", NULL, test_escape);
  ADD ("mouse", NULL, test_mouse);
  ADD ("bounds", NULL, test_bounds);
  ADD ("nothing", NULL, test_nothing);
  ADD ("elsewhere", NULL, test_elsewhere);
  ADD ("not-for-this-field", "/plain", test_not_for_this_field);
  ADD ("window-goes", NULL, test_window_goes);

  return g_test_run ();
}
