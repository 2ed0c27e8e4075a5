/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef void (*DemoHangupFunc) (gpointer user_data);

GSource *demo_hangup_watch   (SoupServerMessage *message,
                              DemoHangupFunc     callback,
                              gpointer           user_data);
void     demo_hangup_unwatch (GSource           *source);

G_END_DECLS
