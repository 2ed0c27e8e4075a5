/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-account.h"

#include "cli-command.h"
#include "cli-output.h"
#include "crib-account-summary.h"
#include "crib-error.h"

#include <glib/gi18n.h>

/**
 * cli_account_dup_name:
 * @account: an account
 *
 * Returns: (transfer full): by what people know it
 */
char *
cli_account_dup_name (OauthAccount *account)
{
  const char *username = oauth_account_get_username (account);
  const char *name = oauth_account_get_name (account);

  if (username != NULL && *username != '\0')
    return g_strdup (username);

  return g_strdup (name != NULL && *name != '\0' ? name : oauth_account_get_id (account));
}

static void
write_text (SjsonBuilder *builder,
            const char   *name,
            const char   *text)
{
  sjson_builder_name (builder, name);

  if (text != NULL)
    sjson_builder_string (builder, text);
  else
    sjson_builder_null (builder);
}

/**
 * cli_account_write:
 * @builder: where to
 * @account: an account
 * @store: the saved servers, of which those that use it are named
 */
void
cli_account_write (SjsonBuilder    *builder,
                   OauthAccount    *account,
                   CribServerStore *store)
{
  sjson_builder_begin_object (builder);
  write_text (builder, "id", oauth_account_get_id (account));
  write_text (builder, "username", oauth_account_get_username (account));
  write_text (builder, "name", oauth_account_get_name (account));
  write_text (builder, "issuer", oauth_account_get_issuer (account));
  write_text (builder, "client_id", oauth_account_get_client_id (account));
  write_text (builder, "tenant", oauth_account_get_tenant (account));
  write_text (builder, "home_tenant", oauth_account_get_home_tenant (account));
  sjson_builder_begin_array (sjson_builder_name (builder, "servers"));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (crib_account_is_used_by (account, server))
        sjson_builder_string (builder, crib_server_get_id (server));
    }

  sjson_builder_end_object (sjson_builder_end_array (builder));
}

static gboolean
is_named (OauthAccount *account,
          const char   *word)
{
  const char *username = oauth_account_get_username (account);

  return g_str_equal (oauth_account_get_id (account), word) ||
         (username != NULL && g_ascii_strcasecmp (username, word) == 0);
}

/**
 * cli_account_dup_matches:
 * @job: a job
 * @word: the user name or the id of an account
 *
 * Returns: (transfer container) (element-type OauthAccount): all accounts of that name: one person
 *   may be signed in at several places
 */
GPtrArray *
cli_account_dup_matches (CliJob     *job,
                         const char *word)
{
  GListModel *accounts = G_LIST_MODEL (crib_identity_get_accounts (cli_job_get_identity (job)));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OauthAccount) account = g_list_model_get_item (accounts, i);

      if (is_named (account, word))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  return found;
}

static void
print_json (CliJob     *job,
            GListModel *accounts)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OauthAccount) account = g_list_model_get_item (accounts, i);

      cli_account_write (builder, account, cli_job_load_store (job));
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, TRUE);
}

static void
print_text (CliJob       *job,
            OauthAccount *account)
{
  GListModel *servers = G_LIST_MODEL (cli_job_load_store (job));
  g_autofree char *name = cli_account_dup_name (account);
  GString *text = g_string_new (name);

  if (oauth_account_get_name (account) != NULL)
    g_string_append_printf (text, " – %s", oauth_account_get_name (account));

  g_string_append_printf (text, "\n  %s", oauth_account_get_issuer (account));

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);

      if (crib_account_is_used_by (account, server))
        g_string_append_printf (text, "\n  → %s", crib_server_get_name (server));
    }

  cli_output_text (text->str);
  g_string_free (text, TRUE);
}

static void
append_words (GString            *text,
              const char         *label,
              const char * const *words)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) words);

  if (*joined != '\0')
    g_string_append_printf (text, "\n  %s: %s", label, joined);
}

static void
append_line (GString    *text,
             const char *label,
             const char *line)
{
  if (line != NULL)
    g_string_append_printf (text, "\n  %s: %s", label, line);
}

static void
print_summary (CliJob       *job,
               OauthAccount *account)
{
  g_autoptr(CribAccountSummary) summary = crib_account_summary_new (cli_job_get_identity (job),
                                                                    account);
  g_autofree char *name = cli_account_dup_name (account);
  GListModel *servers = crib_account_summary_get_servers (summary);
  GString *text = g_string_new (name);

  append_line (text, _("Name"), crib_account_summary_get_name (summary));
  append_line (text, _("Tenant"), crib_account_summary_get_tenant (summary));
  append_words (text, _("All tenants"), crib_account_summary_get_tenants (summary));
  if (crib_account_summary_is_guest (summary))
    g_string_append_printf (text, "\n  %s", _("A guest there"));
  append_line (text, _("Sign-in page"), crib_account_summary_get_place (summary));
  append_line (text, _("Issuer"), crib_account_summary_get_issuer (summary));
  append_line (text, _("Client ID"), crib_account_summary_get_client_id (summary));
  append_words (text, _("Permissions"), crib_account_summary_get_permissions (summary));

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);

      g_string_append_printf (text, "\n  → %s", crib_server_get_name (server));
    }

  cli_output_text (text->str);
  g_string_free (text, TRUE);
}

static void
show (CliJob     *job,
      const char *word)
{
  g_autoptr(GPtrArray) accounts = cli_account_dup_matches (job, word);
  g_autoptr(GListStore) list = g_list_store_new (OAUTH_TYPE_ACCOUNT);
  g_autoptr(GError) error = NULL;

  if (accounts->len == 0)
    {
      g_set_error (&error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND, _("Nobody named “%s” is signed in."),
                   word);
      cli_job_fail (job, error);
      return;
    }

  for (guint i = 0; i < accounts->len; i++)
    {
      g_list_store_append (list, g_ptr_array_index (accounts, i));
      if (!job->options.json)
        print_summary (job, g_ptr_array_index (accounts, i));
    }

  if (job->options.json)
    print_json (job, G_LIST_MODEL (list));

  cli_job_finish (job, CLI_STATUS_OK);
}

static void
list_all (CliJob *job)
{
  GListModel *accounts = G_LIST_MODEL (crib_identity_get_accounts (cli_job_get_identity (job)));

  if (job->options.json)
    print_json (job, accounts);
  else if (g_list_model_get_n_items (accounts) == 0)
    cli_output_note (FALSE, _("Nobody is signed in."));

  for (guint i = 0; !job->options.json && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OauthAccount) account = g_list_model_get_item (accounts, i);

      print_text (job, account);
    }

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_account_run:
 * @job: a job
 *
 * `accounts`: lists who is signed in, or says more of one. The keyring is not asked.
 */
void
cli_account_run (CliJob *job)
{
  const char *word = job->words[0];

  if (word == NULL)
    list_all (job);
  else if (g_str_equal (word, "show") && job->words[1] != NULL)
    show (job, job->words[1]);
  else
    cli_job_refuse (job, _("It is called as: accounts, or accounts show ACCOUNT"));
}
