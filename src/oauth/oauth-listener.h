/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OAUTH_TYPE_LISTENER (oauth_listener_get_type ())

/* The loopback listener (RFC 8252 §7.3; entra.md 2.3): 127.0.0.1, a free port, advertised as http://localhost:PORT;
 * takes the one answer with the right state in the one response mode it asked for, refuses all else. */
G_DECLARE_FINAL_TYPE (OauthListener, oauth_listener, OAUTH, LISTENER, GObject)

/* @path: "/" or "/cb" …; @form_post: POST only, else query (GET) only */
OauthListener *oauth_listener_new              (const char           *path,
                                                const char           *state,
                                                gboolean              form_post,
                                                GError              **error);
const char    *oauth_listener_get_redirect_uri (OauthListener        *self);
/* The parameters of the answer, form-encoded ("code=…&state=…"). Times out after ten minutes. */
void           oauth_listener_wait_async       (OauthListener        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
char          *oauth_listener_wait_finish      (OauthListener        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           oauth_listener_close            (OauthListener        *self);

G_END_DECLS
