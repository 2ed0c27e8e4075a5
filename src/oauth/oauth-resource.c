/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-resource.h"

#include "oauth-address.h"
#include "oauth-error.h"
#include "oauth-strv.h"
#include "oauth-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_NAME 256

/**
 * OauthResource:
 *
 * What a protected server says of itself: protected-resource metadata (RFC 9728), checked.
 *
 * Immutable. It comes from a server that nobody vouches for: it may name any authority, and which
 * of them is used is decided elsewhere.
 */
struct _OauthResource
{
  GObject parent_instance;

  char *identifier;
  char *name;
  char **authorities;
  char **scopes;
};

G_DEFINE_FINAL_TYPE (OauthResource, oauth_resource, G_TYPE_OBJECT)

static gsize
length_without_slash (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && text[length - 1] == '/' ? length - 1 : length;
}

/* Equal, or the server's address goes on below @identifier: RFC 9728 §3.3 wants them equal, servers
 * in the field name their root or differ in the last slash. */
static gboolean
covers (const char *identifier,
        const char *server_uri)
{
  gsize length = length_without_slash (identifier);
  g_autofree char *stem = g_strndup (identifier, length);

  if (g_str_equal (identifier, server_uri))
    return TRUE;

  if (strpbrk (identifier, "?#") != NULL || !oauth_address_is_same_origin (stem, server_uri))
    return FALSE;

  /* The origins are equal but for their letters' case and a default port; paths are left. */
  identifier = strchr (strstr (stem, "://") + 3, '/');
  server_uri = strchr (strstr (server_uri, "://") + 3, '/');

  if (identifier == NULL)
    return TRUE;

  length = strlen (identifier);

  return server_uri != NULL && strncmp (identifier, server_uri, length) == 0 &&
         (server_uri[length] == '\0' || server_uri[length] == '/' || server_uri[length] == '?');
}

static gboolean
check_identifier (const char  *identifier,
                  const char  *server_uri,
                  GError     **error)
{
  if (identifier != NULL && *identifier != '\0' && covers (identifier, server_uri))
    return TRUE;

  if (identifier == NULL || *identifier == '\0')
    g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                 _("The server’s sign-in information does not say which server it is for."));
  else
    {
      g_autofree char *shown = oauth_text_dup_plain (identifier, MOST_OF_A_NAME);

      g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                   _("The server’s sign-in information is for another server (%s)."), shown);
    }

  return FALSE;
}

/* RFC 9728 §2: we send tokens in the header and nowhere else. */
static gboolean
check_methods (const SjsonValue  *json,
               GError           **error)
{
  g_auto(GStrv) methods = oauth_strv_from_member (json, "bearer_methods_supported");

  if (methods == NULL || g_strv_contains ((const char * const *) methods, "header"))
    return TRUE;

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
               _("The server does not take its sign-in in the Authorization header."));

  return FALSE;
}

static char **
read_authorities (const SjsonValue  *json,
                  GError           **error)
{
  g_auto(GStrv) named = oauth_strv_from_member (json, "authorization_servers");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) good = NULL;

  for (char **issuer = named; issuer != NULL && *issuer != NULL; issuer++)
    if (oauth_address_is_allowed (*issuer, TRUE))
      g_strv_builder_add (builder, *issuer);

  good = g_strv_builder_end (builder);

  if (*good != NULL)
    return g_steal_pointer (&good);

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
               _("The server wants a sign-in, but names nowhere to sign in."));

  return NULL;
}

static char **
read_scopes (const SjsonValue *json)
{
  g_auto(GStrv) listed = oauth_strv_from_member (json, "scopes_supported");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (char **scope = listed; scope != NULL && *scope != NULL; scope++)
    if (oauth_strv_is_scope (*scope))
      g_strv_builder_add (builder, *scope);

  return g_strv_builder_end (builder);
}

static void
oauth_resource_finalize (GObject *object)
{
  OauthResource *self = OAUTH_RESOURCE (object);

  g_free (self->identifier);
  g_free (self->name);
  g_strfreev (self->authorities);
  g_strfreev (self->scopes);

  G_OBJECT_CLASS (oauth_resource_parent_class)->finalize (object);
}

static void
oauth_resource_class_init (OauthResourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_resource_finalize;
}

static void
oauth_resource_init (OauthResource *self)
{
}

/**
 * oauth_resource_new:
 * @json: the document
 * @server_uri: the server that it was fetched for
 * @error: return location: `OAUTH_ERROR_DISCOVERY` when its `resource` is of another origin or no
 *   part of the server's address, or it names no authority (RFC 9728 §3.3)
 *
 * Returns: (transfer full) (nullable): what it says
 */
OauthResource *
oauth_resource_new (const SjsonValue  *json,
                    const char        *server_uri,
                    GError           **error)
{
  g_autoptr(OauthResource) self = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (server_uri != NULL, NULL);

  self = g_object_new (OAUTH_TYPE_RESOURCE, NULL);
  self->identifier = sjson_value_dup_member_string (json, "resource");

  if (!check_identifier (self->identifier, server_uri, error) || !check_methods (json, error))
    return NULL;

  self->authorities = read_authorities (json, error);
  if (self->authorities == NULL)
    return NULL;

  self->scopes = read_scopes (json);
  name = sjson_value_dup_member_string (json, "resource_name");
  self->name = oauth_text_dup_plain (name, MOST_OF_A_NAME);

  return g_steal_pointer (&self);
}

/**
 * oauth_resource_get_identifier:
 * @self: what a server says
 *
 * Returns: its `resource`, letter by letter as received: whoever changes a slash breaks it
 */
const char *
oauth_resource_get_identifier (OauthResource *self)
{
  g_return_val_if_fail (OAUTH_IS_RESOURCE (self), NULL);

  return self->identifier;
}

/**
 * oauth_resource_get_name:
 * @self: what a server says
 *
 * Returns: (nullable): its `resource_name` as plain text
 */
const char *
oauth_resource_get_name (OauthResource *self)
{
  g_return_val_if_fail (OAUTH_IS_RESOURCE (self), NULL);

  return self->name;
}

/**
 * oauth_resource_get_authorities:
 * @self: what a server says
 *
 * Returns: the issuers it names, at least one, each an address; none of them is trusted yet
 */
const char * const *
oauth_resource_get_authorities (OauthResource *self)
{
  g_return_val_if_fail (OAUTH_IS_RESOURCE (self), NULL);

  return (const char * const *) self->authorities;
}

/**
 * oauth_resource_get_scopes:
 * @self: what a server says
 *
 * Returns: its `scopes_supported`, may be empty
 */
const char * const *
oauth_resource_get_scopes (OauthResource *self)
{
  g_return_val_if_fail (OAUTH_IS_RESOURCE (self), NULL);

  return (const char * const *) self->scopes;
}
