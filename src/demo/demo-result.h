/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *demo_result_wrap      (JsonNode   *id,
                                   const char *member,
                                   JsonObject *value);
void        demo_result_complete  (JsonObject *result,
                                   JsonObject *server_info);
void        demo_result_set_cache (JsonObject *result,
                                   gint64      ttl_ms,
                                   const char *scope);

JsonObject *demo_content_text     (const char *text);
JsonObject *demo_content_result   (JsonObject *first,
                                   ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
