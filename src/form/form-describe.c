/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-describe.h"

#include "form-describe-private.h"
#include "sjson-pointer.h"

/* More is not described; a form may have as many. */
#define MAX_FIELDS 20000

/* Brackets around one another, so that whoever reads it with our limits can. */
#define MAX_NESTING (SJSON_DEFAULT_DEPTH - 8)

static void describe (FormDescriber   *self,
                      FormShape       *shape,
                      const FormPlace *place);

/* Says what stands below @around, at @step of its path. */
static void
describe_below (FormDescriber   *self,
                FormShape       *shape,
                const FormPlace *around,
                const char      *step,
                const char      *name,
                gboolean         required)
{
  g_autofree char *path = sjson_pointer_append (around->path, step);
  FormPlace place = { path, name, required, around->nesting + 2 };

  describe (self, shape, &place);
}

static void
add_members (FormDescriber   *self,
             FormShape       *shape,
             const FormPlace *place)
{
  sjson_builder_begin_array (sjson_builder_name (self->builder, "fields"));

  for (guint i = 0; i < form_shape_get_n_members (shape); i++)
    {
      const char *name = form_shape_get_member_name (shape, i);

      describe_below (self, form_shape_get_member (shape, name), place, name, name,
                      form_shape_is_required (shape, name));
    }

  sjson_builder_end_array (self->builder);
}

/* A field under a key of its own: an item, a further member. */
static void
add_template (FormDescriber   *self,
              const char      *key,
              FormShape       *shape,
              const FormPlace *place)
{
  sjson_builder_name (self->builder, key);
  describe_below (self, shape, place, "*", "*", FALSE);
}

static void
add_patterns (FormDescriber   *self,
              FormShape       *shape,
              const FormPlace *place)
{
  g_autoptr(GPtrArray) patterns = form_shape_dup_patterns (shape);
  FormPlace inner = { place->path, place->name, FALSE, place->nesting + 1 };

  if (patterns->len == 0)
    return;

  sjson_builder_begin_array (sjson_builder_name (self->builder, "patterns"));

  for (guint i = 0; i < patterns->len; i++)
    {
      FormShape *member = form_shape_get_pattern_member (shape, patterns->pdata[i]);

      if (member == NULL)
        continue;

      sjson_builder_begin_object (self->builder);
      form_describe_add_text (self, "pattern", patterns->pdata[i]);
      add_template (self, "field", member, &inner);
      sjson_builder_end_object (self->builder);
    }

  sjson_builder_end_array (self->builder);
}

/* Members that @assumed declares and @shape does not; or all of it, where it is a union now. */
static void
add_assumed (FormDescriber   *self,
             FormShape       *shape,
             FormShape       *assumed,
             const FormPlace *place)
{
  FormPlace inner = { place->path, place->name, place->required, place->nesting + 2 };
  FormKind kind = form_shape_get_kind (assumed);
  gboolean is_group = kind == FORM_KIND_OBJECT || kind == FORM_KIND_MAP;

  if (kind == FORM_KIND_UNION)
    describe (self, assumed, &inner);

  for (guint i = 0; is_group && i < form_shape_get_n_members (assumed); i++)
    {
      const char *name = form_shape_get_member_name (assumed, i);

      if (!form_shape_is_declared (shape, name))
        describe_below (self, form_shape_get_member (assumed, name), place, name, name,
                        form_shape_is_required (assumed, name));
    }
}

static void
add_conditional (FormDescriber   *self,
                 FormShape       *shape,
                 const FormPlace *place)
{
  sjson_builder_begin_array (sjson_builder_name (self->builder, "conditional"));

  for (guint i = 0; i < form_shape_get_n_conditions (shape); i++)
    add_assumed (self, shape, form_shape_assume (shape, i), place);

  sjson_builder_end_array (self->builder);
}

static void
add_group (FormDescriber   *self,
           FormShape       *shape,
           const FormPlace *place)
{
  add_members (self, shape, place);

  if (form_shape_takes_others (shape))
    {
      FormShape *other = form_shape_get_other (shape);

      if (other != NULL)
        add_template (self, "extra", other, place);

      add_patterns (self, shape, place);
    }

  if (form_shape_get_n_conditions (shape) > 0)
    add_conditional (self, shape, place);
}

static void
add_list (FormDescriber   *self,
          FormShape       *shape,
          const FormPlace *place)
{
  guint n_prefix = form_shape_get_n_prefix (shape);
  FormShape *item = form_shape_get_item (shape, n_prefix);

  if (n_prefix > 0)
    sjson_builder_begin_array (sjson_builder_name (self->builder, "fields"));

  for (guint i = 0; i < n_prefix; i++)
    {
      FormShape *part = form_shape_get_item (shape, i);
      g_autofree char *step = g_strdup_printf ("%u", i);

      if (part != NULL)
        describe_below (self, part, place, step, step, FALSE);
    }

  if (n_prefix > 0)
    sjson_builder_end_array (self->builder);

  if (item != NULL)
    add_template (self, "item", item, place);
}

static void
add_branches (FormDescriber   *self,
              FormShape       *shape,
              const FormPlace *place)
{
  FormPlace inner = { place->path, place->name, place->required, place->nesting + 3 };

  sjson_builder_begin_array (sjson_builder_name (self->builder, "branches"));

  for (guint i = 0; i < form_shape_get_n_branches (shape); i++)
    {
      sjson_builder_begin_object (self->builder);
      form_describe_add_text (self, "label", form_shape_get_branch_label (shape, i));
      sjson_builder_name (self->builder, "field");
      describe (self, form_shape_get_branch (shape, i), &inner);
      sjson_builder_end_object (self->builder);
    }

  sjson_builder_end_array (self->builder);
}

static void
unfold (FormDescriber   *self,
        FormShape       *shape,
        const FormPlace *place)
{
  switch (form_shape_get_kind (shape))
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      add_group (self, shape, place);
      break;
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
    case FORM_KIND_CHOICES:
      add_list (self, shape, place);
      break;
    case FORM_KIND_UNION:
      add_branches (self, shape, place);
      break;
    default:
      break;
    }
}

/* How many fields unfolding it takes, but for those that are deeper. */
static guint
count_below (FormShape *shape)
{
  switch (form_shape_get_kind (shape))
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      return form_shape_get_n_members (shape) + form_shape_get_n_conditions (shape) + 1;
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
    case FORM_KIND_CHOICES:
      return form_shape_get_n_prefix (shape) + 1;
    case FORM_KIND_UNION:
      return form_shape_get_n_branches (shape);
    default:
      return 0;
    }
}

/* One field, and what is below, unless that is around it already or would be too much. */
static void
describe (FormDescriber   *self,
          FormShape       *shape,
          const FormPlace *place)
{
  guint below = count_below (shape);
  gboolean recursive = below > 0 && form_shape_is_recursive (shape);
  gboolean is_cut = below > 0 && !recursive &&
                    (self->n_fields + below > MAX_FIELDS || place->nesting > MAX_NESTING);

  sjson_builder_begin_object (self->builder);
  form_describe_add_facts (self, shape, place);
  form_describe_add_mark (self, "recursive", recursive);
  form_describe_add_mark (self, "cut", is_cut);

  if (!recursive && !is_cut)
    {
      self->n_fields += below;
      unfold (self, shape, place);
    }

  sjson_builder_end_object (self->builder);
}

/**
 * form_describe:
 * @schema: (nullable): of a whole form
 *
 * Unfolds the form until it would repeat itself, and says so there. What is too deep or too much
 * is marked as cut.
 *
 * Returns: (transfer full): the tree of its fields
 */
SjsonDocument *
form_describe (const SjsonValue *schema)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SchemaValidator) validator = NULL;
  g_autoptr(FormShape) shape = NULL;
  FormDescriber self = { builder, 1 };
  const FormPlace place = { "", "", TRUE, 3 };

  if (schema != NULL)
    validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);

  shape = form_shape_new (validator, schema);
  describe (&self, shape, &place);

  return sjson_builder_end_document (builder);
}
