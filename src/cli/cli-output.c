/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-output.h"

#include "cli-text.h"
#include "crib-error.h"
#include "form-error.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "toolcrib-cli"

/* Words for programs: never translated, and part of what this program promises. */
static const char * const kinds[] = {
  [CRIB_PROBLEM_ADDRESS] = "address",
  [CRIB_PROBLEM_NOT_MCP] = "not-mcp",
  [CRIB_PROBLEM_SIGN_IN] = "sign-in",
  [CRIB_PROBLEM_SIGN_IN_FAILED] = "sign-in",
  [CRIB_PROBLEM_CLIENT_ID] = "setup",
  [CRIB_PROBLEM_UNTRUSTED] = "setup",
  [CRIB_PROBLEM_KEYRING] = "keyring",
  [CRIB_PROBLEM_FORBIDDEN] = "forbidden",
  [CRIB_PROBLEM_UNREACHABLE] = "unreachable",
  [CRIB_PROBLEM_SERVER] = "server",
  [CRIB_PROBLEM_TOOL_GONE] = "tool-gone",
  [CRIB_PROBLEM_REFUSED] = "refused",
  [CRIB_PROBLEM_LOST] = "lost",
  [CRIB_PROBLEM_OTHER] = "other",
};

static const char *
find_kind (CribProblem  *problem,
           const GError *error)
{
  if (error->domain == FORM_ERROR)
    return "arguments";

  if (error->domain != CRIB_ERROR)
    return kinds[crib_problem_get_kind (problem)];

  switch ((CribError) error->code)
    {
    case CRIB_ERROR_PROFILE:
      return "profile";
    case CRIB_ERROR_NOT_FOUND:
      return "not-found";
    case CRIB_ERROR_EXISTS:
      return "exists";
    case CRIB_ERROR_ARGUMENTS:
      return "arguments";
    case CRIB_ERROR_ACCOUNTS:
      return "accounts";
    case CRIB_ERROR_ADDRESS:
    case CRIB_ERROR_CLIENT_ID:
    case CRIB_ERROR_DEMO:
    case CRIB_ERROR_OTHER_ACCOUNT:
    case CRIB_ERROR_TOOL_GONE:
    default:
      return kinds[crib_problem_get_kind (problem)];
    }
}

static void
print_error (const char *text)
{
  cli_output_progress (NULL);
  g_printerr ("%s", text);
}

/**
 * cli_output_text:
 * @text: text, which may be a server's
 *
 * Prints it, harmless for a terminal, in lines of its own.
 */
void
cli_output_text (const char *text)
{
  g_autofree char *safe = cli_text_dup_safe (text);

  cli_output_progress (NULL);
  printf ("%s%s", safe, g_str_has_suffix (safe, "\n") ? "" : "\n");
}

/**
 * cli_output_json:
 * @value: a value
 * @pretty: whether for people
 *
 * Prints it in lines of its own.
 */
void
cli_output_json (const SjsonValue *value,
                 gboolean          pretty)
{
  gsize length;
  g_autofree char *json = pretty ? sjson_value_to_pretty_json (value, &length)
                                 : sjson_value_to_json (value, &length);
  g_autofree char *safe = cli_text_dup_json (json, length);

  cli_output_progress (NULL);
  printf ("%s\n", safe);
}

/**
 * cli_output_warn:
 * @options: how to say it
 * @subject: what it is about
 * @sentence: what is wrong with it
 *
 * Says something that does not end the program. Programs that read JSON get the one object for
 * what does end it, and nothing beside.
 */
void
cli_output_warn (const CliOptions *options,
                 const char       *subject,
                 const char       *sentence)
{
  g_autofree char *safe_subject = cli_text_dup_line (subject);
  g_autofree char *safe = cli_text_dup_line (sentence);
  g_autofree char *line = g_strdup_printf (PROGRAM ": %s: %s\n", safe_subject, safe);

  if (!options->json)
    print_error (line);
}

static void
add_member (SjsonBuilder *builder,
            const char   *name,
            const char   *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  sjson_builder_name (builder, name);

  if (valid != NULL)
    sjson_builder_string (builder, valid);
  else
    sjson_builder_null (builder);
}

/* One object in one line. */
static void
print_object (SjsonBuilder *builder)
{
  g_autoptr(SjsonDocument) document = sjson_builder_end_document (builder);
  SjsonValue root = sjson_document_get_root (document);
  g_autofree char *json = sjson_value_to_json (&root, NULL);
  g_autofree char *safe = cli_text_dup_json (json, -1);
  g_autofree char *line = g_strconcat (safe, "\n", NULL);

  print_error (line);
}

static void
print_error_object (const char *kind,
                    const char *message,
                    const char *next,
                    const char *details)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  sjson_builder_name (sjson_builder_begin_object (builder), "error");
  sjson_builder_begin_object (builder);
  add_member (builder, "kind", kind);
  add_member (builder, "message", message);
  add_member (builder, "next", next);
  add_member (builder, "details", details);
  sjson_builder_end_object (sjson_builder_end_object (builder));
  print_object (builder);
}

/**
 * cli_output_usage:
 * @options: how to say it
 * @sentence: what is wrong with the command line
 *
 * Says it, and where the right words stand.
 */
void
cli_output_usage (const CliOptions *options,
                  const char       *sentence)
{
  g_autofree char *safe = cli_text_dup_safe (sentence);
  g_autofree char *text = NULL;

  if (options->json)
    {
      print_error_object ("usage", sentence, _("See toolcrib-cli --help."), NULL);
      return;
    }

  text = g_strdup_printf (PROGRAM ": %s\n%s\n", safe, _("See toolcrib-cli --help."));
  print_error (text);
}

/**
 * cli_output_interrupted:
 * @options: how to say it
 *
 * Says that the person ended it.
 */
void
cli_output_interrupted (const CliOptions *options)
{
  g_autofree char *text = NULL;

  if (options->json)
    {
      print_error_object ("cancelled", _("Cancelled."), NULL, NULL);
      return;
    }

  text = g_strdup_printf (PROGRAM ": %s\n", _("Cancelled."));
  print_error (text);
}

/**
 * cli_output_problem:
 * @options: how to say it
 * @problem: what went wrong
 * @error: where it comes from
 * @fix: (nullable): what to do next, if better known than @problem says
 *
 * Says what happened and what to do next; with `--debug` also the details.
 */
void
cli_output_problem (const CliOptions *options,
                    CribProblem      *problem,
                    const GError     *error,
                    const char       *fix)
{
  g_autofree char *text = NULL;
  g_autofree char *safe = NULL;
  const char *details = crib_problem_get_details (problem);

  if (fix == NULL)
    fix = crib_problem_get_fix (problem);

  if (options->json)
    {
      print_error_object (find_kind (problem, error), crib_problem_get_body (problem), fix,
                          details);
      return;
    }

  text = g_strdup_printf (PROGRAM ": %s\n%s\n%s\n%s%s", crib_problem_get_title (problem),
                          crib_problem_get_body (problem), fix,
                          options->debug && details != NULL ? details : "",
                          options->debug && details != NULL ? "\n" : "");
  safe = cli_text_dup_safe (text);
  print_error (safe);
}

/**
 * cli_output_note:
 * @json: whether a program listens: it is told nothing then
 * @sentence: what goes on
 *
 * Says something that stays to be read.
 */
void
cli_output_note (gboolean    json,
                 const char *sentence)
{
  g_autofree char *safe = cli_text_dup_line (sentence);
  g_autofree char *line = g_strconcat (safe, "\n", NULL);

  if (!json)
    print_error (line);
}

/**
 * cli_output_prompt:
 * @json: whether a program listens: it gets one object, `{"prompt": {"reason", "address"}}`
 * @reason: (nullable): why somebody is asked
 * @address: where to go on
 * @browser: whether a browser is being opened there
 *
 * Says where a person goes on.
 */
void
cli_output_prompt (gboolean    json,
                   const char *reason,
                   const char *address,
                   gboolean    browser)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  if (json)
    {
      sjson_builder_name (sjson_builder_begin_object (builder), "prompt");
      sjson_builder_begin_object (builder);
      add_member (builder, "reason", reason);
      add_member (builder, "address", address);
      sjson_builder_end_object (sjson_builder_end_object (builder));
      print_object (builder);
      return;
    }

  if (reason != NULL)
    cli_output_note (FALSE, reason);

  cli_output_note (FALSE, browser ? _("Go on in your browser, or open this address yourself:")
                                  : _("Open this address in a browser on this computer:"));
  cli_output_note (FALSE, address);
}

/**
 * cli_output_code:
 * @json: whether a program listens: it gets `{"prompt": {"reason", "address", "code"}}`
 * @reason: (nullable): why somebody is asked
 * @address: where to go on
 * @code: what is typed there
 *
 * Says where a person goes on, on whatever device (RFC 8628 §3.3).
 */
void
cli_output_code (gboolean    json,
                 const char *reason,
                 const char *address,
                 const char *code)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autofree char *sentence = NULL;

  if (json)
    {
      sjson_builder_name (sjson_builder_begin_object (builder), "prompt");
      sjson_builder_begin_object (builder);
      add_member (builder, "reason", reason);
      add_member (builder, "address", address);
      add_member (builder, "code", code);
      sjson_builder_end_object (sjson_builder_end_object (builder));
      print_object (builder);
      return;
    }

  if (reason != NULL)
    cli_output_note (FALSE, reason);

  sentence = g_strdup_printf (_("and type this code there: %s"), code);
  cli_output_note (FALSE, _("Open this address in a browser, on any device,"));
  cli_output_note (FALSE, address);
  cli_output_note (FALSE, sentence);
}

/**
 * cli_output_declined:
 * @options: how to say it; a program gets one object,
 *   `{"question": {"server", "message", "answer", "reason"}}`
 * @server: who asked
 * @message: (nullable): what
 * @reason: why nobody answered
 *
 * Says that a question of the server's was answered with no, without a person.
 */
void
cli_output_declined (const CliOptions *options,
                     const char       *server,
                     const char       *message,
                     const char       *reason)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autofree char *sentence = NULL;

  if (!options->json)
    {
      sentence = g_strdup_printf (_("its question “%s” was declined: %s"),
                                  message != NULL ? message : "", reason);
      cli_output_warn (options, server, sentence);
      return;
    }

  sjson_builder_name (sjson_builder_begin_object (builder), "question");
  sjson_builder_begin_object (builder);
  add_member (builder, "server", server);
  add_member (builder, "message", message);
  add_member (builder, "answer", "decline");
  add_member (builder, "reason", reason);
  sjson_builder_end_object (sjson_builder_end_object (builder));
  print_object (builder);
}

/**
 * cli_output_trace:
 * @line: one line of what goes over the wire, without secrets
 *
 * Says it on standard error.
 */
void
cli_output_trace (const char *line)
{
  g_autofree char *safe = cli_text_dup_line (line);
  g_autofree char *text = g_strconcat (safe, "\n", NULL);

  print_error (text);
}

/**
 * cli_output_progress:
 * @line: (nullable): what goes on
 *
 * Shows one line on a terminal, in place of the last one.
 */
void
cli_output_progress (const char *line)
{
  static gboolean is_shown;
  g_autofree char *safe = line != NULL ? cli_text_dup_line (line) : NULL;

  if (!isatty (STDERR_FILENO) || (safe == NULL && !is_shown))
    return;

  fprintf (stderr, "\r\033[K%s", safe != NULL ? safe : "");
  fflush (stderr);
  is_shown = safe != NULL;
}
