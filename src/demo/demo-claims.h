/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-tenant.h"

G_BEGIN_DECLS

JsonObject *demo_claims_access   (DemoTenant      *tenant,
                                  const DemoUser  *user,
                                  const char      *tid,
                                  const char      *scp,
                                  guint            lifetime);
JsonObject *demo_claims_id       (DemoTenant      *tenant,
                                  const DemoUser  *user,
                                  const char      *tid,
                                  const char      *nonce);
char       *demo_claims_sign     (DemoTenant      *tenant,
                                  const char      *kind,
                                  JsonObject      *claims);
char       *demo_claims_info     (const DemoUser  *user);
char       *demo_claims_mint     (DemoTenant      *tenant,
                                  JsonObject      *wish,
                                  GError         **error);

G_END_DECLS
