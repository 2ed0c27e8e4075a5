/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row.h"
#include "crib-prompt-page.h"
#include "crib-suggestion-popover.h"
#include "prompt-server.h"
#include "suggester-fixture.h"
#include "ui-fixture.h"

typedef struct
{
  PromptServer *server;
  CribConnection *connection;
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = prompt_server_new (data == NULL);
  fixture->connection = prompt_server_get_connection (fixture->server);
  fixture->page = g_object_ref_sink (crib_prompt_page_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait (gtk_widget_get_mapped (fixture->page));
  crib_prompt_page_set_prompt (CRIB_PROMPT_PAGE (fixture->page), fixture->connection,
                               prompt_server_get_prompt (fixture->server));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  prompt_server_free (fixture->server);
}

static FormField *
find_field (Fixture    *fixture,
            const char *pointer)
{
  FormModel *form =
    crib_connection_get_prompt_form (fixture->connection,
                                     prompt_server_get_prompt (fixture->server));

  return form_model_find (form, pointer);
}

static CribPromptRun *
get_run (Fixture *fixture)
{
  return crib_connection_get_prompt_run (fixture->connection, "greet");
}

static void
show (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "prompt.show", NULL);
}

static void
wait_run (Fixture *fixture)
{
  ui_wait (crib_prompt_run_get_state (get_run (fixture)) != CRIB_RUN_RUNNING);
}

/* All of it is text, and what is needed is asked for before the server is. */
static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (ui_shows (fixture->page, "Greet <b>somebody</b>"));
  g_assert_true (ui_shows (fixture->page, "greet"));
  g_assert_true (ui_shows (fixture->page, "Says & hello."));

  show (fixture);
  g_assert_null (get_run (fixture));
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));

  form_field_set_text (find_field (fixture, "/city"), "Hamburg");
  show (fixture);
  wait_run (fixture);
  g_assert_true (ui_shows (fixture->page, "Hello <i>Hamburg</i>"));
  g_assert_true (ui_shows (fixture->page, "You say"));
  g_assert_true (ui_shows (fixture->page, "The assistant says"));
  g_assert_true (ui_shows (fixture->page, "Good day"));
  g_assert_true (ui_shows (fixture->page, "A greeting"));
}

/* Another prompt, without arguments, and back: what came is still there. */
static void
test_other (Fixture       *fixture,
            gconstpointer  data)
{
  GListModel *prompts = crib_connection_get_prompts (fixture->connection);
  g_autoptr(McpPrompt) now = g_list_model_get_item (prompts, 1);

  form_field_set_text (find_field (fixture, "/city"), "Hamburg");
  show (fixture);
  wait_run (fixture);
  crib_prompt_page_set_prompt (CRIB_PROMPT_PAGE (fixture->page), fixture->connection, now);
  g_assert_false (ui_shows (fixture->page, "Good day"));
  g_assert_true (ui_shows (fixture->page, "This prompt needs no input."));
  crib_prompt_page_set_prompt (CRIB_PROMPT_PAGE (fixture->page), fixture->connection,
                               prompt_server_get_prompt (fixture->server));
  g_assert_true (ui_shows (fixture->page, "Good day"));
  g_assert_false (ui_shows (fixture->page, "This prompt needs no input."));
}

static void
test_fails (Fixture       *fixture,
            gconstpointer  data)
{
  prompt_server_fail (fixture->server);
  form_field_set_text (find_field (fixture, "/city"), "Hamburg");
  show (fixture);
  wait_run (fixture);
  g_assert_nonnull (ui_find (fixture->page, ui_is_type, "CribProblemBox"));
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
test_cancels (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_null (ui_find (fixture->page, is_button, "_Cancel"));
  prompt_server_hold (fixture->server);
  form_field_set_text (find_field (fixture, "/city"), "Hamburg");
  show (fixture);
  g_signal_emit_by_name (ui_find (fixture->page, is_button, "_Cancel"), "clicked");
  wait_run (fixture);
  g_assert_cmpint (crib_prompt_run_get_state (get_run (fixture)), ==, CRIB_RUN_CANCELLED);
  g_assert_null (ui_find (fixture->page, is_button, "_Cancel"));
}

static gboolean
is_row (GtkWidget  *widget,
        const char *name)
{
  return CRIB_IS_FIELD_ROW (widget) &&
         g_str_equal (form_field_get_name (crib_field_row_get_field (CRIB_FIELD_ROW (widget))),
                      name);
}

static GtkWidget *
find_entry (Fixture    *fixture,
            const char *name)
{
  ui_wait (ui_find (fixture->page, is_row, name) != NULL);

  return ui_find (ui_find (fixture->page, is_row, name), ui_is_type, "GtkEntry");
}

static void
type (GtkWidget  *entry,
      const char *text)
{
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static gboolean
is_open (GtkWidget *entry)
{
  return ui_find (entry, ui_is_type, "CribSuggestionPopover") != NULL;
}

/* What the server proposes appears while one types, and knows what is filled in already. */
static void
test_suggests (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *city = find_entry (fixture, "city");
  GtkWidget *name = find_entry (fixture, "name");

  type (city, "H");
  ui_wait (is_open (city));
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==, "city=H ");
  g_assert_true (suggester_press_key (city, GDK_KEY_Down, 0));
  g_assert_true (suggester_press_key (city, GDK_KEY_Return, 0));
  g_assert_cmpstr (form_field_get_text (find_field (fixture, "/city")), ==, "Hamburg");

  type (name, "A");
  ui_wait (is_open (name));
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==,
                   "city=H name=A(city=Hamburg) ");
  g_assert_true (ui_shows (name, "Aamburg"));
  g_assert_true (ui_shows (name, "There are more. Type on to narrow them down."));

  /* Whoever asks for the prompt has typed what they wanted. */
  show (fixture);
  g_assert_false (is_open (name));
  wait_run (fixture);
  g_assert_cmpstr (form_field_get_text (find_field (fixture, "/name")), ==, "A");
}

/* The server hears that nobody waits for the older one. */
static void
test_superseded (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *city = find_entry (fixture, "city");

  prompt_server_hold (fixture->server);
  type (city, "H");
  ui_wait (g_str_equal (prompt_server_get_asked (fixture->server), "city=H "));
  type (city, "B");
  ui_wait (prompt_server_get_n_cancelled (fixture->server) == 1);
  ui_wait (g_str_equal (prompt_server_get_asked (fixture->server), "city=H city=B "));
  prompt_server_release (fixture->server);
  ui_wait (is_open (city));
  g_assert_true (ui_shows (city, "Bamburg"));
  g_assert_false (ui_shows (city, "Hamburg"));
  g_assert_cmpuint (prompt_server_get_n_cancelled (fixture->server), ==, 1);
}

/* A server that did not declare completions is not asked, however long one waits. */
static void
test_suggests_not (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *city = find_entry (fixture, "city");

  type (city, "H");
  g_assert_false (suggester_press_key (city, GDK_KEY_Down, 0));
  g_assert_cmpstr (prompt_server_get_asked (fixture->server), ==, "");
}

#define ADD(name, data, func) \
  g_test_add ("/prompt-page/" name, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  ADD ("shows", NULL, test_shows);
  ADD ("other", NULL, test_other);
  ADD ("fails", NULL, test_fails);
  ADD ("cancels", NULL, test_cancels);
  ADD ("suggests", NULL, test_suggests);
  ADD ("superseded", NULL, test_superseded);
  ADD ("suggests-not", "not", test_suggests_not);

  return g_test_run ();
}
