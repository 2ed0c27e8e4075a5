/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define DEMO_TASKS_EXTENSION "io.modelcontextprotocol/tasks"

#define DEMO_TYPE_TASK (demo_task_get_type ())

/* Signals: changed (its listeners have to be told), cancelled. */
G_DECLARE_FINAL_TYPE (DemoTask, demo_task, DEMO, TASK, GObject)

typedef void (*DemoTaskAnswerFunc) (JsonObject *result,
                                    gpointer    user_data);

DemoTask   *demo_task_new          (const char         *user);
const char *demo_task_get_id       (DemoTask           *self);
gboolean    demo_task_belongs_to   (DemoTask           *self,
                                    const char         *user);
gboolean    demo_task_is_over      (DemoTask           *self);
JsonObject *demo_task_describe     (DemoTask           *self);
JsonObject *demo_task_describe_all (DemoTask           *self);

void        demo_task_say          (DemoTask           *self,
                                    const char         *words);
void        demo_task_ask          (DemoTask           *self,
                                    const char         *key,
                                    JsonObject         *question,
                                    DemoTaskAnswerFunc  callback,
                                    gpointer            user_data,
                                    GDestroyNotify      user_data_free);
void        demo_task_answer       (DemoTask           *self,
                                    JsonObject         *responses);
void        demo_task_complete     (DemoTask           *self,
                                    JsonObject         *result);
void        demo_task_cancel       (DemoTask           *self);

G_END_DECLS
