/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-authority.h"

#include "oauth-address.h"
#include "oauth-error.h"
#include "oauth-strv.h"
#include "oauth-text.h"

#include <glib/gi18n-lib.h>

/**
 * OauthAuthority:
 *
 * An authorization server whose metadata (RFC 8414, OpenID Connect Discovery 1.0) was read and
 * checked.
 *
 * Immutable. Whoever holds one may send people and tokens to its endpoints: it was trusted before
 * it was asked, is who it should be, and is reached by https (or on this computer, where an
 * administrator allows that).
 */
struct _OauthAuthority
{
  GObject parent_instance;

  OauthProfile *profile;
  OauthTrust *trust;
  SjsonValue *json;
  char *asked_issuer;
  char *issuer;
  char *authorization_endpoint;
  char *token_endpoint;
  char *jwks_uri;
  char *device_endpoint;
  char *end_session_endpoint;
  char *registration_endpoint;
  char **auth_methods;
  char **scopes;
  gboolean is_pkce_assumed;
  gboolean supports_iss;
  gboolean supports_form_post;
  gboolean supports_client_documents;
};

G_DEFINE_FINAL_TYPE (OauthAuthority, oauth_authority, G_TYPE_OBJECT)

static gboolean
check_issuer (OauthAuthority  *self,
              GError         **error)
{
  g_autofree char *shown = NULL;

  if (self->issuer != NULL &&
      oauth_profile_accepts_issuer (self->profile, self->asked_issuer, self->issuer))
    return TRUE;

  shown = oauth_text_dup_plain (self->issuer, 256);
  if (shown != NULL)
    g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                 _("The sign-in service that should be %s says that it is %s."),
                 self->asked_issuer, shown);
  else
    g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                 _("The sign-in service that should be %s does not say who it is."),
                 self->asked_issuer);

  return FALSE;
}

static gboolean
is_endpoint (OauthAuthority *self,
             const char     *address)
{
  gboolean http_loopback = self->trust != NULL &&
                           oauth_trust_get_allow_http_loopback (self->trust);

  return address != NULL && oauth_address_is_allowed (address, http_loopback);
}

static gboolean
check_endpoint (OauthAuthority  *self,
                const char      *name,
                const char      *address,
                GError         **error)
{
  if (is_endpoint (self, address))
    return TRUE;

  if (address == NULL)
    g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                 _("The sign-in service %s does not say where its %s is."), self->issuer, name);
  else
    g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                 _("The %s of the sign-in service %s is not an https address."), name,
                 self->issuer);

  return FALSE;
}

/* Ruling 3. What is listed is believed for every kind of server. */
static gboolean
check_pkce (OauthAuthority    *self,
            const SjsonValue  *json,
            GError           **error)
{
  g_auto(GStrv) methods = oauth_strv_from_member (json, "code_challenge_methods_supported");

  if (methods != NULL)
    {
      if (g_strv_contains ((const char * const *) methods, "S256"))
        return TRUE;
    }
  else if (oauth_profile_assumes_pkce (self->profile) ||
           (self->trust != NULL && oauth_trust_get_assume_pkce (self->trust)))
    {
      self->is_pkce_assumed = TRUE;
      return TRUE;
    }

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("The sign-in service %s does not say that it protects sign-ins by PKCE (S256)."),
               self->issuer);

  return FALSE;
}

static gboolean
has_form_post (const SjsonValue *json)
{
  g_auto(GStrv) modes = oauth_strv_from_member (json, "response_modes_supported");

  return modes != NULL && g_strv_contains ((const char * const *) modes, "form_post");
}

static void
read_members (OauthAuthority   *self,
              const SjsonValue *json)
{
  self->json = sjson_value_isolate (json);
  self->issuer = sjson_value_dup_member_string (json, "issuer");
  self->authorization_endpoint = sjson_value_dup_member_string (json, "authorization_endpoint");
  self->token_endpoint = sjson_value_dup_member_string (json, "token_endpoint");
  self->jwks_uri = sjson_value_dup_member_string (json, "jwks_uri");
  self->device_endpoint = sjson_value_dup_member_string (json, "device_authorization_endpoint");
  self->end_session_endpoint = sjson_value_dup_member_string (json, "end_session_endpoint");
  self->registration_endpoint = sjson_value_dup_member_string (json, "registration_endpoint");
  self->auth_methods = oauth_strv_from_member (json, "token_endpoint_auth_methods_supported");
  self->scopes = oauth_strv_from_member (json, "scopes_supported");
  if (self->scopes == NULL)
    self->scopes = g_new0 (char *, 1);

  sjson_value_get_member_boolean (json, "authorization_response_iss_parameter_supported",
                                  &self->supports_iss);
  sjson_value_get_member_boolean (json, "client_id_metadata_document_supported",
                                  &self->supports_client_documents);
  self->supports_form_post = has_form_post (json);

  if (!is_endpoint (self, self->device_endpoint))
    g_clear_pointer (&self->device_endpoint, g_free);
  if (!is_endpoint (self, self->end_session_endpoint))
    g_clear_pointer (&self->end_session_endpoint, g_free);
  if (!is_endpoint (self, self->registration_endpoint))
    g_clear_pointer (&self->registration_endpoint, g_free);
}

static void
oauth_authority_finalize (GObject *object)
{
  OauthAuthority *self = OAUTH_AUTHORITY (object);

  g_clear_object (&self->profile);
  g_clear_pointer (&self->trust, oauth_trust_unref);
  g_clear_pointer (&self->json, sjson_value_free);
  g_free (self->asked_issuer);
  g_free (self->issuer);
  g_free (self->authorization_endpoint);
  g_free (self->token_endpoint);
  g_free (self->jwks_uri);
  g_free (self->device_endpoint);
  g_free (self->end_session_endpoint);
  g_free (self->registration_endpoint);
  g_strfreev (self->auth_methods);
  g_strfreev (self->scopes);

  G_OBJECT_CLASS (oauth_authority_parent_class)->finalize (object);
}

static void
oauth_authority_class_init (OauthAuthorityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_authority_finalize;
}

static void
oauth_authority_init (OauthAuthority *self)
{
}

/**
 * oauth_authority_new:
 * @json: the metadata
 * @issuer: whom it was fetched for
 * @profile: the rules for this kind of server
 * @trust: (nullable): what an administrator or the person allows for it
 * @error: return location: `OAUTH_ERROR_DISCOVERY` if the issuer is another one (RFC 8414 §3.3) or
 *   an endpoint is none, `OAUTH_ERROR_SETUP` if it does not name PKCE (ruling 3)
 *
 * Returns: (transfer full) (nullable): an authority that may be used
 */
OauthAuthority *
oauth_authority_new (const SjsonValue  *json,
                     const char        *issuer,
                     OauthProfile      *profile,
                     OauthTrust        *trust,
                     GError           **error)
{
  g_autoptr(OauthAuthority) self = NULL;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (issuer != NULL, NULL);
  g_return_val_if_fail (OAUTH_IS_PROFILE (profile), NULL);

  self = g_object_new (OAUTH_TYPE_AUTHORITY, NULL);
  self->asked_issuer = g_strdup (issuer);
  self->profile = g_object_ref (profile);
  self->trust = trust != NULL ? oauth_trust_ref (trust) : NULL;
  read_members (self, json);

  if (!check_issuer (self, error) ||
      !check_endpoint (self, "authorization_endpoint", self->authorization_endpoint, error) ||
      !check_endpoint (self, "token_endpoint", self->token_endpoint, error) ||
      (self->jwks_uri != NULL && !check_endpoint (self, "jwks_uri", self->jwks_uri, error)) ||
      !check_pkce (self, json, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * oauth_authority_get_issuer:
 * @self: an authority
 *
 * Returns: the issuer as the metadata says; may be a template for some kinds of server
 */
const char *
oauth_authority_get_issuer (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->issuer;
}

/**
 * oauth_authority_get_asked_issuer:
 * @self: an authority
 *
 * Returns: the issuer as the server named it
 */
const char *
oauth_authority_get_asked_issuer (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->asked_issuer;
}

/**
 * oauth_authority_get_profile:
 * @self: an authority
 *
 * Returns: (transfer none): the rules for its kind
 */
OauthProfile *
oauth_authority_get_profile (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->profile;
}

/**
 * oauth_authority_get_trust:
 * @self: an authority
 *
 * Returns: (transfer none) (nullable): what is allowed for it beyond the ordinary
 */
OauthTrust *
oauth_authority_get_trust (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->trust;
}

/**
 * oauth_authority_get_authorization_endpoint:
 * @self: an authority
 *
 * Returns: where people sign in
 */
const char *
oauth_authority_get_authorization_endpoint (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->authorization_endpoint;
}

/**
 * oauth_authority_get_token_endpoint:
 * @self: an authority
 *
 * Returns: where codes and refresh tokens become access tokens
 */
const char *
oauth_authority_get_token_endpoint (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->token_endpoint;
}

/**
 * oauth_authority_get_jwks_uri:
 * @self: an authority
 *
 * Returns: (nullable): where its signing keys stand
 */
const char *
oauth_authority_get_jwks_uri (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->jwks_uri;
}

/**
 * oauth_authority_get_device_endpoint:
 * @self: an authority
 *
 * Returns: (nullable): where a code is given that a person can type (RFC 8628 §4); %NULL too where
 *   that is not an address that we talk to
 */
const char *
oauth_authority_get_device_endpoint (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->device_endpoint;
}

/**
 * oauth_authority_get_end_session_endpoint:
 * @self: an authority
 *
 * Returns: (nullable): where its own session in a browser is ended
 */
const char *
oauth_authority_get_end_session_endpoint (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->end_session_endpoint;
}

/**
 * oauth_authority_get_registration_endpoint:
 * @self: an authority
 *
 * Returns: (nullable): where programs register themselves (RFC 7591); %NULL too where that is not
 *   an address that we talk to
 */
const char *
oauth_authority_get_registration_endpoint (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->registration_endpoint;
}

/**
 * oauth_authority_get_auth_methods:
 * @self: an authority
 *
 * Returns: (nullable): its `token_endpoint_auth_methods_supported`, %NULL where it does not say
 */
const char * const *
oauth_authority_get_auth_methods (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return (const char * const *) self->auth_methods;
}

/**
 * oauth_authority_get_scopes:
 * @self: an authority
 *
 * Returns: its `scopes_supported`, may be empty
 */
const char * const *
oauth_authority_get_scopes (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return (const char * const *) self->scopes;
}

/**
 * oauth_authority_is_pkce_assumed:
 * @self: an authority
 *
 * Returns: whether PKCE is taken for granted though the metadata does not say so (ruling 3)
 */
gboolean
oauth_authority_is_pkce_assumed (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), FALSE);

  return self->is_pkce_assumed;
}

/**
 * oauth_authority_supports_iss:
 * @self: an authority
 *
 * Returns: whether each of its authorization answers names the issuer (RFC 9207 §3)
 */
gboolean
oauth_authority_supports_iss (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), FALSE);

  return self->supports_iss;
}

/**
 * oauth_authority_supports_form_post:
 * @self: an authority
 *
 * Returns: whether it lists the response mode `form_post`
 */
gboolean
oauth_authority_supports_form_post (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), FALSE);

  return self->supports_form_post;
}

/**
 * oauth_authority_supports_client_documents:
 * @self: an authority
 *
 * Returns: whether a client id may be the address of a document that describes the client
 *   (MCP 2026-07-28, client registration)
 */
gboolean
oauth_authority_supports_client_documents (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), FALSE);

  return self->supports_client_documents;
}

/**
 * oauth_authority_get_json:
 * @self: an authority
 *
 * Returns: (transfer none): the metadata as received, for people who want to see it
 */
const SjsonValue *
oauth_authority_get_json (OauthAuthority *self)
{
  g_return_val_if_fail (OAUTH_IS_AUTHORITY (self), NULL);

  return self->json;
}
