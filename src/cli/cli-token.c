/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "cli-target.h"
#include "crib-token-lens.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

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

static const char *
get_nick (CribLensRow *row)
{
  g_autoptr(GEnumClass) verdicts = g_type_class_ref (CRIB_TYPE_LENS_VERDICT);

  return g_enum_get_value (verdicts, crib_lens_row_get_verdict (row))->value_nick;
}

static void
print_json (CribTokenLens *lens)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_object (builder);
  sjson_builder_begin_array (sjson_builder_name (builder, "claims"));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lens)); i++)
    {
      g_autoptr(CribLensRow) row = g_list_model_get_item (G_LIST_MODEL (lens), i);

      sjson_builder_begin_object (builder);
      write_text (builder, "claim", crib_lens_row_get_claim (row));
      write_text (builder, "found", crib_lens_row_get_found (row));
      write_text (builder, "expected", crib_lens_row_get_expected (row));
      write_text (builder, "verdict", get_nick (row));
      write_text (builder, "sentence", crib_lens_row_get_sentence (row));
      sjson_builder_end_object (builder);
    }

  sjson_builder_end_array (builder);
  write_text (builder, "advice", crib_token_lens_get_advice (lens));
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, TRUE);
}

static const char *
get_mark (CribLensRow *row)
{
  switch (crib_lens_row_get_verdict (row))
    {
    case CRIB_LENS_VERDICT_OK:
      return "✓";
    case CRIB_LENS_VERDICT_MISMATCH:
      return "✗";
    case CRIB_LENS_VERDICT_INFO:
    default:
      return " ";
    }
}

static void
print_text (CribTokenLens *lens)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lens)); i++)
    {
      g_autoptr(CribLensRow) row = g_list_model_get_item (G_LIST_MODEL (lens), i);

      g_string_append_printf (text, "%s %-7s %s", get_mark (row), crib_lens_row_get_claim (row),
                              crib_lens_row_get_found (row));

      if (crib_lens_row_get_verdict (row) == CRIB_LENS_VERDICT_MISMATCH &&
          crib_lens_row_get_expected (row) != NULL)
        /* Translators: what a claim should be: "(expected: mcp:tools)" */
        g_string_append_printf (text, _(" (expected: %s)"), crib_lens_row_get_expected (row));
      if (crib_lens_row_get_sentence (row) != NULL)
        g_string_append_printf (text, "\n          %s", crib_lens_row_get_sentence (row));

      g_string_append_c (text, '\n');
    }

  if (crib_token_lens_get_advice (lens) != NULL)
    g_string_append (text, crib_token_lens_get_advice (lens));
  else
    g_string_truncate (text, text->len > 0 ? text->len - 1 : 0);

  cli_output_text (text->str);
  g_string_free (text, TRUE);
}

/* Also a token that the server has just refused is of interest, and just that. */
static void
open_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CliJob *job = user_data;
  CribConnection *connection = CRIB_CONNECTION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) lens_error = NULL;
  g_autoptr(CribTokenLens) lens = NULL;
  gboolean is_open = crib_connection_open_finish (connection, result, &error);

  cli_output_progress (NULL);
  lens = crib_connection_dup_token_lens (connection, &lens_error);

  if (lens == NULL)
    {
      cli_job_fail (job, is_open ? lens_error : error);
      return;
    }

  if (job->options.json)
    print_json (lens);
  else
    print_text (lens);

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_token_run:
 * @job: a job
 *
 * `token`: what the access token for a server says, beside what the server advertises.
 */
void
cli_token_run (CliJob *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribServer) server = cli_target_find (job, job->words[0], &error);

  if (server == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  cli_output_progress (_("Asking the server…"));
  crib_connection_open_async (cli_job_connect (job, server), job->cancellable, open_cb, job);
}
