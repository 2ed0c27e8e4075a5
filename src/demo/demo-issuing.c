/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-issuing.h"

#define HOUR (60 * 60)

/* On what terms the tenant issues at present: how long tokens live, what else is
 * said with them, whom it makes wait. As at the start unless a test says otherwise. */
struct _DemoIssuing
{
  DemoLifetime lifetime;
  DemoThrottle *throttle;
  DemoDevices *devices;
};

DemoIssuing *
demo_issuing_new (void)
{
  DemoIssuing *self = g_new0 (DemoIssuing, 1);

  self->throttle = demo_throttle_new ();
  self->devices = demo_devices_new ();

  return self;
}

void
demo_issuing_free (DemoIssuing *self)
{
  demo_throttle_free (self->throttle);
  demo_devices_free (self->devices);
  g_free (self);
}

void
demo_issuing_reset (DemoIssuing *self)
{
  self->lifetime = (DemoLifetime) { 0 };
  demo_throttle_reset (self->throttle);
  demo_devices_reset (self->devices);
}

const DemoLifetime *
demo_issuing_get_lifetime (DemoIssuing *self)
{
  return &self->lifetime;
}

void
demo_issuing_set_lifetime (DemoIssuing        *self,
                           const DemoLifetime *lifetime)
{
  self->lifetime = *lifetime;
}

/* @continuous: whether the API can have its tokens revoked early, for which they live longer.
 * Returns: seconds; by default random, 60 to 90 minutes, or 20 to 28 hours (entra.md 3.2) */
guint
demo_issuing_pick_seconds (DemoIssuing *self,
                           gboolean     continuous)
{
  if (self->lifetime.seconds > 0)
    return self->lifetime.seconds;

  return continuous ? (guint) g_random_int_range (20 * HOUR, 28 * HOUR + 1)
                    : (guint) g_random_int_range (HOUR, HOUR * 3 / 2 + 1);
}

DemoThrottle *
demo_issuing_get_throttle (DemoIssuing *self)
{
  return self->throttle;
}

DemoDevices *
demo_issuing_get_devices (DemoIssuing *self)
{
  return self->devices;
}
