/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-dialect.h"

#include <string.h>

#define ALL_BUT_ASSERTION (SCHEMA_VOCABULARY_CORE | SCHEMA_VOCABULARY_APPLICATOR | \
  SCHEMA_VOCABULARY_UNEVALUATED | SCHEMA_VOCABULARY_VALIDATION | SCHEMA_VOCABULARY_FORMAT | \
  SCHEMA_VOCABULARY_NOTES)

static const struct
{
  SchemaDraft draft;
  const char *uri;   /* without what differs from writer to writer */
} drafts[] = {
  { SCHEMA_DRAFT_07, "json-schema.org/draft-07/schema" },
  { SCHEMA_DRAFT_2019_09, "json-schema.org/draft/2019-09/schema" },
  { SCHEMA_DRAFT_2020_12, "json-schema.org/draft/2020-12/schema" },
};

static const struct
{
  const char *uri;
  guint vocabularies;
} known[] = {
  { "https://json-schema.org/draft/2020-12/vocab/core", SCHEMA_VOCABULARY_CORE },
  { "https://json-schema.org/draft/2020-12/vocab/applicator", SCHEMA_VOCABULARY_APPLICATOR },
  { "https://json-schema.org/draft/2020-12/vocab/unevaluated", SCHEMA_VOCABULARY_UNEVALUATED },
  { "https://json-schema.org/draft/2020-12/vocab/validation", SCHEMA_VOCABULARY_VALIDATION },
  { "https://json-schema.org/draft/2020-12/vocab/format-annotation", SCHEMA_VOCABULARY_FORMAT },
  { "https://json-schema.org/draft/2020-12/vocab/format-assertion",
    SCHEMA_VOCABULARY_FORMAT | SCHEMA_VOCABULARY_ASSERTION },
  { "https://json-schema.org/draft/2020-12/vocab/content", SCHEMA_VOCABULARY_NOTES },
  { "https://json-schema.org/draft/2020-12/vocab/meta-data", SCHEMA_VOCABULARY_NOTES },
  { "https://json-schema.org/draft/2019-09/vocab/core", SCHEMA_VOCABULARY_CORE },
  { "https://json-schema.org/draft/2019-09/vocab/applicator",
    SCHEMA_VOCABULARY_APPLICATOR | SCHEMA_VOCABULARY_UNEVALUATED },
  { "https://json-schema.org/draft/2019-09/vocab/validation", SCHEMA_VOCABULARY_VALIDATION },
  { "https://json-schema.org/draft/2019-09/vocab/format", SCHEMA_VOCABULARY_FORMAT },
  { "https://json-schema.org/draft/2019-09/vocab/content", SCHEMA_VOCABULARY_NOTES },
  { "https://json-schema.org/draft/2019-09/vocab/meta-data", SCHEMA_VOCABULARY_NOTES },
};

/**
 * schema_dialect_of_draft:
 *
 * Returns: all that a draft has; its "format" only describes, as its meta-schema says
 */
SchemaDialect
schema_dialect_of_draft (SchemaDraft draft)
{
  return (SchemaDialect) { draft, draft != SCHEMA_DRAFT_UNKNOWN ? ALL_BUT_ASSERTION : 0 };
}

/**
 * schema_dialect_find_draft:
 * @uri: what `$schema` says
 *
 * Many write https where a draft says http, or leave out the "#".
 *
 * Returns: the draft that is meant
 */
SchemaDraft
schema_dialect_find_draft (const char *uri)
{
  const char *rest = strstr (uri, "://");

  if (rest == NULL || !(g_str_has_prefix (uri, "http://") || g_str_has_prefix (uri, "https://")))
    return SCHEMA_DRAFT_UNKNOWN;

  rest += 3;

  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      gsize length = strlen (drafts[i].uri);

      if (strncmp (rest, drafts[i].uri, length) == 0 &&
          (rest[length] == '\0' || g_str_equal (rest + length, "#")))
        return drafts[i].draft;
    }

  return SCHEMA_DRAFT_UNKNOWN;
}

static guint
find_vocabularies (const SjsonValue *uri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (sjson_value_equals_string (uri, known[i].uri))
        return known[i].vocabularies;
    }

  return 0;
}

/**
 * schema_dialect_restrict:
 * @vocabulary: the `$vocabulary` of a meta-schema
 *
 * Takes away the keywords of all vocabularies that are not listed (JSON Schema 2020-12 Core,
 * 8.1.2). "true" also makes the format vocabulary of 2019-09 refuse.
 *
 * Returns: %FALSE if a vocabulary is required that is not known
 */
gboolean
schema_dialect_restrict (SchemaDialect    *self,
                         const SjsonValue *vocabulary)
{
  SjsonIter iter;
  SjsonValue uri, value;

  sjson_iter_init (&iter, vocabulary);
  self->vocabularies = SCHEMA_VOCABULARY_CORE;

  while (sjson_iter_next (&iter, &uri, &value))
    {
      guint found = find_vocabularies (&uri);
      gboolean required = TRUE;

      sjson_value_get_boolean (&value, &required);

      if (found == 0 && required)
        return FALSE;

      if (found == SCHEMA_VOCABULARY_FORMAT && required && self->draft == SCHEMA_DRAFT_2019_09)
        found |= SCHEMA_VOCABULARY_ASSERTION;

      self->vocabularies |= found;
    }

  return TRUE;
}
