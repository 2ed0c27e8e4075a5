/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-device.h"

G_BEGIN_DECLS

/* What an authority gave to be typed (RFC 8628 §3.2). */
typedef struct
{
  char *device_code;
  char *user_code;
  char *uri;
  gint64 lifetime;
  gint64 interval;
} OauthDeviceCode;

OauthDeviceCode *oauth_device_code_new        (const SjsonValue  *json,
                                               OauthAuthority    *authority,
                                               GError           **error);
void             oauth_device_code_free       (OauthDeviceCode   *self);
/* How many milliseconds a second of waiting takes: for tests. */
void             oauth_device_set_second      (guint              milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthDeviceCode, oauth_device_code_free)

G_END_DECLS
