/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-text.h"
#include "schema-words.h"

#include <glib/gi18n.h>

static gsize
count_characters (const char *text,
                  gsize       length)
{
  gsize n_characters = 0;

  for (gsize i = 0; i < length; i++)
    n_characters += ((guchar) text[i] & 0xc0) != 0x80;

  return n_characters;
}

static SchemaVerdict
report_length (SchemaRun         *run,
               const SchemaFrame *frame,
               SchemaRule        *rule)
{
  guint most = (guint) MIN (rule->most, G_MAXUINT);

  if (rule->keyword == SCHEMA_KEYWORD_MAX_LENGTH)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                              ngettext ("This may have at most %u character.",
                                        "This may have at most %u characters.", most), most);

  if (most == 1)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                              _("This may not be empty."));

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                            ngettext ("This needs at least %u character.",
                                      "This needs at least %u characters.", most), most);
}

/* A length is of code points (RFC 8259; JSON Schema 2020-12 Validation, 6.3.1). */
SchemaVerdict
schema_check_length (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaRule        *rule)
{
  gboolean is_most = rule->keyword == SCHEMA_KEYWORD_MAX_LENGTH;
  g_auto(SchemaText) text = { NULL, };
  gsize length;

  sjson_value_get_text (&frame->instance, &length);
  length -= 2;

  /* A character is written as one to twelve bytes. */
  if (is_most ? length <= rule->most : length / 12 >= rule->most)
    return SCHEMA_VALID;

  schema_text_init (&text, &frame->instance);

  length = count_characters (text.bytes, text.length);

  if (is_most ? length <= rule->most : length >= rule->most)
    return SCHEMA_VALID;

  return run->issues != NULL ? report_length (run, frame, rule) : SCHEMA_INVALID;
}

SchemaVerdict
schema_check_pattern (SchemaRun         *run,
                      const SchemaFrame *frame,
                      SchemaRule        *rule)
{
  g_auto(SchemaText) text = { NULL, };
  g_autofree char *pattern = NULL;
  g_autofree char *words = NULL;
  SchemaVerdict verdict;
  gsize cost;

  schema_text_init (&text, &frame->instance);
  verdict = schema_pattern_match (rule->pattern, text.bytes, text.length, &cost);
  schema_run_spend (run, cost);

  if (verdict == SCHEMA_UNCHECKED)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict, "%s",
                              _("Holding this against the pattern takes too long."));

  if (verdict == SCHEMA_VALID || run->issues == NULL)
    return verdict;

  pattern = sjson_value_dup_string (&rule->value, NULL);
  words = schema_words_of_text (pattern);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict,
                            /* Translators: %s is a regular expression in quotation marks */
                            _("This has to match the pattern %s."), words);
}

SchemaVerdict
schema_check_format (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaRule        *rule)
{
  g_auto(SchemaText) text = { NULL, };

  schema_text_init (&text, &frame->instance);
  schema_run_spend (run, text.length / 16);

  if (schema_format_check (rule->format, text.bytes, text.length))
    return SCHEMA_VALID;

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                            schema_format_get_sentence (rule->format));
}
