/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-form-text.h"

#include "cli-kind.h"
#include "cli-text.h"

#include <glib/gi18n.h>

/* So many choices, and a default of so many letters, fit into a line. */
#define MOST_CHOICES 8
#define MOST_LETTERS 60

/* What is said of a field if it is so. */
static const struct
{
  const char *member;
  const char *words;
} marks[] = {
  { "required", N_("required") },
  { "nullable", N_("may be null") },
  { "read_only", N_("is only shown") },
  { "secret", N_("secret") },
  { "deprecated", N_("out of use") },
  { "recursive", N_("goes on as above") },
  { "cut", N_("goes on") },
};

static gboolean
is_so (const SjsonValue *field,
       const char       *name)
{
  gboolean found = FALSE;

  return sjson_value_get_member_boolean (field, name, &found) && found;
}

/* JSON may be null anyway. */
static gboolean
is_worth_saying (const SjsonValue *field,
                 const char       *name)
{
  return is_so (field, name) && !(g_str_equal (name, "nullable") && is_so (field, "fallback"));
}

static void
append_short (GString          *line,
              const SjsonValue *value)
{
  g_autofree char *json = sjson_value_to_json (value, NULL);
  g_autofree char *valid = g_utf8_make_valid (json, -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1),
                                                            MOST_LETTERS));

  g_string_append_printf (line, "%s%s", start, g_str_equal (start, valid) ? "" : "…");
}

static void
append_choices (GString          *line,
                const SjsonValue *choices)
{
  SjsonIter iter;
  SjsonValue choice, value;
  guint count = 0;

  sjson_iter_init (&iter, choices);

  while (count < MOST_CHOICES && sjson_iter_next (&iter, NULL, &choice))
    {
      g_string_append (line, count++ > 0 ? ", " : ": ");

      if (sjson_value_get_member (&choice, "value", &value))
        append_short (line, &value);
    }

  if (count < sjson_value_get_length (choices))
    g_string_append (line, ", …");
}

static void
append_details (GString          *line,
                const SjsonValue *field)
{
  g_autofree char *kind = sjson_value_dup_member_string (field, "kind");
  g_autofree char *format = sjson_value_dup_member_string (field, "format");
  g_autofree char *limits = sjson_value_dup_member_string (field, "limits");
  SjsonValue value;

  g_string_append (line, cli_kind_get_words (kind, format));

  if (sjson_value_get_member (field, "choices", &value))
    append_choices (line, &value);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (is_worth_saying (field, marks[i].member))
      g_string_append_printf (line, ", %s", gettext (marks[i].words));

  if (limits != NULL)
    g_string_append_printf (line, ", %s", limits);

  if (sjson_value_get_member (field, "default", &value))
    {
      g_string_append_printf (line, ", %s ", _("otherwise"));
      append_short (line, &value);
    }
}

static void append_field (GString          *text,
                          const SjsonValue *field,
                          const char       *name,
                          guint             depth);

static void
append_members (GString          *text,
                const SjsonValue *field,
                const char       *list,
                const char       *mark,
                guint             depth)
{
  SjsonIter iter;
  SjsonValue fields, inner;

  if (!sjson_value_get_member (field, list, &fields))
    return;

  sjson_iter_init (&iter, &fields);

  while (sjson_iter_next (&iter, NULL, &inner))
    {
      g_autofree char *name = sjson_value_dup_member_string (&inner, "name");
      g_autofree char *marked = g_strconcat (mark, name, NULL);

      append_field (text, &inner, marked, depth);
    }
}

/* Branches and patterns: a field, and what tells it apart from the others. */
static void
append_named (GString          *text,
              const SjsonValue *field,
              const char       *list,
              const char       *member,
              guint             depth)
{
  SjsonIter iter;
  SjsonValue entries, entry, inner;

  if (!sjson_value_get_member (field, list, &entries))
    return;

  sjson_iter_init (&iter, &entries);

  while (sjson_iter_next (&iter, NULL, &entry))
    {
      g_autofree char *label = sjson_value_dup_member_string (&entry, member);
      g_autofree char *mark = g_strdup_printf ("(%s)", label);

      if (sjson_value_get_member (&entry, "field", &inner))
        append_field (text, &inner, mark, depth);
    }
}

static void
append_children (GString          *text,
                 const SjsonValue *field,
                 guint             depth)
{
  SjsonValue inner;

  append_members (text, field, "fields", "", depth);
  /* Those that only show under some condition. */
  append_members (text, field, "conditional", "? ", depth);
  append_named (text, field, "branches", "label", depth);
  append_named (text, field, "patterns", "pattern", depth);

  if (sjson_value_get_member (field, "item", &inner))
    append_field (text, &inner, "*", depth);

  if (sjson_value_get_member (field, "extra", &inner))
    append_field (text, &inner, "*", depth);
}

static void
append_field (GString          *text,
              const SjsonValue *field,
              const char       *name,
              guint             depth)
{
  g_autoptr(GString) line = g_string_new (name);
  g_autofree char *safe = NULL;

  g_string_append (line, "  ");
  append_details (line, field);
  safe = cli_text_dup_line (line->str);
  g_string_append_printf (text, "%*s%s\n", (int) (2 * depth), "", safe);
  append_children (text, field, depth + 1);
}

/**
 * cli_form_text_dup:
 * @form: what form_model_describe() says
 *
 * Returns: (transfer full): it in lines, without the group that is all of it
 */
char *
cli_form_text_dup (const SjsonValue *form)
{
  GString *text = g_string_new (NULL);
  g_autofree char *kind = sjson_value_dup_member_string (form, "kind");

  if (g_strcmp0 (kind, "object") == 0)
    append_children (text, form, 1);
  else
    append_field (text, form, "*", 1);

  if (is_so (form, "cut"))
    g_string_append_printf (text, "  %s\n", _("It takes more than can be listed."));
  else if (text->len == 0)
    g_string_append_printf (text, "  %s\n", _("It takes no arguments."));

  return g_string_free (text, FALSE);
}
