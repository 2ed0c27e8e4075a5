/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "crib-application.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

#include "crib-connection-pool.h"
#include "crib-demo.h"
#include "crib-window.h"

/*
 * CribApplication:
 *
 * The program: owns the servers, their connections and the settings, and hands them to its window.
 * A second start presents the window of the first.
 *
 * With --demo it is another program in all but name: its own id, so that it can run beside the
 * first, the servers of the built-in demo, and settings that are forgotten, so that nothing of the
 * person's own is read or written (ruling 24).
 */
struct _CribApplication
{
  AdwApplication parent_instance;

  gboolean is_demo;
  CribConnectionPool *pool;
  CribDemo *demo;
  CribIdentity *identity;
  CribServerStore *store;
  GCancellable *cancellable;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (CribApplication, crib_application, ADW_TYPE_APPLICATION)

static void
load_bench_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCE_BASE "/bench.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static CribWindow *
get_window (CribApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (; windows != NULL; windows = windows->next)
    {
      if (CRIB_IS_WINDOW (windows->data))
        return windows->data;
    }

  return NULL;
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  CribWindow *window = get_window (user_data);

  /* The window remembers its size when it is closed. */
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));

  g_application_quit (user_data);
}

static void
show_about_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", "Toolcrib",
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "comments", _("Your organisation’s tools, each a form and a Run button"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: put your own names here. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* Another process, so that the demo shares nothing with this one. */
static void
try_demo_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  CribWindow *window = get_window (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--demo", NULL);

  if (process == NULL && window != NULL)
    crib_window_show_toast (window, error->message);
}

static void
add_actions (CribApplication *self)
{
  const GActionEntry entries[] = {
    { "quit", quit_cb },
    { "show-about", show_about_cb },
    { "try-demo", try_demo_cb },
  };
  const struct
  {
    const char *action;
    const char *accels[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "win.add-server", { "<Control>n" } },
    { "win.edit-server", { "<Alt>Return" } },
    { "win.reconnect", { "<Control>r", "F5" } },
    { "win.start-search", { "<Control>f" } },
    { "win.go-back", { "<Alt>Left" } },
    { "win.toggle-favourite", { "<Control>d" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           shortcuts[i].action, shortcuts[i].accels);

  if (self->is_demo)
    g_action_map_remove_action (G_ACTION_MAP (self), "try-demo");
}

static void
store_problem_cb (CribServerStore *store,
                  const char      *file,
                  const GError    *error,
                  CribApplication *self)
{
  CribWindow *window = get_window (self);
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *text = NULL;

  /* Translators: a file with a saved server, and what is wrong with it. */
  text = g_strdup_printf (_("%s: %s"), name, error->message);

  if (window != NULL)
    crib_window_show_toast (window, text);
}

static void
set_store (CribApplication *self,
           CribServerStore *store)
{
  g_autoptr(McpEraCache) era_cache = NULL;
  g_autofree char *draft_folder = NULL;

  g_set_object (&self->store, store);
  self->pool = crib_connection_pool_new (store, self->identity);

  /* The demo's servers are others each time. */
  if (!self->is_demo)
    {
      era_cache = crib_connection_new_era_cache ();
      crib_connection_pool_set_era_cache (self->pool, era_cache);
      draft_folder = crib_connection_dup_draft_folder ();
      crib_connection_pool_set_draft_folder (self->pool, draft_folder);
    }

  crib_window_set_servers (get_window (self), store, self->pool);
}

static void
start_demo_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CribApplication) self = user_data;
  CribWindow *window = get_window (self);
  g_autoptr(CribProblem) problem = NULL;
  g_autoptr(GError) error = NULL;

  if (crib_demo_start_finish (CRIB_DEMO (source), result, &error))
    {
      if (window != NULL)
        set_store (self, crib_demo_get_store (CRIB_DEMO (source)));
    }
  else if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      problem = crib_problem_new (error, NULL);
      crib_window_show_problem (window, problem);
    }
}

static void
start_demo (CribApplication *self)
{
  self->demo = crib_demo_new ();
  crib_demo_set_identity (self->demo, self->identity);
  crib_window_show_waiting (get_window (self), _("Starting the demo…"));
  crib_demo_start_async (self->demo, self->cancellable, start_demo_cb, g_object_ref (self));
}

static void
load_servers (CribApplication *self)
{
  g_autoptr(CribServerStore) store = crib_server_store_new (NULL);

  g_signal_connect_object (store, "problem", G_CALLBACK (store_problem_cb), self, 0);
  crib_server_store_load (store);
  set_store (self, store);
}

static GSettings *
create_settings (gboolean is_demo)
{
  g_autoptr(GSettingsBackend) backend = NULL;

  if (!is_demo)
    return g_settings_new (APPLICATION_ID);

  backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (APPLICATION_ID, backend);
}

static void
create_identity (CribApplication *self,
                 CribWindow      *window)
{
  self->identity = self->is_demo ? crib_identity_new_in_memory ()
                                 : crib_identity_new_default (self->settings);
  crib_window_set_identity (window, self->identity);
}

static void
crib_application_activate (GApplication *application)
{
  CribApplication *self = CRIB_APPLICATION (application);
  CribWindow *window = get_window (self);

  if (window == NULL)
    {
      window = CRIB_WINDOW (crib_window_new (GTK_APPLICATION (self), self->settings));
      create_identity (self, window);

      if (self->is_demo)
        start_demo (self);
      else
        load_servers (self);
    }

  gtk_window_present (GTK_WINDOW (window));
}

static int
crib_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  CribApplication *self = CRIB_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("toolcrib %s\n", PACKAGE_VERSION);
      return 0;
    }

  if (g_variant_dict_contains (options, "demo"))
    {
      self->is_demo = TRUE;
      g_application_set_application_id (application, APPLICATION_ID ".Demo");
      g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
    }

  return -1;
}

static void
crib_application_shutdown (GApplication *application)
{
  CribApplication *self = CRIB_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  if (self->pool != NULL)
    crib_connection_pool_flush_drafts (self->pool);

  G_APPLICATION_CLASS (crib_application_parent_class)->shutdown (application);

  g_clear_object (&self->pool);
  g_clear_object (&self->store);
  g_clear_object (&self->demo);
  g_clear_object (&self->identity);
  g_settings_sync ();
}

static void
crib_application_startup (GApplication *application)
{
  CribApplication *self = CRIB_APPLICATION (application);

  G_APPLICATION_CLASS (crib_application_parent_class)->startup (application);

  load_bench_style ();
  add_actions (self);
  self->settings = create_settings (self->is_demo);
}

static void
crib_application_dispose (GObject *object)
{
  CribApplication *self = CRIB_APPLICATION (object);

  g_clear_object (&self->pool);
  g_clear_object (&self->store);
  g_clear_object (&self->demo);
  g_clear_object (&self->identity);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (crib_application_parent_class)->dispose (object);
}

static void
crib_application_class_init (CribApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_application_dispose;

  application_class->activate = crib_application_activate;
  application_class->handle_local_options = crib_application_handle_local_options;
  application_class->shutdown = crib_application_shutdown;
  application_class->startup = crib_application_startup;
}

static void
crib_application_init (CribApplication *self)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Try Toolcrib with servers of its own"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL }
  };

  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

CribApplication *
crib_application_new (void)
{
  return g_object_new (CRIB_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", RESOURCE_BASE,
                       NULL);
}
