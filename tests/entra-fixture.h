/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "fake-vault.h"
#include "oauth-client.h"
#include "oauth-discovery.h"
#include "oauth-error.h"
#include "tenant-prompter.h"

G_BEGIN_DECLS

/* Clients of the stand-in tenant, with the profile of Entra and nothing above it. */
typedef struct
{
  DemoFixture demo;
  TenantPrompter *person;
  FakeVault *vault;
  OauthDiscovery *discovery;
  char *origin;
  char *scopes[5];
  GAsyncResult *result;
  char *directory;
} EntraFixture;

/* In main(), before anything else. */
void            entra_fixture_begin   (char          **argv);
void            entra_fixture_set_up  (EntraFixture   *self,
                                       gconstpointer   data);
void            entra_fixture_tear_down (EntraFixture *self,
                                         gconstpointer data);
void            entra_fixture_control (EntraFixture   *self,
                                       const char     *path,
                                       const char     *wish);
OauthAuthority *entra_fixture_load    (EntraFixture   *self,
                                       const char     *tenant,
                                       GError        **error);
/* (transfer full): a client of a tenant by its name in addresses, which must be there. */
OauthClient    *entra_fixture_client  (EntraFixture   *self,
                                       const char     *tenant);
OauthToken     *entra_fixture_sign_in (EntraFixture   *self,
                                       OauthClient    *client,
                                       const char     *login_hint,
                                       int             surface,
                                       GError        **error);
OauthToken     *entra_fixture_renew   (EntraFixture   *self,
                                       OauthClient    *client,
                                       OauthAccount   *account,
                                       const char     *claims,
                                       GError        **error);
/* (transfer full): the path of the last request to an endpoint that is named so in the log. */
char           *entra_fixture_dup_path (EntraFixture  *self,
                                        const char    *end);

G_END_DECLS
