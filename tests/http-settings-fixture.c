/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-settings-fixture.h"

static void settings_iface_init (McpHttpSettingsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FixedSettings, fixed_settings, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_HTTP_SETTINGS, settings_iface_init))

static void
fixed_settings_load_async (McpHttpSettings     *settings,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  FixedSettings *self = FIXED_SETTINGS (settings);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_loads++;

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, mcp_http_options_ref (self->options),
                           (GDestroyNotify) mcp_http_options_unref);
}

static McpHttpOptions *
fixed_settings_load_finish (McpHttpSettings  *settings,
                            GAsyncResult     *result,
                            GError          **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
settings_iface_init (McpHttpSettingsInterface *iface)
{
  iface->load_async = fixed_settings_load_async;
  iface->load_finish = fixed_settings_load_finish;
}

static void
fixed_settings_finalize (GObject *object)
{
  FixedSettings *self = FIXED_SETTINGS (object);

  mcp_http_options_unref (self->options);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (fixed_settings_parent_class)->finalize (object);
}

static void
fixed_settings_class_init (FixedSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fixed_settings_finalize;
}

static void
fixed_settings_init (FixedSettings *self)
{
  self->options = mcp_http_options_new ();
}

FixedSettings *
fixed_settings_new (void)
{
  return g_object_new (FIXED_TYPE_SETTINGS, NULL);
}
