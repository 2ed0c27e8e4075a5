/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"

G_BEGIN_DECLS

void     crib_identity_take_turn_async   (CribIdentity         *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean crib_identity_take_turn_finish  (CribIdentity         *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void     crib_identity_give_turn         (CribIdentity         *self);
gboolean crib_identity_is_somebodys_turn (CribIdentity         *self);
void     crib_identity_forget            (CribIdentity         *self,
                                          OauthAccount         *account);

G_END_DECLS
