/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_STORE (crib_server_store_get_type ())

/* The saved servers of one folder, a GListModel of CribServer in the order of their position.
 * One JSON file per server, written atomically with mode 0600, watched for changes by others;
 * a change to a CribServer is written by itself.
 *
 * Signal problem (const char *file, const GError *error): a file that cannot be read or written; it
 * is left as it is.
 */
G_DECLARE_FINAL_TYPE (CribServerStore, crib_server_store, CRIB, SERVER_STORE, GObject)

/* @folder: (nullable): NULL for $XDG_CONFIG_HOME/toolcrib/servers */
CribServerStore *crib_server_store_new          (const char       *folder);
/* Small local files, read at once: a window without its servers has nothing to show. */
void             crib_server_store_load         (CribServerStore  *self);
/* Writes the file; CRIB_ERROR_EXISTS for a name in use (names are unique, case folded). */
gboolean         crib_server_store_add          (CribServerStore  *self,
                                                 CribServer       *server,
                                                 GError          **error);
/* Takes over name, address, client id, authority and scope of @edited, which is of no store, and
 * writes them at once; where that fails @server stays as it was. CRIB_ERROR_EXISTS as above. */
gboolean         crib_server_store_edit         (CribServerStore  *self,
                                                 CribServer       *server,
                                                 CribServer       *edited,
                                                 GError          **error);
gboolean         crib_server_store_remove       (CribServerStore  *self,
                                                 CribServer       *server,
                                                 GError          **error);
/* Undoes a removal: the same file again, byte for byte. */
gboolean         crib_server_store_restore      (CribServerStore  *self,
                                                 CribServer       *server,
                                                 GError          **error);
/* Moves @server to where @position counts in the list. */
void             crib_server_store_move         (CribServerStore  *self,
                                                 CribServer       *server,
                                                 guint             position);
CribServer      *crib_server_store_find         (CribServerStore  *self,
                                                 const char       *name);   /* or id; borrowed */

G_END_DECLS
