/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-patch.h"

#include "sjson-builder.h"

#include <string.h>

/* RFC 6901 §4: ~1 before ~0. */
static char *
unescape (const char *token)
{
  GString *name = g_string_new (token);

  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);

  return g_string_free (name, FALSE);
}

/* Writes @old (nullable) with the value at the way that @tokens tell. */
static void
write_patched (SjsonBuilder      *builder,
               const SjsonValue  *old,
               char             **tokens,
               const SjsonValue  *value)
{
  g_autofree char *target = NULL;
  SjsonValue name, member;
  SjsonIter iter;
  gboolean found = FALSE;

  if (tokens[0] == NULL)
    {
      sjson_builder_value (builder, value);
      return;
    }

  target = unescape (tokens[0]);
  sjson_builder_begin_object (builder);

  if (old != NULL)
    {
      sjson_iter_init (&iter, old);

      while (sjson_value_get_kind (old) == SJSON_KIND_OBJECT &&
             sjson_iter_next (&iter, &name, &member))
        {
          gboolean is_target = sjson_value_equals_string (&name, target);

          sjson_builder_name_value (builder, &name);
          found = found || is_target;

          if (is_target)
            write_patched (builder, &member, tokens + 1, value);
          else
            sjson_builder_value (builder, &member);
        }
    }

  if (!found)
    write_patched (sjson_builder_name (builder, target), NULL, tokens + 1, value);

  sjson_builder_end_object (builder);
}

/**
 * cli_patch_apply:
 * @document: an object
 * @pointer: where in it (RFC 6901); objects only
 * @value: what is to stand there
 *
 * Returns: (transfer full): the object with the value in it, all else letter by letter
 */
SjsonDocument *
cli_patch_apply (SjsonDocument *document,
                 const char    *pointer,
                 SjsonDocument *value)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_auto(GStrv) tokens = g_strsplit (*pointer == '/' ? pointer + 1 : pointer, "/", -1);
  SjsonValue old = sjson_document_get_root (document);
  SjsonValue root = sjson_document_get_root (value);

  write_patched (builder, &old, tokens, &root);

  return sjson_builder_end_document (builder);
}
