/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-sign-in-asker.h"

G_BEGIN_DECLS

/* Asks at the terminal what to do with somebody who signed in and was not asked to. Where nobody
 * can be asked it ends in CRIB_ERROR_OTHER_ACCOUNT. */
void              cli_stranger_ask_async  (const char           *server_name,
                                           OauthAccount         *expected,
                                           OauthAccount         *found,
                                           gboolean              json,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
CribAccountAnswer cli_stranger_ask_finish (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
