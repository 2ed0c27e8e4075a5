/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The way to the file of a sandbox, whose key the Secret portal gives. */
void vault_door_open_async   (GAsyncReadyCallback  callback,
                              gpointer             user_data);
void vault_door_open_finish  (GAsyncResult        *result);
/* Milliseconds until the portal is asked once more. */
void vault_door_set_patience (guint                milliseconds);

G_END_DECLS
