/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-target.h"

#include "crib-error.h"

#include <glib/gi18n.h>
#include <string.h>

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
  CribServer *server = crib_server_store_find (cli_job_load_store (job), word);

  if (server != NULL)
    return g_object_ref (server);

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND,
               _("There is no saved server named “%s”."), word);

  return NULL;
}

/**
 * cli_target_find:
 * @job: a job
 * @word: a name or an id of a saved server, or a plain address
 * @error: return location for an error
 *
 * Names win over addresses; what says its scheme is an address, and no folder is looked into.
 *
 * Returns: (transfer full) (nullable): a server, saved or for this once
 */
CribServer *
cli_target_find (CliJob      *job,
                 const char  *word,
                 GError     **error)
{
  g_autoptr(CribServer) server = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *name = NULL;

  if (strstr (word, "://") == NULL)
    server = cli_target_find_saved (job, word, error);

  if (server != NULL || (strstr (word, "://") == NULL && strpbrk (word, "./:") == NULL))
    return g_steal_pointer (&server);

  g_clear_error (error);
  uri = crib_server_normalize_uri (word, error);

  if (uri == NULL)
    return NULL;

  name = crib_server_suggest_name (uri);

  return crib_server_new (name, uri);
}
