/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-tool-item.h"

G_BEGIN_DECLS

#define CRIB_TYPE_BENCH (crib_bench_get_type ())

/* Properties: folded (the bench has the window for itself), favourite (of the tool on show). */
G_DECLARE_FINAL_TYPE (CribBench, crib_bench, CRIB, BENCH, AdwBin)

/* @connection: (nullable): whose state is shown while there is no tool to show */
void          crib_bench_set_connection (CribBench      *self,
                                         CribConnection *connection);
/* @item: (nullable) */
void          crib_bench_set_item       (CribBench      *self,
                                         CribToolItem   *item);
CribToolItem *crib_bench_get_item       (CribBench      *self);
/* Shows that prompt of the connection above the tool, which comes back with NULL and with the next
 * tool. @prompt: (nullable) */
void          crib_bench_set_prompt     (CribBench      *self,
                                         McpPrompt      *prompt);
McpPrompt    *crib_bench_get_prompt     (CribBench      *self);
void          crib_bench_focus_page     (CribBench      *self);

G_END_DECLS
