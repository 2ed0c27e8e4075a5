/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-tenant.h"

G_BEGIN_DECLS

/* What an access token is about. */
typedef struct
{
  const DemoUser *user;
  const char *tid;              /* the tenant they are signed in to */
  const char *client_id;
  const char *api_id;
  const char *audience;         /* what version 1 calls the API */
  guint version;
  const char *scp;
  const char *contexts;         /* (nullable): for acrs, by spaces */
  gboolean capable;             /* the client understands claims challenges */
  gint64 not_before;            /* that somebody insists on, or 0 */
  guint seconds;
} DemoBearer;

JsonObject *demo_claims_access   (DemoTenant        *tenant,
                                  const DemoBearer  *bearer);
JsonObject *demo_claims_id       (DemoTenant        *tenant,
                                  const DemoUser    *user,
                                  const char        *tid,
                                  const DemoApp     *app,
                                  const char        *nonce);
char       *demo_claims_sign     (DemoTenant        *tenant,
                                  const char        *kind,
                                  JsonObject        *claims);
char       *demo_claims_info     (const DemoUser    *user);

G_END_DECLS
