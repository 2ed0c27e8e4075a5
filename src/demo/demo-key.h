/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEMO_JWT_GOOD,
  DEMO_JWT_MALFORMED,
  DEMO_JWT_UNKNOWN_KEY,
  DEMO_JWT_BAD_SIGNATURE,
} DemoJwtVerdict;

typedef struct _DemoKey DemoKey;

DemoKey       *demo_key_new          (void);
void           demo_key_free         (DemoKey        *self);
const char    *demo_key_get_id       (DemoKey        *self);
JsonObject    *demo_key_describe     (DemoKey        *self,
                                      const char     *issuer);
char          *demo_key_sign         (DemoKey        *self,
                                      const char     *kid,
                                      JsonObject     *payload);
DemoJwtVerdict demo_key_verify       (DemoKey        *self,
                                      const char     *token,
                                      JsonObject    **payload);

char          *demo_base64url        (gconstpointer   data,
                                      gsize           length);
char          *demo_random_text      (gsize           bytes);
char          *demo_jwt_unsigned     (JsonObject     *payload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoKey, demo_key_free)

G_END_DECLS
