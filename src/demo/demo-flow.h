/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-proof.h"
#include "demo-scopes.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_STAGE_PICKER,
  DEMO_STAGE_ACCOUNT,
  DEMO_STAGE_PASSWORD,
  DEMO_STAGE_STAY,
  DEMO_STAGE_CONSENT,
} DemoStage;

/* One sign-in under way: what was asked, and which page it is at. */
typedef struct
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
  char *challenge;
  char *challenge_method;
  char *correlation_id;
  gboolean client_info;
  DemoScopes *scopes;

  DemoStage stage;
  const DemoUser *user;
  DemoProof proof;
  char *typed;                  /* the account as it was typed */
} DemoFlow;

void demo_flow_free (DemoFlow *flow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoFlow, demo_flow_free)

G_END_DECLS
