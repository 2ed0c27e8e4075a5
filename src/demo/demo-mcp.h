/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-era.h"
#include "demo-profile.h"

G_BEGIN_DECLS

#define DEMO_TYPE_MCP (demo_mcp_get_type ())

G_DECLARE_FINAL_TYPE (DemoMcp, demo_mcp, DEMO, MCP, GObject)

DemoMcp           *demo_mcp_new               (const DemoProfile  *profile,
                                               guint               idle_seconds);
const DemoProfile *demo_mcp_get_profile       (DemoMcp            *self);
JsonObject        *demo_mcp_get_definition    (DemoMcp            *self);
void               demo_mcp_set_eras          (DemoMcp            *self,
                                               DemoEra             eras);
void               demo_mcp_set_ttl           (DemoMcp            *self,
                                               gint64              ttl_ms);
gint64             demo_mcp_get_ttl           (DemoMcp            *self);
void               demo_mcp_handle            (DemoMcp            *self,
                                               DemoAnswer         *answer,
                                               SoupServerMessage  *message,
                                               JsonNode           *body);
DemoSession       *demo_mcp_start_session     (DemoMcp            *self,
                                               const char         *user);
DemoSession       *demo_mcp_find_session      (DemoMcp            *self,
                                               const char         *id);
void               demo_mcp_end_session       (DemoMcp            *self,
                                               DemoSession        *session);
void               demo_mcp_add_call          (DemoMcp            *self,
                                               DemoCall           *call);
void               demo_mcp_cancel_call       (DemoMcp            *self,
                                               DemoSession        *session,
                                               JsonNode           *id);
void               demo_mcp_add_task          (DemoMcp            *self,
                                               DemoTask           *task);
DemoTask          *demo_mcp_find_task         (DemoMcp            *self,
                                               const char         *id,
                                               const char         *user);
void               demo_mcp_listen            (DemoMcp            *self,
                                               DemoAnswer         *answer,
                                               JsonObject         *request);
void               demo_mcp_add_tool          (DemoMcp            *self,
                                               JsonObject         *tool);
gboolean           demo_mcp_remove_tool       (DemoMcp            *self,
                                               const char         *name);
guint              demo_mcp_notify            (DemoMcp            *self,
                                               JsonNode           *message);
void               demo_mcp_reset             (DemoMcp            *self);
guint              demo_mcp_count_sessions    (DemoMcp            *self);
guint              demo_mcp_count_get_streams (DemoMcp            *self);
guint              demo_mcp_count_calls       (DemoMcp            *self);
guint              demo_mcp_count_listeners   (DemoMcp            *self);

G_END_DECLS
