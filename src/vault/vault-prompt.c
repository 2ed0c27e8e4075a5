/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-prompt.h"

#include "vault-error-private.h"

/* The desktop's own question, by the Secret Service interface: a method answers with
 * the path of a prompt, which is then shown and says when it was completed.
 *
 * libsecret has this too, but where the daemon dies under the question libsecret 0.20
 * logs a criticism and never calls back. */

#define NAME "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"
#define COLLECTION_LABEL "org.freedesktop.Secret.Collection.Label"
#define NO_PATH "/"

typedef struct
{
  const char *method;
  GVariant *arguments;
  const char *answer_type;

  GDBusConnection *bus;
  guint completed_id;
  guint watch_id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_assert (question->completed_id == 0 && question->watch_id == 0);
  g_variant_unref (question->arguments);
  g_clear_object (&question->bus);
  g_free (question);
}

/* Ends the listening, so that only the first of several ends counts. */
static void
stop_listening (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  if (question->completed_id != 0)
    g_dbus_connection_signal_unsubscribe (question->bus, question->completed_id);

  if (question->watch_id != 0)
    g_bus_unwatch_name (question->watch_id);

  question->completed_id = 0;
  question->watch_id = 0;
}

static void
return_agreed (GTask    *task,
               gboolean  has_agreed)
{
  stop_listening (task);

  if (has_agreed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, vault_error_new (VAULT_ERROR_DISMISSED));

  g_object_unref (task);
}

static void
return_problem (GTask        *task,
                const GError *error)
{
  stop_listening (task);
  g_task_return_error (task, vault_error_from_secret (error));
  g_object_unref (task);
}

static void
completed_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *arguments,
              gpointer         user_data)
{
  gboolean is_dismissed = TRUE;

  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(bv)")))
    g_variant_get_child (arguments, 0, "b", &is_dismissed);

  return_agreed (user_data, !is_dismissed);
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  GTask *task = user_data;

  stop_listening (task);
  g_task_return_error (task, vault_error_new (VAULT_ERROR_NO_SERVICE));
  g_object_unref (task);
}

/* That it is shown says nothing; only that it cannot be. */
static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = g_dbus_connection_call_finish (question->bus, result, &error);

  if (answer == NULL && question->completed_id != 0)
    return_problem (task, error);
}

static void
show (GTask      *task,
      const char *path)
{
  Question *question = g_task_get_task_data (task);

  question->completed_id =
    g_dbus_connection_signal_subscribe (question->bus, NAME, PROMPT_INTERFACE, "Completed", path,
                                        NULL, G_DBUS_SIGNAL_FLAGS_NONE, completed_cb, task, NULL);
  question->watch_id =
    g_bus_watch_name_on_connection (question->bus, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                    NULL, vanished_cb, task, NULL);
  g_dbus_connection_call (question->bus, NAME, path, PROMPT_INTERFACE, "Prompt",
                          g_variant_new ("(s)", ""), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          NULL, shown_cb, g_object_ref (task));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GVariant) done = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  answer = g_dbus_connection_call_finish (question->bus, result, &error);

  if (answer == NULL)
    {
      return_problem (task, error);
      return;
    }

  g_variant_get (answer, "(*o)", &done, &path);

  if (g_strcmp0 (path, NO_PATH) != 0)
    show (task, path);
  else if (g_variant_is_of_type (done, G_VARIANT_TYPE_OBJECT_PATH))
    return_agreed (task, g_strcmp0 (g_variant_get_string (done, NULL), NO_PATH) != 0);
  else
    return_agreed (task, g_variant_n_children (done) > 0);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  question->bus = g_bus_get_finish (result, &error);

  if (question->bus == NULL)
    return_problem (task, error);
  else
    g_dbus_connection_call (question->bus, NAME, SERVICE_PATH, SERVICE_INTERFACE,
                            question->method, question->arguments,
                            G_VARIANT_TYPE (question->answer_type), G_DBUS_CALL_FLAGS_NONE, -1,
                            NULL, asked_cb, task);
}

/* @arguments: (transfer floating) */
static void
ask (gpointer             source_tag,
     const char          *method,
     GVariant            *arguments,
     const char          *answer_type,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->method = method;
  question->arguments = g_variant_ref_sink (arguments);
  question->answer_type = answer_type;

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, question, question_free);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, task);
}

/*< private >
 * vault_prompt_unlock_async:
 * @paths: what is to be unlocked
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the person for their password, for as long as they take. It cannot be
 * taken back.
 */
void
vault_prompt_unlock_async (const char * const  *paths,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  ask (vault_prompt_unlock_async, "Unlock", g_variant_new ("(^ao)", paths), "(aoo)",
       callback, user_data);
}

/*< private >
 * vault_prompt_create_async:
 * @label: its name
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the person for the password of a new default keyring.
 */
void
vault_prompt_create_async (const char          *label,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", COLLECTION_LABEL, g_variant_new_string (label));

  ask (vault_prompt_create_async, "CreateCollection",
       g_variant_new ("(a{sv}s)", &builder, "default"), "(oo)", callback, user_data);
}

/*< private >
 * vault_prompt_finish:
 * @result: what the callback was given
 * @error: a place for an error: %VAULT_ERROR_DISMISSED if the person did not want to
 *
 * Returns: whether it was done
 */
gboolean
vault_prompt_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
