/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"
#include "crib-error.h"
#include "fake-prompter.h"
#include "fake-vault.h"
#include "oauth-error.h"

G_BEGIN_DECLS

#define RESOURCE_PLACE "/.well-known/oauth-protected-resource/mcp"
#define REGISTER "/t1/register"

/* What this program is known by at two authorities that register it, of which the first protects
 * the server that stands beside it. Fixture data, where there is any, is for an administrator who
 * forbids registrations. */
typedef struct
{
  MockAuthority *mock;
  MockAuthority *other;
  FakePrompter *person;
  FakeVault *vault;
  CribTrust *trust;
  CribAccountStore *accounts;
  CribIdentity *identity;
  CribServer *server;
  CribAuthorizer *authorizer;
  char *metadata[2];
} FlightFixture;

void        flight_fixture_trust_in         (FlightFixture   *self,
                                             const char      *issuer);
void        flight_fixture_protect          (FlightFixture   *self,
                                             MockAuthority   *authority);
void        flight_fixture_offer            (MockAuthority   *mock,
                                             char           **metadata,
                                             const char      *more);
void        flight_fixture_start            (FlightFixture   *self);
void        flight_fixture_stop             (FlightFixture   *self);
void        flight_fixture_set_up           (FlightFixture   *self,
                                             gconstpointer    data);
void        flight_fixture_tear_down        (FlightFixture   *self,
                                             gconstpointer    data);
void        flight_fixture_keep_cb          (GObject         *source,
                                             GAsyncResult    *result,
                                             gpointer         user_data);
void        flight_fixture_await            (GAsyncResult   **result);
gboolean    flight_fixture_sign_in          (FlightFixture   *self,
                                             CribSignInKind   kind,
                                             GError         **error);
void        flight_fixture_enter            (FlightFixture   *self,
                                             CribSignInKind   kind);
void        flight_fixture_assert_fails     (FlightFixture   *self,
                                             GQuark           domain,
                                             int              code);
gboolean    flight_fixture_refuse_token     (FlightFixture   *self,
                                             GError         **error);
const char *flight_fixture_get_page         (FlightFixture   *self);
void        flight_fixture_assert_page      (FlightFixture   *self,
                                             const char      *words);
void        flight_fixture_assert_never_saw (MockAuthority   *mock,
                                             const char      *text);
const char *flight_fixture_get_token_header (MockAuthority   *mock);

G_END_DECLS
