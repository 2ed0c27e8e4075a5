/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-generic.h"

#include "http-session.h"
#include "oauth-error.h"
#include "oauth-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_NAME 256

/* Ruling 9, in seconds. */
#define MOST_MARGIN 300
#define LEAST_MARGIN 5

#define OFFLINE_ACCESS "offline_access"

/**
 * OauthGeneric:
 *
 * The profile of any authorization server that does what MCP asks of it: exact
 * issuer, PKCE announced, `resource` in every request, the browser as surface.
 *
 * Pure.
 */
struct _OauthGeneric
{
  GObject parent_instance;
};

static void oauth_generic_profile_init (OauthProfileInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OauthGeneric, oauth_generic, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROFILE,
                                                      oauth_generic_profile_init))

/* In the letters that it is written in, but for "/" at the end (RFC 8414 §3.1). */
static gboolean
split_issuer (const char  *issuer,
              char       **origin,
              char       **path)
{
  g_autofree char *problem = http_address_dup_problem (issuer);
  const char *host;
  gsize n_host;
  gsize length;

  if (problem != NULL || strchr (issuer, '?') != NULL)
    return FALSE;

  host = strstr (issuer, "://") + strlen ("://");
  n_host = strcspn (host, "/");
  for (length = strlen (host); length > n_host && host[length - 1] == '/';)
    length--;

  *origin = g_strndup (issuer, host + n_host - issuer);
  *path = g_strndup (host + n_host, length - n_host);

  return TRUE;
}

/* RFC 8414 §3.1 inserts the well-known part between host and path, OpenID Connect Discovery §4
 * appends it; MCP 2026-07-28, "Authorization Server Metadata Discovery", wants all three tried in
 * this order, of which the last two are one where there is no path. */
static char **
oauth_generic_dup_metadata_uris (OauthProfile *profile,
                                 const char   *issuer)
{
  g_autoptr(GStrvBuilder) uris = g_strv_builder_new ();
  g_autofree char *origin = NULL;
  g_autofree char *path = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  if (!split_issuer (issuer, &origin, &path))
    return g_strv_builder_end (uris);

  first = g_strconcat (origin, "/.well-known/oauth-authorization-server", path, NULL);
  second = g_strconcat (origin, "/.well-known/openid-configuration", path, NULL);
  third = g_strconcat (origin, path, "/.well-known/openid-configuration", NULL);

  g_strv_builder_add_many (uris, first, second, NULL);
  if (*path != '\0')
    g_strv_builder_add (uris, third);

  return g_strv_builder_end (uris);
}

/* RFC 8414 §3.3: identical, without any normalisation. */
static gboolean
oauth_generic_accepts_issuer (OauthProfile *profile,
                              const char   *issuer,
                              const char   *found)
{
  return g_str_equal (issuer, found);
}

static gboolean
oauth_generic_assumes_pkce (OauthProfile *profile)
{
  return FALSE;
}

static gboolean
has_scope (char       **scopes,
           const char  *scope)
{
  return scopes != NULL && g_strv_contains ((const char * const *) scopes, scope);
}

static void
add_scope (GPtrArray  *scopes,
           const char *scope)
{
  if (*scope != '\0' && !g_ptr_array_find_with_equal_func (scopes, scope, g_str_equal, NULL))
    g_ptr_array_add (scopes, g_strdup (scope));
}

/* MCP, "Scope Selection Strategy": what the challenge says, else all that the resource lists, else
 * none at all. offline_access is the authority's to offer and not the resource's (ruling 2). */
static char **
oauth_generic_dup_scopes (OauthProfile  *profile,
                          const char    *resource,
                          char         **challenge,
                          char         **listed,
                          char         **offered)
{
  g_autoptr(GPtrArray) scopes = g_ptr_array_new_with_free_func (g_free);
  gboolean is_challenged = challenge != NULL && *challenge != NULL;

  for (char **scope = is_challenged ? challenge : listed; scope != NULL && *scope != NULL; scope++)
    if (is_challenged || !g_str_equal (*scope, OFFLINE_ACCESS))
      add_scope (scopes, *scope);

  if (scopes->len > 0 && has_scope (offered, OFFLINE_ACCESS))
    add_scope (scopes, OFFLINE_ACCESS);

  g_ptr_array_add (scopes, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&scopes), FALSE);
}

/* Ruling 1; exactly as the resource wrote itself. */
static char *
oauth_generic_dup_resource (OauthProfile  *profile,
                            const char    *resource,
                            char         **scopes)
{
  return g_strdup (resource);
}

/* Ruling 5, after RFC 8252 §8.12. */
static OauthSurface
oauth_generic_get_surface (OauthProfile *profile)
{
  return OAUTH_SURFACE_BROWSER;
}

static char *
oauth_generic_dup_embedded_redirect (OauthProfile *profile,
                                     const char   *issuer)
{
  return NULL;
}

/* Ruling 6: only where the authority lists it. */
static gboolean
oauth_generic_wants_form_post (OauthProfile *profile)
{
  return FALSE;
}

/* OpenID Connect Core §3.1.2.1; ruling 7. */
static char **
oauth_generic_dup_extra_parameters (OauthProfile *profile,
                                    const char   *login_hint,
                                    const char   *prompt)
{
  g_autoptr(GStrvBuilder) parameters = g_strv_builder_new ();

  if (prompt != NULL)
    g_strv_builder_add_many (parameters, "prompt", prompt, NULL);
  if (login_hint != NULL && g_strcmp0 (prompt, "select_account") != 0)
    g_strv_builder_add_many (parameters, "login_hint", login_hint, NULL);

  return g_strv_builder_end (parameters);
}

static guint
oauth_generic_get_expiry_margin (OauthProfile *profile,
                                 guint         lifetime)
{
  return CLAMP (lifetime / 10, LEAST_MARGIN, MOST_MARGIN);
}

static char *
dup_name (const SjsonValue *claims,
          const char       *name)
{
  g_autofree char *text = sjson_value_dup_member_string (claims, name);

  return oauth_text_dup_plain (text, MOST_OF_A_NAME);
}

static OauthAccount *
new_account (const char *id,
             const char *issuer,
             const char *client_id,
             const char *username,
             const char *name)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "username", username,
                       "name", name,
                       "authority", issuer,
                       "issuer", issuer,
                       "client-id", client_id,
                       NULL);
}

/* Without an ID token nobody tells who signed in: one account without a name per authority, whose
 * id is no other's, since the others' ids have a blank and a subject. */
static OauthAccount *
oauth_generic_dup_account (OauthProfile      *profile,
                           const char        *issuer,
                           const char        *client_id,
                           const SjsonValue  *claims,
                           const SjsonValue  *answer,
                           GError           **error)
{
  g_autofree char *subject = NULL;
  g_autofree char *id = NULL;
  g_autofree char *username = NULL;
  g_autofree char *name = NULL;

  if (claims == NULL)
    return new_account (issuer, issuer, client_id, NULL, NULL);

  subject = sjson_value_dup_member_string (claims, "sub");
  if (subject == NULL || *subject == '\0')
    {
      g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                           _("The ID token does not say who signed in."));
      return NULL;
    }

  id = g_strconcat (issuer, " ", subject, NULL);
  username = dup_name (claims, "preferred_username");
  if (username == NULL)
    username = dup_name (claims, "email");
  name = dup_name (claims, "name");

  return new_account (id, issuer, client_id, username, name);
}

/* RFC 6749 §5.2, RFC 8707 §2, OpenID Connect Core §3.1.2.6. */
static const struct
{
  const char *code;
  OauthVerdict verdict;
} verdicts[] = {
  { "invalid_grant", OAUTH_VERDICT_DROP },
  { "interaction_required", OAUTH_VERDICT_PERSON },
  { "login_required", OAUTH_VERDICT_PERSON },
  { "consent_required", OAUTH_VERDICT_PERSON },
  { "account_selection_required", OAUTH_VERDICT_PERSON },
  { "temporarily_unavailable", OAUTH_VERDICT_WAIT },
  { "server_error", OAUTH_VERDICT_RETRY },
  { "invalid_request", OAUTH_VERDICT_SETUP },
  { "invalid_client", OAUTH_VERDICT_SETUP },
  { "unauthorized_client", OAUTH_VERDICT_SETUP },
  { "unsupported_grant_type", OAUTH_VERDICT_SETUP },
  { "invalid_scope", OAUTH_VERDICT_SCOPE },
  { "invalid_target", OAUTH_VERDICT_SETUP },
};

/* Being asked to wait comes first (RFC 9110 §10.2.3, RFC 6585 §4): nothing else that is said then
 * is worth a try before. */
static OauthVerdict
oauth_generic_judge (OauthProfile *profile,
                     guint         status,
                     const GError *error)
{
  const char *code = oauth_error_get_code (error);

  if (status == 429 || oauth_error_get_retry_after (error) >= 0)
    return OAUTH_VERDICT_WAIT;

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_strcmp0 (code, verdicts[i].code) == 0)
      return verdicts[i].verdict;

  return status >= 500 ? OAUTH_VERDICT_RETRY : OAUTH_VERDICT_UNKNOWN;
}

static gboolean
oauth_generic_may_register (OauthProfile *profile)
{
  return TRUE;
}

static void
oauth_generic_profile_init (OauthProfileInterface *iface)
{
  iface->dup_metadata_uris = oauth_generic_dup_metadata_uris;
  iface->accepts_issuer = oauth_generic_accepts_issuer;
  iface->assumes_pkce = oauth_generic_assumes_pkce;
  iface->dup_scopes = oauth_generic_dup_scopes;
  iface->dup_resource = oauth_generic_dup_resource;
  iface->get_surface = oauth_generic_get_surface;
  iface->dup_embedded_redirect = oauth_generic_dup_embedded_redirect;
  iface->wants_form_post = oauth_generic_wants_form_post;
  iface->dup_extra_parameters = oauth_generic_dup_extra_parameters;
  iface->get_expiry_margin = oauth_generic_get_expiry_margin;
  iface->dup_account = oauth_generic_dup_account;
  iface->judge = oauth_generic_judge;
  iface->may_register = oauth_generic_may_register;
}

static void
oauth_generic_class_init (OauthGenericClass *klass)
{
}

static void
oauth_generic_init (OauthGeneric *self)
{
}

/**
 * oauth_generic_new:
 *
 * Returns: (transfer full): the profile
 */
OauthProfile *
oauth_generic_new (void)
{
  return g_object_new (OAUTH_TYPE_GENERIC, NULL);
}
