/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server.h"

#include "crib-server-private.h"

#include <math.h>

/**
 * CribServer:
 *
 * A saved server: what a profile file holds.
 *
 * It belongs to a [class@Crib.ServerStore], which writes each change and follows changes that
 * others make to the file. It remembers what the file held last, so that both can be told apart.
 */
struct _CribServer
{
  GObject parent_instance;

  char *id;
  gboolean demo;
  CribProfile *profile;
  CribProfile *base;
};

/* The texts for signing in come last, in the order of CribProfileText. */
enum { PROP_0, PROP_ID, PROP_NAME, PROP_URI, PROP_DEMO, PROP_POSITION, PROP_HEADERS, PROP_TEXT,
       N_PROPS = PROP_TEXT + CRIB_PROFILE_N_TEXTS };
enum { SIGNAL_CHANGED, SIGNAL_FAVOURITE_CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribServer, crib_server, G_TYPE_OBJECT)

static gboolean
replace_string (char       **place,
                const char  *string)
{
  if (g_strcmp0 (*place, string) == 0)
    return FALSE;

  g_free (*place);
  *place = g_strdup (string);

  return TRUE;
}

static void
emit_changed (CribServer *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What somebody agreed to is theirs, and for that service. */
static gboolean
is_about_sign_in (CribProfileText text)
{
  return text == CRIB_PROFILE_CLIENT_ID || text == CRIB_PROFILE_AUTHORITY ||
         text == CRIB_PROFILE_SCOPE || text == CRIB_PROFILE_ACCOUNT;
}

/* What an authority refused, it refused for these. */
static gboolean
is_about_resource (CribProfileText text)
{
  return text == CRIB_PROFILE_CLIENT_ID || text == CRIB_PROFILE_AUTHORITY ||
         text == CRIB_PROFILE_SCOPE || text == CRIB_PROFILE_RESOURCE_PARAMETER;
}

void
crib_server_set_text (CribServer      *self,
                      CribProfileText  text,
                      const char      *value)
{
  if (!crib_profile_set_text (self->profile, text, value))
    return;

  if (is_about_sign_in (text))
    crib_server_set_text (self, CRIB_PROFILE_STEP_UP_SCOPE, NULL);
  if (is_about_resource (text))
    crib_server_set_text (self, CRIB_PROFILE_RESOURCE_REFUSED, NULL);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT + text]);
  emit_changed (self);
}

void
crib_server_take_headers (CribServer *self,
                          GPtrArray  *headers)
{
  if (crib_headers_equal (self->profile->headers, headers))
    {
      g_ptr_array_unref (headers);
      return;
    }

  crib_profile_take_headers (self->profile, headers);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADERS]);
  emit_changed (self);
}

static void
crib_server_finalize (GObject *object)
{
  CribServer *self = CRIB_SERVER (object);

  g_clear_pointer (&self->profile, crib_profile_free);
  g_clear_pointer (&self->base, crib_profile_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (crib_server_parent_class)->finalize (object);
}

static void
crib_server_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CribServer *self = CRIB_SERVER (object);

  if (prop_id >= PROP_TEXT)
    {
      g_value_set_string (value, self->profile->texts[prop_id - PROP_TEXT]);
      return;
    }

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, crib_server_get_name (self));
      break;
    case PROP_URI:
      g_value_set_string (value, crib_server_get_uri (self));
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_POSITION:
      g_value_set_double (value, self->profile->position);
      break;
    case PROP_HEADERS:
      g_value_set_boxed (value, self->profile->headers);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_server_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CribServer *self = CRIB_SERVER (object);

  if (prop_id >= PROP_TEXT)
    {
      crib_server_set_text (self, prop_id - PROP_TEXT, g_value_get_string (value));
      return;
    }

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      crib_server_set_name (self, g_value_get_string (value));
      break;
    case PROP_URI:
      crib_server_set_uri (self, g_value_get_string (value));
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    case PROP_POSITION:
      crib_server_set_position (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_texts (void)
{
  static const char * const names[] = {
    "client-id", "authority", "scope", "redirect-uri", "account", "api",
    "step-up-scope", "ca-file", "client-certificate", "client-key",
    "client-issuer", "client-secret", "registration", "registered-client-id", "registered-issuer",
    "discovery", "resource-parameter", "resource-refused"
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == CRIB_PROFILE_N_TEXTS);

  for (guint i = 0; i < CRIB_PROFILE_N_TEXTS; i++)
    properties[PROP_TEXT + i] =
      g_param_spec_string (names[i], NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
crib_server_class_init (CribServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = crib_server_finalize;
  object_class->get_property = crib_server_get_property;
  object_class->set_property = crib_server_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_URI] =
    g_param_spec_string ("uri", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEMO] =
    g_param_spec_boolean ("demo", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] =
    g_param_spec_double ("position", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_HEADERS] =
    g_param_spec_boxed ("headers", NULL, NULL, G_TYPE_PTR_ARRAY,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  install_texts ();
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAVOURITE_CHANGED] =
    g_signal_new ("favourite-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
crib_server_init (CribServer *self)
{
  self->profile = crib_profile_new (NULL, NULL);
}

/**
 * crib_server_new:
 * @name: a name for people
 * @uri: its address, as [func@Crib.Server.normalize_uri] returns it
 *
 * Returns: (transfer full): a server that is saved once it is added to a store
 */
CribServer *
crib_server_new (const char *name,
                 const char *uri)
{
  return g_object_new (CRIB_TYPE_SERVER, "name", name, "uri", uri, NULL);
}

/**
 * crib_server_get_id:
 * @self: a server
 *
 * Returns: (nullable): the stem of its file; %NULL before it is saved
 */
const char *
crib_server_get_id (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return self->id;
}

/**
 * crib_server_get_name:
 * @self: a server
 *
 * Returns: its name for people, "" at least
 */
const char *
crib_server_get_name (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return self->profile->name != NULL ? self->profile->name : "";
}

/**
 * crib_server_set_name:
 * @self: a server
 * @name: a name for people
 */
void
crib_server_set_name (CribServer *self,
                      const char *name)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  if (!replace_string (&self->profile->name, name))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  emit_changed (self);
}

/**
 * crib_server_get_uri:
 * @self: a server
 *
 * Returns: its address, "" at least; one from a file that was edited by hand may be no address
 */
const char *
crib_server_get_uri (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), NULL);

  return self->profile->uri != NULL ? self->profile->uri : "";
}

/**
 * crib_server_set_uri:
 * @self: a server
 * @uri: an address, as [func@Crib.Server.normalize_uri] returns it
 */
void
crib_server_set_uri (CribServer *self,
                     const char *uri)
{
  g_return_if_fail (CRIB_IS_SERVER (self));

  if (!replace_string (&self->profile->uri, uri))
    return;

  crib_server_set_text (self, CRIB_PROFILE_STEP_UP_SCOPE, NULL);
  crib_server_set_text (self, CRIB_PROFILE_RESOURCE_REFUSED, NULL);
  /* At another place the client id may be another's; a person has chosen it. */
  crib_server_set_text (self, CRIB_PROFILE_CLIENT_ISSUER, NULL);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URI]);
  emit_changed (self);
}

/**
 * crib_server_is_demo:
 * @self: a server
 *
 * Returns: whether it belongs to the built-in demo
 */
gboolean
crib_server_is_demo (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), FALSE);

  return self->demo;
}

/**
 * crib_server_get_position:
 * @self: a server
 *
 * Returns: where it stands: servers are listed by ascending position
 */
double
crib_server_get_position (CribServer *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), 0);

  return self->profile->position;
}

/**
 * crib_server_set_position:
 * @self: a server
 * @position: a finite number
 */
void
crib_server_set_position (CribServer *self,
                          double      position)
{
  g_return_if_fail (CRIB_IS_SERVER (self));
  g_return_if_fail (isfinite (position));

  if (!(position < self->profile->position) && !(position > self->profile->position))
    return;

  self->profile->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
  emit_changed (self);
}

/**
 * crib_server_is_favourite:
 * @self: a server
 * @tool_name: the name of a tool, also of one that the server does not offer now
 *
 * Returns: whether the person marked it
 */
gboolean
crib_server_is_favourite (CribServer *self,
                          const char *tool_name)
{
  g_return_val_if_fail (CRIB_IS_SERVER (self), FALSE);
  g_return_val_if_fail (tool_name != NULL, FALSE);

  return crib_profile_has_favourite (self->profile, tool_name);
}

/**
 * crib_server_set_favourite:
 * @self: a server
 * @tool_name: the name of a tool
 * @favourite: whether it is one
 */
void
crib_server_set_favourite (CribServer *self,
                           const char *tool_name,
                           gboolean    favourite)
{
  g_return_if_fail (CRIB_IS_SERVER (self));
  g_return_if_fail (tool_name != NULL);

  if (crib_profile_has_favourite (self->profile, tool_name) == !!favourite)
    return;

  crib_profile_set_favourite (self->profile, tool_name, favourite);
  g_signal_emit (self, signals[SIGNAL_FAVOURITE_CHANGED], 0, tool_name);
  emit_changed (self);
}

CribServer *
crib_server_new_for_profile (const char  *id,
                             CribProfile *profile)
{
  CribServer *self = g_object_new (CRIB_TYPE_SERVER, "id", id, NULL);

  crib_server_apply (self, profile);
  crib_server_take_base (self, profile);

  return self;
}

void
crib_server_set_id (CribServer *self,
                    const char *id)
{
  if (replace_string (&self->id, id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

const CribProfile *
crib_server_get_profile (CribServer *self)
{
  return self->profile;
}

const CribProfile *
crib_server_get_base (CribServer *self)
{
  return self->base;
}

void
crib_server_take_base (CribServer  *self,
                       CribProfile *base)
{
  /* What we wrote we can read, unless it grew beyond the bound of a profile. */
  if (base == NULL)
    return;

  g_clear_pointer (&self->base, crib_profile_free);
  self->base = base;

  g_clear_pointer (&self->profile->json, sjson_value_free);
  self->profile->json = base->json != NULL ? sjson_value_copy (base->json) : NULL;
}

static void
apply_favourites (CribServer        *self,
                  const CribProfile *profile)
{
  g_autoptr(CribProfile) old = crib_profile_copy (self->profile);

  for (guint i = 0; i < old->favourites->len; i++)
    {
      const char *name = g_ptr_array_index (old->favourites, i);

      if (!crib_profile_has_favourite (profile, name))
        crib_server_set_favourite (self, name, FALSE);
    }

  for (guint i = 0; i < profile->favourites->len; i++)
    crib_server_set_favourite (self, g_ptr_array_index (profile->favourites, i), TRUE);
}

void
crib_server_apply (CribServer        *self,
                   const CribProfile *profile)
{
  crib_server_set_name (self, profile->name);
  crib_server_set_uri (self, profile->uri);
  crib_server_set_position (self, profile->position);

  for (guint i = 0; i < CRIB_PROFILE_N_TEXTS; i++)
    crib_server_set_text (self, i, profile->texts[i]);

  crib_server_take_headers (self, crib_headers_copy (profile->headers));
  apply_favourites (self, profile);
}
