/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-proof.h"
#include "demo-scopes.h"
#include "demo-user.h"

G_BEGIN_DECLS

/* What a policy can want, in the order in which it is asked for. */
typedef enum
{
  DEMO_WANT_NOTHING,
  DEMO_WANT_BLOCK,              /* no: 53003 */
  DEMO_WANT_ASSIGNED,           /* no: 50105 */
  DEMO_WANT_COMPLIANT_DEVICE,   /* no: 53000 */
  DEMO_WANT_MANAGED_DEVICE,     /* no: 530003 */
  DEMO_WANT_NO_DEVICE_CODE,     /* no, for whoever came by it: 53003 */
  DEMO_WANT_SIGN_IN_FREQUENCY,  /* the password again after so many seconds: 70043 */
  DEMO_WANT_PASSKEY,
  DEMO_WANT_MFA,
  DEMO_WANT_AUTH_CONTEXT,
  DEMO_WANT_TERMS,              /* once for each person */
  DEMO_WANT_ADMIN_CONSENT,      /* an administrator's, for everybody: 90094 */
} DemoWant;

/* Who asks for what, and how far they have proved themselves. */
typedef struct
{
  const DemoUser *user;
  const char *client_id;
  const DemoScopes *scopes;
  const DemoProof *proof;
  const char *context;          /* (nullable): that the parameter "claims" insists on */
  gint64 now;                   /* seconds of the tenant's clock */
} DemoTrial;

/* What the tenant demands of whom (Conditional Access, assignment), and who agreed to what. */
#define DEMO_TYPE_POLICIES (demo_policies_get_type ())

G_DECLARE_FINAL_TYPE (DemoPolicies, demo_policies, DEMO, POLICIES, GObject)

DemoPolicies *demo_policies_new          (void);
void          demo_policies_reset        (DemoPolicies     *self);
gboolean      demo_policies_replace      (DemoPolicies     *self,
                                          JsonObject       *wish,
                                          GError          **error);
DemoWant      demo_policies_judge        (DemoPolicies     *self,
                                          const DemoTrial  *trial,
                                          const char      **context);
gboolean      demo_policies_has_consent  (DemoPolicies     *self,
                                          const DemoUser   *user,
                                          const char       *client_id,
                                          const DemoScopes *scopes);
void          demo_policies_consent      (DemoPolicies     *self,
                                          const DemoUser   *user,
                                          const char       *client_id,
                                          const DemoScopes *scopes);
void          demo_policies_withdraw     (DemoPolicies     *self,
                                          const DemoUser   *user);
void          demo_policies_accept_terms (DemoPolicies     *self,
                                          const DemoUser   *user);

G_END_DECLS
