/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-network-secret.h"

#include "cli-network.h"
#include "cli-output.h"
#include "cli-terminal.h"
#include "crib-error.h"
#include "crib-header.h"
#include "crib-server-secrets.h"
#include "mcp-http-options.h"

#include <glib/gi18n.h>
#include <string.h>

/* Going through a list of secrets, one after the other. */
typedef struct
{
  CliJob *job;
  char *uri;
  GPtrArray *headers;   /* to take out: of CribHeader */
  guint n_done;
} Walk;

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_clear_pointer (&walk->headers, g_ptr_array_unref);
  g_free (walk->uri);
  g_free (walk);
}

static GTask *
walk_new (CliJob              *job,
          const char          *uri,
          GPtrArray           *headers,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, job->cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);

  walk->job = job;
  walk->uri = g_strdup (uri);
  walk->headers = headers;
  g_task_set_task_data (task, walk, walk_free);

  return task;
}

static VaultStore *
get_vault (Walk *walk)
{
  return crib_identity_get_vault (cli_job_get_identity (walk->job));
}

static gboolean
refuse (const char  *reason,
        GError     **error)
{
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "--secret-header: %s", reason);

  return FALSE;
}

static char *
dup_name (const char *text)
{
  const char *equals = strchr (text, '=');

  return equals != NULL ? g_strndup (text, equals - text) : g_strdup (text);
}

/* (nullable): where the value is to be read */
static const char *
get_file (const char *text)
{
  const char *equals = strchr (text, '=');

  return equals != NULL ? equals + strlen ("=@") : NULL;
}

/*
 * cli_network_secret_check:
 * @text: "NAME", or "NAME=@FILE"
 * @error: return location: %CRIB_ERROR_ARGUMENTS
 *
 * Returns: whether it is one, and its value can be had
 */
gboolean
cli_network_secret_check (const char  *text,
                          GError     **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = dup_name (text);
  g_autoptr(GError) local_error = NULL;

  if (!mcp_http_options_check_name (name, &local_error))
    return refuse (local_error->message, error);

  if (equals != NULL && equals[1] != '@')
    return refuse (_("the value is asked for, or read from a file with NAME=@FILE: on the command "
                     "line others could see it."), error);

  return equals != NULL || cli_terminal_is_there () ||
         refuse (_("nobody is there to be asked for the value. Have it read from a file with "
                   "NAME=@FILE."), error);
}

static void next_secret (GTask *task);

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;

  if (!vault_store_store_finish (VAULT_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  walk->n_done++;
  next_secret (g_steal_pointer (&task));
}

/* @value: (transfer full) */
static void
take_value (GTask *task,
            char  *value)
{
  Walk *walk = g_task_get_task_data (task);
  g_autofree char *name = dup_name (walk->job->options.secret_headers[walk->n_done]);
  g_autofree char *id = g_uuid_string_random ();
  CribHeader *header = crib_header_new (name, NULL, id);
  g_autoptr(VaultKey) key = crib_header_new_key (header, walk->uri);
  g_autoptr(VaultSecret) secret = NULL;
  GError *error = NULL;

  g_ptr_array_add (walk->job->secret_headers, header);
  g_strstrip (value);

  if (!mcp_http_options_check_value (value, &error))
    {
      GError *refusal = NULL;

      refuse (error->message, &refusal);
      g_error_free (error);
      vault_wipe_string (value);
      g_task_return_error (task, refusal);
      g_object_unref (task);
      return;
    }

  secret = vault_secret_new_take (value, -1);
  vault_store_store_async (get_vault (walk), key, secret, VAULT_ASK_PERSON,
                           g_task_get_cancellable (task), stored_cb, task);
}

static void
typed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  GError *error = NULL;
  char *value = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else
    {
      take_value (task, value != NULL ? value : g_strdup (""));
    }
}

static void
read_value (GTask      *task,
            const char *path)
{
  char *value = NULL;
  g_autofree char *name = g_filename_display_name (path);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &value, NULL, NULL))
    {
      take_value (task, value);
      return;
    }

  g_task_return_new_error (task, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                           _("--secret-header: “%s” cannot be read."), name);
  g_object_unref (task);
}

static void
next_secret (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  char **wishes = walk->job->options.secret_headers;
  const char *wish = wishes != NULL ? wishes[walk->n_done] : NULL;
  g_autofree char *name = NULL;
  g_autofree char *prompt = NULL;

  if (wish == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (get_file (wish) != NULL)
    {
      read_value (task, get_file (wish));
    }
  else
    {
      name = dup_name (wish);
      /* Translators: what a header field is to say, which is not shown while it is typed */
      prompt = g_strdup_printf (_("Value of %s: "), name);
      cli_terminal_ask_hidden_async (prompt, g_task_get_cancellable (task), typed_cb, task);
    }
}

/**
 * cli_network_store_async:
 * @job: a job with options that are right
 * @uri: the address of the server that the secrets are for
 * @callback: called when they are all in the vault, or one is not to be had
 * @user_data: for @callback
 */
void
cli_network_store_async (CliJob              *job,
                         const char          *uri,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = walk_new (job, uri, NULL, callback, user_data);

  g_task_set_source_tag (task, cli_network_store_async);
  g_clear_pointer (&job->secret_headers, g_ptr_array_unref);
  job->secret_headers = crib_headers_new ();
  next_secret (task);
}

gboolean
cli_network_store_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CliJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!crib_server_secrets_clear_finish (VAULT_STORE (source), result, &error))
    {
      sentence = g_strdup_printf (_("A secret of it stays in the keyring: %s"), error->message);
      cli_output_warn (&job->options, crib_server_get_name (job->server), sentence);
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * cli_network_forget_async:
 * @job: a job, whose server has changed or is gone
 * @keys: (element-type VaultKey): where its secrets were before
 * @callback: called when those that nobody needs are gone
 * @user_data: for @callback
 *
 * What stays is said.
 */
void
cli_network_forget_async (CliJob              *job,
                          GPtrArray           *keys,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, job->cancellable, callback, user_data);

  g_task_set_source_tag (task, cli_network_forget_async);
  g_task_set_task_data (task, job, NULL);

  if (keys->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    crib_server_secrets_clear_async (crib_identity_get_vault (cli_job_get_identity (job)), keys,
                                     G_LIST_MODEL (job->store), job->cancellable, forgotten_cb,
                                     g_steal_pointer (&task));
}
