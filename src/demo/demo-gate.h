/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-tenant.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the protected server says of itself before anybody has signed in (RFC 9728). */
typedef enum
{
  DEMO_PRM_ROOT,                /* as the original: at the root alone, unmentioned by challenges */
  DEMO_PRM_QUALIFIED,           /* as it should be: beside the resource, named by each challenge */
  DEMO_PRM_BARE,                /* so too, but "mcp:tools" without whose it is */
  DEMO_PRM_V1,                  /* so too, but the issuer of v1 */
  DEMO_PRM_SLASH,               /* so too, but a resource with a slash at its end */
  DEMO_PRM_NONE,                /* nothing */
} DemoPrm;

typedef enum
{
  DEMO_AUDIENCE_ANY,            /* whatever Entra calls the API */
  DEMO_AUDIENCE_URL,            /* the trap: its own address alone */
} DemoAudience;

typedef enum
{
  DEMO_CLAIMS_NONE,
  DEMO_CLAIMS_AUTH_CONTEXT,
  DEMO_CLAIMS_REVOKED,
} DemoClaimsChallenge;

/* How many WWW-Authenticate headers a 401 has. */
typedef enum
{
  DEMO_HEADERS_ONE,
  DEMO_HEADERS_TWO,
  DEMO_HEADERS_NONE,
} DemoHeaders;

typedef enum
{
  DEMO_FORBID_EXACT_SCOPE,      /* as the original: whose token holds more than one scope */
  DEMO_FORBID_SCOPE,            /* whose token lacks one of two, by insufficient_scope */
  DEMO_FORBID_ROLE,             /* whose token has no roles, without a word */
  DEMO_FORBID_HTML,             /* everybody, by what stands in front of it */
} DemoForbid;

#define DEMO_TYPE_GATE (demo_gate_get_type ())

G_DECLARE_FINAL_TYPE (DemoGate, demo_gate, DEMO, GATE, GObject)

DemoGate    *demo_gate_new           (DemoTenant  *tenant);
void         demo_gate_set_base      (DemoGate    *self,
                                      const char  *base);
gboolean     demo_gate_set           (DemoGate    *self,
                                      JsonObject  *wish,
                                      GError     **error);
void         demo_gate_reset         (DemoGate    *self);

DemoTenant  *demo_gate_get_tenant    (DemoGate    *self);
const char  *demo_gate_get_base      (DemoGate    *self);
DemoPrm      demo_gate_get_prm       (DemoGate    *self);
DemoAudience demo_gate_get_audience  (DemoGate    *self);
DemoHeaders  demo_gate_get_headers   (DemoGate    *self);
DemoForbid   demo_gate_get_forbid    (DemoGate    *self);
char        *demo_gate_dup_resource  (DemoGate    *self,
                                      const char  *path);
char        *demo_gate_dup_scope     (DemoGate    *self,
                                      const char  *name);
char        *demo_gate_demand_claims (DemoGate    *self,
                                      JsonObject  *claims,
                                      const char  *rpc);

G_END_DECLS
