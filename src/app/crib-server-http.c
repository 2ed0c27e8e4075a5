/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-http.h"

#include "crib-certificates.h"
#include "crib-error.h"
#include "crib-header.h"
#include "crib-policy.h"

#include <glib/gi18n-lib.h>

/**
 * CribServerHttp:
 *
 * What goes along with the requests to a saved server.
 *
 * All of it or nothing: a request without what was wished for could say something else.
 */
struct _CribServerHttp
{
  GObject parent_instance;

  CribServer *server;
  VaultStore *vault;   /* nullable */
  VaultAsk ask;
};

/* One time that it is asked for. */
typedef struct
{
  McpHttpOptions *options;
  GPtrArray *headers;   /* of CribHeader */
  char *uri;
  guint n_done;
} Load;

static void settings_iface_init (McpHttpSettingsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribServerHttp, crib_server_http, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_HTTP_SETTINGS, settings_iface_init))

static void
load_free (gpointer data)
{
  Load *load = data;

  mcp_http_options_unref (load->options);
  g_ptr_array_unref (load->headers);
  g_free (load->uri);
  g_free (load);
}

static void add_headers (GTask *task);

/* What is wrong with @header; takes @cause. */
static GError *
new_header_error (const CribHeader *header,
                  GError           *cause)
{
  GError *error = g_error_new (CRIB_ERROR, CRIB_ERROR_SETTINGS,
                               /* Translators: the name of a header field, and what is wrong */
                               _("The header field “%s” cannot be sent: %s"), header->name,
                               cause->message);

  g_error_free (cause);

  return error;
}

static GError *
new_missing_error (const CribHeader *header)
{
  return g_error_new (CRIB_ERROR, CRIB_ERROR_SETTINGS,
                      _("The value of the header field “%s” is not in your keyring, or was given "
                        "for another address. Give it once more."), header->name);
}

static gboolean
add_header (Load             *load,
            const CribHeader *header,
            const char       *value,
            GError          **error)
{
  GError *cause = NULL;

  if (mcp_http_options_add_header (load->options, header->name, value, &cause))
    return TRUE;

  g_propagate_error (error, new_header_error (header, cause));

  return FALSE;
}

static void
secret_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  const CribHeader *header = g_ptr_array_index (load->headers, load->n_done);
  g_autoptr(VaultSecret) secret = NULL;
  GError *error = NULL;

  secret = vault_store_lookup_finish (VAULT_STORE (source), result, &error);

  if (secret == NULL && error == NULL)
    error = new_missing_error (header);

  if (secret == NULL || !add_header (load, header, vault_secret_get_text (secret, NULL), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  load->n_done++;
  add_headers (g_steal_pointer (&task));
}

static void
look_up (GTask            *task,
         const CribHeader *header)
{
  CribServerHttp *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr(VaultKey) key = crib_header_new_key (header, load->uri);

  if (self->vault == NULL)
    {
      g_task_return_error (task, new_missing_error (header));
      g_object_unref (task);
      return;
    }

  vault_store_lookup_async (self->vault, key, self->ask, g_task_get_cancellable (task),
                            secret_cb, task);
}

/* One after the other, because each may have to be looked up. */
static void
add_headers (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  for (; load->n_done < load->headers->len; load->n_done++)
    {
      const CribHeader *header = g_ptr_array_index (load->headers, load->n_done);

      if (header->value == NULL)
        {
          look_up (task, header);
          return;
        }

      if (!add_header (load, header, header->value, &error))
        {
          g_task_return_error (task, error);
          g_object_unref (task);
          return;
        }
    }

  g_task_return_pointer (task, mcp_http_options_ref (load->options),
                         (GDestroyNotify) mcp_http_options_unref);
  g_object_unref (task);
}

static void
certificates_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  g_autoptr(GTlsDatabase) authorities = NULL;
  g_autoptr(GTlsCertificate) own = NULL;
  GError *error = NULL;

  if (!crib_certificates_load_finish (result, &authorities, &own, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  mcp_http_options_set_tls_database (load->options, authorities);
  mcp_http_options_set_tls_certificate (load->options, own);
  add_headers (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
add_certificates (CribServerHttp *self,
                  GTask          *task)
{
  const char *ca_file = crib_server_get_ca_file (self->server);
  const char *certificate = crib_server_get_client_certificate (self->server);

  if (ca_file == NULL && certificate == NULL)
    add_headers (task);
  else
    crib_certificates_load_async (ca_file, certificate, crib_server_get_client_key (self->server),
                                  g_task_get_cancellable (task), certificates_cb, task);
}

static gboolean
check_policy (Load    *load,
              GError **error)
{
  if (load->headers->len == 0 || crib_policy_allows_headers ())
    return TRUE;

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_SETTINGS,
                       _("Whoever administers this computer does not allow header fields of your "
                         "own. Remove them from the server."));

  return FALSE;
}

static void
crib_server_http_load_async (McpHttpSettings     *settings,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  CribServerHttp *self = CRIB_SERVER_HTTP (settings);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, crib_server_http_load_async);
  g_task_set_task_data (task, load, load_free);
  load->options = mcp_http_options_new ();
  load->headers = crib_headers_copy (crib_server_get_headers (self->server));
  load->uri = crib_server_normalize_uri (crib_server_get_uri (self->server), &error);

  if (load->uri == NULL || !check_policy (load, &error))
    g_task_return_error (task, error);
  else
    add_certificates (self, g_steal_pointer (&task));
}

static McpHttpOptions *
crib_server_http_load_finish (McpHttpSettings  *settings,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, settings), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
settings_iface_init (McpHttpSettingsInterface *iface)
{
  iface->load_async = crib_server_http_load_async;
  iface->load_finish = crib_server_http_load_finish;
}

static void
crib_server_http_finalize (GObject *object)
{
  CribServerHttp *self = CRIB_SERVER_HTTP (object);

  g_clear_object (&self->server);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (crib_server_http_parent_class)->finalize (object);
}

static void
crib_server_http_class_init (CribServerHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_server_http_finalize;
}

static void
crib_server_http_init (CribServerHttp *self)
{
}

/**
 * crib_server_http_new:
 * @server: a server
 * @vault: (nullable): where its secrets are
 * @ask: whether somebody may be asked to unlock it
 *
 * Returns: (transfer full): its settings, as they are when they are asked for
 */
McpHttpSettings *
crib_server_http_new (CribServer *server,
                      VaultStore *vault,
                      VaultAsk    ask)
{
  CribServerHttp *self;

  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (vault == NULL || VAULT_IS_STORE (vault), NULL);

  self = g_object_new (CRIB_TYPE_SERVER_HTTP, NULL);
  self->server = g_object_ref (server);
  g_set_object (&self->vault, vault);
  self->ask = ask;

  return MCP_HTTP_SETTINGS (self);
}
