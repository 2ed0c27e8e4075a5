/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-devices.h"

#include "demo-key.h"

/* Without vowels there are no words in it, and nothing that looks like something else. */
#define LETTERS "BCDFGHJKLMNPQRSTVWXZ23456789"
#define LENGTH 9
#define CODE_BYTES 180

struct _DemoDevices
{
  GHashTable *devices;          /* by their device code */
};

static void
device_free (DemoDevice *device)
{
  if (device->grant != NULL)
    device->free_grant (device->grant);

  g_free (device->device_code);
  g_free (device->user_code);
  g_free (device->client_id);
  g_free (device->tenant);
  g_free (device->scope);
  g_free (device);
}

DemoDevices *
demo_devices_new (void)
{
  DemoDevices *self = g_new0 (DemoDevices, 1);

  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) device_free);

  return self;
}

void
demo_devices_free (DemoDevices *self)
{
  g_hash_table_unref (self->devices);
  g_free (self);
}

void
demo_devices_reset (DemoDevices *self)
{
  g_hash_table_remove_all (self->devices);
}

static char *
make_user_code (void)
{
  char *code = g_malloc0 (LENGTH + 1);

  for (guint i = 0; i < LENGTH; i++)
    code[i] = LETTERS[g_random_int_range (0, strlen (LETTERS))];

  return code;
}

/* Returns: (transfer none): a new one, without an end yet */
DemoDevice *
demo_devices_add (DemoDevices *self,
                  const char  *client_id,
                  const char  *tenant,
                  const char  *scope)
{
  DemoDevice *device = g_new0 (DemoDevice, 1);

  device->device_code = demo_random_text (CODE_BYTES);
  device->user_code = make_user_code ();
  device->client_id = g_strdup (client_id);
  device->tenant = g_strdup (tenant);
  device->scope = g_strdup (scope);
  g_hash_table_insert (self->devices, device->device_code, device);

  return device;
}

/* Returns: (transfer none) (nullable) */
DemoDevice *
demo_devices_find (DemoDevices *self,
                   const char  *device_code)
{
  return g_hash_table_lookup (self->devices, device_code);
}

/* People type small letters, and blanks around. Returns: (transfer none) (nullable) */
DemoDevice *
demo_devices_find_by_user (DemoDevices *self,
                           const char  *user_code)
{
  g_autofree char *typed = g_strstrip (g_strdup (user_code));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->devices);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_ascii_strcasecmp (((DemoDevice *) value)->user_code, typed) == 0)
      return value;

  return NULL;
}

/* Returns: whether it asks sooner than it was told to, for which it has to wait longer from now on
 * (RFC 8628 §3.5). Timers may be a little early. */
gboolean
demo_device_polls_early (DemoDevice *device)
{
  gint64 now = g_get_monotonic_time ();
  gint64 least = device->interval * G_USEC_PER_SEC * 9 / 10;
  gboolean early = device->polled != 0 && now - device->polled < least;

  device->polled = now;

  if (early)
    device->interval += 5;

  return early;
}
