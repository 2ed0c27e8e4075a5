/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * ProxyFixture:
 *
 * A proxy that opens tunnels (RFC 9110 §9.3.6) to whoever knows a name and a password, if it wants
 * any. It runs in the test's own main context and remembers what it was told.
 */
typedef struct
{
  GSocketService *service;
  guint16 port;
  char *authorization;   /* nullable: the Proxy-Authorization it wants */
  GPtrArray *heads;      /* of char *: all that it was told before a tunnel stood */
  guint n_tunnels;
} ProxyFixture;

/* @user: (nullable): anybody may */
ProxyFixture   *proxy_fixture_new          (const char   *user,
                                            const char   *password);
void            proxy_fixture_free         (ProxyFixture *self);
/* The way to everything is by this proxy. @userinfo: (nullable): "name:password" */
GProxyResolver *proxy_fixture_new_resolver (ProxyFixture *self,
                                            const char   *userinfo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProxyFixture, proxy_fixture_free)

G_END_DECLS
