/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OAUTH_TYPE_LISTENER (oauth_listener_get_type ())

/* Where the browser brings the authority's answer (RFC 8252 §7.3; entra.md 2.3). */
G_DECLARE_FINAL_TYPE (OauthListener, oauth_listener, OAUTH, LISTENER, GObject)

OauthListener *oauth_listener_new              (const char           *path,
                                                const char           *state,
                                                gboolean              form_post,
                                                GError              **error);
const char    *oauth_listener_get_redirect_uri (OauthListener        *self);
char          *oauth_listener_dup_ip_uri       (OauthListener        *self);
void           oauth_listener_wait_async       (OauthListener        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
char          *oauth_listener_wait_finish      (OauthListener        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           oauth_listener_close            (OauthListener        *self);

G_END_DECLS
