/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What must not be seen, and text without it. */
typedef struct _McpTraceSecrets McpTraceSecrets;

McpTraceSecrets *mcp_trace_secrets_new       (void);
void             mcp_trace_secrets_free      (McpTraceSecrets  *self);
/* From now on @value goes, wherever it stands. */
void             mcp_trace_secrets_learn     (McpTraceSecrets  *self,
                                              const char       *value);
/* All three return text that may be shown. */
char            *mcp_trace_secrets_dup_text  (McpTraceSecrets  *self,
                                              const char       *text);
char            *mcp_trace_secrets_dup_uri   (McpTraceSecrets  *self,
                                              const char       *uri);
char            *mcp_trace_secrets_dup_data  (McpTraceSecrets  *self,
                                              GBytes           *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpTraceSecrets, mcp_trace_secrets_free)

G_END_DECLS
