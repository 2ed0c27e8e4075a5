/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server-store.h"
#include "crib-server-watch.h"

G_BEGIN_DECLS

/**
 * CribServerStore:
 *
 * The saved servers of one folder, in the order of their position.
 *
 * It remembers the bytes of each file as last read or written, so that its own writes do not come
 * back as news, and reads a file again before it writes: what another process changed meanwhile
 * stays. The application owns it.
 */
struct _CribServerStore
{
  GObject parent_instance;

  char *folder;
  GPtrArray *servers;
  GHashTable *contents;   /* id -> GBytes: what the file held when we last looked */
  GHashTable *refused;    /* id -> GBytes: files that were reported and left alone */
  GHashTable *removed;    /* CribServer -> GBytes: files that can be put back */
  CribServerWatch *watch;
  gboolean is_applying;   /* changes to servers come from a file */
};

/* crib-server-store.c */
void        crib_server_store_report     (CribServerStore *self,
                                          const char      *path,
                                          const GError    *error);

/* crib-server-store-files.c: how the list and the files follow one another */
char       *crib_server_store_build_path (CribServerStore *self,
                                          const char      *id);
CribServer *crib_server_store_find_id    (CribServerStore *self,
                                          const char      *id);
void        crib_server_store_remember   (CribServerStore *self,
                                          CribServer      *server,
                                          GBytes          *text);
void        crib_server_store_list       (CribServerStore *self,
                                          CribServer      *server);
void        crib_server_store_unlist     (CribServerStore *self,
                                          CribServer      *server);
gboolean    crib_server_store_write_edited (CribServerStore  *self,
                                            CribServer       *server,
                                            CribServer       *edited,
                                            GError          **error);
void        crib_server_store_read_file  (CribServerStore *self,
                                          const char      *name);

G_END_DECLS
