/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each says whether all of @text, UTF-8 that may hold NULs, has the format. */
typedef gboolean (*SchemaFormatFunc) (const char *text,
                                      gsize       length);

gboolean schema_format_is_date              (const char *text,
                                             gsize       length);
gboolean schema_format_is_time              (const char *text,
                                             gsize       length);
gboolean schema_format_is_date_time         (const char *text,
                                             gsize       length);
gboolean schema_format_is_duration          (const char *text,
                                             gsize       length);
gboolean schema_format_is_ipv4              (const char *text,
                                             gsize       length);
gboolean schema_format_is_ipv6              (const char *text,
                                             gsize       length);
gboolean schema_format_is_host_name         (const char *text,
                                             gsize       length);
gboolean schema_format_is_any_host_name     (const char *text,
                                             gsize       length);
gboolean schema_format_is_email             (const char *text,
                                             gsize       length);
gboolean schema_format_is_any_email         (const char *text,
                                             gsize       length);
gboolean schema_format_is_uri               (const char *text,
                                             gsize       length);
gboolean schema_format_is_uri_reference     (const char *text,
                                             gsize       length);
gboolean schema_format_is_iri               (const char *text,
                                             gsize       length);
gboolean schema_format_is_iri_reference     (const char *text,
                                             gsize       length);

G_END_DECLS
