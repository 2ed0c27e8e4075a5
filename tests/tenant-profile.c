/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-profile.h"

#include "oauth-error.h"
#include "oauth-generic.h"

#include <string.h>

struct _TenantProfile
{
  GObject parent_instance;
};

static void tenant_profile_iface_init (OauthProfileInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TenantProfile, tenant_profile, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROFILE,
                                                      tenant_profile_iface_init))

static gboolean
tenant_profile_accepts_issuer (OauthProfile *profile,
                               const char   *issuer,
                               const char   *found)
{
  return strstr (found, "{tenantid}") != NULL || g_str_equal (issuer, found);
}

static char **
tenant_profile_dup_extra_parameters (OauthProfile *profile,
                                     const char   *login_hint,
                                     const char   *prompt)
{
  static const char * const extra[] = {
    "client_info", "1", "claims", "{\"capability\":1}", NULL
  };

  return g_strdupv ((char **) extra);
}

static OauthVerdict
tenant_profile_judge (OauthProfile *profile,
                      guint         status,
                      const GError *error)
{
  g_autoptr(OauthProfile) generic = oauth_generic_new ();

  if (g_strcmp0 (oauth_error_get_code (error), "invalid_target") == 0)
    return OAUTH_VERDICT_RESOURCE;

  if (g_strcmp0 (oauth_error_get_code (error), "loop") == 0)
    return OAUTH_VERDICT_LOOP;

  return oauth_profile_judge (generic, status, error);
}

static char *
tenant_profile_dup_mailbox (OauthProfile *profile,
                            OauthAccount *account)
{
  return g_strconcat ("Oid:", strchr (oauth_account_get_id (account), ' ') + 1, NULL);
}

static char *
tenant_profile_dup_domain_hint (OauthProfile *profile,
                                const char   *issuer,
                                const char   *login_hint)
{
  return g_path_get_basename (issuer);
}

static char *
tenant_profile_dup_absence (OauthProfile *profile,
                            const char   *issuer)
{
  return g_strconcat ("No tenant: ", issuer, NULL);
}

static void
tenant_profile_iface_init (OauthProfileInterface *iface)
{
  GTypeClass *generic = g_type_class_ref (OAUTH_TYPE_GENERIC);
  OauthProfileInterface *theirs = g_type_interface_peek (generic, OAUTH_TYPE_PROFILE);

  iface->dup_metadata_uris = theirs->dup_metadata_uris;
  iface->assumes_pkce = theirs->assumes_pkce;
  iface->dup_scopes = theirs->dup_scopes;
  iface->dup_resource = theirs->dup_resource;
  iface->get_surface = theirs->get_surface;
  iface->dup_embedded_redirect = theirs->dup_embedded_redirect;
  iface->wants_form_post = theirs->wants_form_post;
  iface->get_expiry_margin = theirs->get_expiry_margin;
  iface->dup_account = theirs->dup_account;
  iface->accepts_issuer = tenant_profile_accepts_issuer;
  iface->dup_extra_parameters = tenant_profile_dup_extra_parameters;
  iface->judge = tenant_profile_judge;
  iface->dup_absence = tenant_profile_dup_absence;
  iface->dup_mailbox = tenant_profile_dup_mailbox;
  iface->dup_domain_hint = tenant_profile_dup_domain_hint;
  g_type_class_unref (generic);
}

static void
tenant_profile_class_init (TenantProfileClass *klass)
{
}

static void
tenant_profile_init (TenantProfile *self)
{
}

OauthProfile *
tenant_profile_new (void)
{
  return g_object_new (TENANT_TYPE_PROFILE, NULL);
}
