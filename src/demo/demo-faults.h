/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEMO_FAULT_NONE,
  DEMO_FAULT_STATUS,      /* another status, with headers and body as wished */
  DEMO_FAULT_HTML,        /* a web page with status 200 */
  DEMO_FAULT_CUT,         /* the answer ends in the middle, the connection with it */
  DEMO_FAULT_SLOW,        /* the answer comes later */
  DEMO_FAULT_HANG,        /* the answer comes when released */
  DEMO_FAULT_JSON,        /* the answer is no event stream but one JSON text */
  DEMO_FAULT_MALFORMED,   /* the answer is not JSON */
  DEMO_FAULT_HOLD,        /* the event is cut inside a character, the stream ends when released */
  DEMO_FAULT_NO_SESSION,  /* the session is not known */
  DEMO_FAULT_TOKEN_ERROR, /* the tenant refuses as "wish" says */
} DemoFaultKind;

typedef struct
{
  DemoFaultKind kind;
  guint status;
  guint delay_ms;
  char *content_type;
  char *body;
  JsonObject *headers;
  char *server;
  char *http;
  char *rpc;
  guint times;
  JsonObject *wish;
} DemoFault;

#define DEMO_TYPE_FAULTS (demo_faults_get_type ())

G_DECLARE_FINAL_TYPE (DemoFaults, demo_faults, DEMO, FAULTS, GObject)

DemoFaults *demo_faults_new   (void);
gboolean    demo_faults_add   (DemoFaults  *self,
                               JsonObject  *wish,
                               GError     **error);
DemoFault  *demo_faults_take  (DemoFaults  *self,
                               const char  *server,
                               const char  *http,
                               const char  *rpc);
void        demo_faults_clear (DemoFaults  *self);
void        demo_fault_free   (DemoFault   *fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoFault, demo_fault_free)

G_END_DECLS
