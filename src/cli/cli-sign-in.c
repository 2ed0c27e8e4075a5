/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-account.h"
#include "cli-browser.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-prompter.h"
#include "cli-target.h"
#include "crib-account-pages.h"
#include "crib-error.h"

#include <glib/gi18n.h>

/* One sign-in on its way; @job outlives it. */
typedef struct
{
  CliJob *job;
  OauthPrompter *prompter;
  GError *save_error;   /* nullable: it worked, but cannot be kept */
} SignIn;

static void
sign_in_free (SignIn *self)
{
  g_signal_handlers_disconnect_by_data (cli_job_get_identity (self->job), self);
  g_clear_object (&self->prompter);
  g_clear_error (&self->save_error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

static void
save_failed_cb (CribIdentity *identity,
                const GError *error,
                SignIn       *self)
{
  if (self->save_error == NULL)
    self->save_error = g_error_copy (error);
}

/* @account: (nullable): the server lets everybody in */
static void
print_done (CliJob       *job,
            OauthAccount *account)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *name = account != NULL ? cli_account_dup_name (account) : NULL;
  g_autofree char *sentence = NULL;
  SjsonValue root;

  if (account != NULL)
    {
      cli_account_write (builder, account, cli_job_load_store (job));
      sentence = g_strdup_printf (_("Signed in to “%s” as %s."),
                                  crib_server_get_name (job->server), name);
    }
  else
    {
      sjson_builder_null (builder);
      sentence = g_strdup_printf (_("“%s” lets everybody in; there is nothing to sign in to."),
                                  crib_server_get_name (job->server));
    }

  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);

  if (job->options.json)
    cli_output_json (&root, TRUE);
  else
    cli_output_text (sentence);
}

static void
finish (SignIn *self)
{
  CribConnection *connection = self->job->connection;

  if (self->save_error != NULL)
    {
      cli_job_fail (self->job, self->save_error);
      return;
    }

  print_done (self->job, crib_connection_is_protected (connection)
                         ? crib_connection_get_account (connection)
                         : NULL);
  cli_job_finish (self->job, CLI_STATUS_OK);
}

static void
sign_in_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SignIn) self = user_data;
  g_autoptr(GError) error = NULL;

  cli_output_progress (NULL);

  if (!crib_connection_sign_in_finish (CRIB_CONNECTION (source), result, &error))
    cli_job_fail (self->job, error);
  else
    finish (self);
}

/* Whether signing in is what helps. */
static gboolean
is_for_person (CliJob       *job,
               const GError *error)
{
  g_autoptr(CribProblem) problem = crib_problem_new (error, job->server);
  CribProblemKind kind = crib_problem_get_kind (problem);

  return (kind == CRIB_PROBLEM_SIGN_IN || kind == CRIB_PROBLEM_KEYRING) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Also where somebody is signed in. */
static gboolean
wants_person (CliJob *job)
{
  return job->options.other_account || job->options.add_scope != NULL;
}

static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SignIn) self = user_data;
  CribConnection *connection = CRIB_CONNECTION (source);
  CliJob *job = self->job;
  g_autoptr(GError) error = NULL;
  gboolean is_open = crib_connection_open_finish (connection, result, &error);

  if (is_open ? wants_person (job) && crib_connection_is_protected (connection)
              : is_for_person (job, error))
    {
      if (job->options.add_scope != NULL)
        crib_connection_want_scope (connection, job->options.add_scope);

      crib_connection_sign_in_async (connection, job->options.other_account
                                                 ? CRIB_SIGN_IN_OTHER_ACCOUNT
                                                 : CRIB_SIGN_IN_PLAIN,
                                     job->options.device_code ? OAUTH_SURFACE_DEVICE_CODE
                                                              : OAUTH_SURFACE_BROWSER,
                                     job->cancellable, sign_in_cb,
                                     g_steal_pointer (&self));
      return;
    }

  cli_output_progress (NULL);

  if (is_open)
    finish (self);
  else
    cli_job_fail (job, error);
}

/**
 * cli_sign_in_run:
 * @job: a job
 *
 * `sign-in`: finds out whether there is anything to sign in to, and whether it works silently; if
 * not, in the browser (ruling 8).
 */
void
cli_sign_in_run (CliJob *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribServer) server = cli_target_find (job, job->words[0], &error);
  CribIdentity *identity;
  SignIn *self;

  if (server == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  identity = cli_job_get_identity (job);
  self = g_new0 (SignIn, 1);
  self->job = job;
  self->prompter = cli_prompter_new (!job->options.no_browser, job->options.json);
  crib_identity_set_prompter (identity, self->prompter);
  g_signal_connect (identity, "save-failed", G_CALLBACK (save_failed_cb), self);

  cli_output_progress (_("Asking the server…"));
  crib_connection_open_async (cli_job_connect (job, server), job->cancellable, open_cb, self);
}

/* Accounts on their way out. */
typedef struct
{
  CliJob *job;
  GPtrArray *accounts;
  GPtrArray *pages;   /* of char *: where other sessions are ended, to be opened yet */
  guint n_pending;
  GError *error;      /* nullable: the first */
} SignOut;

static void
sign_out_free (SignOut *self)
{
  g_signal_handlers_disconnect_by_data (cli_job_get_identity (self->job), self);
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->pages);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignOut, sign_out_free)

/* Whoever uses a server next need not be who used it last. */
static void
signed_out_cb (CribIdentity *identity,
               OauthAccount *account,
               SignOut      *self)
{
  GListModel *servers = G_LIST_MODEL (cli_job_load_store (self->job));

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);

      if (crib_account_is_used_by (account, server))
        crib_server_set_account (server, NULL);
    }
}

static void
print_left (CliJob    *job,
            GPtrArray *accounts)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_array (builder);

  for (guint i = 0; i < accounts->len; i++)
    {
      OauthAccount *account = g_ptr_array_index (accounts, i);
      g_autofree char *name = cli_account_dup_name (account);
      g_autofree char *sentence = g_strdup_printf (_("Signed out %s."), name);

      cli_account_write (builder, account, cli_job_load_store (job));

      if (!job->options.json)
        cli_output_text (sentence);
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);

  if (job->options.json)
    cli_output_json (&root, TRUE);
}

/* Other programs and browsers keep their own sign-ins (entra.md 6). */
static void
print_everywhere (SignOut *self)
{
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < self->accounts->len && sentence == NULL; i++)
    {
      const char *uri = crib_account_get_everywhere_uri (g_ptr_array_index (self->accounts, i));

      if (uri != NULL)
        sentence = g_strdup_printf (_("To sign out everywhere, also of other programs: %s"), uri);
    }

  if (sentence != NULL)
    cli_output_note (self->job->options.json, sentence);
}

static void open_next_page (SignOut *self);

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  SignOut *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!cli_browser_open_finish (result, &error))
    g_debug ("No browser: %s", error->message);

  open_next_page (self);
}

/* @self: (transfer full) */
static void
open_next_page (SignOut *self)
{
  g_autoptr(SignOut) owned = self;
  CliJob *job = self->job;
  g_autofree char *uri = NULL;

  if (self->pages->len == 0)
    {
      cli_job_finish (job, CLI_STATUS_OK);
      return;
    }

  uri = g_ptr_array_steal_index (self->pages, 0);
  cli_output_prompt (job->options.json, _("Microsoft’s own session ends in the browser."), uri,
                     TRUE);
  cli_browser_open_async (uri, job->cancellable, opened_cb, g_steal_pointer (&owned));
}

static void
sign_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(SignOut) self = user_data;
  CliJob *job = self->job;

  crib_identity_sign_out_finish (CRIB_IDENTITY (source), result,
                                 self->error == NULL ? &self->error : NULL);
  self->n_pending--;

  if (self->n_pending > 0)
    {
      g_steal_pointer (&self);
    }
  else if (self->error != NULL)
    {
      cli_job_fail (job, self->error);
    }
  else
    {
      print_left (job, self->accounts);
      print_everywhere (self);
      open_next_page (g_steal_pointer (&self));
    }
}

/* To be asked for before the accounts are forgotten. */
static GPtrArray *
dup_pages (CliJob    *job,
           GPtrArray *accounts)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; job->options.microsoft && i < accounts->len; i++)
    {
      char *uri = crib_identity_dup_sign_out_uri (cli_job_get_identity (job),
                                                  g_ptr_array_index (accounts, i));

      if (uri != NULL)
        g_ptr_array_add (pages, uri);
    }

  return pages;
}

/* Who is signed in at a saved server; at most one. */
static GPtrArray *
find_account (CliJob     *job,
              CribServer *server)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  CribAccountStore *accounts = crib_identity_get_accounts (cli_job_get_identity (job));
  const char *id = crib_server_get_account (server);
  OauthAccount *account = id != NULL
    ? crib_account_store_find (accounts, id, crib_server_get_used_client_id (server), NULL)
    : NULL;

  if (account != NULL)
    g_ptr_array_add (found, g_object_ref (account));

  return found;
}

static void
sign_out (CliJob    *job,
          GPtrArray *accounts)
{
  CribIdentity *identity = cli_job_get_identity (job);
  SignOut *self = g_new0 (SignOut, 1);

  self->job = job;
  self->accounts = g_ptr_array_ref (accounts);
  self->pages = dup_pages (job, accounts);
  self->n_pending = accounts->len;
  g_signal_connect (identity, "signed-out", G_CALLBACK (signed_out_cb), self);

  for (guint i = 0; i < accounts->len; i++)
    crib_identity_sign_out_async (identity, g_ptr_array_index (accounts, i), job->cancellable,
                                  sign_out_cb, self);
}

/**
 * cli_sign_in_run_out:
 * @job: a job
 *
 * `sign-out`: forgets an account, everywhere that it is used. No server and no authority is asked.
 */
void
cli_sign_in_run_out (CliJob *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribServer) server = cli_target_find_saved (job, job->words[0], NULL);
  g_autoptr(GPtrArray) accounts = server != NULL
    ? find_account (job, server)
    : cli_account_dup_matches (job, job->words[0]);

  if (accounts->len > 0)
    {
      sign_out (job, accounts);
    }
  else if (server != NULL)
    {
      print_left (job, accounts);
      cli_output_note (job->options.json, _("Nobody is signed in there."));
      cli_job_finish (job, CLI_STATUS_OK);
    }
  else
    {
      g_set_error (&error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND,
                   _("There is neither a saved server nor an account named “%s”."), job->words[0]);
      cli_job_fail (job, error);
    }
}
