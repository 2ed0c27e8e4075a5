/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-refresh.h"

G_BEGIN_DECLS

/* The refreshes of one client that are under way, and who waits for each. */
typedef struct _OauthSilent OauthSilent;

typedef void (*OauthSaveFailed) (const GError *error,
                                 gpointer      user_data);

typedef void (*OauthRenewed)    (OauthToken   *token,
                                 gpointer      user_data);

OauthSilent *oauth_silent_new   (OauthContext    *context,
                                 OauthSaveFailed  save_failed,
                                 OauthRenewed     renewed,
                                 gpointer         user_data);
void         oauth_silent_free  (OauthSilent     *self);
void         oauth_silent_join  (OauthSilent     *self,
                                 const OauthWish *wish,
                                 GTask           *task);
gboolean     oauth_silent_is_busy (OauthSilent    *self);
void         oauth_silent_renew (OauthSilent     *self,
                                 const OauthWish *wish);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthSilent, oauth_silent_free)

G_END_DECLS
