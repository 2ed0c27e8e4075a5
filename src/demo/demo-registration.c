/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-registration.h"

#include "demo-json.h"

static const char * const redirect_kinds[] = {
  [DEMO_REDIRECT_NATIVE] = "native",
  [DEMO_REDIRECT_WEB] = "web",
  [DEMO_REDIRECT_SPA] = "spa",
};

/* Returns: %FALSE, with @error set */
gboolean
demo_wish_refuse (GError     **error,
                  const char  *words)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, words);

  return FALSE;
}

static void
free_redirect (DemoRedirect *redirect)
{
  g_free (redirect->uri);
  g_free (redirect);
}

/* Returns: (transfer full): a registration without addresses, in every tenant */
DemoApp *
demo_app_new (const char *client_id)
{
  DemoApp *app = g_new0 (DemoApp, 1);

  app->client_id = g_ascii_strdown (client_id, -1);
  app->name = g_strdup ("Toolcrib");
  app->redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) free_redirect);
  app->public_client_flows = TRUE;

  return app;
}

void
demo_app_free (DemoApp *app)
{
  g_free (app->client_id);
  g_free (app->name);
  g_ptr_array_unref (app->redirects);
  g_free (app);
}

void
demo_app_add_redirect (DemoApp          *app,
                       const char       *uri,
                       DemoRedirectKind  kind)
{
  DemoRedirect *redirect = g_new0 (DemoRedirect, 1);

  redirect->uri = g_strdup (uri);
  redirect->kind = kind;
  g_ptr_array_add (app->redirects, redirect);
}

/* The port of http://localhost is ignored, its path is not (entra.md 2.2). */
static gboolean
matches_localhost (const char *registered,
                   const char *uri)
{
  g_autoptr(GUri) ours = g_uri_parse (registered, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GUri) theirs = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  const char *path;

  if (ours == NULL || theirs == NULL || g_uri_get_query (theirs) != NULL ||
      g_uri_get_fragment (theirs) != NULL || g_uri_get_userinfo (theirs) != NULL ||
      g_strcmp0 (g_uri_get_scheme (ours), "http") != 0 ||
      g_strcmp0 (g_uri_get_host (ours), "localhost") != 0)
    return FALSE;

  path = g_uri_get_path (theirs);

  if (*g_uri_get_path (ours) == '\0' && g_str_equal (path, "/"))
    path = "";

  return g_strcmp0 (g_uri_get_scheme (theirs), "http") == 0 &&
         g_strcmp0 (g_uri_get_host (theirs), "localhost") == 0 &&
         g_str_equal (g_uri_get_path (ours), path);
}

/* Returns: (nullable): the address that @uri is */
const DemoRedirect *
demo_app_find_redirect (DemoApp    *app,
                        const char *uri)
{
  for (guint i = 0; i < app->redirects->len; i++)
    {
      const DemoRedirect *redirect = app->redirects->pdata[i];

      if (g_str_equal (redirect->uri, uri) || matches_localhost (redirect->uri, uri))
        return redirect;
    }

  return NULL;
}

static gboolean
read_kind (JsonObject        *wish,
           DemoRedirectKind  *kind,
           GError           **error)
{
  const char *name = demo_json_get_string (wish, "kind");

  *kind = DEMO_REDIRECT_NATIVE;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (redirect_kinds); i++)
    if (g_str_equal (redirect_kinds[i], name))
      {
        *kind = i;
        return TRUE;
      }

  return name == NULL || demo_wish_refuse (error, "A kind is native, web or spa");
}

static gboolean
are_uris (char **texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (strstr (texts[i], "://") == NULL)
      return FALSE;

  return TRUE;
}

/* @wish: "redirects" replaces the list, all of them of "kind"; "kind" alone changes those that are
 *   there. Returns: whether that could be done, else nothing is changed */
gboolean
demo_app_change (DemoApp     *app,
                 JsonObject  *wish,
                 GError     **error)
{
  g_auto(GStrv) uris = demo_json_dup_strv (wish, "redirects");
  DemoRedirectKind kind;

  if (!read_kind (wish, &kind, error))
    return FALSE;

  if (!are_uris (uris))
    return demo_wish_refuse (error, "A redirect is a URI");

  if (uris != NULL)
    g_ptr_array_set_size (app->redirects, 0);

  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    demo_app_add_redirect (app, uris[i], kind);

  for (guint i = 0; demo_json_get_string (wish, "kind") != NULL && i < app->redirects->len; i++)
    ((DemoRedirect *) app->redirects->pdata[i])->kind = kind;

  demo_json_read_boolean (wish, "public_client_flows", &app->public_client_flows);
  demo_json_read_boolean (wish, "single_tenant", &app->single_tenant);
  demo_json_read_boolean (wish, "disabled", &app->disabled);
  demo_json_read_boolean (wish, "login_hint_claim", &app->login_hint_claim);

  return TRUE;
}

/* Returns: (transfer full): an API that is called by its id, issuing tokens of version 2 */
DemoApi *
demo_api_new (const char         *id,
              const char * const *scopes)
{
  DemoApi *api = g_new0 (DemoApi, 1);

  api->id = g_ascii_strdown (id, -1);
  api->identifier_uris = g_new0 (char *, 2);
  api->identifier_uris[0] = g_strconcat ("api://", api->id, NULL);
  api->scopes = g_strdupv ((char **) scopes);
  api->token_version = 2;

  return api;
}

void
demo_api_free (DemoApi *api)
{
  g_free (api->id);
  g_strfreev (api->identifier_uris);
  g_strfreev (api->scopes);
  g_free (api);
}

/* Case and slashes count in Application ID URIs (entra.md 2.4). */
gboolean
demo_api_is_called (const DemoApi *api,
                    const char    *resource)
{
  return g_strv_contains ((const char * const *) api->identifier_uris, resource) ||
         g_ascii_strcasecmp (api->id, resource) == 0;
}

static void
replace (char      ***where,
         JsonObject  *wish,
         const char  *name)
{
  char **texts = demo_json_dup_strv (wish, name);

  if (texts == NULL)
    return;

  g_strfreev (*where);
  *where = texts;
}

gboolean
demo_api_change (DemoApi     *api,
                 JsonObject  *wish,
                 GError     **error)
{
  gint64 version = demo_json_get_int (wish, "token_version", api->token_version);

  if (version != 1 && version != 2)
    return demo_wish_refuse (error, "A token has version 1 or 2");

  api->token_version = version;
  replace (&api->identifier_uris, wish, "identifier_uris");
  replace (&api->scopes, wish, "scopes");
  demo_json_read_boolean (wish, "pre_authorized", &api->pre_authorized);

  return TRUE;
}
