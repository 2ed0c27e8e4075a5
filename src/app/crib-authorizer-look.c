/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"

#include "crib-certificates.h"
#include "entra-profile.h"
#include "entra-scope.h"
#include "http-challenge.h"
#include "oauth-error.h"
#include "oauth-origin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One look at a server: its own words first, then its authority's. */
typedef struct
{
  char *uri;
  guint n_changes;
  OauthResource *resource;   /* nullable */
  char *issuer;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->uri);
  g_clear_object (&look->resource);
  g_free (look->issuer);
  g_free (look);
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* RFC 9728 §5.1, MCP 2026-07-28, "Scope selection". TRUE if it says anything new. */
static gboolean
read_challenge (CribAuthorizer *self,
                const char     *text)
{
  g_autoptr(GPtrArray) challenges = text != NULL ? http_challenge_parse (text) : NULL;
  HttpChallenge *challenge = NULL;
  const char *metadata_uri;
  const char *scope;
  gboolean is_new;

  if (challenges != NULL)
    challenge = http_challenge_find (challenges, "bearer");
  if (challenge == NULL)
    return FALSE;

  metadata_uri = http_challenge_get_parameter (challenge, "resource_metadata");
  scope = http_challenge_get_parameter (challenge, "scope");
  is_new = (metadata_uri != NULL && g_strcmp0 (metadata_uri, self->metadata_uri) != 0) ||
           (scope != NULL && g_strcmp0 (scope, self->scope) != 0);

  if (metadata_uri != NULL)
    {
      g_free (self->metadata_uri);
      self->metadata_uri = g_strdup (metadata_uri);
    }

  if (scope != NULL)
    {
      g_free (self->scope);
      self->scope = g_strdup (scope);
    }

  return is_new;
}

/* The words of a list as they may stand in a challenge or a profile, apart by blanks. */
static char **
split_words (const char *text)
{
  g_auto(GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (builder, *part);

  return g_strv_builder_end (builder);
}

static const char *
get_name (Look *look)
{
  return look->resource != NULL ? oauth_resource_get_identifier (look->resource) : look->uri;
}

/* What an administrator wrote down beats what the server says (mcp.md 4.5), in the same manner: the
 * profile adds what it needs to tell who signed in. What was agreed to later comes besides what the
 * server says first. */
static char **
dup_scopes (CribAuthorizer *self,
            Look           *look,
            OauthAuthority *authority)
{
  OauthProfile *profile = oauth_authority_get_profile (authority);
  char **offered = (char **) oauth_authority_get_scopes (authority);
  const char *own = crib_server_get_scope (self->server);
  const char *words = own != NULL ? own : self->scope;
  const char *steps = own == NULL ? crib_server_get_step_up_scope (self->server) : NULL;
  g_auto(GStrv) challenge = words != NULL ? split_words (words) : NULL;
  g_auto(GStrv) first = NULL;
  char **listed = NULL;

  if (look->resource != NULL)
    listed = (char **) oauth_resource_get_scopes (look->resource);

  first = oauth_profile_dup_scopes (profile, get_name (look), challenge, listed, offered);

  if (steps == NULL)
    return g_steal_pointer (&first);

  return crib_scopes_dup_wider (authority, get_name (look), (const char * const *) first, steps);
}

/* What a server wants is sent to that server: a token for Microsoft's own APIs it gets only where a
 * person wrote that down. */
gboolean
crib_authorizer_check_scopes (CribAuthorizer  *self,
                              const char      *name,
                              OauthAuthority  *authority,
                              char           **scopes,
                              GError         **error)
{
  g_autofree char *api = NULL;

  if (crib_server_get_scope (self->server) != NULL ||
      !ENTRA_IS_PROFILE (oauth_authority_get_profile (authority)))
    return TRUE;

  api = entra_dup_microsoft_api (name, (const char * const *) scopes);
  if (api == NULL)
    return TRUE;

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("%s wants a sign-in for “%s” instead of for itself. Toolcrib does that only where "
                 "the scope is written down in the settings of the server."),
               crib_server_get_name (self->server), api);

  return FALSE;
}

static void
finish_look (GTask          *task,
             OauthAuthority *authority,
             const GError   *error)
{
  CribAuthorizer *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(GError) problem = error != NULL ? g_error_copy (error) : NULL;
  g_auto(GStrv) scopes = NULL;

  if (look->n_changes != self->n_changes)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "The server's address has changed");
      return;
    }

  if (authority != NULL)
    {
      scopes = dup_scopes (self, look, authority);

      if (crib_authorizer_check_scopes (self, get_name (look), authority, scopes, &problem))
        crib_authorizer_check_api (self, authority, scopes, &problem);
    }

  protection = crib_protection_new (look->resource, authority, look->issuer,
                                    (const char * const *) scopes, problem);
  self->is_stale = FALSE;
  crib_authorizer_set_protection (self, protection);
  g_task_return_pointer (task, g_steal_pointer (&protection), g_object_unref);
}

static void
authority_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(GError) error = NULL;

  authority = oauth_discovery_load_authority_finish (OAUTH_DISCOVERY (source), result, &error);

  if (was_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    finish_look (task, authority, error);
}

static gboolean
is_trusted (CribAuthorizer *self,
            const char     *issuer)
{
  g_autoptr(OauthTrust) trust = NULL;
  g_autoptr(OauthProfile) profile = NULL;

  profile = crib_trust_pick (issuer, &trust, crib_identity_get_trust (self->identity), NULL);

  return profile != NULL;
}

/* A person's own word counts; else the first whom anybody here trusts (mcp.md 4.2). */
static const char *
choose_issuer (CribAuthorizer *self,
               OauthResource  *resource)
{
  const char *own = crib_server_get_authority (self->server);
  const char * const *issuers;

  if (own != NULL)
    return own;

  issuers = oauth_resource_get_authorities (resource);

  for (guint i = 0; issuers[i] != NULL; i++)
    if (is_trusted (self, issuers[i]))
      return issuers[i];

  return issuers[0];
}

static void
origin_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(GError) error = NULL;

  authority = oauth_origin_load_finish (OAUTH_DISCOVERY (source), result, &error);

  if (was_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    finish_look (task, authority, error);
}

/* Where nothing is published, and the profile of the server allows it: TRUE if @task goes on. */
static gboolean
take_for_own_authority (GTask        *task,
                        GAsyncResult *result)
{
  CribAuthorizer *self = g_task_get_source_object (task);
  OauthDiscovery *discovery = crib_identity_get_discovery (self->identity);
  Look *look = g_task_get_task_data (task);

  if (!crib_server_is_own_authority (self->server) ||
      !oauth_discovery_is_nothing_there (discovery, result))
    return FALSE;

  look->issuer = oauth_origin_dup_issuer (look->uri);
  oauth_origin_load_async (discovery, look->uri, g_task_get_cancellable (task), origin_cb,
                           g_object_ref (task));

  return TRUE;
}

static void
resource_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribAuthorizer *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  look->resource = oauth_discovery_find_resource_finish (OAUTH_DISCOVERY (source), result, &error);

  if (look->resource == NULL &&
      (was_cancelled (error) || crib_server_get_authority (self->server) == NULL))
    {
      if (was_cancelled (error) || !take_for_own_authority (task, result))
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  look->issuer = g_strdup (choose_issuer (self, look->resource));
  oauth_discovery_load_authority_async (OAUTH_DISCOVERY (source), look->issuer,
                                        g_task_get_cancellable (task), authority_cb,
                                        g_object_ref (task));
}

/* As the server last named the place, so that a later look finds it, too. */
static char *
dup_place (CribAuthorizer *self)
{
  if (self->metadata_uri == NULL || strpbrk (self->metadata_uri, "\"\\") != NULL)
    return NULL;

  return g_strdup_printf ("Bearer resource_metadata=\"%s\"", self->metadata_uri);
}

/* @authorities: (nullable): the system's */
static void
find_resource (GTask        *task,
               GTlsDatabase *authorities)
{
  CribAuthorizer *self = g_task_get_source_object (task);
  OauthDiscovery *discovery = crib_identity_get_discovery (self->identity);
  Look *data = g_task_get_task_data (task);
  g_autofree char *place = dup_place (self);

  oauth_discovery_set_authorities (discovery, data->uri, authorities);
  oauth_discovery_find_resource_async (discovery, data->uri, place, g_task_get_cancellable (task),
                                       resource_cb, g_object_ref (task));
}

static void
certificates_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GTlsDatabase) authorities = NULL;
  GError *error = NULL;

  if (crib_certificates_load_finish (result, &authorities, NULL, &error))
    find_resource (task, authorities);
  else
    g_task_return_error (task, error);
}

/* What the server says of itself is believed as the server is. */
static void
look (CribAuthorizer *self,
      GTask          *task)
{
  const char *ca_file = crib_server_get_ca_file (self->server);
  Look *data = g_new0 (Look, 1);
  GError *error = NULL;

  data->n_changes = self->n_changes;
  data->uri = crib_server_normalize_uri (crib_server_get_uri (self->server), &error);
  g_task_set_task_data (task, data, look_free);

  if (data->uri == NULL)
    g_task_return_error (task, error);
  else if (ca_file == NULL)
    find_resource (task, NULL);
  else
    crib_certificates_load_async (ca_file, NULL, NULL, g_task_get_cancellable (task),
                                  certificates_cb, g_object_ref (task));
}

void
crib_authorizer_look_anew (CribAuthorizer *self,
                           gboolean        all)
{
  OauthDiscovery *discovery = crib_identity_get_discovery (self->identity);
  g_autofree char *uri = crib_server_normalize_uri (crib_server_get_uri (self->server), NULL);
  const char *issuer = self->protection != NULL ? crib_protection_get_issuer (self->protection)
                                                : NULL;

  self->is_stale = TRUE;

  if (uri != NULL)
    oauth_discovery_forget_resource (discovery, uri);
  if (all && issuer != NULL)
    oauth_discovery_forget_authority (discovery, issuer);
}

/**
 * crib_authorizer_look_async:
 * @self: an authorizer
 * @challenge: (nullable): the WWW-Authenticate fields of a refusal
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Finds out how the server is protected: from memory, unless @challenge says something new or the
 * last look met with an error. Asks nobody.
 */
void
crib_authorizer_look_async (CribAuthorizer      *self,
                            const char          *challenge,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  gboolean is_new;

  g_return_if_fail (CRIB_IS_AUTHORIZER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_authorizer_look_async);
  is_new = read_challenge (self, challenge);

  if (self->identity == NULL)
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                             _("Signing in is switched off."));
  else if (self->protection != NULL && !is_new && !self->is_stale &&
           crib_protection_get_error (self->protection) == NULL)
    g_task_return_pointer (task, g_object_ref (self->protection), g_object_unref);
  else
    look (self, task);
}

/**
 * crib_authorizer_look_finish:
 * @self: an authorizer
 * @result: what the callback got
 * @error: return location: `OAUTH_ERROR_DISCOVERY` or `OAUTH_ERROR_UNAVAILABLE` where nothing is
 *   known of it at all; that an authority cannot be used is the protection's own error
 *
 * Returns: (transfer full) (nullable): how it is protected
 */
CribProtection *
crib_authorizer_look_finish (CribAuthorizer  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (CRIB_IS_AUTHORIZER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
