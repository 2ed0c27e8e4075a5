/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sign-in-fixture.h"

G_BEGIN_DECLS

/* An authorizer that is asked as a client would, without one. */
typedef struct
{
  SignInFixture base;
  CribServer *server;
  CribAuthorizer *authorizer;
  const char *uri;
} AuthorizerFixture;

void            authorizer_fixture_set_up          (AuthorizerFixture  *self,
                                                    gconstpointer       data);
void            authorizer_fixture_tear_down       (AuthorizerFixture  *self,
                                                    gconstpointer       data);
/* As after a new start: the authorizer anew, for the server as it is saved. */
void            authorizer_fixture_restart         (AuthorizerFixture  *self);
/* @uri: (nullable): the server's */
char           *authorizer_fixture_get_header      (AuthorizerFixture  *self,
                                                    const char         *uri,
                                                    GError            **error);
gboolean        authorizer_fixture_challenge       (AuthorizerFixture  *self,
                                                    const char         *challenge,
                                                    const char         *header,
                                                    GError            **error);
void            authorizer_fixture_begin_challenge (AuthorizerFixture  *self,
                                                    const char         *challenge,
                                                    const char         *header,
                                                    GCancellable       *cancellable,
                                                    GAsyncResult      **result);
gboolean        authorizer_fixture_end_challenge   (AuthorizerFixture  *self,
                                                    GAsyncResult       *result,
                                                    GError            **error);
gboolean        authorizer_fixture_sign_in         (AuthorizerFixture  *self,
                                                    CribSignInKind      kind,
                                                    GError            **error);
/* Signs in, which must do. */
void            authorizer_fixture_enter           (AuthorizerFixture  *self);
CribProtection *authorizer_fixture_look            (AuthorizerFixture  *self,
                                                    const char         *challenge,
                                                    GError            **error);

G_END_DECLS
