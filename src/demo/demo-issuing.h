/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-devices.h"
#include "demo-throttle.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What an answer with tokens looks like. */
typedef struct
{
  guint seconds;                /* how long access tokens live, 0 for what Entra does */
  gint64 refresh_in;            /* seconds, 0 for what Entra does */
  guint device_interval;        /* s between two polls, 0 for what Entra does */
  gboolean continuous;          /* who can be challenged gets tokens that live for a day */
  gboolean as_text;             /* "expires_in":"3600" */
  gboolean expires_unsaid;
  gboolean without_refresh_token;
  gboolean without_client_info;
  gboolean with_consented;      /* what was agreed to besides is granted as well, as at Entra */
} DemoLifetime;

typedef struct _DemoIssuing DemoIssuing;

DemoIssuing        *demo_issuing_new          (void);
void                demo_issuing_free         (DemoIssuing         *self);
void                demo_issuing_reset        (DemoIssuing         *self);

const DemoLifetime *demo_issuing_get_lifetime (DemoIssuing         *self);
void                demo_issuing_set_lifetime (DemoIssuing         *self,
                                               const DemoLifetime  *lifetime);
guint               demo_issuing_pick_seconds (DemoIssuing         *self,
                                               gboolean             continuous);
DemoThrottle       *demo_issuing_get_throttle (DemoIssuing         *self);
DemoDevices        *demo_issuing_get_devices  (DemoIssuing         *self);

G_END_DECLS
