/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-keys.h"

#include "oauth-error.h"
#include "oauth-pkce.h"

#include <glib/gi18n-lib.h>

/* What two clocks may differ by, in seconds (entra.md 3.5). */
#define SKEW 300

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED, sentence);

  return FALSE;
}

static gboolean
check_string (const SjsonValue *claims,
              const char       *name,
              const char       *wanted)
{
  SjsonValue member;

  return sjson_value_get_member (claims, name, &member) &&
         sjson_value_equals_string (&member, wanted);
}

static gboolean
contains (const SjsonValue *array,
          const char       *wanted)
{
  SjsonValue element;
  SjsonIter iter;
  gboolean is_found = FALSE;

  sjson_iter_init (&iter, array);
  while (sjson_iter_next (&iter, NULL, &element))
    {
      if (sjson_value_get_kind (&element) != SJSON_KIND_STRING)
        return FALSE;
      is_found |= sjson_value_equals_string (&element, wanted);
    }

  return is_found;
}

/* OpenID Connect Core §3.1.3.7 (3 to 5): it is meant for us; where it is meant for others too, it
 * must say that it was issued to us. */
static gboolean
check_audience (const SjsonValue *claims,
                const char       *client_id)
{
  SjsonValue audience;
  SjsonValue party;
  gboolean has_party = sjson_value_get_member (claims, "azp", &party);

  if (!sjson_value_get_member (claims, "aud", &audience))
    return FALSE;

  if (has_party && !sjson_value_equals_string (&party, client_id))
    return FALSE;

  if (sjson_value_get_kind (&audience) == SJSON_KIND_STRING)
    return sjson_value_equals_string (&audience, client_id);

  if (sjson_value_get_kind (&audience) != SJSON_KIND_ARRAY || !contains (&audience, client_id))
    return FALSE;

  return sjson_value_get_length (&audience) == 1 || has_party;
}

/* §3.1.3.7 (9, 10) and RFC 7519 §4.1.4 to 6. Whole seconds: no clock here knows better, and a
 * number that is not exact is none. */
static gboolean
check_times (const SjsonValue *claims,
             gint64            now,
             GError          **error)
{
  SjsonValue member;
  gint64 seconds = 0;

  if (!sjson_value_get_member_int64 (claims, "exp", &seconds))
    return refuse (error, _("The ID token does not say when it ends."));
  if (seconds <= now - SKEW)
    return refuse (error, _("The ID token has expired. Is the clock of this computer right?"));

  if (!sjson_value_get_member_int64 (claims, "iat", &seconds))
    return refuse (error, _("The ID token does not say when it was issued."));
  if (seconds > now + SKEW)
    return refuse (error, _("The ID token is not valid yet. Is the clock of this computer right?"));

  if (!sjson_value_get_member (claims, "nbf", &member))
    return TRUE;
  if (!sjson_value_get_int64 (&member, &seconds))
    return refuse (error, _("The ID token does not say when it begins."));
  if (seconds > now + SKEW)
    return refuse (error, _("The ID token is not valid yet. Is the clock of this computer right?"));

  return TRUE;
}

/* §3.1.3.7 (11). */
static gboolean
check_nonce (const SjsonValue *claims,
             const char       *nonce)
{
  g_autofree char *found = NULL;

  if (nonce == NULL)
    return TRUE;

  found = sjson_value_dup_member_string (claims, "nonce");

  return oauth_secret_equal (found, nonce);
}

static gboolean
has_subject (const SjsonValue *claims)
{
  g_autofree char *subject = sjson_value_dup_member_string (claims, "sub");

  return subject != NULL && *subject != '\0';
}

/**
 * oauth_id_token_check:
 * @claims: of an ID token whose signature holds
 * @issuer: the exact issuer
 * @client_id: ours
 * @nonce: (nullable): what the authorization request carried; `NULL` after a refresh, whose ID
 *   token may come without (OpenID Connect Core §12.2)
 * @now: Unix time in seconds
 * @error: return location: `OAUTH_ERROR_FORGED`
 *
 * The checks of OpenID Connect Core §3.1.3.7 but for the signature: `iss`, `sub`,
 * `aud`, `azp`, `exp`, `iat`, `nbf` with 300 seconds of skew, and `nonce`.
 *
 * Returns: whether all hold
 */
gboolean
oauth_id_token_check (const SjsonValue  *claims,
                      const char        *issuer,
                      const char        *client_id,
                      const char        *nonce,
                      gint64             now,
                      GError           **error)
{
  g_return_val_if_fail (claims != NULL, FALSE);
  g_return_val_if_fail (issuer != NULL && client_id != NULL, FALSE);

  if (!check_string (claims, "iss", issuer))
    return refuse (error, _("The ID token is from another authority."));
  if (!has_subject (claims))
    return refuse (error, _("The ID token does not say who signed in."));
  if (!check_audience (claims, client_id))
    return refuse (error, _("The ID token is meant for another program."));
  if (!check_times (claims, now, error))
    return FALSE;
  if (!check_nonce (claims, nonce))
    return refuse (error, _("The ID token answers another sign-in."));

  return TRUE;
}
