/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-round.h"
#include "oauth-token-request.h"

G_BEGIN_DECLS

void              oauth_device_run_async  (SoupSession          *session,
                                           const OauthGrant     *grant,
                                           const OauthManner    *manner,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
OauthTokenAnswer *oauth_device_run_finish (SoupSession          *session,
                                           GAsyncResult         *result,
                                           gboolean             *again,
                                           OauthVerdict         *verdict,
                                           GError              **error);

G_END_DECLS
