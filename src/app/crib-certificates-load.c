/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-certificates.h"

/* What is to be read, and what came of it. */
typedef struct
{
  char *ca_file;                  /* nullable */
  char *path;                     /* nullable */
  char *key_path;                 /* nullable */
  GTlsDatabase *authorities;      /* nullable */
  GTlsCertificate *own;           /* nullable */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->ca_file);
  g_free (load->path);
  g_free (load->key_path);
  g_clear_object (&load->authorities);
  g_clear_object (&load->own);
  g_free (load);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;

  if (load->ca_file != NULL)
    load->authorities = crib_certificates_load_authorities (load->ca_file, &error);

  if (error == NULL && load->path != NULL)
    load->own = crib_certificates_load_own (load->path, load->key_path, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * crib_certificates_load_async:
 * @ca_file: (nullable): a file of certificates (PEM)
 * @path: (nullable): a file with a certificate of ours (PEM)
 * @key_path: (nullable): a file with its private key, if that is not in the same
 * @cancellable: (nullable): to give up
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads what the settings of a server name, without keeping anybody waiting: the files may be on a
 * disk that sleeps, or in a network.
 */
void
crib_certificates_load_async (const char          *ca_file,
                              const char          *path,
                              const char          *key_path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_certificates_load_async);
  load = g_new0 (Load, 1);
  load->ca_file = g_strdup (ca_file);
  load->path = g_strdup (path);
  load->key_path = g_strdup (key_path);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * crib_certificates_load_finish:
 * @result: what the callback got
 * @authorities: (out) (optional) (nullable) (transfer full): who may vouch for the server
 * @own: (out) (optional) (nullable) (transfer full): who we are
 * @error: return location: %CRIB_ERROR_SETTINGS
 *
 * Returns: whether all that was named can be used
 */
gboolean
crib_certificates_load_finish (GAsyncResult     *result,
                               GTlsDatabase    **authorities,
                               GTlsCertificate **own,
                               GError          **error)
{
  Load *load;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  load = g_task_get_task_data (G_TASK (result));

  if (authorities != NULL)
    *authorities = g_steal_pointer (&load->authorities);
  if (own != NULL)
    *own = g_steal_pointer (&load->own);

  return TRUE;
}
