/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-account.h"
#include "vault-store.h"

G_BEGIN_DECLS

void     oauth_sign_out_async  (VaultStore           *vault,
                                OauthAccount         *account,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean oauth_sign_out_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
