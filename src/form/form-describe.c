/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-describe.h"

#include "form-label-private.h"
#include "form-shape-private.h"
#include "sjson-builder.h"
#include "sjson-pointer.h"

/* More is not described; a form may have as many. */
#define MAX_FIELDS 20000

/* Brackets around one another, so that whoever reads it with our limits can. */
#define MAX_NESTING (SJSON_DEFAULT_DEPTH - 8)

/* The tree while it is written. */
typedef struct
{
  SjsonBuilder *builder;
  guint n_fields;
} Describer;

/* Where in the tree one field stands, and what those around it say of it. */
typedef struct
{
  const char *path;
  const char *name;
  gboolean required;
  guint nesting;
} Place;

static void
add_text (Describer  *self,
          const char *name,
          const char *text)
{
  if (text != NULL)
    sjson_builder_string (sjson_builder_name (self->builder, name), text);
}

/* What is usually not so is said only where it is. */
static void
add_mark (Describer  *self,
          const char *name,
          gboolean    is_so)
{
  if (is_so)
    sjson_builder_boolean (sjson_builder_name (self->builder, name), TRUE);
}

static const char *
get_kind_nick (FormKind kind)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);

  return g_enum_get_value (kinds, kind)->value_nick;
}

static void
add_title (Describer   *self,
           FormShape   *shape,
           const Place *place)
{
  g_autofree char *readable = form_label_from_name (place->name);
  const char *title = form_shape_get_title (shape);

  add_text (self, "title", title != NULL ? title : readable);
}

static void
add_choices (Describer *self,
             FormShape *shape)
{
  const FormChoices *choices = form_shape_get_choices (shape);
  SjsonValue value, label;
  gboolean has_label;
  FormWalk walk;

  if (choices == NULL || choices->style == FORM_CHOICES_NONE)
    return;

  sjson_builder_begin_array (sjson_builder_name (self->builder, "choices"));
  form_walk_init (&walk, choices);

  while (form_walk_next (&walk, &value, &label, &has_label))
    {
      g_autofree char *text = has_label ? sjson_value_dup_string (&label, NULL) : NULL;

      sjson_builder_begin_object (self->builder);
      sjson_builder_value (sjson_builder_name (self->builder, "value"), &value);
      add_text (self, "label", text);
      sjson_builder_end_object (self->builder);
    }

  sjson_builder_end_array (self->builder);
}

/* All that is said of the field itself. */
static void
add_facts (Describer   *self,
           FormShape   *shape,
           const Place *place)
{
  FormKind kind = form_shape_get_kind (shape);
  SjsonValue value;

  add_text (self, "path", place->path);
  add_text (self, "name", place->name);
  add_title (self, shape, place);
  add_text (self, "description", form_shape_get_description (shape));
  add_text (self, "kind", get_kind_nick (kind));
  sjson_builder_boolean (sjson_builder_name (self->builder, "required"), place->required);
  sjson_builder_boolean (sjson_builder_name (self->builder, "nullable"),
                         form_shape_is_nullable (shape));
  sjson_builder_boolean (sjson_builder_name (self->builder, "fallback"), kind == FORM_KIND_JSON);

  if (form_shape_get_default (shape, &value))
    sjson_builder_value (sjson_builder_name (self->builder, "default"), &value);

  add_text (self, "limits", form_shape_get_limits (shape));
  add_text (self, "format", form_shape_get_format (shape));
  add_text (self, "pattern", form_shape_get_pattern (shape));
  add_text (self, "content_type", form_shape_get_content_type (shape));
  add_choices (self, shape);
  add_mark (self, "read_only", form_shape_is_read_only (shape));
  add_mark (self, "secret", form_shape_is_secret (shape));
  add_mark (self, "deprecated", form_shape_is_deprecated (shape));
  add_mark (self, "multiline", kind == FORM_KIND_STRING && form_shape_is_multiline (shape));
}

static void describe (Describer   *self,
                      FormShape   *shape,
                      const Place *place);

/* Says what stands below @around, at @step of its path. */
static void
describe_below (Describer   *self,
                FormShape   *shape,
                const Place *around,
                const char  *step,
                const char  *name,
                gboolean     required)
{
  g_autofree char *path = sjson_pointer_append (around->path, step);
  Place place = { path, name, required, around->nesting + 2 };

  describe (self, shape, &place);
}

static void
add_members (Describer   *self,
             FormShape   *shape,
             const Place *place)
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
add_template (Describer   *self,
              const char  *key,
              FormShape   *shape,
              const Place *place)
{
  sjson_builder_name (self->builder, key);
  describe_below (self, shape, place, "*", "*", FALSE);
}

static void
add_patterns (Describer   *self,
              FormShape   *shape,
              const Place *place)
{
  g_autoptr(GPtrArray) patterns = form_shape_dup_patterns (shape);
  Place inner = { place->path, place->name, FALSE, place->nesting + 1 };

  if (patterns->len == 0)
    return;

  sjson_builder_begin_array (sjson_builder_name (self->builder, "patterns"));

  for (guint i = 0; i < patterns->len; i++)
    {
      FormShape *member = form_shape_get_pattern_member (shape, patterns->pdata[i]);

      if (member == NULL)
        continue;

      sjson_builder_begin_object (self->builder);
      add_text (self, "pattern", patterns->pdata[i]);
      add_template (self, "field", member, &inner);
      sjson_builder_end_object (self->builder);
    }

  sjson_builder_end_array (self->builder);
}

static void
add_group (Describer   *self,
           FormShape   *shape,
           const Place *place)
{
  add_members (self, shape, place);

  if (form_shape_takes_others (shape))
    {
      FormShape *other = form_shape_get_other (shape);

      if (other != NULL)
        add_template (self, "extra", other, place);

      add_patterns (self, shape, place);
    }
}

static void
add_list (Describer   *self,
          FormShape   *shape,
          const Place *place)
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
add_branches (Describer   *self,
              FormShape   *shape,
              const Place *place)
{
  Place inner = { place->path, place->name, place->required, place->nesting + 3 };

  sjson_builder_begin_array (sjson_builder_name (self->builder, "branches"));

  for (guint i = 0; i < form_shape_get_n_branches (shape); i++)
    {
      sjson_builder_begin_object (self->builder);
      add_text (self, "label", form_shape_get_branch_label (shape, i));
      sjson_builder_name (self->builder, "field");
      describe (self, form_shape_get_branch (shape, i), &inner);
      sjson_builder_end_object (self->builder);
    }

  sjson_builder_end_array (self->builder);
}

static void
unfold (Describer   *self,
        FormShape   *shape,
        const Place *place)
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
      return form_shape_get_n_members (shape) + 1;
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
describe (Describer   *self,
          FormShape   *shape,
          const Place *place)
{
  gboolean recursive = form_shape_is_recursive (shape);
  guint below = recursive ? 0 : count_below (shape);
  gboolean is_cut = below > 0 && (self->n_fields + below > MAX_FIELDS ||
                                  place->nesting > MAX_NESTING);

  sjson_builder_begin_object (self->builder);
  add_facts (self, shape, place);
  add_mark (self, "recursive", recursive);
  add_mark (self, "cut", is_cut);

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
  Describer self = { builder, 1 };
  const Place place = { "", "", TRUE, 3 };

  if (schema != NULL)
    validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);

  shape = form_shape_new (validator, schema);
  describe (&self, shape, &place);

  return sjson_builder_end_document (builder);
}
