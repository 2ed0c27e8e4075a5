/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-resource-place.h"

#include "http-challenge.h"
#include "oauth-address.h"

#include <libsoup/soup.h>

/*
 * oauth_resource_place_dup_challenged:
 * @challenge: (nullable): the WWW-Authenticate fields of a refusal
 *
 * Returns: (transfer full) (nullable): where its `resource_metadata` points (RFC 9728 §5.1)
 */
char *
oauth_resource_place_dup_challenged (const char *challenge)
{
  g_autoptr(GPtrArray) challenges = NULL;

  if (challenge == NULL)
    return NULL;

  challenges = http_challenge_parse (challenge);

  for (guint i = 0; i < challenges->len; i++)
    {
      HttpChallenge *one = g_ptr_array_index (challenges, i);
      const char *uri = http_challenge_get_parameter (one, "resource_metadata");

      if (http_challenge_has_scheme (one, "bearer") && uri != NULL)
        return g_strdup (uri);
    }

  return NULL;
}

/* RFC 9728 §3.1: the well-known part goes between host and path. */
static char *
dup_well_known (const char *server_uri,
                gboolean    with_path)
{
  g_autoptr(GUri) uri = g_uri_parse (server_uri, SOUP_HTTP_URI_FLAGS, NULL);
  const char *path = with_path ? g_uri_get_path (uri) : "";
  g_autofree char *whole = NULL;

  if (g_str_equal (path, "/"))
    path = "";

  whole = g_strconcat ("/.well-known/oauth-protected-resource", path, NULL);

  return g_uri_join (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), whole, with_path ? g_uri_get_query (uri) : NULL, NULL);
}

/*
 * oauth_resource_place_dup_all:
 * @server_uri: the address of a server
 * @challenge_uri: (nullable): where a challenge pointed
 *
 * Returns: (transfer full): where to look for what @server_uri says of itself, in this order
 */
char **
oauth_resource_place_dup_all (const char *server_uri,
                              const char *challenge_uri)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *path_form = dup_well_known (server_uri, TRUE);
  g_autofree char *root_form = dup_well_known (server_uri, FALSE);

  if (challenge_uri != NULL && oauth_address_may_lead (server_uri, challenge_uri))
    g_strv_builder_add (builder, challenge_uri);

  if (g_strcmp0 (path_form, challenge_uri) != 0)
    g_strv_builder_add (builder, path_form);
  if (g_strcmp0 (root_form, challenge_uri) != 0 && g_strcmp0 (root_form, path_form) != 0)
    g_strv_builder_add (builder, root_form);

  return g_strv_builder_end (builder);
}
