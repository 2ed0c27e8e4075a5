/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-proof.h"
#include "demo-scopes.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_STAGE_PICKER,
  DEMO_STAGE_ACCOUNT,
  DEMO_STAGE_FEDERATED,         /* away, at another organisation's page */
  DEMO_STAGE_PASSWORD,
  DEMO_STAGE_EXPIRED,
  DEMO_STAGE_TO_PASSKEY,        /* a page that goes on by itself */
  DEMO_STAGE_PASSKEY,
  DEMO_STAGE_MFA,
  DEMO_STAGE_TERMS,
  DEMO_STAGE_STAY,
  DEMO_STAGE_APP,
  DEMO_STAGE_CONSENT,
} DemoStage;

typedef struct _DemoFlow DemoFlow;
typedef struct _DemoVisit DemoVisit;

/* One sign-in under way: what was asked, and which page it is at. */
struct _DemoFlow
{
  char *tenant;
  char *client_id;
  char *redirect_uri;
  DemoRedirectKind redirect_kind;
  char *response_mode;
  char *state;
  char *nonce;
  char *scope;
  char *prompt;
  char *domain_hint;
  char *claims;
  char *challenge;
  char *challenge_method;
  char *correlation_id;
  gboolean client_info;
  DemoScopes *scopes;
  char *context;                /* (nullable): the authentication context that @claims wants */

  /* How it ends. */
  void (*finish) (DemoVisit         *visit,
                  DemoFlow          *flow);
  void (*fail)   (DemoVisit         *visit,
                  DemoFlow          *flow,
                  const DemoProblem *problem,
                  const char        *subcode);

  gint64 begun;                 /* s, by the tenant's clock */
  DemoStage stage;
  const DemoUser *user;
  DemoProof proof;
  char *typed;                  /* the account as it was typed */
  char *assertion;              /* (nullable): by which another organisation vouches for @user */
  guint number;                 /* to be compared with the one in the telephone */
  gboolean asks_stay;           /* these pages are still to come */
  gboolean asks_app;
  gboolean asks_consent;        /* even if it was given before */
  gboolean for_everybody;       /* an administrator consents */
};

void demo_flow_free (DemoFlow *flow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoFlow, demo_flow_free)

G_END_DECLS
