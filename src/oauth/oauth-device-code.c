/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-device-private.h"

#include "oauth-address.h"
#include "oauth-error.h"
#include "vault-secret.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_USER_CODE 64
#define MOST_OF_A_DEVICE_CODE (8 * 1024)

/* RFC 8628 §3.2, in seconds; what is not said of the lifetime is Microsoft's (entra.md 4.5). */
#define DEFAULT_INTERVAL 5
#define MOST_INTERVAL 600
#define DEFAULT_LIFETIME 900
#define MOST_LIFETIME (24 * 60 * 60)

/* It is read aloud and typed. */
static gboolean
is_user_code (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return length > 0 && length <= MOST_OF_A_USER_CODE;
}

static gint64
get_seconds (const SjsonValue *json,
             const char       *name,
             gint64            usual,
             gint64            most)
{
  g_autofree char *text = sjson_value_dup_member_string (json, name);
  gint64 seconds;
  double number;

  if (text != NULL)
    return g_ascii_string_to_signed (text, 10, 1, most, &seconds, NULL) ? seconds : usual;

  if (!sjson_value_get_member_double (json, name, &number))
    return usual;

  return CLAMP (number, 1, most);
}

static gboolean
is_page (const char     *address,
         OauthAuthority *authority)
{
  OauthTrust *trust = oauth_authority_get_trust (authority);

  return address != NULL &&
         oauth_address_is_allowed (address,
                                   trust != NULL && oauth_trust_get_allow_http_loopback (trust));
}

/*
 * oauth_device_code_new:
 * @json: the answer of a device authorization endpoint
 * @authority: whose it is
 * @error: return location: `OAUTH_ERROR_REFUSED`
 *
 * Returns: (transfer full) (nullable): what is in it, if a person can be shown that
 */
OauthDeviceCode *
oauth_device_code_new (const SjsonValue  *json,
                       OauthAuthority    *authority,
                       GError           **error)
{
  g_autoptr(OauthDeviceCode) self = g_new0 (OauthDeviceCode, 1);

  self->device_code = sjson_value_dup_member_string (json, "device_code");
  self->user_code = sjson_value_dup_member_string (json, "user_code");
  self->uri = sjson_value_dup_member_string (json, "verification_uri");
  self->lifetime = get_seconds (json, "expires_in", DEFAULT_LIFETIME, MOST_LIFETIME);
  self->interval = get_seconds (json, "interval", DEFAULT_INTERVAL, MOST_INTERVAL);

  if (self->device_code != NULL && *self->device_code != '\0' &&
      strlen (self->device_code) <= MOST_OF_A_DEVICE_CODE &&
      is_user_code (self->user_code) && is_page (self->uri, authority))
    return g_steal_pointer (&self);

  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED,
                       _("The sign-in service gave no code that could be typed."));

  return NULL;
}

void
oauth_device_code_free (OauthDeviceCode *self)
{
  vault_wipe_string (self->device_code);
  g_free (self->user_code);
  g_free (self->uri);
  g_free (self);
}
