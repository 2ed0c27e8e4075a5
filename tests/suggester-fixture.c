/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suggester-fixture.h"

struct _FakeSuggester
{
  GObject parent_instance;

  GPtrArray *asked;     /* texts */
  GPtrArray *wishes;    /* of GCancellable, one for each */
  GQueue open;          /* of GTask, which refer to us */
  char **values;
  gboolean has_more;
};

static void fake_suggester_iface_init (CribSuggesterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeSuggester, fake_suggester, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CRIB_TYPE_SUGGESTER,
                                                      fake_suggester_iface_init))

static gboolean
fake_suggester_suggests_for (CribSuggester *suggester,
                             FormField     *field)
{
  return !g_str_equal (form_field_get_name (field), "plain");
}

static void
fake_suggester_suggest_async (CribSuggester       *suggester,
                              FormField           *field,
                              const char          *text,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  FakeSuggester *self = FAKE_SUGGESTER (suggester);
  GTask *task = g_task_new (suggester, cancellable, callback, user_data);

  g_ptr_array_add (self->asked, g_strdup (text));
  g_ptr_array_add (self->wishes, g_object_ref (cancellable));
  g_queue_push_tail (&self->open, task);
}

static char **
fake_suggester_suggest_finish (CribSuggester  *suggester,
                               GAsyncResult   *result,
                               gboolean       *has_more,
                               GError        **error)
{
  *has_more = FAKE_SUGGESTER (suggester)->has_more;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_suggester_iface_init (CribSuggesterInterface *iface)
{
  iface->suggests_for = fake_suggester_suggests_for;
  iface->suggest_async = fake_suggester_suggest_async;
  iface->suggest_finish = fake_suggester_suggest_finish;
}

static void
fake_suggester_finalize (GObject *object)
{
  FakeSuggester *self = FAKE_SUGGESTER (object);

  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->wishes);

  G_OBJECT_CLASS (fake_suggester_parent_class)->finalize (object);
}

static void
fake_suggester_class_init (FakeSuggesterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_suggester_finalize;
}

static void
fake_suggester_init (FakeSuggester *self)
{
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->wishes = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->open);
}

FakeSuggester *
fake_suggester_new (void)
{
  return g_object_new (FAKE_TYPE_SUGGESTER, NULL);
}

char *
fake_suggester_dup_asked (FakeSuggester *self)
{
  GString *asked = g_string_new (NULL);

  for (guint i = 0; i < self->asked->len; i++)
    g_string_append_printf (asked, "%s%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (self->asked, i),
                            g_cancellable_is_cancelled (g_ptr_array_index (self->wishes, i))
                            ? "" : "+");

  return g_string_free (asked, FALSE);
}

guint
fake_suggester_get_n_asked (FakeSuggester *self)
{
  return self->asked->len;
}

void
fake_suggester_answer (FakeSuggester      *self,
                       const char * const *values,
                       gboolean            has_more)
{
  g_autoptr(GTask) task = g_queue_pop_head (&self->open);

  g_assert_nonnull (task);
  self->has_more = has_more;

  if (values != NULL)
    g_task_return_pointer (task, g_strdupv ((char **) values), (GDestroyNotify) g_strfreev);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "No");

  while (!g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
}

gboolean
suggester_press_key (GtkWidget       *widget,
                     guint            keyval,
                     GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_taken = FALSE;

  for (guint i = 0; !is_taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_taken);
    }

  return is_taken;
}
