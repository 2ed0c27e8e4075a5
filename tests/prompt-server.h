/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"

G_BEGIN_DECLS

/*
 * PromptServer:
 *
 * A small MCP server in the test's own main context with a prompt "greet" (arguments "city",
 * needed, and "name"), which answers with its arguments, and a connection to it that is open.
 */
typedef struct _PromptServer PromptServer;

/* @completes: whether it says that it proposes values */
PromptServer   *prompt_server_new            (gboolean      completes);
void            prompt_server_free           (PromptServer *self);
CribConnection *prompt_server_get_connection (PromptServer *self);
const char     *prompt_server_get_uri        (PromptServer *self);
McpPrompt      *prompt_server_get_prompt     (PromptServer *self);   /* borrowed */
/* Holds what is asked from now on, completions and prompts; or answers at once, as at first. */
void            prompt_server_hold           (PromptServer *self);
/* Answers what is held last; what was cancelled before that gets none. */
void            prompt_server_release        (PromptServer *self);
/* The next prompt is answered by an error. */
void            prompt_server_fail           (PromptServer *self);
/* All that was asked to be completed: "city=H name=A(city=Hamburg) map://{city}:city=H " */
const char     *prompt_server_get_asked      (PromptServer *self);
guint           prompt_server_get_n_cancelled (PromptServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PromptServer, prompt_server_free)

G_END_DECLS
