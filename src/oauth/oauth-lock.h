/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OAUTH_TYPE_LOCK (oauth_lock_get_type ())

/* A lock across threads and processes on one name (entra.md 7.4). Unlocks when disposed. */
G_DECLARE_FINAL_TYPE (OauthLock, oauth_lock, OAUTH, LOCK, GObject)

void       oauth_lock_acquire_async  (const char           *name,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
OauthLock *oauth_lock_acquire_finish (GAsyncResult         *result,
                                      GError              **error);
void       oauth_lock_release        (OauthLock            *self);

G_END_DECLS
