/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

McpEra        mcp_era_of_version    (const char     *version);
/* All revisions that we speak, oldest first. */
const char * const *
              mcp_era_get_versions  (void);
/* What to try when opening @era failed with @error; UNKNOWN: that is how it is. */
McpEra        mcp_era_get_next      (McpEra          era,
                                     const GError   *error);
/* Whether that is how a server refuses who speaks to it in a way that it does not know, or in one
 * that it does, for the wrong reason: anything but that it is closed, busy or not to be reached. */
gboolean      mcp_era_is_refusal    (const GError   *error);
/* Whether a request that was refused like that shows that the server is of another era than it was
 * taken for. */
gboolean      mcp_era_is_contradicted (McpTransport *transport,
                                       const GError *error);
/* @version: (nullable): the revision to keep to */
McpTransport *mcp_era_new_transport (McpEra          era,
                                     const char     *version,
                                     McpHttp        *http);

G_END_DECLS
