/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-attempt.h"

G_BEGIN_DECLS

/* How a person is asked; members are copied. */
typedef struct
{
  OauthPrompter *prompter;
  const char *reason;        /* nullable */
  const char *server_name;   /* nullable */
  const char *login_hint;    /* nullable */
  const char *prompt;        /* nullable */
} OauthManner;

void  oauth_round_run_async  (OauthAttempt         *attempt,
                              const OauthManner    *manner,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
char *oauth_round_run_finish (GAsyncResult         *result,
                              gboolean             *again,
                              GError              **error);

G_END_DECLS
