/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

/* What handlers see while the form tells them about an edit, and what they may do then. */

#define TAGS \
  "{\"type\":\"object\",\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{" \
  "\"type\":\"string\"}},\"name\":{\"type\":\"string\"}}}"

typedef struct
{
  FormModel *model;
  FormField *list;
  GString *log;
} Watch;

static FormField *
get_item (FormField *list,
          guint      position)
{
  g_autoptr(FormField) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return item;
}

static void
log_value (Watch      *watch,
           const char *what)
{
  g_autofree char *json = form_model_dup_json (watch->model);
  g_auto(GStrv) parts = g_strsplit_set (json, " \n", -1);
  g_autofree char *compact = g_strjoinv ("", parts);

  g_string_append_printf (watch->log, "%s %s\n", what, compact);
}

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Watch      *watch)
{
  g_autofree char *what = g_strdup_printf ("items %u-%u+%u", position, removed, added);

  log_value (watch, what);
}

static void
position_cb (FormField  *field,
             GParamSpec *pspec,
             Watch      *watch)
{
  g_autofree char *what = g_strdup_printf ("%s=%u", pspec->name, form_field_get_position (field));

  log_value (watch, what);
}

static void
watch_init (Watch      *watch,
            const char *value)
{
  watch->model = form_fixture_new (TAGS, value);
  watch->list = form_fixture_find (watch->model, "/tags");
  watch->log = g_string_new (NULL);
}

static void
watch_clear (Watch *watch)
{
  g_string_free (watch->log, TRUE);
  g_clear_object (&watch->model);
}

/* Items that move on say so when all is done, and after the list has said it. */
static void
test_edit_order (void)
{
  Watch watch;

  watch_init (&watch, "{\"tags\":[\"a\",\"b\",\"c\"]}");
  g_signal_connect (watch.list, "items-changed", G_CALLBACK (items_changed_cb), &watch);
  g_signal_connect (get_item (watch.list, 1), "notify::position", G_CALLBACK (position_cb), &watch);
  g_signal_connect (get_item (watch.list, 2), "notify::title", G_CALLBACK (position_cb), &watch);

  form_field_remove (get_item (watch.list, 0));
  g_assert_cmpstr (watch.log->str, ==,
                   "items 0-1+0 {\"tags\":[\"b\",\"c\"]}\n"
                   "position=0 {\"tags\":[\"b\",\"c\"]}\n"
                   "title=1 {\"tags\":[\"b\",\"c\"]}\n");

  g_string_truncate (watch.log, 0);
  form_field_move (get_item (watch.list, 0), 1);
  g_assert_cmpstr (watch.log->str, ==,
                   "items 0-2+2 {\"tags\":[\"c\",\"b\"]}\n"
                   "title=0 {\"tags\":[\"c\",\"b\"]}\n"
                   "position=1 {\"tags\":[\"c\",\"b\"]}\n");
  watch_clear (&watch);
}

static void
remove_first_cb (GListModel *list,
                 guint       position,
                 guint       removed,
                 guint       added,
                 Watch      *watch)
{
  if (g_list_model_get_n_items (list) > 1)
    form_field_remove (get_item (FORM_FIELD (list), 0));
}

static void
follow_cb (GListModel *list,
           guint       position,
           guint       removed,
           guint       added,
           GPtrArray  *copy)
{
  g_assert_cmpuint (position + removed, <=, copy->len);
  if (removed > 0)
    g_ptr_array_remove_range (copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (copy, (int) (position + i), g_list_model_get_item (list, position + i));
}

/* A handler that takes away the next one: who listens in front of it, and so hears of each change
 * once it happened, knows the list at any time. */
static void
test_edit_in_items_changed (void)
{
  g_autoptr(GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  Watch watch;

  watch_init (&watch, "{\"tags\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");
  follow_cb (G_LIST_MODEL (watch.list), 0, 0, 5, copy);
  g_signal_connect (watch.list, "items-changed", G_CALLBACK (follow_cb), copy);
  g_signal_connect (watch.list, "items-changed", G_CALLBACK (remove_first_cb), &watch);

  form_field_remove (get_item (watch.list, 4));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (watch.list)), ==, 1);
  g_assert_cmpuint (copy->len, ==, 1);
  g_assert_true (copy->pdata[0] == get_item (watch.list, 0));
  form_fixture_assert_value (watch.model, "{\"tags\":[\"d\"]}");
  watch_clear (&watch);
}

static void
drop_cb (Watch *watch)
{
  g_clear_object (&watch->model);
}

static void
edit_tags (Watch *watch,
           guint  step)
{
  switch (step)
    {
    case 0:
      form_field_set_text (get_item (watch->list, 1), "x");
      break;
    case 1:
      form_field_add (watch->list, NULL);
      break;
    case 2:
      form_field_remove (get_item (watch->list, 0));
      break;
    case 3:
      form_field_move (get_item (watch->list, 0), 1);
      break;
    case 4:
      form_field_set_state (watch->list, FORM_STATE_ABSENT);
      break;
    default:
      form_field_set_text (watch->list, "[\"y\"]");
      break;
    }
}

/* Whoever hears of it may close the form; nothing is touched after that. */
static void
test_edit_drops_model (void)
{
  static const char * const signals[] = { "changed", "items-changed", "notify" };

  for (guint step = 0; step < 6; step++)
    for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
      {
        g_autoptr(FormField) item = NULL;
        FormModel *model;
        Watch watch;

        watch_init (&watch, "{\"tags\":[\"a\",\"b\",\"c\"]}");
        model = watch.model;
        g_object_add_weak_pointer (G_OBJECT (model), (gpointer *) &model);
        item = g_object_ref (get_item (watch.list, 1));
        g_signal_connect_swapped (watch.list, signals[i], G_CALLBACK (drop_cb), &watch);
        g_signal_connect_swapped (item, "notify", G_CALLBACK (drop_cb), &watch);
        edit_tags (&watch, step);
        g_clear_object (&watch.model);
        g_assert_null (model);
        form_field_set_text (item, "still here");
        g_assert_cmpstr (form_field_get_text (item), ==, "still here");
        watch_clear (&watch);
      }
}

static void
clear_list_cb (Watch *watch)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (watch->list)) > 0)
    form_field_set_state (watch->list, FORM_STATE_ABSENT);
}

/* What a handler took away again nobody gets. */
static void
test_edit_undone (void)
{
  FormField *child;
  Watch watch;

  watch_init (&watch, NULL);
  g_signal_connect_swapped (watch.list, "changed", G_CALLBACK (clear_list_cb), &watch);
  child = form_field_add (watch.list, NULL);
  g_assert_null (child);
  form_fixture_assert_value (watch.model, "{}");
  watch_clear (&watch);
}

static void
quit_cb (gpointer  data,
         GObject  *where_the_object_was)
{
  g_main_loop_quit (data);
}

/* A long value is looked at in a pause; whoever hears what is wrong with it may close the form. */
static void
test_edit_drops_model_in_pause (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *text = g_strnfill (300000, 'x');
  g_autofree char *value = g_strdup_printf ("{\"name\":\"%s\",\"tags\":[5]}", text);
  g_autoptr(FormField) item = NULL;
  Watch watch;

  watch_init (&watch, value);
  item = g_object_ref (get_item (watch.list, 0));
  g_assert_null (form_field_get_error (item));
  g_object_weak_ref (G_OBJECT (watch.model), quit_cb, loop);
  g_signal_connect_swapped (item, "notify::error", G_CALLBACK (drop_cb), &watch);

  g_main_loop_run (loop);
  g_assert_null (watch.model);
  g_assert_nonnull (form_field_get_error (item));
  watch_clear (&watch);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-edit/order", test_edit_order);
  g_test_add_func ("/form-edit/in-items-changed", test_edit_in_items_changed);
  g_test_add_func ("/form-edit/drops-model", test_edit_drops_model);
  g_test_add_func ("/form-edit/undone", test_edit_undone);
  g_test_add_func ("/form-edit/drops-model-in-pause", test_edit_drops_model_in_pause);

  return g_test_run ();
}
