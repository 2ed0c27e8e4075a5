/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-registration.h"
#include "demo-user.h"

G_BEGIN_DECLS

/* Who and what the tenants know: people, apps and APIs, as data that tests change. */
#define DEMO_TYPE_DIRECTORY (demo_directory_get_type ())

G_DECLARE_FINAL_TYPE (DemoDirectory, demo_directory, DEMO, DIRECTORY, GObject)

DemoDirectory  *demo_directory_new          (void);
void            demo_directory_reset        (DemoDirectory   *self);

GPtrArray      *demo_directory_get_users    (DemoDirectory   *self);
const DemoUser *demo_directory_find_user    (DemoDirectory   *self,
                                             const char      *username);
gboolean        demo_directory_change_user  (DemoDirectory   *self,
                                             JsonObject      *wish,
                                             GError         **error);
void            demo_directory_set_password (DemoDirectory   *self,
                                             const DemoUser  *user,
                                             const char      *password);

GPtrArray      *demo_directory_get_apps     (DemoDirectory   *self);
DemoApp        *demo_directory_find_app     (DemoDirectory   *self,
                                             const char      *client_id);
gboolean        demo_directory_change_app   (DemoDirectory   *self,
                                             JsonObject      *wish,
                                             GError         **error);
void            demo_directory_add_redirect (DemoDirectory   *self,
                                             const char      *uri);
DemoApi        *demo_directory_find_api     (DemoDirectory   *self,
                                             const char      *resource);
gboolean        demo_directory_change_api   (DemoDirectory   *self,
                                             JsonObject      *wish,
                                             GError         **error);

G_END_DECLS
