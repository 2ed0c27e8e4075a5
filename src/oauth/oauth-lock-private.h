/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-lock.h"

G_BEGIN_DECLS

/* @patience: milliseconds to wait for somebody else's lock; else as oauth_lock_acquire_async(). */
void oauth_lock_acquire_within_async (const char          *name,
                                      guint                patience,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);

G_END_DECLS
