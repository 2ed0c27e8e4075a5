/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-children-private.h"

G_DEFINE_ENUM_TYPE (FormKind, form_kind,
                    G_DEFINE_ENUM_VALUE (FORM_KIND_STRING, "string"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_INTEGER, "integer"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_NUMBER, "number"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_BOOLEAN, "boolean"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_CHOICE, "choice"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_CHOICES, "multi-choice"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_DATE, "date"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_DATE_TIME, "date-time"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_FILE, "file"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_OBJECT, "object"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_MAP, "map"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_LIST, "list"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_TUPLE, "tuple"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_UNION, "union"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_NULL, "null"),
                    G_DEFINE_ENUM_VALUE (FORM_KIND_JSON, "json"))

G_DEFINE_ENUM_TYPE (FormState, form_state,
                    G_DEFINE_ENUM_VALUE (FORM_STATE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (FORM_STATE_NULL, "null"),
                    G_DEFINE_ENUM_VALUE (FORM_STATE_VALUE, "value"))

/**
 * FormField:
 *
 * One field of a form, and the list of the fields below it. What the schema
 * says about it never changes; what it holds is one [struct@Form.Content],
 * replaced as a whole by a FormEdit, which also keeps the tree sound.
 *
 * The struct is in form-field-private.h.
 */

enum {
  SIGNAL_CHANGED,
  SIGNAL_CHECKED,
  N_SIGNALS
};

static GParamSpec *properties[FORM_FIELD_N_PROPS];
static guint signals[N_SIGNALS];

static void form_field_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FormField, form_field, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      form_field_list_model_init))

static gpointer
form_field_get_item (GListModel *model,
                     guint       position)
{
  FormField *child = form_children_get (FORM_FIELD (model), position);

  return child != NULL ? g_object_ref (child) : NULL;
}

static GType
form_field_get_item_type (GListModel *model)
{
  return FORM_TYPE_FIELD;
}

static guint
form_field_get_n_items (GListModel *model)
{
  return form_children_get_n (FORM_FIELD (model));
}

static void
form_field_list_model_init (GListModelInterface *iface)
{
  iface->get_item = form_field_get_item;
  iface->get_item_type = form_field_get_item_type;
  iface->get_n_items = form_field_get_n_items;
}

static void
form_field_dispose (GObject *object)
{
  FormField *self = FORM_FIELD (object);

  for (guint i = 0; i < form_children_get_n_made (self); i++)
    if (form_children_get_made (self, i) != NULL)
      form_children_get_made (self, i)->parent = NULL;

  if (self->tree->root == self)
    self->tree->root = NULL;

  G_OBJECT_CLASS (form_field_parent_class)->dispose (object);
}

static void
form_field_finalize (GObject *object)
{
  FormField *self = FORM_FIELD (object);

  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_array_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_clear_pointer (&self->announced, g_array_unref);
  g_clear_object (&self->choices);
  form_content_clear (&self->content);
  g_clear_pointer (&self->declared, form_shape_unref);
  g_clear_pointer (&self->shape, form_shape_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->verdict, g_free);
  self->tree->n_fields--;
  g_clear_pointer (&self->tree, form_tree_unref);

  G_OBJECT_CLASS (form_field_parent_class)->finalize (object);
}

/* What the schema says and never changes. */
static gboolean
get_fixed_property (FormField     *self,
                    FormFieldProp  prop,
                    GValue        *value)
{
  switch ((int) prop)
    {
    case FORM_FIELD_PROP_NAME:
      g_value_set_string (value, form_field_get_name (self));
      return TRUE;

    case FORM_FIELD_PROP_TITLE:
      g_value_set_string (value, form_field_get_title (self));
      return TRUE;

    case FORM_FIELD_PROP_DESCRIPTION:
      g_value_set_string (value, form_field_get_description (self));
      return TRUE;

    case FORM_FIELD_PROP_KIND:
      g_value_set_enum (value, self->kind);
      return TRUE;

    case FORM_FIELD_PROP_REQUIRED:
      g_value_set_boolean (value, self->required);
      return TRUE;

    case FORM_FIELD_PROP_NULLABLE:
      g_value_set_boolean (value, form_field_is_nullable (self));
      return TRUE;

    case FORM_FIELD_PROP_AS_JSON:
      g_value_set_boolean (value, form_field_is_json (self));
      return TRUE;

    case FORM_FIELD_PROP_POSITION:
      g_value_set_uint (value, form_field_get_position (self));
      return TRUE;

    default:
      return FALSE;
    }
}

static void
form_field_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  FormField *self = FORM_FIELD (object);

  switch (prop_id)
    {
    case FORM_FIELD_PROP_ERROR:
      g_value_set_string (value, self->error);
      break;

    case FORM_FIELD_PROP_TOUCHED:
      g_value_set_boolean (value, self->touched);
      break;

    case FORM_FIELD_PROP_STATE:
      g_value_set_enum (value, self->content.state);
      break;

    case FORM_FIELD_PROP_TEXT:
      g_value_set_string (value, self->content.text);
      break;

    case FORM_FIELD_PROP_ACTIVE:
      g_value_set_boolean (value, self->content.active);
      break;

    case FORM_FIELD_PROP_SELECTED:
      g_value_set_uint (value, self->content.selected);
      break;

    default:
      if (!get_fixed_property (self, prop_id, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
form_field_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  FormField *self = FORM_FIELD (object);

  switch (prop_id)
    {
    case FORM_FIELD_PROP_STATE:
      form_field_set_state (self, g_value_get_enum (value));
      break;

    case FORM_FIELD_PROP_TEXT:
      form_field_set_text (self, g_value_get_string (value));
      break;

    case FORM_FIELD_PROP_ACTIVE:
      form_field_set_active (self, g_value_get_boolean (value));
      break;

    case FORM_FIELD_PROP_SELECTED:
      form_field_set_selected (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags edited = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[FORM_FIELD_PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, fixed);
  properties[FORM_FIELD_PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, fixed);
  properties[FORM_FIELD_PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, NULL, fixed);
  properties[FORM_FIELD_PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, FORM_TYPE_KIND, FORM_KIND_STRING, fixed);
  properties[FORM_FIELD_PROP_REQUIRED] =
    g_param_spec_boolean ("required", NULL, NULL, FALSE, fixed);
  properties[FORM_FIELD_PROP_NULLABLE] =
    g_param_spec_boolean ("nullable", NULL, NULL, FALSE, fixed);
  properties[FORM_FIELD_PROP_ERROR] =
    g_param_spec_string ("error", NULL, NULL, NULL, fixed);
  properties[FORM_FIELD_PROP_TOUCHED] =
    g_param_spec_boolean ("touched", NULL, NULL, FALSE, fixed);
  properties[FORM_FIELD_PROP_AS_JSON] =
    g_param_spec_boolean ("as-json", NULL, NULL, FALSE, fixed);
  properties[FORM_FIELD_PROP_POSITION] =
    g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, fixed);
  properties[FORM_FIELD_PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FORM_TYPE_STATE, FORM_STATE_ABSENT, edited);
  properties[FORM_FIELD_PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "", edited);
  properties[FORM_FIELD_PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE, edited);
  properties[FORM_FIELD_PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, G_MAXUINT, edited);

  g_object_class_install_properties (object_class, FORM_FIELD_N_PROPS, properties);
}

static void
form_field_class_init (FormFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = form_field_dispose;
  object_class->finalize = form_field_finalize;
  object_class->get_property = form_field_get_property;
  object_class->set_property = form_field_set_property;

  install_properties (object_class);

  /**
   * FormField::changed:
   * @self: a field
   *
   * The field or one below it was edited. The tree is sound by then.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * FormField::checked:
   * @self: a field
   *
   * Other choices of a check list are checked.
   */
  signals[SIGNAL_CHECKED] =
    g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
form_field_init (FormField *self)
{
  self->origin = G_MAXUINT;
  form_content_init_state (&self->content, FORM_STATE_ABSENT);
}

/* What is too deep, or too much for one form, is not unfolded any more. */
static FormKind
choose_kind (FormTree  *tree,
             FormField *parent,
             FormShape *shape)
{
  FormKind kind = form_shape_get_kind (shape);
  guint depth = parent != NULL ? form_field_get_depth (parent) + 1 : 0;

  if (!form_kind_is_group (kind))
    return kind;

  if (depth >= FORM_MAX_DEPTH || tree->n_fields >= FORM_MAX_FIELDS ||
      (kind == FORM_KIND_OBJECT &&
       form_shape_get_n_members (shape) >= FORM_MAX_FIELDS - tree->n_fields) ||
      (kind == FORM_KIND_TUPLE &&
       form_shape_get_n_prefix (shape) >= FORM_MAX_FIELDS - tree->n_fields))
    return FORM_KIND_JSON;

  return kind;
}

/* @shape: (nullable): where nothing may stand, anything is shown */
FormField *
form_field_new (FormTree   *tree,
                FormField  *parent,
                FormShape  *shape,
                const char *name,
                gboolean    required)
{
  FormField *self = g_object_new (FORM_TYPE_FIELD, NULL);

  self->tree = form_tree_ref (tree);
  self->parent = parent;
  self->id = form_tree_take_id (tree);
  self->declared = shape != NULL ? form_shape_ref (shape)
                                 : form_shape_new (tree->validator, NULL);
  self->shape = form_shape_ref (self->declared);
  self->kind = choose_kind (tree, parent, self->shape);
  self->name = g_strdup (name);
  self->required = !!required;
  tree->n_fields++;

  return self;
}

FormPlace
form_field_get_place (FormField *self)
{
  return (FormPlace) { self->kind, self->shape, form_field_get_depth (self) };
}

FormField *
form_field_get_root (FormField *self)
{
  while (self->parent != NULL)
    self = self->parent;

  return self;
}

/* How many groups are around it. */
guint
form_field_get_depth (FormField *self)
{
  guint depth = 0;

  for (; self->parent != NULL; self = self->parent)
    depth++;

  return depth;
}

/* Whether it is a group whose children count. A union is as soon as a branch is chosen. */
gboolean
form_field_is_open (FormField *self)
{
  if (!form_kind_is_group (self->kind) || self->content.as_json)
    return FALSE;

  if (self->kind == FORM_KIND_UNION)
    return self->content.selected != G_MAXUINT && self->content.state != FORM_STATE_NULL;

  return self->content.state == FORM_STATE_VALUE;
}

/* Whether it is in the value that the form makes. */
gboolean
form_field_is_written (FormField *self)
{
  if (self->kind == FORM_KIND_UNION && form_field_is_open (self) &&
      form_children_get_n_made (self) > 0)
    return form_field_is_written (form_children_get_made (self, 0));

  return self->content.state != FORM_STATE_ABSENT;
}

/* Whether what it holds is typed. */
gboolean
form_field_has_text (FormField *self)
{
  return self->kind == FORM_KIND_JSON || self->content.as_json ||
         form_kind_is_text (self->kind) || form_kind_is_number (self->kind);
}

void
form_field_notify (FormField     *self,
                   FormFieldProp  prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
form_field_emit_changed (FormField *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
form_field_emit_checked (FormField *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECKED], 0);
}
