/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean demo_accept_includes (SoupServerMessage *message,
                               const char        *type);

G_END_DECLS
