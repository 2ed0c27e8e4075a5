/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-log.h"
#include "demo-server.h"
#include "demo-tls.h"

G_BEGIN_DECLS

/* The first two share a port and are told apart by their paths. */
#define DEMO_SERVER_PROTECTED 2

/**
 * DemoServer:
 *
 * The stand-in as a whole: one port on the loopback with both open MCP servers, one with the
 * protected one, one with the tenant, another for the tests that steer it. Owns the log, the faults
 * and all answers under way.
 */
struct _DemoServer
{
  GObject parent_instance;

  SoupServer *public_server;
  SoupServer *control_server;
  SoupServer *tenant_server;
  SoupServer *protected_server;
  SoupServer *stranger_server;  /* the tenant once more, vouched for by nobody; nullable */
  DemoTls *tls;                 /* nullable */
  DemoGate *gate;               /* of the protected server */
  DemoMcp *mcps[3];
  DemoTenant *tenant;
  DemoLog *log;
  DemoFaults *faults;
  GPtrArray *answers;
};

G_END_DECLS
