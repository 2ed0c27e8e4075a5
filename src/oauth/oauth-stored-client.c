/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-stored-client.h"

#include "oauth-clock.h"
#include "oauth-error.h"
#include "oauth-token-answer.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define VERSION 1

/* Longer than any that is in use. */
#define MOST_OF_AN_ID 512
#define MOST_OF_A_SECRET 4096

/* Seconds before its end from which a secret is not used any more. */
#define MARGIN 60

G_DEFINE_BOXED_TYPE (OauthStoredClient, oauth_stored_client, oauth_stored_client_ref,
                     oauth_stored_client_unref)

/*
 * oauth_stored_client_new:
 * @client_id: what this program is known by
 * @issuer: who gave it
 * @secret: (nullable): likewise
 *
 * Returns: (transfer full): what goes into the vault
 */
OauthStoredClient *
oauth_stored_client_new (const char  *client_id,
                         const char  *issuer,
                         VaultSecret *secret)
{
  OauthStoredClient *self = g_atomic_rc_box_new0 (OauthStoredClient);

  self->client_id = g_strdup (client_id);
  self->issuer = g_strdup (issuer);
  self->secret = secret != NULL ? vault_secret_ref (secret) : NULL;

  return self;
}

static void
clear (gpointer data)
{
  OauthStoredClient *self = data;

  g_free (self->client_id);
  g_free (self->issuer);
  g_clear_pointer (&self->secret, vault_secret_unref);
  g_free (self->auth_method);
  g_clear_pointer (&self->registration_token, vault_secret_unref);
  g_free (self->registration_uri);
}

OauthStoredClient *
oauth_stored_client_ref (OauthStoredClient *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oauth_stored_client_unref (OauthStoredClient *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* RFC 6749, appendix A.1 and A.2: visible letters and blanks. */
static gboolean
is_text (const char *text,
         gsize       most)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return length > 0 && length <= most;
}

static gboolean
is_there (const SjsonValue *json,
          const char       *name)
{
  SjsonValue member;

  return sjson_value_get_member (json, name, &member) && !sjson_value_is_null (&member);
}

/* TRUE where there is none; FALSE for one that is no such text. */
static gboolean
read_secret (const SjsonValue  *json,
             const char        *name,
             VaultSecret      **secret)
{
  char *text;

  if (!is_there (json, name))
    return TRUE;

  text = sjson_value_dup_member_string (json, name);

  if (!is_text (text, MOST_OF_A_SECRET))
    {
      vault_wipe_string (text);
      return FALSE;
    }

  *secret = vault_secret_new_take (text, -1);

  return TRUE;
}

/* RFC 7591 §3.2.1: seconds since 1970, 0 for a secret that does not end. */
static gboolean
read_end (const SjsonValue *json,
          gint64           *end)
{
  return !is_there (json, "client_secret_expires_at") ||
         (sjson_value_get_member_int64 (json, "client_secret_expires_at", end) && *end >= 0);
}

static gboolean
read_members (OauthStoredClient *self,
              const SjsonValue  *json)
{
  self->client_id = sjson_value_dup_member_string (json, "client_id");
  self->auth_method = sjson_value_dup_member_string (json, "token_endpoint_auth_method");
  self->registration_uri = sjson_value_dup_member_string (json, "registration_client_uri");

  return is_text (self->client_id, MOST_OF_AN_ID) &&
         (self->auth_method == NULL || is_text (self->auth_method, MOST_OF_AN_ID)) &&
         read_secret (json, "client_secret", &self->secret) &&
         read_secret (json, "registration_access_token", &self->registration_token) &&
         read_end (json, &self->secret_ends);
}

/* A method without what it needs would be found out at the token endpoint only, by a person. */
static gboolean
is_whole (OauthStoredClient *self)
{
  return self->auth_method == NULL || g_str_equal (self->auth_method, "none") ||
         self->secret != NULL;
}

/*
 * oauth_stored_client_read_answer:
 * @json: what a registration endpoint answered (RFC 7591 §3.2.1); from outside
 * @issuer: whose it is
 * @error: return location: `OAUTH_ERROR_SETUP` for what cannot be a registration
 *
 * Returns: (transfer full) (nullable): what was given
 */
OauthStoredClient *
oauth_stored_client_read_answer (const SjsonValue  *json,
                                 const char        *issuer,
                                 GError           **error)
{
  g_autoptr(OauthStoredClient) self = oauth_stored_client_new (NULL, issuer, NULL);

  if (sjson_value_get_kind (json) == SJSON_KIND_OBJECT && read_members (self, json) &&
      is_whole (self))
    return g_steal_pointer (&self);

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("%s gave no usable answer when Toolcrib registered itself there."), issuer);

  return NULL;
}

static OauthStoredClient *
read_item (const SjsonValue *json)
{
  g_autofree char *issuer = sjson_value_dup_member_string (json, "issuer");
  g_autoptr(OauthStoredClient) self = oauth_stored_client_new (NULL, issuer, NULL);
  gint64 version;

  if (!sjson_value_get_member_int64 (json, "v", &version) || version != VERSION || issuer == NULL ||
      !read_members (self, json))
    return NULL;

  return g_steal_pointer (&self);
}

/*
 * oauth_stored_client_parse:
 * @item: what the vault holds
 * @client_id: whose it should be
 * @issuer: who should have given it
 * @error: return location: `OAUTH_ERROR_SETUP` for an item that says anything else
 *
 * Returns: (transfer full) (nullable): what it says
 */
OauthStoredClient *
oauth_stored_client_parse (VaultSecret  *item,
                           const char   *client_id,
                           const char   *issuer,
                           GError      **error)
{
  gsize length;
  const char *text = vault_secret_get_text (item, &length);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(OauthStoredClient) self = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (text, length, NULL, NULL);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      self = read_item (&root);
      oauth_token_answer_wipe (document);
    }

  if (self != NULL && g_str_equal (self->client_id, client_id) &&
      g_str_equal (self->issuer, issuer))
    return g_steal_pointer (&self);

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("What the keyring holds for the client ID “%s” cannot be read."), client_id);

  return NULL;
}

static void
write_string (SjsonBuilder *builder,
              const char   *name,
              const char   *text)
{
  if (text != NULL)
    sjson_builder_string (sjson_builder_name (builder, name), text);
}

static void
write_secret (SjsonBuilder *builder,
              const char   *name,
              VaultSecret  *secret)
{
  if (secret != NULL)
    write_string (builder, name, vault_secret_get_text (secret, NULL));
}

/* What the builder leaves behind of a secret. */
static void
wipe (GBytes *text)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (text, &length);

  if (data != NULL)
    explicit_bzero ((gpointer) data, length);
}

/*
 * oauth_stored_client_serialize:
 *
 * Returns: (transfer full): the item, with the names of RFC 7591 and RFC 7592
 */
VaultSecret *
oauth_stored_client_serialize (OauthStoredClient *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(GBytes) text = NULL;
  VaultSecret *item;
  const char *data;
  gsize length;

  sjson_builder_begin_object (builder);
  sjson_builder_int64 (sjson_builder_name (builder, "v"), VERSION);
  write_string (builder, "issuer", self->issuer);
  write_string (builder, "client_id", self->client_id);
  write_secret (builder, "client_secret", self->secret);
  write_string (builder, "token_endpoint_auth_method", self->auth_method);
  sjson_builder_int64 (sjson_builder_name (builder, "client_secret_expires_at"), self->secret_ends);
  write_secret (builder, "registration_access_token", self->registration_token);
  write_string (builder, "registration_client_uri", self->registration_uri);
  sjson_builder_end_object (builder);

  text = sjson_builder_end (builder);
  data = g_bytes_get_data (text, &length);
  item = vault_secret_new (data, length);
  wipe (text);

  return item;
}

/*
 * oauth_stored_client_dup_key:
 *
 * Returns: (transfer full): where the vault keeps it: by its issuer, so that no other's is found
 */
VaultKey *
oauth_stored_client_dup_key (const char *client_id,
                             const char *issuer)
{
  return vault_key_new (VAULT_KIND_CLIENT, client_id, issuer, NULL);
}

/*
 * oauth_stored_client_has_secrets:
 *
 * Returns: whether there is anything that only the vault may keep
 */
gboolean
oauth_stored_client_has_secrets (OauthStoredClient *self)
{
  return self->secret != NULL || self->registration_token != NULL;
}

/*
 * oauth_stored_client_is_over:
 *
 * Returns: whether its secret has ended, or is about to
 */
gboolean
oauth_stored_client_is_over (OauthStoredClient *self)
{
  return self->secret != NULL && self->secret_ends > 0 &&
         oauth_clock_get_wall () + MARGIN >= self->secret_ends;
}

/*
 * oauth_stored_client_dup_credentials:
 * @authority: who gave it
 * @error: return location: `OAUTH_ERROR_SETUP`, also where @authority is somebody else
 *
 * Returns: (transfer full) (nullable): what is sent there
 */
OauthCredentials *
oauth_stored_client_dup_credentials (OauthStoredClient  *self,
                                     OauthAuthority     *authority,
                                     GError            **error)
{
  if (g_str_equal (oauth_authority_get_asked_issuer (authority), self->issuer))
    return oauth_credentials_new (authority, self->client_id, self->secret, self->auth_method,
                                  error);

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("The client ID is of %s and is not used at %s."), self->issuer,
               oauth_authority_get_asked_issuer (authority));

  return NULL;
}
