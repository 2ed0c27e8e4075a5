/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-tenant.h"

#include <gio/gio.h>

G_BEGIN_DECLS

char *demo_mint (DemoTenant  *tenant,
                 JsonObject  *wish,
                 GError     **error);

G_END_DECLS
