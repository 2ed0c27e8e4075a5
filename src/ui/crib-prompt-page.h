/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROMPT_PAGE (crib_prompt_page_get_type ())

/* One prompt: its arguments as a form, and the messages that it becomes. Property narrow. */
G_DECLARE_FINAL_TYPE (CribPromptPage, crib_prompt_page, CRIB, PROMPT_PAGE, AdwBin)

GtkWidget *crib_prompt_page_new        (void);
/* @connection, @prompt: (nullable), both or none */
void       crib_prompt_page_set_prompt (CribPromptPage *self,
                                        CribConnection *connection,
                                        McpPrompt      *prompt);

G_END_DECLS
