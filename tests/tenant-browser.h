/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-fixture.h"

G_BEGIN_DECLS

/* One browser: it keeps a cookie, and the page that it is at. */
typedef struct
{
  DemoFixture *demo;
  char *cookie;
  DemoReply *page;
} TenantBrowser;

void  tenant_browser_open         (TenantBrowser *self,
                                   const char    *more);
void  tenant_browser_open_at      (TenantBrowser *self,
                                   const char    *path,
                                   const char    *more);
void  tenant_browser_open_link    (TenantBrowser *self,
                                   const char    *uri);
void  tenant_browser_submit       (TenantBrowser *self,
                                   const char    *fields);
void  tenant_browser_enter        (TenantBrowser *self,
                                   const char    *username,
                                   const char    *password);
void  tenant_browser_finish       (TenantBrowser *self);
void  tenant_browser_assert_page  (TenantBrowser *self,
                                   const char    *heading);
void  tenant_browser_assert_error (TenantBrowser *self,
                                   const char    *heading,
                                   guint          code);
void  tenant_browser_assert_param (TenantBrowser *self,
                                   const char    *name,
                                   const char    *value);
char *tenant_browser_cut          (TenantBrowser *self,
                                   const char    *before);
void  tenant_browser_clear        (TenantBrowser *self);

/* The person at the control port. */
void  tenant_tell                 (DemoFixture   *demo,
                                   const char    *path,
                                   const char    *wish);
void  tenant_require              (DemoFixture   *demo,
                                   const char    *what);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TenantBrowser, tenant_browser_clear)

G_END_DECLS
