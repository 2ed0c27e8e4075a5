/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-fixture.h"

G_BEGIN_DECLS

/* @azure/msal-node from npm (servers/msal-node.mjs), before a demo with TLS. */

/* Whether there is none; the test is skipped then. */
gboolean  msal_node_is_missing (void);
/* What the scene prints. The library believes the demo's authority and nobody else.
 * @address: (nullable): where a person goes on */
JsonNode *msal_node_play       (DemoFixture *demo,
                                const char  *scene,
                                const char  *address);

G_END_DECLS
