/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-private.h"

#include <glib/gstdio.h>

/**
 * crib_connection_get_form:
 * @self: a connection
 * @tool: a tool of it
 *
 * Returns: (transfer none): the draft of the tool of that name. It outlives the tool: one that
 *   vanished and returns finds what was typed
 */
FormModel *
crib_connection_get_form (CribConnection *self,
                          McpTool        *tool)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (MCP_IS_TOOL (tool), NULL);

  return crib_tool_drafts_get (self->drafts, tool);
}

static char *
build_path (const char *folder,
            CribServer *server)
{
  g_autofree char *name = g_strconcat (crib_server_get_id (server), ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

/**
 * crib_connection_set_draft_folder:
 * @self: a connection
 * @folder: (nullable): a folder, which need not be there yet
 *
 * Says where what was typed outlives the program: in one file for the server, named like its
 * profile. A server that was not saved has none. Without a folder the file goes, and drafts are in
 * memory: so a server can be removed and come back.
 */
void
crib_connection_set_draft_folder (CribConnection *self,
                                  const char     *folder)
{
  g_autofree char *path = NULL;

  g_return_if_fail (CRIB_IS_CONNECTION (self));

  if (folder != NULL && crib_server_get_id (self->server) != NULL)
    path = build_path (folder, self->server);

  crib_tool_drafts_set_path (self->drafts, path);
}

/**
 * crib_connection_flush_drafts:
 * @self: a connection
 *
 * Writes what was typed and not written yet, and waits for it.
 */
void
crib_connection_flush_drafts (CribConnection *self)
{
  g_return_if_fail (CRIB_IS_CONNECTION (self));

  crib_tool_drafts_flush (self->drafts);
}

/**
 * crib_connection_dup_draft_folder:
 *
 * Returns: (transfer full): where this person's window keeps what was typed
 */
char *
crib_connection_dup_draft_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "toolcrib", "drafts", NULL);
}

/**
 * crib_connection_forget_drafts:
 * @server: a server that was saved and is removed
 *
 * Removes what was typed for it in this person's window.
 */
void
crib_connection_forget_drafts (CribServer *server)
{
  g_autofree char *folder = crib_connection_dup_draft_folder ();
  g_autofree char *path = NULL;

  g_return_if_fail (CRIB_IS_SERVER (server));
  g_return_if_fail (crib_server_get_id (server) != NULL);

  path = build_path (folder, server);
  g_unlink (path);
}
