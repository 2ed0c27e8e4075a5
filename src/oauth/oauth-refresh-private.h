/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-lock.h"
#include "oauth-refresh.h"
#include "oauth-token-answer.h"

G_BEGIN_DECLS

/* One refresh: lock, read the item again, ask, store, and only then use (entra.md 7.4). */
typedef struct
{
  OauthContext *context;
  OauthAccount *account;
  char **scopes;
  char *resource;
  char *claims;
  VaultAsk ask;
  gboolean is_early;
  char *key;

  OauthLock *lock;
  OauthStoredAccount *stored;
  gboolean is_held;
  gboolean is_second;          /* another refresh token than the first is tried */
  char *sent_resource;
  gboolean sent_scopes;
  OauthTokenAnswer *answer;
  GError *error;
  GError *save_error;
} OauthRefresh;

void oauth_refresh_choose       (OauthRefresh       *self,
                                 OauthStoredAccount *item);
void oauth_refresh_send         (GTask              *task);
void oauth_refresh_return_error (GTask              *task,
                                 GError             *error);

G_END_DECLS
