/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROMPT_LIST (crib_prompt_list_get_type ())

/* The prompts of one server. Signal prompt-chosen (prompt): the person wants to see it. */
G_DECLARE_FINAL_TYPE (CribPromptList, crib_prompt_list, CRIB, PROMPT_LIST, AdwBin)

/* @connection: (nullable) */
void crib_prompt_list_set_connection  (CribPromptList *self,
                                       CribConnection *connection);
void crib_prompt_list_set_search_text (CribPromptList *self,
                                       const char     *text);
void crib_prompt_list_activate_first  (CribPromptList *self);
void crib_prompt_list_focus           (CribPromptList *self);

G_END_DECLS
