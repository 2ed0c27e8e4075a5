/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-faults.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef void (*DemoAnswerFunc) (gpointer user_data);

#define DEMO_TYPE_ANSWER (demo_answer_get_type ())

G_DECLARE_FINAL_TYPE (DemoAnswer, demo_answer, DEMO, ANSWER, GObject)

DemoAnswer *demo_answer_new        (SoupServerMessage *message,
                                    JsonObject        *entry,
                                    DemoFault         *fault);
void        demo_answer_set_header (DemoAnswer        *self,
                                    const char        *name,
                                    const char        *value);
void        demo_answer_add_header (DemoAnswer        *self,
                                    const char        *name,
                                    const char        *value);
void        demo_answer_plain      (DemoAnswer        *self,
                                    guint              status,
                                    const char        *content_type,
                                    const char        *text);
void        demo_answer_page       (DemoAnswer        *self,
                                    guint              status,
                                    const char        *content_type,
                                    const char        *text);
void        demo_answer_set_user   (DemoAnswer        *self,
                                    const char        *user);
const char *demo_answer_get_user   (DemoAnswer        *self);
void        demo_answer_error      (DemoAnswer        *self,
                                    guint              status,
                                    int                code,
                                    const char        *words);
void        demo_answer_begin      (DemoAnswer        *self);
void        demo_answer_send_event (DemoAnswer        *self,
                                    const char        *type,
                                    const char        *data);
void        demo_answer_send       (DemoAnswer        *self,
                                    JsonNode          *message);
void        demo_answer_finish     (DemoAnswer        *self,
                                    JsonNode          *message);
void        demo_answer_finish_plain
                                   (DemoAnswer        *self,
                                    guint              status,
                                    JsonNode          *message);
void        demo_answer_use_stream (DemoAnswer        *self,
                                    DemoAnswer        *stream);
void        demo_answer_delay      (DemoAnswer        *self,
                                    DemoAnswerFunc     proceed,
                                    gpointer           user_data,
                                    GDestroyNotify     user_data_free);
void        demo_answer_release    (DemoAnswer        *self);
gboolean    demo_answer_is_held    (DemoAnswer        *self);
gboolean    demo_answer_is_stream_of
                                   (DemoAnswer        *self,
                                    const char        *server);

G_END_DECLS
