/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-request.h"
#include "sjson-builder.h"

G_BEGIN_DECLS

/* The newest revision, and the only one without sessions that we speak. */
#define MCP_STATELESS_VERSION "2026-07-28"

/* JSON-RPC 2.0 §5.1. */
#define MCP_CODE_INVALID_PARAMS (-32602)

/* A page has to be opened first (MCP 2025-11-25, "Elicitation"; not in later revisions). */
#define MCP_CODE_URL_ELICITATION (-32042)

/* Errors of that revision (MCP 2026-07-28, "Error Codes"). */
#define MCP_CODE_HEADER_MISMATCH (-32020)
#define MCP_CODE_MISSING_CAPABILITY (-32021)
#define MCP_CODE_UNSUPPORTED_VERSION (-32022)

/* What goes along with every request where there is no session to remember it. */
typedef struct
{
  const char *version;
  SjsonValue *capabilities;   /* nullable: none; an object */
  char *log_level;            /* nullable: the server keeps its log to itself */
} McpEnvelope;

void    mcp_envelope_clear           (McpEnvelope       *self);
GBytes *mcp_envelope_build_request   (const McpEnvelope *self,
                                      McpRequest        *request,
                                      gint64             id);
/* The name that a request is about, which travels as Mcp-Name, or NULL. */
char   *mcp_envelope_dup_name        (McpRequest        *request,
                                      gsize             *length);
/* What Toolcrib says about itself: an object. */
void    mcp_envelope_add_client_info (SjsonBuilder      *builder);

G_END_DECLS
