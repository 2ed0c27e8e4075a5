/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-prompter.h"

#include "vault-secret.h"

/**
 * OauthPrompt:
 *
 * One thing to show a person: the authorization request of one attempt, in one surface.
 *
 * Immutable. Its address carries `state`, so it is shown and copied, never logged.
 */
struct _OauthPrompt
{
  GObject parent_instance;

  char *uri;
  char *redirect_uri;
  char *state;
  OauthSurface surface;
  char *reason;
  char *server_name;
  char *ca_file;
  char *http_origin;
  char *user_code;
  gint64 expires_at;
};

enum {
  PROP_0,
  PROP_URI,
  PROP_REDIRECT_URI,
  PROP_STATE,
  PROP_SURFACE,
  PROP_REASON,
  PROP_SERVER_NAME,
  PROP_CA_FILE,
  PROP_HTTP_ORIGIN,
  PROP_USER_CODE,
  PROP_EXPIRES_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (OauthSurface, oauth_surface,
                    G_DEFINE_ENUM_VALUE (OAUTH_SURFACE_EMBEDDED, "embedded"),
                    G_DEFINE_ENUM_VALUE (OAUTH_SURFACE_BROWSER, "browser"),
                    G_DEFINE_ENUM_VALUE (OAUTH_SURFACE_DEVICE_CODE, "device-code"))

G_DEFINE_FINAL_TYPE (OauthPrompt, oauth_prompt, G_TYPE_OBJECT)

static void
oauth_prompt_finalize (GObject *object)
{
  OauthPrompt *self = OAUTH_PROMPT (object);

  vault_wipe_string (self->uri);
  g_free (self->redirect_uri);
  vault_wipe_string (self->state);
  g_free (self->reason);
  g_free (self->server_name);
  g_free (self->ca_file);
  g_free (self->http_origin);
  vault_wipe_string (self->user_code);

  G_OBJECT_CLASS (oauth_prompt_parent_class)->finalize (object);
}

static void
oauth_prompt_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  OauthPrompt *self = OAUTH_PROMPT (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_REDIRECT_URI:
      g_value_set_string (value, self->redirect_uri);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_SURFACE:
      g_value_set_enum (value, self->surface);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_SERVER_NAME:
      g_value_set_string (value, self->server_name);
      break;
    case PROP_CA_FILE:
      g_value_set_string (value, self->ca_file);
      break;
    case PROP_HTTP_ORIGIN:
      g_value_set_string (value, self->http_origin);
      break;
    case PROP_USER_CODE:
      g_value_set_string (value, self->user_code);
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oauth_prompt_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  OauthPrompt *self = OAUTH_PROMPT (object);

  switch (prop_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_REDIRECT_URI:
      self->redirect_uri = g_value_dup_string (value);
      break;
    case PROP_STATE:
      self->state = g_value_dup_string (value);
      break;
    case PROP_SURFACE:
      self->surface = g_value_get_enum (value);
      break;
    case PROP_REASON:
      self->reason = g_value_dup_string (value);
      break;
    case PROP_SERVER_NAME:
      self->server_name = g_value_dup_string (value);
      break;
    case PROP_CA_FILE:
      self->ca_file = g_value_dup_string (value);
      break;
    case PROP_HTTP_ORIGIN:
      self->http_origin = g_value_dup_string (value);
      break;
    case PROP_USER_CODE:
      self->user_code = g_value_dup_string (value);
      break;
    case PROP_EXPIRES_AT:
      self->expires_at = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oauth_prompt_class_init (OauthPromptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = oauth_prompt_finalize;
  object_class->get_property = oauth_prompt_get_property;
  object_class->set_property = oauth_prompt_set_property;

  properties[PROP_URI] =
    g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  properties[PROP_REDIRECT_URI] =
    g_param_spec_string ("redirect-uri", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
    g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_SURFACE] =
    g_param_spec_enum ("surface", NULL, NULL, OAUTH_TYPE_SURFACE, OAUTH_SURFACE_EMBEDDED, flags);
  properties[PROP_REASON] =
    g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_SERVER_NAME] =
    g_param_spec_string ("server-name", NULL, NULL, NULL, flags);
  properties[PROP_CA_FILE] =
    g_param_spec_string ("ca-file", NULL, NULL, NULL, flags);
  properties[PROP_HTTP_ORIGIN] =
    g_param_spec_string ("http-origin", NULL, NULL, NULL, flags);
  properties[PROP_USER_CODE] =
    g_param_spec_string ("user-code", NULL, NULL, NULL, flags);
  properties[PROP_EXPIRES_AT] =
    g_param_spec_int64 ("expires-at", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oauth_prompt_init (OauthPrompt *self)
{
}

/**
 * oauth_prompt_get_uri:
 *
 * Returns: what to open
 */
const char *
oauth_prompt_get_uri (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->uri;
}

/**
 * oauth_prompt_get_redirect_uri:
 *
 * Returns: (nullable): what to catch before it is loaded; of the embedded surface only
 */
const char *
oauth_prompt_get_redirect_uri (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->redirect_uri;
}

/**
 * oauth_prompt_get_state:
 *
 * Returns: the one value of `state` that counts
 */
const char *
oauth_prompt_get_state (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->state;
}

/**
 * oauth_prompt_get_surface:
 *
 * Returns: where to show it
 */
OauthSurface
oauth_prompt_get_surface (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), OAUTH_SURFACE_BROWSER);

  return self->surface;
}

/**
 * oauth_prompt_get_reason:
 *
 * Returns: (nullable): a sentence for the person: who asks, and why
 */
const char *
oauth_prompt_get_reason (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->reason;
}

/**
 * oauth_prompt_get_server_name:
 *
 * Returns: (nullable): the name of the server this is for; a stranger's text
 */
const char *
oauth_prompt_get_server_name (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->server_name;
}

/**
 * oauth_prompt_get_ca_file:
 *
 * Returns: (nullable): PEM file with what the authority's certificate is checked against
 */
const char *
oauth_prompt_get_ca_file (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->ca_file;
}

/**
 * oauth_prompt_get_http_origin:
 *
 * Returns: (nullable): the one http origin besides the redirect that may be shown
 */
const char *
oauth_prompt_get_http_origin (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->http_origin;
}

/**
 * oauth_prompt_get_user_code:
 *
 * Returns: (nullable): what the person types at the page; of %OAUTH_SURFACE_DEVICE_CODE only, where
 *   the address is that page (RFC 8628 §3.3)
 */
const char *
oauth_prompt_get_user_code (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), NULL);

  return self->user_code;
}

/**
 * oauth_prompt_get_expires_at:
 *
 * Returns: until when the code can be typed, in seconds since 1970; 0 where nobody knows
 */
gint64
oauth_prompt_get_expires_at (OauthPrompt *self)
{
  g_return_val_if_fail (OAUTH_IS_PROMPT (self), 0);

  return self->expires_at;
}
