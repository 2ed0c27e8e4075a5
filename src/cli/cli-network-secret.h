/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One --secret-header: "NAME", or "NAME=@FILE". */
gboolean cli_network_secret_check (const char  *text,
                                   GError     **error);

G_END_DECLS
