/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-gate.h"
#include "demo-mcp.h"
#include "demo-tenant.h"

G_BEGIN_DECLS

#define DEMO_TYPE_SERVER (demo_server_get_type ())

G_DECLARE_FINAL_TYPE (DemoServer, demo_server, DEMO, SERVER, GObject)

typedef struct
{
  int open;
  int control;
  int tenant;
  int guarded;
} DemoPorts;

DemoServer *demo_server_new          (guint        idle_seconds);
gboolean    demo_server_use_tls      (DemoServer       *self,
                                      GError          **error);
gboolean    demo_server_listen       (DemoServer       *self,
                                      const DemoPorts  *ports,
                                      GError          **error);
void        demo_server_set_eras     (DemoServer       *self,
                                      DemoEra           eras);
char       *demo_server_describe     (DemoServer  *self);
void        demo_server_stop         (DemoServer  *self);

DemoTenant *demo_server_get_tenant   (DemoServer  *self);
DemoGate   *demo_server_get_gate     (DemoServer  *self);
void        demo_server_cut_streams  (DemoServer  *self);
DemoMcp    *demo_server_find         (DemoServer  *self,
                                      const char  *name);
char       *demo_server_write_log    (DemoServer  *self);
char       *demo_server_write_counts (DemoServer  *self);
gboolean    demo_server_add_fault    (DemoServer  *self,
                                      JsonObject  *wish,
                                      GError     **error);
guint       demo_server_release      (DemoServer  *self);
void        demo_server_reset        (DemoServer  *self);
char       *demo_server_write_state  (DemoServer  *self);

G_END_DECLS
