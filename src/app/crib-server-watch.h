/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells which files of a folder were written, replaced or removed, private to this room. */
typedef struct _CribServerWatch CribServerWatch;

/* @name: the file's name in the folder */
typedef void (*CribServerWatchFunc) (GObject    *owner,
                                     const char *name);

CribServerWatch *crib_server_watch_new  (const char          *folder,
                                         GObject             *owner,
                                         CribServerWatchFunc  func);
void             crib_server_watch_free (CribServerWatch     *self);

G_END_DECLS
