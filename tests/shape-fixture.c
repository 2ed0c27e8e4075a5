/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shape-fixture.h"

/* The document of a text with single quotes. */
SjsonDocument *
shape_fixture_parse (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (text, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

void
shape_fixture_init (ShapeFixture *self,
                    const char   *schema)
{
  SjsonValue root;

  self->document = shape_fixture_parse (schema);
  root = sjson_document_get_root (self->document);
  self->validator = schema_validator_new (&root, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);
  self->root = form_shape_new (self->validator, &root);
}

/* A form with one member "f", and something to refer to. */
FormShape *
shape_fixture_init_member (ShapeFixture *self,
                           const char   *node)
{
  g_autofree char *schema = NULL;

  schema = g_strdup_printf ("{'type':'object','properties':{'f':%s},'$defs':{"
                            "'text':{'type':'string','title':'Text'},"
                            "'group':{'properties':{'a':{}}},"
                            "'big_circle':{'type':'object','properties':{'r':{'type':'number'}}},"
                            "'rich':{'properties':{'type':{'const':'text'}}},"
                            "'nothing':{'const':null},"
                            "'colors':{'enum':['red','blue']},"
                            "'maybe':{'anyOf':[{'$ref':'#/$defs/text'},{'type':'null'}]},"
                            "'tree':{'type':'object','properties':{"
                            "'name':{'$ref':'#/$defs/text'},"
                            "'next':{'$ref':'#/$defs/tree'}}},"
                            "'loop':{'$ref':'#/$defs/pool'},"
                            "'pool':{'$ref':'#/$defs/loop'},"
                            "'a b/c':{'type':'integer'}}}", node);
  shape_fixture_init (self, schema);
  g_assert_cmpint (form_shape_get_kind (self->root), ==, FORM_KIND_OBJECT);

  return form_shape_get_member (self->root, "f");
}

void
shape_fixture_clear (ShapeFixture *self)
{
  form_shape_unref (self->root);
  g_assert_finalize_object (self->validator);
  sjson_document_unref (self->document);
}

const char *
shape_fixture_get_nick (FormShape *shape)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);

  return g_enum_get_value (kinds, form_shape_get_kind (shape))->value_nick;
}

/* The declared members, those that are needed with a star. */
char *
shape_fixture_dup_names (FormShape *shape)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < form_shape_get_n_members (shape); i++)
    {
      const char *name = form_shape_get_member_name (shape, i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? " " : "", name,
                              form_shape_is_required (shape, name) ? "*" : "");
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* The branches, each with its kind. */
char *
shape_fixture_dup_labels (FormShape *shape)
{
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < form_shape_get_n_branches (shape); i++)
    g_string_append_printf (labels, "%s%s (%s)", i > 0 ? ", " : "",
                            form_shape_get_branch_label (shape, i),
                            shape_fixture_get_nick (form_shape_get_branch (shape, i)));

  return g_string_free (g_steal_pointer (&labels), FALSE);
}
