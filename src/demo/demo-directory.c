/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-directory.h"

#include "demo-json.h"

static const char * const api_scopes[] = { "mcp:tools", "mcp:other", NULL };
static const char * const graph_scopes[] = { "User.Read", NULL };

/**
 * DemoDirectory:
 *
 * Built-in people stay at the same address for ever, others until the next reset.
 */
struct _DemoDirectory
{
  GObject parent_instance;

  GStringChunk *texts;          /* of people; a few, so that old ones may stay */
  GPtrArray *users;
  GPtrArray *apps;
  GPtrArray *apis;
  GPtrArray *extra_redirects;   /* of the client, those that the command line or a test added */
};

G_DEFINE_FINAL_TYPE (DemoDirectory, demo_directory, G_TYPE_OBJECT)

static void
demo_directory_finalize (GObject *object)
{
  DemoDirectory *self = DEMO_DIRECTORY (object);

  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->apps);
  g_ptr_array_unref (self->apis);
  g_ptr_array_unref (self->extra_redirects);
  g_string_chunk_free (self->texts);

  G_OBJECT_CLASS (demo_directory_parent_class)->finalize (object);
}

static void
demo_directory_class_init (DemoDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_directory_finalize;
}

static guint
count_built_in (void)
{
  guint n = 0;

  while (demo_users[n].username != NULL)
    n++;

  return n;
}

static void
demo_directory_init (DemoDirectory *self)
{
  self->texts = g_string_chunk_new (1024);
  self->users = g_ptr_array_new_with_free_func (g_free);
  self->apps = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_app_free);
  self->apis = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_api_free);
  self->extra_redirects = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count_built_in (); i++)
    g_ptr_array_add (self->users, g_new0 (DemoUser, 1));

  demo_directory_reset (self);
}

DemoDirectory *
demo_directory_new (void)
{
  return g_object_new (DEMO_TYPE_DIRECTORY, NULL);
}

static DemoApp *
make_client (DemoDirectory *self)
{
  DemoApp *app = demo_app_new (DEMO_CLIENT_ID);

  demo_app_add_redirect (app, DEMO_NATIVE, DEMO_REDIRECT_NATIVE);
  demo_app_add_redirect (app, "http://localhost", DEMO_REDIRECT_NATIVE);

  for (guint i = 0; i < self->extra_redirects->len; i++)
    demo_app_add_redirect (app, self->extra_redirects->pdata[i], DEMO_REDIRECT_NATIVE);

  return app;
}

static DemoApi *
make_graph (void)
{
  DemoApi *api = demo_api_new (DEMO_GRAPH_ID, graph_scopes);

  g_free (api->identifier_uris[0]);
  api->identifier_uris[0] = g_strdup ("https://graph.microsoft.com");

  return api;
}

/* Back to what is built in, and the redirect addresses that were added one by one. */
void
demo_directory_reset (DemoDirectory *self)
{
  g_return_if_fail (DEMO_IS_DIRECTORY (self));

  g_ptr_array_set_size (self->users, count_built_in ());
  g_ptr_array_set_size (self->apps, 0);
  g_ptr_array_set_size (self->apis, 0);

  for (guint i = 0; i < self->users->len; i++)
    *(DemoUser *) self->users->pdata[i] = demo_users[i];

  g_ptr_array_add (self->apps, make_client (self));
  g_ptr_array_add (self->apis, demo_api_new (DEMO_API_ID, api_scopes));
  g_ptr_array_add (self->apis, make_graph ());
}

/* Returns: (transfer none): of DemoUser */
GPtrArray *
demo_directory_get_users (DemoDirectory *self)
{
  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), NULL);

  return self->users;
}

static DemoUser *
find_user (DemoDirectory *self,
           const char    *username)
{
  for (guint i = 0; username != NULL && i < self->users->len; i++)
    {
      DemoUser *user = self->users->pdata[i];
      g_autofree char *hint = demo_user_dup_login_hint (user);

      if (g_ascii_strcasecmp (user->username, username) == 0 || g_str_equal (hint, username))
        return user;
    }

  return NULL;
}

/* @username: (nullable): a name, in capital letters or small, or the claim login_hint.
 * Returns: (nullable): who is called so */
const DemoUser *
demo_directory_find_user (DemoDirectory *self,
                          const char    *username)
{
  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), NULL);

  return find_user (self, username);
}

static const char *
keep (DemoDirectory *self,
      const char    *text)
{
  return g_string_chunk_insert_const (self->texts, text);
}

static const char *
keep_new_id (DemoDirectory *self)
{
  g_autofree char *id = g_uuid_string_random ();

  return keep (self, id);
}

static void
read_text (DemoDirectory  *self,
           JsonObject     *wish,
           const char     *name,
           const char    **text)
{
  const char *value = demo_json_get_string (wish, name);

  if (value != NULL)
    *text = keep (self, value);
}

static DemoUser *
add_user (DemoDirectory *self,
          const char    *username)
{
  DemoUser *user = g_new0 (DemoUser, 1);

  user->username = user->name = keep (self, username);
  user->password = "Secret-1234!";
  user->home = g_str_has_suffix (username, "@" DEMO_OTHER_DOMAIN) ? DEMO_OTHER_ID : DEMO_TENANT_ID;
  user->oid = keep_new_id (self);
  user->sub = keep_new_id (self);
  g_ptr_array_add (self->users, user);

  return user;
}

/* A guest is a member of the other tenant, whatever the address is. */
static void
set_guest (DemoDirectory *self,
           DemoUser      *user,
           gboolean       guest)
{
  user->guest_oid = guest ? keep_new_id (self) : NULL;
  user->guest_sub = guest ? keep_new_id (self) : NULL;

  if (guest)
    user->home = DEMO_OTHER_ID;
}

gboolean
demo_directory_change_user (DemoDirectory  *self,
                            JsonObject     *wish,
                            GError        **error)
{
  const char *username = demo_json_get_string (wish, "username");
  DemoUser *user;
  gboolean guest;

  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), FALSE);

  if (username == NULL || strchr (username, '@') == NULL)
    return demo_wish_refuse (error, "A username is needed");

  user = find_user (self, username);

  if (user == NULL)
    user = add_user (self, username);

  guest = user->guest_oid != NULL;
  demo_json_read_boolean (wish, "guest", &guest);

  if (guest != (user->guest_oid != NULL))
    set_guest (self, user, guest);

  read_text (self, wish, "password", &user->password);
  read_text (self, wish, "name", &user->name);
  demo_json_read_boolean (wish, "disabled", &user->disabled);
  demo_json_read_boolean (wish, "password_expired", &user->password_expired);
  demo_json_read_boolean (wish, "federated", &user->federated);
  demo_json_read_boolean (wish, "admin", &user->admin);

  return TRUE;
}

/* @user: one of ours, with a new password from now on */
void
demo_directory_set_password (DemoDirectory  *self,
                             const DemoUser *user,
                             const char     *password)
{
  DemoUser *own;

  g_return_if_fail (DEMO_IS_DIRECTORY (self));

  own = find_user (self, user->username);
  own->password = keep (self, password);
  own->password_expired = FALSE;
}

/* Returns: (transfer none): of DemoApp */
GPtrArray *
demo_directory_get_apps (DemoDirectory *self)
{
  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), NULL);

  return self->apps;
}

/* Returns: (nullable): the client that is registered so */
DemoApp *
demo_directory_find_app (DemoDirectory *self,
                         const char    *client_id)
{
  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), NULL);

  for (guint i = 0; client_id != NULL && i < self->apps->len; i++)
    {
      DemoApp *app = self->apps->pdata[i];

      if (g_ascii_strcasecmp (app->client_id, client_id) == 0)
        return app;
    }

  return NULL;
}

/* Without "client_id" it is about the one that is built in. */
gboolean
demo_directory_change_app (DemoDirectory  *self,
                           JsonObject     *wish,
                           GError        **error)
{
  const char *client_id = demo_json_get_string (wish, "client_id");
  DemoApp *app;

  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), FALSE);

  client_id = client_id != NULL ? client_id : DEMO_CLIENT_ID;

  if (!g_uuid_string_is_valid (client_id))
    return demo_wish_refuse (error, "A client id is a GUID");

  app = demo_directory_find_app (self, client_id);

  if (app == NULL)
    {
      app = demo_app_new (client_id);
      g_ptr_array_add (self->apps, app);
    }

  return demo_app_change (app, wish, error);
}

/* @uri: an address the built-in client's registration lists from now on, and after a reset */
void
demo_directory_add_redirect (DemoDirectory *self,
                             const char    *uri)
{
  g_return_if_fail (DEMO_IS_DIRECTORY (self));

  g_ptr_array_add (self->extra_redirects, g_strdup (uri));
  demo_app_add_redirect (self->apps->pdata[0], uri, DEMO_REDIRECT_NATIVE);
}

/* @resource: an Application ID URI, or an id. Returns: (nullable): the API called so */
DemoApi *
demo_directory_find_api (DemoDirectory *self,
                         const char    *resource)
{
  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), NULL);

  for (guint i = 0; i < self->apis->len; i++)
    if (demo_api_is_called (self->apis->pdata[i], resource))
      return self->apis->pdata[i];

  return NULL;
}

/* Without "id" it is about the one that is built in. */
gboolean
demo_directory_change_api (DemoDirectory  *self,
                           JsonObject     *wish,
                           GError        **error)
{
  const char *id = demo_json_get_string (wish, "id");
  DemoApi *api;

  g_return_val_if_fail (DEMO_IS_DIRECTORY (self), FALSE);

  id = id != NULL ? id : DEMO_API_ID;

  if (!g_uuid_string_is_valid (id))
    return demo_wish_refuse (error, "An API's id is a GUID");

  api = demo_directory_find_api (self, id);

  if (api == NULL)
    {
      api = demo_api_new (id, api_scopes);
      g_ptr_array_add (self->apis, api);
    }

  return demo_api_change (api, wish, error);
}
