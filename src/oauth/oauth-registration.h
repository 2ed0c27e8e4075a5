/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-stored-client.h"

G_BEGIN_DECLS

/* Dynamic client registration (RFC 7591): asks an authority for a client id. */
void               oauth_registration_async  (OauthAuthority       *authority,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
OauthStoredClient *oauth_registration_finish (OauthAuthority       *authority,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
