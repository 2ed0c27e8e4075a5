/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-target.h"

#include "crib-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* A host and more, or a scheme: what no name of people looks like by itself. */
static gboolean
is_address (const char *word)
{
  return strpbrk (word, "./:") != NULL;
}

static CribServer *
find_address (CribServerStore *store,
              const char      *word)
{
  g_autofree char *uri = is_address (word) ? crib_server_normalize_uri (word, NULL) : NULL;

  for (guint i = 0; uri != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_str_equal (crib_server_get_uri (server), uri))
        return g_steal_pointer (&server);
    }

  return NULL;
}

/**
 * cli_target_find_saved:
 * @job: a job
 * @word: a name, an id or an address
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the saved server of that name, or with %CRIB_ERROR_NOT_FOUND
 *   none
 */
CribServer *
cli_target_find_saved (CliJob      *job,
                       const char  *word,
                       GError     **error)
{
  CribServerStore *store = cli_job_load_store (job);
  CribServer *named = crib_server_store_find (store, word);
  CribServer *server = named != NULL ? g_object_ref (named) : find_address (store, word);

  if (server == NULL)
    g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND,
                 _("There is no saved server named “%s”."), word);

  return server;
}

/**
 * cli_target_find:
 * @job: a job
 * @word: a name or an id of a saved server, or a plain address
 * @error: return location for an error
 *
 * Names win over addresses. An address that is saved stands for the saved server, with its client
 * id and its account.
 *
 * Returns: (transfer full) (nullable): a server, saved or for this once
 */
CribServer *
cli_target_find (CliJob      *job,
                 const char  *word,
                 GError     **error)
{
  CribServer *server = cli_target_find_saved (job, word, error);
  g_autofree char *uri = NULL;
  g_autofree char *name = NULL;

  if (server != NULL || !is_address (word))
    return server;

  g_clear_error (error);
  uri = crib_server_normalize_uri (word, error);

  if (uri == NULL)
    return NULL;

  name = crib_server_suggest_name (uri);

  return crib_server_new (name, uri);
}
