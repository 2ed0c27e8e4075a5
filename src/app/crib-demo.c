/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-demo.h"

#include "crib-error.h"
#include "sjson-value.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>

/* Seconds until toolcrib-demo has to say where it listens. */
#define START_TIMEOUT 20

/* Bytes of its one line. */
#define MAX_LINE (64 * 1024)

/**
 * CribDemo:
 *
 * The built-in demo: a process of its own that serves on loopback, and a store in a private
 * temporary folder with its servers. Both end with this object, so that the person's own servers
 * are never touched.
 *
 * It must be started from the main thread: the process dies with the thread that started it
 * (prctl(2), PR_SET_PDEATHSIG).
 */
struct _CribDemo
{
  GObject parent_instance;

  CribServerStore *store;
  CribIdentity *identity;   /* nullable */
  GSubprocess *process;
  char *folder;
};

G_DEFINE_FINAL_TYPE (CribDemo, crib_demo, G_TYPE_OBJECT)

/* The wait for the line; the cancellable ends it, for the caller or for the clock. */
typedef struct
{
  GCancellable *cancellable;
  gulong cancelled_id;
  guint timeout;
  gboolean timed_out;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_handle_id (&start->timeout, g_source_remove);
  g_clear_object (&start->cancellable);
  g_free (start);
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }

  g_rmdir (path);
}

static void
crib_demo_dispose (GObject *object)
{
  CribDemo *self = CRIB_DEMO (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);

  g_clear_object (&self->process);

  G_OBJECT_CLASS (crib_demo_parent_class)->dispose (object);
}

static void
crib_demo_finalize (GObject *object)
{
  CribDemo *self = CRIB_DEMO (object);

  g_clear_object (&self->store);
  g_clear_object (&self->identity);

  if (self->folder != NULL)
    remove_folder (self->folder);

  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (crib_demo_parent_class)->finalize (object);
}

static void
crib_demo_class_init (CribDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_demo_dispose;
  object_class->finalize = crib_demo_finalize;
}

static void
crib_demo_init (CribDemo *self)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("toolcrib-demo-XXXXXX", &error);

  if (self->folder == NULL)
    g_debug ("No folder for the demo: %s", error->message);
  else
    self->store = crib_server_store_new (self->folder);
}

/**
 * crib_demo_new:
 *
 * Returns: (transfer full): a demo that is not started
 */
CribDemo *
crib_demo_new (void)
{
  return g_object_new (CRIB_TYPE_DEMO, NULL);
}

static gboolean
add_server (CribDemo    *self,
            const char  *name,
            const char  *uri,
            GError     **error)
{
  g_autoptr(CribServer) server = NULL;

  server = g_object_new (CRIB_TYPE_SERVER, "name", name, "uri", uri, "demo", TRUE, NULL);

  return crib_server_store_add (self->store, server, error);
}

/* Its tenant is a stand-in on this computer, shaped like Entra (ruling 24). */
static gboolean
trust_tenant (CribDemo    *self,
              const char  *issuer,
              GError     **error)
{
  g_autoptr(GVariant) entry = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", issuer);
  g_variant_dict_insert (&dict, "kind", "s", "entra");
  g_variant_dict_insert (&dict, "allow-http-loopback", "b", TRUE);
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));

  return crib_trust_add_for_run (crib_identity_get_trust (self->identity), entry, error);
}

static gboolean
add_protected (CribDemo          *self,
               const SjsonValue  *root,
               GError           **error)
{
  g_autofree char *uri = sjson_value_dup_member_string (root, "protected");
  g_autofree char *issuer = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *scope = NULL;
  g_autoptr(CribServer) server = NULL;
  SjsonValue tenant;

  if (self->identity == NULL || uri == NULL || !sjson_value_get_member (root, "tenant", &tenant))
    return TRUE;

  issuer = sjson_value_dup_member_string (&tenant, "issuer");
  client_id = sjson_value_dup_member_string (&tenant, "client_id");
  scope = sjson_value_dup_member_string (&tenant, "scope");

  if (issuer == NULL || !trust_tenant (self, issuer, error))
    return issuer == NULL;

  server = g_object_new (CRIB_TYPE_SERVER, "name", _("Contoso Tools"), "uri", uri, "demo", TRUE,
                         "client-id", client_id, "scope", scope, NULL);

  return crib_server_store_add (self->store, server, error);
}

static gboolean
add_servers (CribDemo    *self,
             const char  *line,
             gsize        length,
             GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *open = NULL;
  g_autofree char *showcase = NULL;
  SjsonValue root;

  if (length <= MAX_LINE)
    document = sjson_document_new_from_string (line, length, NULL, NULL);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      open = sjson_value_dup_member_string (&root, "open");
      showcase = sjson_value_dup_member_string (&root, "showcase");
    }

  if (open == NULL || showcase == NULL)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_DEMO,
                           _("The built-in demo does not say where it is."));
      return FALSE;
    }

  crib_server_store_load (self->store);

  return add_server (self, _("Open Tools"), open, error) &&
         add_server (self, _("Showcase"), showcase, error) &&
         add_protected (self, &root, error);
}

static void
finish (GTask  *task,
        GError *error)
{
  CribDemo *self = CRIB_DEMO (g_task_get_source_object (task));
  Start *start = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), start->cancelled_id);
  g_clear_handle_id (&start->timeout, g_source_remove);

  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);

  g_clear_object (&self->process);
  g_task_return_error (task, error);
}

static void
read_line_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;
  Start *start = g_task_get_task_data (task);
  gsize length;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length,
                                               &error);

  if (line != NULL)
    add_servers (CRIB_DEMO (g_task_get_source_object (task)), line, length, &error);
  else if (start->timed_out || error == NULL)
    {
      g_clear_error (&error);
      g_set_error_literal (&error, CRIB_ERROR, CRIB_ERROR_DEMO,
                           _("The built-in demo does not start."));
    }

  finish (task, g_steal_pointer (&error));
}

static gboolean
start_timeout_cb (gpointer user_data)
{
  Start *start = user_data;

  start->timeout = 0;
  start->timed_out = TRUE;
  g_cancellable_cancel (start->cancellable);

  return G_SOURCE_REMOVE;
}

/* Installed programs stand side by side, also where a package was moved. */
static char *
find_program (void)
{
  g_autofree char *self = NULL;
  g_autofree char *folder = NULL;

  if (g_file_test (DEMO_PATH, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup (DEMO_PATH);

  self = g_file_read_link ("/proc/self/exe", NULL);

  if (self == NULL)
    return g_strdup (DEMO_PATH);

  folder = g_path_get_dirname (self);

  return g_build_filename (folder, "toolcrib-demo", NULL);
}

static gboolean
spawn (CribDemo  *self,
       GError   **error)
{
  g_autofree char *program = find_program ();
  g_autoptr(GError) local_error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &local_error, program, NULL);

  if (self->process == NULL)
    g_set_error (error, CRIB_ERROR, CRIB_ERROR_DEMO, _("The built-in demo does not start: %s"),
                 local_error->message);

  return self->process != NULL;
}

static void
cancelled_cb (GCancellable *theirs,
              GCancellable *ours)
{
  g_cancellable_cancel (ours);
}

static void
read_line (CribDemo *self,
           GTask    *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(GDataInputStream) stream = NULL;
  Start *start = g_new0 (Start, 1);

  start->cancellable = g_cancellable_new ();
  start->timeout = g_timeout_add_seconds (START_TIMEOUT, start_timeout_cb, start);
  g_task_set_task_data (task, start, start_free);

  if (cancellable != NULL)
    start->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (start->cancellable),
                                                 g_object_unref);

  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, start->cancellable,
                                       read_line_cb, g_object_ref (task));
}

/**
 * crib_demo_start_async:
 * @self: a demo that was not started
 * @cancellable: (nullable): ends the wait, and the process
 * @callback: called when its servers are in the store
 * @user_data: for @callback
 *
 * Starts `toolcrib-demo` and waits for the line with its addresses, 20 seconds at most.
 */
void
crib_demo_start_async (CribDemo            *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (CRIB_IS_DEMO (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (self->process == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_demo_start_async);

  if (self->store == NULL)
    g_task_return_new_error (task, CRIB_ERROR, CRIB_ERROR_DEMO,
                             "%s", _("The built-in demo finds no place for its files."));
  else if (!spawn (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    read_line (self, task);
}

/**
 * crib_demo_start_finish:
 * @self: a demo
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it serves; %CRIB_ERROR_DEMO, or `G_IO_ERROR_CANCELLED`
 */
gboolean
crib_demo_start_finish (CribDemo      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (CRIB_IS_DEMO (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * crib_demo_set_identity:
 * @self: a demo that was not started
 * @identity: who signs in; comes to trust the demo's tenant for this run
 *
 * Without it the protected server is not among the servers.
 */
void
crib_demo_set_identity (CribDemo     *self,
                        CribIdentity *identity)
{
  g_return_if_fail (CRIB_IS_DEMO (self));
  g_return_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity));
  g_return_if_fail (self->process == NULL);

  g_set_object (&self->identity, identity);
}

/**
 * crib_demo_get_store:
 * @self: a demo
 *
 * Returns: (transfer none): its servers, once it is started
 */
CribServerStore *
crib_demo_get_store (CribDemo *self)
{
  g_return_val_if_fail (CRIB_IS_DEMO (self), NULL);

  return self->store;
}
