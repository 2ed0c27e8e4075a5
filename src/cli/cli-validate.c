/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-input.h"
#include "cli-output.h"
#include "schema-validator.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

/* Nothing could be said, one way or the other. */
#define STATUS_UNCHECKED 3

/* Two files, one after the other: the schema and what is held against it. */
typedef struct
{
  CliJob *job;
  const char *path;          /* of what is being read; "-" for standard input */
  SjsonDocument *schema;     /* nullable until it is read */
} Validation;

static void
validation_free (Validation *self)
{
  g_clear_pointer (&self->schema, sjson_document_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Validation, validation_free)

static void
add_text (SjsonBuilder *builder,
          const char   *name,
          const char   *text)
{
  sjson_builder_name (builder, name);

  if (text != NULL)
    sjson_builder_string (builder, text);
  else
    sjson_builder_null (builder);
}

static void
add_issue (SjsonBuilder      *builder,
           const SchemaIssue *issue)
{
  sjson_builder_begin_object (builder);
  add_text (builder, "instance", issue->instance);
  add_text (builder, "schema", issue->schema);
  add_text (builder, "keyword", issue->keyword);
  add_text (builder, "message", issue->sentence);
  sjson_builder_boolean (sjson_builder_name (builder, "checked"),
                         issue->verdict == SCHEMA_INVALID);
  sjson_builder_end_object (builder);
}

static void
begin_report (SjsonBuilder  *builder,
              SchemaVerdict  verdict)
{
  sjson_builder_name (sjson_builder_begin_object (builder), "valid");

  if (verdict == SCHEMA_UNCHECKED)
    sjson_builder_null (builder);
  else
    sjson_builder_boolean (builder, verdict == SCHEMA_VALID);

  sjson_builder_begin_array (sjson_builder_name (builder, "errors"));
}

static void
end_report (SjsonBuilder *builder,
            gboolean      has_more)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_end_array (builder);
  sjson_builder_boolean (sjson_builder_name (builder, "more"), has_more);
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);
  cli_output_json (&root, TRUE);
}

static void
print_json (const SchemaResult *result)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  begin_report (builder, schema_result_get_verdict (result));

  for (guint i = 0; i < schema_result_get_n_issues (result); i++)
    add_issue (builder, schema_result_get_issue (result, i));

  end_report (builder, schema_result_get_has_more (result));
}

static void
print_text (const SchemaResult *result)
{
  static const char * const verdicts[] = {
    [SCHEMA_VALID] = N_("Valid."),
    [SCHEMA_INVALID] = N_("Not valid:"),
    [SCHEMA_UNCHECKED] = N_("This cannot be checked:"),
  };

  cli_output_text (gettext (verdicts[schema_result_get_verdict (result)]));

  for (guint i = 0; i < schema_result_get_n_issues (result); i++)
    {
      const SchemaIssue *issue = schema_result_get_issue (result, i);
      g_autofree char *line = g_strdup_printf ("  #%s: %s (%s%s)", issue->instance,
                                               issue->sentence,
                                               strchr (issue->schema, '#') != NULL ? "" : "#",
                                               issue->schema);

      cli_output_text (line);
    }

  if (schema_result_get_has_more (result))
    cli_output_text (_("  There is more."));
}

/* A file that is no JSON: nothing can be said of the value. */
static void
fail_unchecked (Validation   *self,
                const GError *error)
{
  g_autofree char *sentence = g_strdup_printf ("%s: %s", self->path, error->message);
  g_autofree char *valid = g_utf8_make_valid (sentence, -1);
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  SchemaIssue issue = { .verdict = SCHEMA_UNCHECKED, .sentence = valid };

  if (self->job->options.json)
    {
      begin_report (builder, SCHEMA_UNCHECKED);
      add_issue (builder, &issue);
      end_report (builder, FALSE);
    }
  else
    cli_output_warn (&self->job->options, self->path, error->message);

  cli_job_finish (self->job, (CliStatus) STATUS_UNCHECKED);
}

static void
judge (Validation    *self,
       SjsonDocument *document)
{
  static const CliStatus codes[] = {
    [SCHEMA_VALID] = CLI_STATUS_OK,
    [SCHEMA_INVALID] = CLI_STATUS_FAILED,
    [SCHEMA_UNCHECKED] = (CliStatus) STATUS_UNCHECKED,
  };
  SjsonValue schema = sjson_document_get_root (self->schema);
  SjsonValue value = sjson_document_get_root (document);
  g_autoptr(SchemaValidator) validator = schema_validator_new (&schema, NULL,
                                                               SCHEMA_FLAGS_ASSERT_FORMAT);
  g_autoptr(SchemaResult) result = schema_validator_explain (validator, &value);

  if (self->job->options.json)
    print_json (result);
  else
    print_text (result);

  cli_job_finish (self->job, codes[schema_result_get_verdict (result)]);
}

static void begin_file (Validation *self,
                        const char *path);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Validation) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = cli_input_read_finish (result, &error);
  g_autoptr(SjsonDocument) document = NULL;
  const char *next = self->job->words[0];

  if (text == NULL)
    {
      cli_job_fail (self->job, error);
      return;
    }

  document = sjson_document_new (text, NULL, &error);

  if (document == NULL)
    fail_unchecked (self, error);
  else if (self->schema != NULL)
    judge (self, document);
  else
    {
      self->schema = g_steal_pointer (&document);
      begin_file (g_steal_pointer (&self), next != NULL ? next : "-");
    }
}

/* @self: (transfer full) */
static void
begin_file (Validation *self,
            const char *path)
{
  self->path = path;
  cli_input_read_async (path, self->job->cancellable, read_cb, self);
}

/**
 * cli_validate_run:
 * @job: a job
 *
 * `validate`: holds a value against a schema. Both are local: nothing that a schema refers to is
 * fetched.
 */
void
cli_validate_run (CliJob *job)
{
  const char *schema = job->options.schema;
  gboolean from_input = job->words[0] == NULL || g_str_equal (job->words[0], "-");
  Validation *self;

  if (schema == NULL || (g_str_equal (schema, "-") && from_input))
    {
      cli_job_refuse (job, schema == NULL ? _("Say which schema: --schema FILE.")
                                          : _("Standard input cannot be both."));
      return;
    }

  self = g_new0 (Validation, 1);
  self->job = job;
  begin_file (self, schema);
}
