/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEMO_DEVICE_PENDING,
  DEMO_DEVICE_APPROVED,
  DEMO_DEVICE_DECLINED,
  DEMO_DEVICE_REDEEMED,
} DemoDeviceState;

/* A sign-in for a program that shows no page of its own (RFC 8628). */
typedef struct
{
  char *device_code;            /* what the program polls with */
  char *user_code;              /* what a person types elsewhere */
  char *client_id;
  char *tenant;                 /* the path it was begun under, as the client wrote it */
  char *scope;
  gint64 until;                 /* s, by the tenant's clock */
  guint interval;               /* s between two polls */
  gint64 polled;                /* µs, monotonic; 0 before the first */
  DemoDeviceState state;
  gpointer grant;               /* (nullable): what the person was granted */
  GDestroyNotify free_grant;
} DemoDevice;

typedef struct _DemoDevices DemoDevices;

DemoDevices *demo_devices_new          (void);
void         demo_devices_free         (DemoDevices *self);
void         demo_devices_reset        (DemoDevices *self);
DemoDevice  *demo_devices_add          (DemoDevices *self,
                                        const char  *client_id,
                                        const char  *tenant,
                                        const char  *scope);
DemoDevice  *demo_devices_find         (DemoDevices *self,
                                        const char  *device_code);
DemoDevice  *demo_devices_find_by_user (DemoDevices *self,
                                        const char  *user_code);
gboolean     demo_device_polls_early   (DemoDevice  *device);

G_END_DECLS
