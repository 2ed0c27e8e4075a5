/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  crib_web_trust_verify  (const char      *ca_file,
                                  GTlsCertificate *certificate,
                                  const char      *host);

G_END_DECLS
