/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"

G_BEGIN_DECLS

/**
 * DemoAnswer:
 *
 * The answer to one HTTP request: plain, or an event stream that grows. It keeps itself alive until
 * the connection is done with it, says so with ::closed, and writes down in its log entry what
 * became of it. A fault that was given along changes what leaves.
 */
struct _DemoAnswer
{
  GObject parent_instance;

  SoupServerMessage *message;
  JsonObject *entry;
  DemoFault *fault;
  char *user;                   /* who asks, where that is known */
  DemoAnswer *stream;           /* where its messages go instead, if not here */

  GBytes *second_half;          /* still to be written once the first has left */
  guint timeout_id;
  GSource *hangup;

  DemoAnswerFunc proceed;
  gpointer proceed_data;
  GDestroyNotify proceed_data_free;

  gboolean begun;               /* the event stream has headers */
  gboolean complete;            /* nothing more will be written */
  gboolean hung_up;             /* the client left before that */
  gboolean over;                /* the connection is done with it */
  gboolean held;
  gboolean hold_when_written;
  gboolean cut_when_written;
};

DemoFaultKind demo_answer_get_fault    (DemoAnswer *self);
void          demo_answer_begin_as     (DemoAnswer *self,
                                        const char *content_type);
void          demo_answer_append       (DemoAnswer *self,
                                        const char *text,
                                        gsize       length);
void          demo_answer_count_event  (DemoAnswer *self);
void          demo_answer_complete     (DemoAnswer *self);

/* What faults make of it. */
gboolean      demo_answer_finish_badly (DemoAnswer *self,
                                        JsonNode   *message);
void          demo_answer_wrote        (DemoAnswer *self);
void          demo_answer_drop_proceed (DemoAnswer *self);

G_END_DECLS
