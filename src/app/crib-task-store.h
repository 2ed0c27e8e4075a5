/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-task.h"
#include "vault-store.h"

G_BEGIN_DECLS

/* One task of a server as it is kept. Plain data. */
typedef struct
{
  McpTask *task;
  char *account;   /* nullable: the id of who began it */
} CribKeptTask;

void       crib_kept_task_free           (CribKeptTask         *self);

/* The tasks of each server, one secret of the vault for each address. At most 16 for each; the
 * oldest goes first. What ran out of time is left out. */

/* Of CribKeptTask, oldest first; NULL with what the vault says. */
void       crib_task_store_read_async    (VaultStore           *vault,
                                          const char           *uri,
                                          VaultAsk              ask,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GPtrArray *crib_task_store_read_finish   (VaultStore           *vault,
                                          GAsyncResult         *result,
                                          GError              **error);
/* Adds @task, or replaces what is kept of it, unless it is over; or forgets it, or all that
 * @account began at @uri. Nobody is asked to unlock anything. @account: (nullable) where a task is
 * kept */
void       crib_task_store_keep_async    (VaultStore           *vault,
                                          McpTask              *task,
                                          const char           *account,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
void       crib_task_store_forget_async  (VaultStore           *vault,
                                          McpTask              *task,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
void       crib_task_store_forget_account_async
                                         (VaultStore           *vault,
                                          const char           *uri,
                                          const char           *account,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Of all three. */
gboolean   crib_task_store_change_finish (VaultStore           *vault,
                                          GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CribKeptTask, crib_kept_task_free)

G_END_DECLS
