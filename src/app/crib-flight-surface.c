/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"
#include "crib-flight-private.h"
#include "crib-policy.h"
#include "crib-sign-in-asker.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

/* Where a person signs in: as they or their administrator chose, for this sign-in or for all. */

static gboolean
refuse (const char  *sentence,
        GError     **error)
{
  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP, sentence);

  return FALSE;
}

/* FALSE: an administrator has decided otherwise. */
static gboolean
check (int           surface,
       CribSurface   policy,
       gboolean      is_locked,
       GError      **error)
{
  if (surface == OAUTH_SURFACE_DEVICE_CODE && !crib_policy_allows_device_code ())
    return refuse (_("Signing in by a code on another device has to be allowed by your "
                     "administrator, and is not."), error);

  if (surface == OAUTH_SURFACE_BROWSER && is_locked && policy == CRIB_SURFACE_EMBEDDED)
    return refuse (_("Your administrator has decided that people sign in inside Toolcrib’s "
                     "window, not in the browser. Whoever is signed in there is signed in in "
                     "a terminal, too."), error);

  return TRUE;
}

/* Ruling 5: unless an administrator says so, a page inside the program is for those of kind entra,
 * which is what the profile's own choice is. */
static void
apply_policy (CribFlight  *self,
              CribSurface  policy,
              gboolean     is_locked)
{
  if (policy == CRIB_SURFACE_BROWSER)
    self->surface = OAUTH_SURFACE_BROWSER;
  else if (policy == CRIB_SURFACE_EMBEDDED && is_locked)
    self->surface = OAUTH_SURFACE_EMBEDDED;
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CribFlight *self = user_data;
  GError *error = NULL;

  self->surface = crib_sign_in_asker_ask_surface_finish (CRIB_SIGN_IN_ASKER (source), result,
                                                         &error);

  if (self->surface < 0 || !check (self->surface, CRIB_SURFACE_ASK, FALSE, &error))
    crib_flight_fail_turn (self, error);
  else
    crib_flight_show_page (self);
}

/* TRUE if the person says where. */
static gboolean
ask (CribFlight *self)
{
  CribAuthorizer *authorizer = self->authorizer;
  OauthPrompter *prompter = crib_identity_get_prompter (authorizer->identity);
  g_autofree char *reason = NULL;

  if (self->surface >= 0 || !CRIB_IS_SIGN_IN_ASKER (prompter))
    return FALSE;

  reason = crib_flight_dup_reason (self);
  crib_sign_in_asker_ask_surface_async (CRIB_SIGN_IN_ASKER (prompter),
                                        crib_server_get_name (authorizer->server), reason,
                                        self->cancellable, answer_cb, self);

  return TRUE;
}

/*
 * crib_flight_choose_surface:
 *
 * Finds out where the person signs in, and shows the page there.
 */
void
crib_flight_choose_surface (CribFlight *self)
{
  CribTrust *trust = crib_identity_get_trust (self->authorizer->identity);
  CribSurface policy = crib_policy_get_surface (crib_trust_get_settings (trust));
  gboolean is_locked = crib_policy_is_surface_locked ();
  GError *error = NULL;

  if (!check (self->surface, policy, is_locked, &error))
    {
      crib_flight_fail_turn (self, error);
      return;
    }

  if (policy == CRIB_SURFACE_ASK && ask (self))
    return;

  if (self->surface < 0 || (is_locked && self->surface != OAUTH_SURFACE_DEVICE_CODE))
    apply_policy (self, policy, is_locked);

  crib_flight_show_page (self);
}
