/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-profile.h"

#include "sjson-builder.h"

#include <math.h>

static void
write_position (SjsonBuilder *builder,
                double        position)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (position) < 1e15 && !(position < floor (position)) && !(position > floor (position)))
    sjson_builder_int64 (builder, (gint64) position);
  else
    sjson_builder_number (builder, g_ascii_dtostr (text, sizeof text, position));
}

/* Keeps the order of the file and whatever it holds besides names. */
static void
write_favourites (SjsonBuilder      *builder,
                  const CribProfile *self,
                  const SjsonValue  *old)
{
  g_autoptr(CribProfile) left = crib_profile_copy (self);
  SjsonValue element;
  SjsonIter iter;

  sjson_builder_begin_array (builder);

  if (old != NULL)
    {
      sjson_iter_init (&iter, old);

      while (sjson_iter_next (&iter, NULL, &element))
        {
          g_autofree char *name = sjson_value_dup_string (&element, NULL);

          if (name == NULL || crib_profile_has_favourite (left, name))
            sjson_builder_value (builder, &element);

          if (name != NULL)
            crib_profile_set_favourite (left, name, FALSE);
        }
    }

  for (guint i = 0; i < left->favourites->len; i++)
    sjson_builder_string (builder, g_ptr_array_index (left->favourites, i));

  sjson_builder_end_array (builder);
}

/* What the file says of them stays letter by letter while it still holds. */
static void
write_headers (SjsonBuilder      *builder,
               const CribProfile *self,
               const SjsonValue  *old)
{
  g_autoptr(GPtrArray) before = old != NULL ? crib_headers_read (old, NULL) : NULL;

  if (before != NULL && crib_headers_equal (before, self->headers))
    sjson_builder_value (builder, old);
  else
    crib_headers_write (self->headers, builder);
}

static void
write_member (SjsonBuilder      *builder,
              const CribProfile *self,
              const char        *name,
              const SjsonValue  *old)
{
  double position;

  sjson_builder_name (builder, name);

  if (g_str_equal (name, "format") && old == NULL)
    sjson_builder_int64 (builder, CRIB_PROFILE_FORMAT);
  else if (g_str_equal (name, "name") && self->name != NULL)
    sjson_builder_string (builder, self->name);
  else if (g_str_equal (name, "url"))
    sjson_builder_string (builder, self->uri != NULL ? self->uri : "");
  else if (g_str_equal (name, "favourites"))
    write_favourites (builder, self, old);
  else if (g_str_equal (name, "headers"))
    write_headers (builder, self, old);
  else if (g_str_equal (name, "position") &&
           (old == NULL || !sjson_value_get_double (old, &position) ||
            position < self->position || position > self->position))
    write_position (builder, self->position);
  else if (old != NULL)
    sjson_builder_value (builder, old);
  else
    sjson_builder_null (builder);
}

/* The member of that name, or none of them. */
static CribProfileText
find_text (const char *name)
{
  CribProfileText text = 0;

  while (text < CRIB_PROFILE_N_TEXTS && !g_str_equal (name, crib_profile_get_text_name (text)))
    text++;

  return text;
}

static void
write_text (SjsonBuilder      *builder,
            const CribProfile *self,
            CribProfileText    text)
{
  if (self->texts[text] == NULL)
    return;

  sjson_builder_name (builder, crib_profile_get_text_name (text));
  sjson_builder_string (builder, self->texts[text]);
}

static void
write_known (SjsonBuilder      *builder,
             const CribProfile *self)
{
  static const char * const names[] = {
    "format", "name", "url", "position", "favourites", "headers"
  };
  SjsonValue value;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (self->json != NULL && sjson_value_get_member (self->json, names[i], &value))
        continue;

      if ((g_str_equal (names[i], "name") && self->name == NULL) ||
          (g_str_equal (names[i], "favourites") && self->favourites->len == 0) ||
          (g_str_equal (names[i], "headers") && self->headers->len == 0))
        continue;

      write_member (builder, self, names[i], NULL);
    }

  for (CribProfileText text = 0; text < CRIB_PROFILE_N_TEXTS; text++)
    {
      if (self->json == NULL ||
          !sjson_value_get_member (self->json, crib_profile_get_text_name (text), &value))
        write_text (builder, self, text);
    }
}

static gboolean
is_known (const char *name)
{
  return g_str_equal (name, "name") || g_str_equal (name, "url") ||
         g_str_equal (name, "position") || g_str_equal (name, "favourites") ||
         g_str_equal (name, "headers");
}

static void
write_kept (SjsonBuilder      *builder,
            const CribProfile *self)
{
  SjsonValue name, value;
  SjsonIter iter;

  sjson_iter_init (&iter, self->json);

  while (sjson_iter_next (&iter, &name, &value))
    {
      g_autofree char *text = sjson_value_dup_string (&name, NULL);

      if (find_text (text) < CRIB_PROFILE_N_TEXTS)
        write_text (builder, self, find_text (text));
      else if (is_known (text))
        write_member (builder, self, text, &value);
      else
        sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
    }
}

/**
 * crib_profile_write:
 * @self: a profile
 *
 * The members of the file that it was read from keep their order, those that we do not know their
 * text as well; new ones follow. A text for signing in that is not set is no member.
 *
 * Returns: (transfer full): the text of a file
 */
GBytes *
crib_profile_write (const CribProfile *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *text = NULL;
  SjsonValue root;
  GString *lines;

  sjson_builder_begin_object (builder);

  if (self->json != NULL)
    write_kept (builder, self);

  write_known (builder, self);
  sjson_builder_end_object (builder);

  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);
  text = sjson_value_to_pretty_json (&root, NULL);
  lines = g_string_new (text);
  g_string_append_c (lines, '\n');

  return g_string_free_to_bytes (lines);
}
