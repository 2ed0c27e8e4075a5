/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mock-authority.h"
#include "oauth-discovery.h"
#include "oauth-error.h"

G_BEGIN_DECLS

/* A discovery that trusts one mock authority, or nobody. */
typedef struct
{
  MockAuthority *mock;
  OauthDiscovery *discovery;
  GAsyncResult *result;
  gboolean is_tenant;        /* of the kind that knows why there may be nothing */
  gboolean is_trusted;
} DiscoveryFixture;

void discovery_set_up    (DiscoveryFixture *fixture,
                          gconstpointer     data);
/* Another in place of one that was finalized. */
void discovery_renew     (DiscoveryFixture *fixture);
void discovery_tear_down (DiscoveryFixture *fixture,
                          gconstpointer     data);
void discovery_keep_cb   (GObject          *source,
                          GAsyncResult     *result,
                          gpointer          user_data);
void discovery_await     (DiscoveryFixture *fixture);

G_END_DECLS
