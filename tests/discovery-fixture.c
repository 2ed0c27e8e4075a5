/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "discovery-fixture.h"

#include "oauth-generic.h"
#include "tenant-profile.h"

static OauthProfile *
pick (const char  *issuer,
      OauthTrust **trust,
      gpointer     user_data,
      GError     **error)
{
  DiscoveryFixture *fixture = user_data;

  if (!fixture->is_trusted)
    {
      g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED, "Nobody trusts %s.", issuer);
      return NULL;
    }

  *trust = mock_authority_dup_trust (fixture->mock);

  return fixture->is_tenant ? tenant_profile_new () : oauth_generic_new ();
}

void
discovery_renew (DiscoveryFixture *fixture)
{
  fixture->discovery = oauth_discovery_new (pick, fixture, NULL);
}

void
discovery_set_up (DiscoveryFixture *fixture,
                  gconstpointer     data)
{
  fixture->mock = mock_authority_new ();
  discovery_renew (fixture);
  fixture->is_trusted = TRUE;
}

void
discovery_tear_down (DiscoveryFixture *fixture,
                     gconstpointer     data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->discovery);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  mock_authority_free (fixture->mock);
}

void
discovery_keep_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  DiscoveryFixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

void
discovery_await (DiscoveryFixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}
