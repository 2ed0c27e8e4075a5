/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Several tasks that wait for one shared operation: to be connected, to have the whole list. */
typedef struct _McpWaiters McpWaiters;

McpWaiters   *mcp_waiters_new             (void);
/* Drops whoever still waits; only after mcp_waiters_finish() is nobody left. */
void          mcp_waiters_free            (McpWaiters   *self);
/* @task: (transfer full): returns TRUE or an error; leaves at once when it is cancelled */
void          mcp_waiters_add             (McpWaiters   *self,
                                           GTask        *task);
/* The operation goes on even if everybody leaves. */
void          mcp_waiters_keep            (McpWaiters   *self);
/* For the operation: cancelled when nobody waits any more. */
GCancellable *mcp_waiters_get_cancellable (McpWaiters   *self);
/* Ends every task, with a copy of @error where there is one, and frees @self. */
void          mcp_waiters_finish          (McpWaiters   *self,
                                           const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpWaiters, mcp_waiters_free)

G_END_DECLS
