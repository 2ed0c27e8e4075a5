/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"
#include "mcp-tool.h"

G_BEGIN_DECLS

typedef enum {
  CRIB_CONSENT_GIVEN,   /* run at once */
  CRIB_CONSENT_ASK,     /* ask the person first, plainly */
} CribConsent;

/* A tool that is not marked read-only, or is marked destructive, asks first. */
CribConsent crib_policy_get_consent  (CribServer *server,
                                      McpTool    *tool);
/* Whether servers may be given header fields that people made up. */
gboolean    crib_policy_allows_headers (void);
/* The question in words: "Run “Ship parcels” on Contoso Orders?", and what the server says that it
 * does. */
char       *crib_policy_dup_question (CribServer *server,
                                      McpTool    *tool,
                                      char      **explanation);

G_END_DECLS
