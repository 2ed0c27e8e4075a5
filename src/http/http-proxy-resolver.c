/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-proxy-resolver.h"

#include <string.h>

/**
 * HttpProxyResolver:
 *
 * The system's proxies, with names and passwords apart from their addresses.
 *
 * Where an address of a proxy holds both, libsoup 3.2 takes them, and then asks for a tunnel to the
 * proxy itself instead of the server. So it never sees them; it asks for them by its signal
 * "authenticate". Other kinds of proxy are GLib's own and are left as they are.
 */
struct _HttpProxyResolver
{
  GObject parent_instance;

  GProxyResolver *settings;   /* nullable: the system's */
  GHashTable *logins;         /* "host:port" → GUri with a user and a password */
  GMutex mutex;               /* of logins: GLib looks up in threads */
};

static void resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HttpProxyResolver, http_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static GProxyResolver *
get_settings (HttpProxyResolver *self)
{
  return self->settings != NULL ? self->settings : g_proxy_resolver_get_default ();
}

/* libsoup's name for where it stands. */
static char *
dup_authority (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port == -1)
    port = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), port);
}

/* (transfer full): @proxy, or what libsoup may see of it. */
static char *
take_login (HttpProxyResolver *self,
            char              *proxy)
{
  g_autoptr(GUri) uri = g_uri_parse (proxy, G_URI_FLAGS_HAS_PASSWORD, NULL);
  char *authority, *rest;

  if (uri == NULL || g_uri_get_userinfo (uri) == NULL || !g_str_has_prefix (proxy, "http"))
    return proxy;

  rest = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);

  authority = dup_authority (uri);
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->logins, authority, g_steal_pointer (&uri));
  g_mutex_unlock (&self->mutex);

  explicit_bzero (proxy, strlen (proxy));
  g_free (proxy);

  return rest;
}

static char **
take_logins (HttpProxyResolver  *self,
             char              **proxies)
{
  for (guint i = 0; proxies != NULL && proxies[i] != NULL; i++)
    proxies[i] = take_login (self, proxies[i]);

  return proxies;
}

static gboolean
http_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  HttpProxyResolver *self = HTTP_PROXY_RESOLVER (resolver);

  /* GLib's own fixed one has no such function. */
  return self->settings != NULL || g_proxy_resolver_is_supported (get_settings (self));
}

static char **
http_proxy_resolver_lookup_now (GProxyResolver  *resolver,
                                const char      *uri,
                                GCancellable    *cancellable,
                                GError         **error)
{
  HttpProxyResolver *self = HTTP_PROXY_RESOLVER (resolver);

  return take_logins (self, g_proxy_resolver_lookup (get_settings (self), uri, cancellable, error));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  HttpProxyResolver *self = g_task_get_source_object (task);
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, take_logins (self, proxies), (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
http_proxy_resolver_lookup_async (GProxyResolver      *resolver,
                                  const char          *uri,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, http_proxy_resolver_lookup_async);
  g_proxy_resolver_lookup_async (get_settings (HTTP_PROXY_RESOLVER (resolver)), uri, cancellable,
                                 looked_up_cb, task);
}

static char **
http_proxy_resolver_lookup_finish (GProxyResolver  *resolver,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = http_proxy_resolver_is_supported;
  iface->lookup = http_proxy_resolver_lookup_now;
  iface->lookup_async = http_proxy_resolver_lookup_async;
  iface->lookup_finish = http_proxy_resolver_lookup_finish;
}

static void
http_proxy_resolver_finalize (GObject *object)
{
  HttpProxyResolver *self = HTTP_PROXY_RESOLVER (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->logins, g_hash_table_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (http_proxy_resolver_parent_class)->finalize (object);
}

static void
http_proxy_resolver_class_init (HttpProxyResolverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = http_proxy_resolver_finalize;
}

static void
http_proxy_resolver_init (HttpProxyResolver *self)
{
  g_mutex_init (&self->mutex);
  self->logins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_uri_unref);
}

/**
 * http_proxy_resolver_new:
 * @settings: (nullable): what to ask instead of the system
 *
 * Returns: (transfer full): a resolver; the system's settings are looked at when it is used
 */
GProxyResolver *
http_proxy_resolver_new (GProxyResolver *settings)
{
  HttpProxyResolver *self = g_object_new (HTTP_TYPE_PROXY_RESOLVER, NULL);

  g_set_object (&self->settings, settings);

  return G_PROXY_RESOLVER (self);
}

/**
 * http_proxy_resolver_lookup:
 * @authority: host and port of a proxy, "host:port"
 * @user: (out) (transfer full): a name
 * @password: (out) (transfer full): and its password
 *
 * Returns: whether the settings hold both for this proxy
 */
gboolean
http_proxy_resolver_lookup (HttpProxyResolver  *self,
                            const char         *authority,
                            char              **user,
                            char              **password)
{
  GUri *uri;

  g_return_val_if_fail (HTTP_IS_PROXY_RESOLVER (self), FALSE);
  g_return_val_if_fail (authority != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  uri = g_hash_table_lookup (self->logins, authority);
  *user = uri != NULL ? g_strdup (g_uri_get_user (uri)) : NULL;
  *password = uri != NULL ? g_strdup (g_uri_get_password (uri)) : NULL;
  g_mutex_unlock (&self->mutex);

  return *user != NULL && *password != NULL;
}
