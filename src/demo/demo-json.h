/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *demo_json_parse         (const char  *text,
                                     gssize       length,
                                     GError     **error);
JsonObject *demo_json_from_resource (const char  *name);
char       *demo_json_write         (JsonNode    *node);
char       *demo_json_write_object  (JsonObject  *object);
JsonObject *demo_json_copy_object   (JsonObject  *object);
JsonNode   *demo_json_take_object   (JsonObject  *object);
JsonNode   *demo_json_take_array    (JsonArray   *array);
JsonNode   *demo_json_get           (JsonObject  *object,
                                     const char  *name);
JsonObject *demo_json_get_object    (JsonObject  *object,
                                     const char  *name);
JsonArray  *demo_json_get_array     (JsonObject  *object,
                                     const char  *name);
const char *demo_json_get_string    (JsonObject  *object,
                                     const char  *name);
gint64      demo_json_get_int       (JsonObject  *object,
                                     const char  *name,
                                     gint64       fallback);
double      demo_json_get_number    (JsonObject  *object,
                                     const char  *name);
gboolean    demo_json_get_boolean   (JsonObject  *object,
                                     const char  *name);
void        demo_json_read_boolean  (JsonObject  *object,
                                     const char  *name,
                                     gboolean    *value);
char      **demo_json_dup_strv      (JsonObject  *object,
                                     const char  *name);
gboolean    demo_json_is_call       (JsonNode    *node,
                                     const char  *method);
JsonObject *demo_json_find_by_name  (JsonArray   *array,
                                     const char  *name);

G_END_DECLS
