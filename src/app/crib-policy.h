/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"
#include "mcp-tool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  CRIB_CONSENT_GIVEN,   /* run at once */
  CRIB_CONSENT_ASK,     /* ask the person first, plainly */
} CribConsent;

/* Where people sign in, as a person or an administrator chose. For authorities that are not of kind
 * entra "embedded" counts only where an administrator says so (ruling 5). */
typedef enum {
  CRIB_SURFACE_EMBEDDED,
  CRIB_SURFACE_BROWSER,
  CRIB_SURFACE_ASK,
} CribSurface;

/* A tool that is not marked read-only, or is marked destructive, asks first. */
CribConsent crib_policy_get_consent  (CribServer *server,
                                      McpTool    *tool);
/* Whether servers may be given header fields that people made up. */
gboolean    crib_policy_allows_headers (void);
/* The person's choice, unless an administrator made it. @settings: (nullable) */
CribSurface crib_policy_get_surface       (GSettings *settings);
gboolean    crib_policy_is_surface_locked (void);
/* Whether somebody may sign in with a code that is typed on another device. */
gboolean    crib_policy_allows_device_code (void);
/* Whether people may sign in to a tenant of kind entra, a GUID. */
gboolean    crib_policy_allows_tenant      (const char *tenant);
/* The question in words: "Run “Ship parcels” on Contoso Orders?", and what the server says that it
 * does. */
char       *crib_policy_dup_question (CribServer *server,
                                      McpTool    *tool,
                                      char      **explanation);

G_END_DECLS
