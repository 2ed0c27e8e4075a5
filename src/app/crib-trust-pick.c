/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-trust.h"

#include "entra-profile.h"
#include "oauth-error.h"
#include "oauth-generic.h"
#include "oauth-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As long as a host name may be, and its port. */
#define MAX_PLACE 260

/* Host and port: what people are asked to judge. A name of other letters is shown as it is sent. */
static char *
dup_place (const char *issuer)
{
  g_autoptr(GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;
  g_autofree char *place = NULL;

  if (ascii == NULL || *ascii == '\0')
    return oauth_text_dup_plain (issuer, MAX_PLACE);

  place = g_uri_get_port (uri) > 0
    ? g_strdup_printf (strchr (ascii, ':') != NULL ? "[%s]:%d" : "%s:%d", ascii,
                       g_uri_get_port (uri))
    : g_strdup (ascii);

  return oauth_text_dup_plain (place, MAX_PLACE);
}

/**
 * crib_trust_pick:
 * @issuer: what a server named as its authority
 * @trust: (out) (transfer full) (nullable): the entry that it is trusted by
 * @self: a [class@Crib.Trust]
 * @error: return location: `OAUTH_ERROR_UNTRUSTED`
 *
 * An OauthProfilePicker (entra.md 1.5): Microsoft's hosts need no entry, and none changes what
 * holds for them; all others need one, which names their kind.
 *
 * Returns: (transfer full) (nullable): whose rules it follows
 */
OauthProfile *
crib_trust_pick (const char  *issuer,
                 OauthTrust **trust,
                 gpointer     self,
                 GError     **error)
{
  g_autofree char *place = NULL;
  OauthTrust *entry;

  g_return_val_if_fail (CRIB_IS_TRUST (self), NULL);
  g_return_val_if_fail (issuer != NULL && trust != NULL, NULL);

  *trust = NULL;

  if (entra_is_microsoft_host (issuer))
    return entra_profile_new ();

  entry = crib_trust_find (self, issuer);

  if (entry != NULL)
    {
      *trust = oauth_trust_ref (entry);
      return oauth_trust_get_kind (entry) == OAUTH_KIND_ENTRA ? entra_profile_new ()
                                                              : oauth_generic_new ();
    }

  place = dup_place (issuer);
  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED,
               _("“%s” is not among the authorities that you trust."),
               place != NULL ? place : "?");

  return NULL;
}
