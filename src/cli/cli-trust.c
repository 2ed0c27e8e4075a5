/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "crib-error.h"
#include "oauth-error.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

static const char *
get_kind (OauthTrust *entry)
{
  return oauth_trust_get_kind (entry) == OAUTH_KIND_ENTRA ? "entra" : "generic";
}

static void
write_entry (SjsonBuilder *builder,
             OauthTrust   *entry)
{
  const char *ca_file = oauth_trust_get_ca_file (entry);

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "issuer"), oauth_trust_get_issuer (entry));
  sjson_builder_string (sjson_builder_name (builder, "kind"), get_kind (entry));
  sjson_builder_name (builder, "ca_file");

  if (ca_file != NULL)
    sjson_builder_string (builder, ca_file);
  else
    sjson_builder_null (builder);

  sjson_builder_boolean (sjson_builder_name (builder, "assume_pkce"),
                         oauth_trust_get_assume_pkce (entry));
  sjson_builder_boolean (sjson_builder_name (builder, "allow_http_loopback"),
                         oauth_trust_get_allow_http_loopback (entry));
  sjson_builder_end_object (builder);
}

static void
print_entry (OauthTrust *entry)
{
  GString *text = g_string_new (oauth_trust_get_issuer (entry));

  g_string_append_printf (text, "\n  --kind %s", get_kind (entry));

  if (oauth_trust_get_ca_file (entry) != NULL)
    g_string_append_printf (text, " --ca-file %s", oauth_trust_get_ca_file (entry));

  if (oauth_trust_get_assume_pkce (entry))
    g_string_append (text, " --assume-pkce");

  if (oauth_trust_get_allow_http_loopback (entry))
    g_string_append (text, " --allow-http-loopback");

  cli_output_text (text->str);
  g_string_free (text, TRUE);
}

static void
print_list (CliJob    *job,
            CribTrust *trust)
{
  g_autoptr(GPtrArray) entries = crib_trust_dup_entries (trust);
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_array (builder);

  for (guint i = 0; i < entries->len; i++)
    {
      write_entry (builder, g_ptr_array_index (entries, i));

      if (!job->options.json)
        print_entry (g_ptr_array_index (entries, i));
    }

  document = sjson_builder_end_document (sjson_builder_end_array (builder));
  root = sjson_document_get_root (document);

  if (job->options.json)
    cli_output_json (&root, TRUE);
  else if (entries->len == 0)
    cli_output_note (FALSE, _("Only Microsoft’s authorities are trusted."));
}

static GVariant *
build_entry (CliJob     *job,
             const char *issuer)
{
  const CliOptions *options = &job->options;
  GVariantDict entry;

  g_variant_dict_init (&entry, NULL);
  g_variant_dict_insert (&entry, "issuer", "s", issuer);
  g_variant_dict_insert (&entry, "kind", "s", options->kind != NULL ? options->kind : "generic");

  if (options->ca_file != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (options->ca_file, NULL);

      g_variant_dict_insert (&entry, "ca-file", "s", path);
    }

  if (options->assume_pkce)
    g_variant_dict_insert (&entry, "assume-pkce", "b", TRUE);

  if (options->allow_http_loopback)
    g_variant_dict_insert (&entry, "allow-http-loopback", "b", TRUE);

  return g_variant_dict_end (&entry);
}

static gboolean
check_ca_file (CliJob  *job,
               GError **error)
{
  const char *path = job->options.ca_file;

  if (path == NULL || (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
                       g_utf8_validate (path, -1, NULL)))
    return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
               _("“%s” is no certificate file that can be read."), path);

  return FALSE;
}

static gboolean
add (CliJob     *job,
     CribTrust  *trust,
     const char *issuer,
     GError    **error)
{
  g_autoptr(GError) local_error = NULL;

  if (!check_ca_file (job, error))
    return FALSE;

  if (crib_trust_add (trust, build_entry (job, issuer), &local_error))
    return TRUE;

  /* Here it is the command line that cannot be understood. */
  if (local_error->domain == OAUTH_ERROR)
    g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, local_error->message);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
change (CliJob *job)
{
  g_autoptr(GSettings) settings = cli_job_dup_settings ();
  g_autoptr(CribTrust) trust = crib_trust_new (settings);
  g_autoptr(GError) error = NULL;
  const char *issuer = job->words[1];
  gboolean is_add = g_str_equal (job->words[0], "add");
  g_autofree char *sentence = NULL;

  if (settings == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _("The settings of Toolcrib are not installed here, so nothing can be "
                           "saved in them."));

  if (settings == NULL || !(is_add ? add (job, trust, issuer, &error)
                                   : crib_trust_remove (trust, issuer, &error)))
    {
      cli_job_fail (job, error);
      return;
    }

  /* We end before a backend would write by itself. */
  g_settings_sync ();
  sentence = g_strdup_printf (is_add ? _("“%s” may sign people in now.")
                                     : _("“%s” is not trusted any more."), issuer);

  if (job->options.json)
    print_list (job, trust);
  else
    cli_output_text (sentence);

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_trust_run:
 * @job: a job
 *
 * `trust`: lists and changes which authorities besides Microsoft's may sign people in (ruling 26).
 */
void
cli_trust_run (CliJob *job)
{
  const char *deed = job->words[0];
  gboolean is_change = g_str_equal (deed, "add") || g_str_equal (deed, "remove");

  if (!is_change && !g_str_equal (deed, "list"))
    cli_job_refuse (job, _("Say what to do: trust list, trust add ISSUER or trust remove ISSUER."));
  else if (is_change != (job->words[1] != NULL))
    cli_job_refuse (job, is_change ? _("Say which issuer: an address such as "
                                       "https://login.example.com.")
                                   : _("A list of all needs no issuer."));
  else if (is_change)
    change (job);
  else
    {
      g_autoptr(GSettings) settings = cli_job_dup_settings ();
      g_autoptr(CribTrust) trust = crib_trust_new (settings);

      print_list (job, trust);
      cli_job_finish (job, CLI_STATUS_OK);
    }
}
