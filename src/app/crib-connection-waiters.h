/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The tasks that wait for one thing to end, each with its own way out; private to this room. */
typedef struct _CribConnectionWaiters CribConnectionWaiters;

CribConnectionWaiters *crib_connection_waiters_new    (void);
void                   crib_connection_waiters_free   (CribConnectionWaiters *self);
void                   crib_connection_waiters_add    (CribConnectionWaiters *self,
                                                       GTask                 *task);
/* @error: (nullable): NULL for TRUE */
void                   crib_connection_waiters_finish (CribConnectionWaiters *self,
                                                       const GError          *error);

G_END_DECLS
