/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-browser.h"
#include "demo-directory.h"
#include "demo-issuing.h"
#include "demo-key.h"
#include "demo-policy.h"

G_BEGIN_DECLS

/* What a code or a refresh token stands for. */
typedef struct
{
  const DemoUser *user;
  char *client_id;
  char *tenant;                 /* the path it was issued under, as the client wrote it */
  const char *tid;              /* the tenant that was signed in to */
  DemoProof proof;
  char *redirect_uri;           /* (nullable): %NULL for a refresh token */
  DemoRedirectKind redirect_kind;
  char *challenge;
  char *challenge_method;
  char *nonce;
  char *scope;
  guint generation;             /* of the user's refresh tokens */
  gint64 created;               /* s, by the tenant's clock */
  gboolean used;
} DemoGrant;

/* Why what somebody was given is good no more (entra.md 3.3). */
typedef enum
{
  DEMO_REVOCATION_NONE,
  DEMO_REVOCATION_REVOKED,
  DEMO_REVOCATION_PASSWORD,
  DEMO_REVOCATION_BAD_TOKEN,
  DEMO_REVOCATION_INACTIVE,
  DEMO_REVOCATION_FREQUENCY,
} DemoRevocation;

#define DEMO_TYPE_TENANT (demo_tenant_get_type ())

G_DECLARE_FINAL_TYPE (DemoTenant, demo_tenant, DEMO, TENANT, GObject)

DemoTenant     *demo_tenant_new             (void);
void            demo_tenant_set_origin      (DemoTenant      *self,
                                             const char      *origin);
const char     *demo_tenant_get_origin      (DemoTenant      *self);
DemoKey        *demo_tenant_get_key         (DemoTenant      *self);
DemoKey        *demo_tenant_get_forger      (DemoTenant      *self);
void            demo_tenant_roll_key        (DemoTenant      *self);
char           *demo_tenant_dup_issuer      (DemoTenant      *self,
                                             const char      *form);
gboolean        demo_tenant_knows           (DemoTenant      *self,
                                             const char      *form);
DemoDirectory  *demo_tenant_get_directory   (DemoTenant      *self);
DemoPolicies   *demo_tenant_get_policies    (DemoTenant      *self);
gint64          demo_tenant_get_time        (DemoTenant      *self);
void            demo_tenant_set_clock       (DemoTenant      *self,
                                             gint64           offset);
JsonObject     *demo_tenant_describe        (DemoTenant      *self);
void            demo_tenant_reset           (DemoTenant      *self);

void            demo_tenant_note_secret     (DemoTenant      *self,
                                             const char      *kind,
                                             const char      *value);
char           *demo_tenant_write_secrets   (DemoTenant      *self);

void            demo_tenant_add_redirect    (DemoTenant      *self,
                                             const char      *uri);

char           *demo_tenant_add_code        (DemoTenant      *self,
                                             DemoGrant       *grant);
char           *demo_tenant_add_refresh     (DemoTenant      *self,
                                             const DemoGrant *from);
DemoGrant      *demo_tenant_find_code       (DemoTenant      *self,
                                             const char      *code);
DemoGrant      *demo_tenant_find_refresh    (DemoTenant      *self,
                                             const char      *token);
DemoRevocation  demo_tenant_get_revocation  (DemoTenant      *self,
                                             const DemoGrant *grant);
void            demo_tenant_revoke          (DemoTenant      *self,
                                             const DemoUser  *user,
                                             DemoRevocation   kind);

DemoBrowsers   *demo_tenant_get_browsers    (DemoTenant      *self);

DemoIssuing    *demo_tenant_get_issuing     (DemoTenant      *self);
GHashTable     *demo_tenant_get_flows       (DemoTenant      *self);

void            demo_grant_free             (DemoGrant       *grant);
const char     *demo_grant_choose_tenant    (const DemoGrant *grant,
                                             const char      *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoGrant, demo_grant_free)

G_END_DECLS
