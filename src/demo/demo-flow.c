/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-flow.h"

void
demo_flow_free (DemoFlow *flow)
{
  g_free (flow->tenant);
  g_free (flow->client_id);
  g_free (flow->redirect_uri);
  g_free (flow->response_mode);
  g_free (flow->state);
  g_free (flow->nonce);
  g_free (flow->scope);
  g_free (flow->prompt);
  g_free (flow->domain_hint);
  g_free (flow->claims);
  g_free (flow->challenge);
  g_free (flow->challenge_method);
  g_free (flow->correlation_id);
  g_clear_pointer (&flow->scopes, demo_scopes_free);
  g_free (flow->context);
  demo_proof_clear (&flow->proof);
  g_free (flow->typed);
  g_free (flow->assertion);
  g_free (flow);
}
