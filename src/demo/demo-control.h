/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-server.h"

G_BEGIN_DECLS

void demo_control_handle (DemoServer        *server,
                          SoupServerMessage *message,
                          const char        *path);

G_END_DECLS
