/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-fixture.h"

/* A browser that knows just enough of HTML to fill in the stand-in's forms. */

#define TENANT_REDIRECT "http://localhost:45678"
#define TENANT_VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define TENANT_CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

const char *tenant_look_up    (DemoFixture *fixture,
                               const char  *name);
char       *tenant_uri        (DemoFixture *fixture,
                               const char  *path);
DemoReply  *tenant_get        (DemoFixture *fixture,
                               const char  *path);
DemoReply  *tenant_post       (DemoFixture *fixture,
                               const char  *path,
                               const char  *headers,
                               const char  *fields);
DemoReply  *tenant_authorize  (DemoFixture *fixture,
                               const char  *headers,
                               const char  *more);
DemoReply  *tenant_authorize_at (DemoFixture *fixture,
                                 const char  *path,
                                 const char  *headers,
                                 const char  *more);
DemoReply  *tenant_submit     (DemoFixture *fixture,
                               DemoReply   *page,
                               const char  *fields);
DemoReply  *tenant_walk       (DemoFixture *fixture,
                               const char  *more,
                               guint        steps);
char       *tenant_get_param  (DemoReply   *reply,
                               const char  *name);
char       *tenant_sign_in    (DemoFixture *fixture);
DemoReply  *tenant_redeem     (DemoFixture *fixture,
                               const char  *code,
                               const char  *more);
DemoReply  *tenant_refresh    (DemoFixture *fixture,
                               const char  *token,
                               const char  *more);
JsonObject *tenant_decode     (const char  *token,
                               guint        part);
void        tenant_assert_error (DemoReply  *reply,
                                 guint       status,
                                 const char *error,
                                 guint       code);
