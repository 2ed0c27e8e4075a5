/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DemoTls DemoTls;

DemoTls         *demo_tls_new             (GError  **error);
void             demo_tls_free            (DemoTls  *self);
const char      *demo_tls_get_ca_file     (DemoTls  *self);
GTlsCertificate *demo_tls_get_certificate (DemoTls  *self);
GTlsCertificate *demo_tls_get_stranger    (DemoTls  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoTls, demo_tls_free)

G_END_DECLS
