/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  form_base64_measure (const char *text,
                               gsize      *size);
GBytes   *form_base64_decode  (const char *text);

G_END_DECLS
