/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-result.h"
#include "demo-session.h"
#include "demo-task.h"

G_BEGIN_DECLS

#define DEMO_TYPE_CALL (demo_call_get_type ())

G_DECLARE_FINAL_TYPE (DemoCall, demo_call, DEMO, CALL, GObject)

typedef void (*DemoCallReplyFunc) (DemoCall   *self,
                                   JsonObject *result);

DemoCall    *demo_call_new           (DemoSession        *session,
                                      DemoAnswer         *answer,
                                      JsonObject         *request);
DemoCall    *demo_call_new_stateless (DemoAnswer         *answer,
                                      JsonObject         *request,
                                      JsonObject         *server_info);
void         demo_call_go_on_as      (DemoCall           *self,
                                      DemoTask           *task);
DemoSession *demo_call_get_session   (DemoCall           *self);
JsonNode    *demo_call_get_id        (DemoCall           *self);
const char  *demo_call_get_tool      (DemoCall           *self);
JsonObject  *demo_call_get_arguments (DemoCall           *self);
gboolean     demo_call_is_over       (DemoCall           *self);
void         demo_call_return        (DemoCall           *self,
                                      JsonObject         *result);
void         demo_call_return_text   (DemoCall           *self,
                                      const char         *text);
void         demo_call_return_both   (DemoCall           *self,
                                      const char         *text,
                                      JsonObject         *structured);
void         demo_call_return_error  (DemoCall           *self,
                                      const char         *words);
void         demo_call_fail          (DemoCall           *self,
                                      const char         *words);
void         demo_call_progress      (DemoCall           *self,
                                      guint               done,
                                      guint               total,
                                      const char         *words);
gboolean     demo_call_client_can    (DemoCall           *self,
                                      const char         *capability);
gboolean     demo_call_client_takes_tasks
                                     (DemoCall           *self);
void         demo_call_lacks         (DemoCall           *self,
                                      const char         *capability);
void         demo_call_ask           (DemoCall           *self,
                                      const char         *method,
                                      JsonObject         *params,
                                      DemoCallReplyFunc   callback);
void         demo_call_cancel        (DemoCall           *self);

G_END_DECLS
