/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-check-private.h"
#include "form-edit-private.h"

/* Makes the fields of a schema. */

static gboolean
has_problem (FormField *field)
{
  if (form_field_find_problem (field) != NULL)
    return TRUE;

  for (guint i = 0; form_field_is_open (field) && i < field->children->len; i++)
    if (has_problem (field->children->pdata[i]))
      return TRUE;

  return FALSE;
}

/* A default that its own schema refuses, or that nests too deep to be sent, is none:
 * nobody should find a form wrong that they did not touch. */
static void
vet_default (FormField *field)
{
  FormSchema *schema = field->schema;
  FormEdit edit;

  if (!schema->has_default)
    return;

  schema->has_default = form_check_depth (&schema->default_value);
  if (!schema->has_default)
    return;

  form_edit_init (&edit);
  form_edit_initial (&edit, field);
  schema->has_default = !has_problem (field);
  form_edit_finish (&edit, field);
}

static FormField *build (FormSchema      *schema,
                         const char      *name,
                         gboolean         required,
                         const FormScope *scope,
                         FormBudget      *budget);

static void
build_members (FormField       *field,
               const FormScope *scope,
               FormBudget      *budget)
{
  const FormScope inner = {
    .parent = scope,
    .layers = &field->schema->layers,
    .depth = scope != NULL ? scope->depth + 1 : 1,
  };
  g_autoptr(GHashTable) needed = form_schema_dup_needed (field->schema);
  SjsonIter iter;
  SjsonValue members;
  SjsonValue name;
  SjsonValue node;

  if (!form_schema_get_members (field->schema, &members))
    return;

  sjson_iter_init (&iter, &members);
  while (sjson_iter_next (&iter, &name, &node))
    {
      g_autofree char *text = form_schema_dup_name (&name);

      if (text != NULL)
        form_field_add_child (field, build (form_schema_new (&node, &inner, budget), text,
                                            g_hash_table_contains (needed, text), &inner, budget));
    }
}

static FormField *
build (FormSchema      *schema,
       const char      *name,
       gboolean         required,
       const FormScope *scope,
       FormBudget      *budget)
{
  FormField *field = form_field_new (schema, name, required);

  if (schema->kind == FORM_KIND_OBJECT)
    build_members (field, scope, budget);

  vet_default (field);

  return field;
}

/* One JSON field for all the arguments. */
static FormSchema *
make_plain_schema (void)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string ("{}", 2, NULL, NULL);
  FormBudget budget = { .root = sjson_document_get_root (document) };
  FormSchema *schema = form_schema_new (&budget.root, NULL, &budget);

  form_schema_take_all (schema);

  return schema;
}

/**
 * form_tree_new:
 * @schema: (nullable): of the arguments, as a server sent it
 *
 * Depth, number of fields and number of choices are bounded; what goes beyond
 * becomes a JSON field.
 *
 * Returns: (transfer full): the root, holding the defaults
 */
FormField *
form_tree_new (const SjsonValue *schema)
{
  FormBudget budget = {
    .fields = FORM_MAX_FIELDS,
    .choices = FORM_MAX_CHOICES,
    .bytes = FORM_MAX_BYTES,
  };
  FormSchema *root = NULL;
  FormField *field;
  FormEdit edit;

  if (schema != NULL && sjson_value_get_kind (schema) == SJSON_KIND_OBJECT)
    {
      budget.root = *schema;
      root = form_schema_new (schema, NULL, &budget);
      if (root->kind != FORM_KIND_OBJECT)
        form_schema_take_all (root);
    }
  else
    root = make_plain_schema ();

  field = build (root, "", root->kind == FORM_KIND_OBJECT, NULL, &budget);

  form_edit_init (&edit);
  form_edit_initial (&edit, field);
  form_edit_finish (&edit, field);

  return field;
}
