/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"

G_BEGIN_DECLS

/* The errors of MCP 2026-07-28, with their HTTP status. */
void demo_refusal_http       (DemoAnswer *answer,
                              guint       status,
                              int         code,
                              const char *words);
void demo_refusal_header     (DemoAnswer *answer,
                              JsonObject *request,
                              const char *words);
void demo_refusal_params     (DemoAnswer *answer,
                              JsonObject *request,
                              const char *words);
void demo_refusal_version    (DemoAnswer *answer,
                              JsonObject *request,
                              const char *requested);
void demo_refusal_capability (DemoAnswer *answer,
                              JsonNode   *id,
                              JsonObject *required);
void demo_refusal_method     (DemoAnswer *answer,
                              JsonObject *request);

G_END_DECLS
