/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

#include "form-choice-private.h"
#include "form-label-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* So many members are looked at for one that tells a branch from others, of all branches and of
 * one. */
#define MAX_MEMBERS 1000
#define MAX_MEMBERS_OF_ONE 50

#define MAX_REFERENCE 1024

static const char *
get_item_words (FormShape *item)
{
  switch (item != NULL ? form_shape_get_kind (item) : FORM_KIND_JSON)
    {
    case FORM_KIND_STRING:
      return _("List of texts");
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return _("List of numbers");
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      return _("List of groups");
    case FORM_KIND_FILE:
      return _("List of files");
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
    case FORM_KIND_CHOICES:
      return _("List of lists");
    default:
      return _("List");
    }
}

/* What a person would call a value of that kind. */
static const char *
get_words (FormShape *shape)
{
  switch (form_shape_get_kind (shape))
    {
    case FORM_KIND_STRING:
      return _("Text");
    case FORM_KIND_INTEGER:
      return _("Whole number");
    case FORM_KIND_NUMBER:
      return _("Number");
    case FORM_KIND_BOOLEAN:
      return _("Yes or no");
    case FORM_KIND_CHOICE:
      return _("Choice");
    case FORM_KIND_CHOICES:
      return _("Several choices");
    case FORM_KIND_DATE:
      return _("Date");
    case FORM_KIND_TIME:
      return _("Time");
    case FORM_KIND_DATE_TIME:
      return _("Date and time");
    case FORM_KIND_FILE:
      return _("File");
    case FORM_KIND_OBJECT:
      return _("Group");
    case FORM_KIND_MAP:
      return _("Entries with names");
    case FORM_KIND_LIST:
      return get_item_words (form_shape_get_item (shape, 0));
    case FORM_KIND_TUPLE:
      return _("List");
    case FORM_KIND_UNION:
      return _("One of several");
    case FORM_KIND_NULL:
      return _("Nothing");
    case FORM_KIND_JSON:
    default:
      return _("Anything");
    }
}

/* The one value that fits, as a label. */
static char *
dup_only_choice (FormShape *shape)
{
  const FormChoices *choices = form_shape_get_choices (shape);
  g_autoptr(FormChoice) choice = NULL;
  const FormChoiceEntry *entry;

  if (form_shape_get_kind (shape) != FORM_KIND_CHOICE || !form_choices_has_only (choices))
    return NULL;

  entry = form_choices_get_entry (choices, 0);
  choice = form_choice_new (&entry->value, entry->has_name ? &entry->name : NULL);

  return g_strdup (form_choice_get_label (choice));
}

/* The constant of a member, as `kind` often has one. */
static char *
dup_constant (FormShape *shape,
              guint      most)
{
  guint n;

  if (form_shape_get_kind (shape) != FORM_KIND_OBJECT)
    return dup_only_choice (shape);

  n = MIN (form_shape_get_n_members (shape), most);
  for (guint i = 0; i < n; i++)
    {
      const char *name = form_shape_get_member_name (shape, i);
      g_autofree char *label = dup_only_choice (form_shape_get_member (shape, name));

      if (label != NULL)
        return form_label_from_name (label);
    }

  return NULL;
}

/* The last word of what it refers to: "#/$defs/big_circle" is a "Big circle". */
static char *
dup_reference (const SjsonValue *node)
{
  g_autofree char *reference = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  const char *last;
  SjsonValue member;
  gsize length;

  if (node == NULL ||
      !sjson_value_get_member_of_kind (node, "$ref", SJSON_KIND_STRING, &member))
    return NULL;

  sjson_value_get_text (&member, &length);
  if (length > MAX_REFERENCE)
    return NULL;

  reference = sjson_value_dup_string (&member, NULL);
  last = reference + strlen (reference);
  while (last > reference && last[-1] != '/' && last[-1] != '#')
    last--;

  name = g_uri_unescape_string (last, NULL);
  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return NULL;

  label = form_label_from_name (name);

  /* A place in a list is no name. */
  return *label != '\0' && !g_ascii_isdigit (*label) ? g_steal_pointer (&label) : NULL;
}

static char *
make_label (FormShape *self,
            guint      index)
{
  FormShape *alone = form_shape_get_branch_alone (self, index);
  guint most = MIN (MAX_MEMBERS / self->branches->branches->len, MAX_MEMBERS_OF_ONE);
  char *label = NULL;

  if (self->branches->group != NULL)
    {
      label = g_strdup (form_shape_get_title (alone));
      if (label == NULL)
        label = dup_constant (alone, most);
      if (label == NULL)
        label = dup_reference (form_shape_get_branch_node (self, index));
    }

  return label != NULL ? label : g_strdup (get_words (form_shape_get_branch (self, index)));
}

static guint
count (GHashTable *counts,
       const char *label)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));
}

static void
add_count (GHashTable *counts,
           const char *label)
{
  g_hash_table_insert (counts, g_strdup (label), GUINT_TO_POINTER (count (counts, label) + 1));
}

static GHashTable *
count_labels (GArray *branches)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < branches->len; i++)
    add_count (counts, g_array_index (branches, FormBranch, i).label);

  return counts;
}

/* Two that are called alike are told apart by what they refer to, if that helps. */
static void
rename_twins (FormShape *self)
{
  GArray *branches = self->branches->branches;
  g_autoptr(GHashTable) counts = count_labels (branches);

  for (guint i = 0; i < branches->len; i++)
    {
      FormBranch *branch = &g_array_index (branches, FormBranch, i);
      g_autofree char *name = NULL;

      if (count (counts, branch->label) == 1)
        continue;

      name = dup_reference (form_shape_get_branch_node (self, i));
      if (name == NULL || count (counts, name) > 0)
        continue;

      add_count (counts, name);
      g_free (branch->label);
      branch->label = g_steal_pointer (&name);
    }
}

/* What helps in any case. */
static void
number_twins (GArray *branches)
{
  g_autoptr(GHashTable) counts = count_labels (branches);
  g_autoptr(GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < branches->len; i++)
    {
      FormBranch *branch = &g_array_index (branches, FormBranch, i);
      g_autofree char *label = branch->label;

      add_count (used, label);
      if (count (counts, label) == 1)
        branch->label = g_steal_pointer (&label);
      else
        /* Translators: the name of one of several that are called alike, and its number */
        branch->label = g_strdup_printf (_("%s %u"), label, count (used, label));
    }
}

/* Calls each branch by a name that no other has. */
void
form_shape_label_branches (FormShape *self)
{
  GArray *branches = self->branches->branches;

  for (guint i = 0; i < branches->len; i++)
    g_array_index (branches, FormBranch, i).label = make_label (self, i);

  rename_twins (self);
  number_twins (branches);
}
