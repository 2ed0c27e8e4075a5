/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-listener.h"

G_BEGIN_DECLS

/* Milliseconds until nobody waits any more; ten minutes unless set. */
void oauth_listener_set_timeout (OauthListener *self,
                                 guint          timeout);

G_END_DECLS
