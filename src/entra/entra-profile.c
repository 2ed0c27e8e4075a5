/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-profile.h"

#include "entra-account.h"
#include "entra-claims.h"
#include "entra-issuer.h"
#include "entra-scope.h"
#include "entra-verdict.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Ruling 9, in seconds. */
#define MARGIN 300

#define NATIVE_CLIENT "/common/oauth2/nativeclient"
#define PUBLIC_HOST "login.microsoftonline.com"

/**
 * EntraProfile:
 *
 * What Microsoft Entra ID does in its own way (entra.md; rulings 1 to 9), on Microsoft's hosts and
 * on those that an entry of `trusted-authorities` of kind entra covers. Whoever makes one has
 * checked that: the profile itself trusts nobody.
 *
 * Pure. Nothing here looks at a number of AADSTS but for entra.md 3.6's one exception.
 */
struct _EntraProfile
{
  GObject parent_instance;
};

static void entra_profile_profile_init (OauthProfileInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntraProfile, entra_profile, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROFILE,
                                                      entra_profile_profile_init))

/* The tenant's document of v2.0, also where a server named the issuer of v1 (entra.md 1.6). The
 * forms of RFC 8414 are answered by pages of HTML there, so they are not tried. */
static char **
entra_profile_dup_metadata_uris (OauthProfile *profile,
                                 const char   *issuer)
{
  g_autoptr(EntraIssuer) parts = entra_issuer_new (issuer);
  g_autoptr(GStrvBuilder) uris = g_strv_builder_new ();
  g_autofree char *origin = NULL;
  g_autofree char *uri = NULL;

  if (parts != NULL && parts->kind != ENTRA_TENANT_TEMPLATE)
    {
      origin = entra_issuer_dup_canonical_origin (parts);
      uri = g_strconcat (origin, "/", parts->tenant, "/v2.0/.well-known/openid-configuration",
                         NULL);
      g_strv_builder_add (uris, uri);
    }

  return g_strv_builder_end (uris);
}

/* entra.md 1.6: the same authority, and the tenant that was asked for: itself where it is a GUID,
 * any GUID for a domain, the template where any tenant may come (ruling 4). */
static gboolean
accepts_tenant (EntraIssuer *asked,
                EntraIssuer *found)
{
  switch (asked->kind)
    {
    case ENTRA_TENANT_ID:
      return found->kind == ENTRA_TENANT_ID && g_str_equal (asked->tenant, found->tenant);
    case ENTRA_TENANT_NAME:
      return found->kind == ENTRA_TENANT_ID;
    case ENTRA_TENANT_MANY:
      return found->kind == ENTRA_TENANT_TEMPLATE;
    case ENTRA_TENANT_PERSONAL:
      return found->kind == ENTRA_TENANT_PERSONAL && g_uuid_string_is_valid (found->tenant);
    case ENTRA_TENANT_TEMPLATE:
    default:
      return FALSE;
    }
}

static gboolean
entra_profile_accepts_issuer (OauthProfile *profile,
                              const char   *issuer,
                              const char   *found)
{
  g_autoptr(EntraIssuer) asked = entra_issuer_new (issuer);
  g_autoptr(EntraIssuer) other = entra_issuer_new (found);

  return asked != NULL && other != NULL && other->is_v2 && !other->has_slash &&
         entra_issuer_is_same_authority (asked, other) && accepts_tenant (asked, other);
}

/* Ruling 3: S256 works and is not announced. */
static gboolean
entra_profile_assumes_pkce (OauthProfile *profile)
{
  return TRUE;
}

/* What the authority offers are only the scopes of OpenID Connect (entra.md 1.4). */
static char **
entra_profile_dup_scopes (OauthProfile  *profile,
                          const char    *resource,
                          char         **challenge,
                          char         **listed,
                          char         **offered)
{
  return entra_dup_scopes (resource, challenge, listed);
}

static char *
entra_profile_dup_resource (OauthProfile  *profile,
                            const char    *resource,
                            char         **scopes)
{
  return entra_dup_resource (resource, scopes);
}

/* Ruling 5. */
static OauthSurface
entra_profile_get_surface (OauthProfile *profile)
{
  return OAUTH_SURFACE_EMBEDDED;
}

/* entra.md 2.2: caught before anything is loaded, so the public cloud's address is right for
 * authorities that somebody named, too; in other clouds of Microsoft's the host is theirs. */
static char *
entra_profile_dup_embedded_redirect (OauthProfile *profile,
                                     const char   *issuer)
{
  g_autoptr(EntraIssuer) parts = entra_issuer_new (issuer);
  const char *host = PUBLIC_HOST;

  if (parts != NULL && parts->cloud != NULL)
    host = parts->cloud->sign_in;

  return g_strconcat ("https://", host, NATIVE_CLIENT, NULL);
}

/* Ruling 6. */
static gboolean
entra_profile_wants_form_post (OauthProfile *profile)
{
  return TRUE;
}

/* What ruling 7 knows. Another value makes Entra refuse the request, and "none" is for nobody who
 * can be asked. */
static gboolean
is_prompt (const char *prompt)
{
  static const char * const prompts[] = { "select_account", "login", "consent", NULL };

  return prompt != NULL && g_strv_contains (prompts, prompt);
}

/* entra.md 2.1, 4.3. `claims` stands here, too, because what we are capable of is said in every
 * request; whoever has a challenge sends entra_claims_merge()'s instead. */
static char **
entra_profile_dup_extra_parameters (OauthProfile *profile,
                                    const char   *login_hint,
                                    const char   *prompt)
{
  g_autoptr(GStrvBuilder) parameters = g_strv_builder_new ();

  g_strv_builder_add_many (parameters,
                           "client_info", "1",
                           "claims", ENTRA_CLAIMS_CAPABILITY,
                           NULL);

  if (is_prompt (prompt))
    g_strv_builder_add_many (parameters, "prompt", prompt, NULL);
  if (login_hint != NULL && *login_hint != '\0' && g_strcmp0 (prompt, "select_account") != 0)
    g_strv_builder_add_many (parameters, "login_hint", login_hint, NULL);

  return g_strv_builder_end (parameters);
}

static guint
entra_profile_get_expiry_margin (OauthProfile *profile,
                                 guint         lifetime)
{
  return MARGIN;
}

static OauthAccount *
entra_profile_dup_account (OauthProfile      *profile,
                           const char        *issuer,
                           const char        *client_id,
                           const SjsonValue  *claims,
                           const SjsonValue  *answer,
                           GError           **error)
{
  return entra_dup_account (issuer, client_id, claims, answer, error);
}

static OauthVerdict
entra_profile_judge (OauthProfile *profile,
                     guint         status,
                     const GError *error)
{
  return entra_judge (status, error);
}

/* "common" and "organizations" take people home (entra.md 1.1), so their servers' tokens are of
 * that tenant; the one that was signed in to last may be where the account is a guest. */
static char *
entra_profile_dup_endpoint (OauthProfile *profile,
                            const char   *endpoint,
                            OauthAccount *account)
{
  return entra_issuer_dup_exact (endpoint, oauth_account_get_home_tenant (account));
}

/* entra.md 2.1: routes to the backup of the sign-in service; of refreshes only. */
static char *
entra_profile_dup_mailbox (OauthProfile *profile,
                           OauthAccount *account)
{
  return entra_dup_mailbox (oauth_account_get_id (account));
}

/* Personal accounts are of no use here (entra.md 1.1), and "common" would offer them. The opaque
 * hint says all by itself, and must stand alone (entra.md 2.1); a name has an "@". */
static char *
entra_profile_dup_domain_hint (OauthProfile *profile,
                               const char   *issuer,
                               const char   *login_hint)
{
  g_autoptr(EntraIssuer) parts = entra_issuer_new (issuer);

  if (parts == NULL || !g_str_equal (parts->tenant, "common") ||
      (login_hint != NULL && strchr (login_hint, '@') == NULL))
    return NULL;

  return g_strdup ("organizations");
}

/* Entra says so by AADSTS90002, but what stands in between may not let that through. */
static char *
entra_profile_dup_absence (OauthProfile *profile,
                           const char   *issuer)
{
  g_autoptr(EntraIssuer) parts = entra_issuer_new (issuer);

  if (parts == NULL)
    return NULL;

  return g_strdup_printf (_("The tenant “%s” is not known at %s, or the address of the sign-in "
                            "service is wrong."), parts->tenant, parts->origin);
}

static void
entra_profile_profile_init (OauthProfileInterface *iface)
{
  iface->dup_metadata_uris = entra_profile_dup_metadata_uris;
  iface->accepts_issuer = entra_profile_accepts_issuer;
  iface->assumes_pkce = entra_profile_assumes_pkce;
  iface->dup_scopes = entra_profile_dup_scopes;
  iface->dup_resource = entra_profile_dup_resource;
  iface->get_surface = entra_profile_get_surface;
  iface->dup_embedded_redirect = entra_profile_dup_embedded_redirect;
  iface->wants_form_post = entra_profile_wants_form_post;
  iface->dup_extra_parameters = entra_profile_dup_extra_parameters;
  iface->get_expiry_margin = entra_profile_get_expiry_margin;
  iface->dup_account = entra_profile_dup_account;
  iface->judge = entra_profile_judge;
  iface->dup_endpoint = entra_profile_dup_endpoint;
  iface->dup_mailbox = entra_profile_dup_mailbox;
  iface->dup_absence = entra_profile_dup_absence;
  iface->dup_domain_hint = entra_profile_dup_domain_hint;
}

static void
entra_profile_class_init (EntraProfileClass *klass)
{
}

static void
entra_profile_init (EntraProfile *self)
{
}

/**
 * entra_profile_new:
 *
 * Returns: (transfer full): the profile
 */
OauthProfile *
entra_profile_new (void)
{
  return g_object_new (ENTRA_TYPE_PROFILE, NULL);
}
