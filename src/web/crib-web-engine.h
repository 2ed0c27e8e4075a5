/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

WebKitWebView *crib_web_engine_new (void);

G_END_DECLS
