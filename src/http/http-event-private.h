/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http-event.h"

G_BEGIN_DECLS

/* Takes @kind and @id (both GRefString, NULL for the default) and @data over. */
HttpEvent *http_event_new (char   *kind,
                           char   *id,
                           GBytes *data);

G_END_DECLS
