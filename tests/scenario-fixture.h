/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sign-in-fixture.h"

G_BEGIN_DECLS

#define SCENARIO_EXPIRED "Bearer error=\"invalid_token\""

/* The data of these tests is their own, no options of the demo's. */
void          scenario_set_up       (SignInFixture *self,
                                     gconstpointer  data);
void          scenario_tear_down    (SignInFixture *self,
                                     gconstpointer  data);
/* The next request to the token endpoint is refused. @members: of a fault of kind token_error */
void          scenario_deny         (SignInFixture *self,
                                     const char    *members);
/* The next call of a tool is answered with 401. */
void          scenario_challenge    (SignInFixture *self,
                                     const char    *challenge);
/* Returns: (transfer full): a claims challenge (entra.md 4.1) */
char         *scenario_dup_claims   (const char    *claims);
/* Returns: (transfer full) (nullable): a field that the last request to an endpoint of the tenant
 * had, of its form or its query */
char         *scenario_dup_sent     (SignInFixture *self,
                                     const char    *endpoint,
                                     const char    *field);
/* As if the program had been started again, without anybody waiting: how that ends. */
CribProblem  *scenario_come_back    (SignInFixture *self);
/* A run that fails: why. */
CribProblem  *scenario_fail_run     (SignInFixture *self);
void          scenario_assert_pages (SignInFixture *self,
                                     guint          count);
const char   *scenario_get_page     (SignInFixture *self);

G_END_DECLS
