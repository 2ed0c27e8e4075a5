/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-client.h"
#include "oauth-error.h"
#include "oidc-person.h"
#include "oidc-server.h"
#include "vault-store.h"

G_BEGIN_DECLS

/* A client of oidc-provider, found out from the server that it protects, with a person at a
 * browser. Each test's data is a strv of options for the provider; where it is not installed,
 * @server is NULL and the test is skipped. */
typedef struct
{
  OidcServer *server;
  OidcPerson *person;
  VaultStore *vault;           /* a FileVault, unless oidc_fixture_use_keyring() */
  OauthAuthority *authority;
  OauthClient *client;
  OauthSignIn sign_in;
  char **scopes;
  char *resource;
  char *directory;
  char *vault_path;
} OidcFixture;

/* In main(), before anything else: the runtime directory, in which clients lock, is of our own. */
void            oidc_fixture_begin        (void);
void            oidc_fixture_end          (void);

/* Floating: what trusted-authorities says of such a provider. */
GVariant       *oidc_fixture_new_entry    (const char     *issuer);

void            oidc_fixture_set_up       (OidcFixture    *self,
                                           gconstpointer   options);
void            oidc_fixture_tear_down    (OidcFixture    *self,
                                           gconstpointer   options);
gboolean        oidc_fixture_is_missing   (OidcFixture    *self);
/* What another start of the program makes of the same vault. */
void            oidc_fixture_renew_client (OidcFixture    *self);
void            oidc_fixture_use_keyring  (OidcFixture    *self);
OauthAuthority *oidc_fixture_load         (const char     *issuer);
OauthToken     *oidc_fixture_sign_in      (OidcFixture    *self,
                                           GError        **error);
/* Signs in, which must do. */
OauthAccount   *oidc_fixture_enter        (OidcFixture    *self);
OauthToken     *oidc_fixture_renew        (OidcFixture    *self,
                                           OauthAccount   *account,
                                           GError        **error);
/* The server lets @token in. */
void            oidc_fixture_assert_takes (OidcFixture    *self,
                                           OauthToken     *token);

G_END_DECLS
