/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"

G_BEGIN_DECLS

/* @answer is NULL when the session ended before the client replied. */
typedef void (*DemoQuestionFunc) (JsonObject *answer,
                                  gpointer    user_data);

#define DEMO_TYPE_SESSION (demo_session_get_type ())

G_DECLARE_FINAL_TYPE (DemoSession, demo_session, DEMO, SESSION, GObject)

DemoSession *demo_session_new              (void);
const char  *demo_session_get_id           (DemoSession       *self);
void         demo_session_set_user         (DemoSession       *self,
                                            const char        *user);
gboolean     demo_session_belongs_to       (DemoSession       *self,
                                            const char        *user);
void         demo_session_set_client       (DemoSession       *self,
                                            JsonObject        *capabilities);
gboolean     demo_session_client_can       (DemoSession       *self,
                                            const char        *capability);
gboolean     demo_session_take_get_stream  (DemoSession       *self,
                                            DemoAnswer        *answer);
gboolean     demo_session_has_get_stream   (DemoSession       *self);
DemoAnswer  *demo_session_get_stream      (DemoSession       *self);
void         demo_session_watch           (DemoSession       *self,
                                           const char        *uri,
                                           gboolean           watch);
gboolean     demo_session_notify           (DemoSession       *self,
                                            JsonNode          *message);
void         demo_session_ask              (DemoSession       *self,
                                            DemoAnswer        *answer,
                                            const char        *method,
                                            JsonObject        *params,
                                            DemoQuestionFunc   callback,
                                            gpointer           user_data);
void         demo_session_take_reply       (DemoSession       *self,
                                            JsonObject        *reply);
void         demo_session_touch            (DemoSession       *self);
gboolean     demo_session_is_idle          (DemoSession       *self,
                                            gint64             idle_us);
void         demo_session_end              (DemoSession       *self);

G_END_DECLS
