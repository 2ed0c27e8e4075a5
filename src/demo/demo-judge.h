/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-policy.h"
#include "demo-tenant.h"

G_BEGIN_DECLS

void     demo_judge_explain     (DemoWant           want,
                                 const char        *context,
                                 DemoProblem       *problem);
void     demo_judge_turn_away   (DemoTenant        *tenant,
                                 const DemoUser    *user,
                                 const char        *client_id,
                                 const char        *tid,
                                 DemoProblem       *problem);
gboolean demo_judge_read_claims (const char        *claims,
                                 char             **context,
                                 DemoProblem       *problem);
gboolean demo_judge_grant       (DemoTenant        *tenant,
                                 const DemoGrant   *grant,
                                 const char        *form,
                                 const DemoScopes  *scopes,
                                 const char        *claims,
                                 DemoProblem       *problem);

G_END_DECLS
