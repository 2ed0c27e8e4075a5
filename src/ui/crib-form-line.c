/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-line-private.h"

#include <glib/gi18n.h>

/*
 * CribFormLine:
 *
 * A node of the tree that a CribFormOutline lays flat: what it knows of its field is how much of
 * it is on show. The outline owns the lines and keeps @children in step.
 */

enum {
  PROP_0,
  PROP_EXPANDED,
  PROP_LABEL,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFormLine, crib_form_line, G_TYPE_OBJECT)

static void
crib_form_line_finalize (GObject *object)
{
  CribFormLine *self = CRIB_FORM_LINE (object);

  for (guint i = 0; i < self->children->len; i++)
    CRIB_FORM_LINE (self->children->pdata[i])->parent = NULL;

  g_ptr_array_unref (self->children);
  g_hash_table_unref (self->revealed);
  g_object_unref (self->field);
  g_free (self->label);
  g_free (self->note);

  G_OBJECT_CLASS (crib_form_line_parent_class)->finalize (object);
}

static void
crib_form_line_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CribFormLine *self = CRIB_FORM_LINE (object);

  switch (prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;

    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_form_line_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_EXPANDED:
      crib_form_line_set_expanded (CRIB_FORM_LINE (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_form_line_class_init (CribFormLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = crib_form_line_finalize;
  object_class->get_property = crib_form_line_get_property;
  object_class->set_property = crib_form_line_set_property;

  properties[PROP_EXPANDED] =
    g_param_spec_boolean ("expanded", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READABLE | flags);
  properties[PROP_NOTE] =
    g_param_spec_string ("note", NULL, NULL, NULL, G_PARAM_READABLE | flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_form_line_init (CribFormLine *self)
{
  self->label = g_strdup ("");
  self->n_head = CRIB_FORM_LINE_PAGE;
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->revealed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* What is optional and not there, or never ends, waits to be opened. A union has nothing below it
 * until a branch is chosen. */
static gboolean
starts_open (FormField *field)
{
  if (form_field_get_kind (field) == FORM_KIND_UNION)
    return TRUE;
  if (!form_field_is_group (field) || form_field_is_recursive (field))
    return FALSE;

  return form_field_is_required (field) || form_field_is_branch (field) ||
         form_field_get_state (field) == FORM_STATE_VALUE;
}

CribFormLine *
crib_form_line_new (FormField        *field,
                    CribFormLineRole  role,
                    guint             depth)
{
  CribFormLine *self = g_object_new (CRIB_TYPE_FORM_LINE, NULL);

  self->field = g_object_ref (field);
  self->role = role;
  self->depth = depth;
  self->expanded = role == CRIB_FORM_LINE_FIELD && starts_open (field);

  return self;
}

static gboolean
is_plain_group (FormField *field)
{
  FormKind kind = form_field_get_kind (field);

  return (kind == FORM_KIND_OBJECT || kind == FORM_KIND_MAP) && !form_field_is_json (field);
}

/* The whole form, for which there is no line: a group lends its fields, anything else is the only
 * line below. */
CribFormLine *
crib_form_line_new_top (FormField *root)
{
  CribFormLine *self = crib_form_line_new (root, CRIB_FORM_LINE_FIELD, 0);

  crib_form_line_update_stem (self);
  self->expanded = TRUE;

  return self;
}

/* The value of the whole may be one that a group cannot show, or be one again. */
void
crib_form_line_update_stem (CribFormLine *self)
{
  self->stem = !is_plain_group (self->field);
}

/* Whether the fields below it are on show. */
gboolean
crib_form_line_is_open (CribFormLine *self)
{
  return crib_form_line_is_group (self) && self->expanded;
}

/* How many lines it takes, with all below it. */
guint
crib_form_line_count (CribFormLine *self)
{
  guint n_lines = 1;

  for (guint i = 0; i < self->children->len; i++)
    n_lines += crib_form_line_count (self->children->pdata[i]);

  return n_lines;
}

void
crib_form_line_collect (CribFormLine *self,
                        GPtrArray    *lines)
{
  g_ptr_array_add (lines, g_object_ref (self));
  for (guint i = 0; i < self->children->len; i++)
    crib_form_line_collect (self->children->pdata[i], lines);
}

static gboolean
is_paged (CribFormLine *self)
{
  FormKind kind = form_field_get_kind (self->field);

  return kind == FORM_KIND_LIST || kind == FORM_KIND_TUPLE || kind == FORM_KIND_MAP;
}

static int
compare_positions_cb (gconstpointer one,
                      gconstpointer other)
{
  guint a = form_field_get_position (*(FormField *const *) one);
  guint b = form_field_get_position (*(FormField *const *) other);

  return (a > b) - (a < b);
}

/* Those that were revealed behind the first page, in their order; forgets who is gone. */
static void
add_revealed (CribFormLine *self,
              GPtrArray    *fields,
              guint         n_head)
{
  GHashTableIter iter;
  gpointer field;
  guint n_before = fields->len;

  g_hash_table_iter_init (&iter, self->revealed);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    if (form_field_get_parent (field) != self->field)
      g_hash_table_iter_remove (&iter);
    else if (form_field_get_position (field) >= n_head)
      g_ptr_array_add (fields, g_object_ref (field));

  qsort (fields->pdata + n_before, fields->len - n_before, sizeof (gpointer),
         compare_positions_cb);
}

/* The fields below it that are on show, @n_head of them in one piece from the first on, of @n_items
 * at all. This looks at the children, which makes them. */
GPtrArray *
crib_form_line_list_shown (CribFormLine *self,
                           guint        *n_head,
                           guint        *n_items)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);

  *n_head = *n_items = self->stem;
  if (self->stem)
    {
      g_ptr_array_add (fields, g_object_ref (self->field));
      return fields;
    }

  if (crib_form_line_is_open (self))
    *n_items = g_list_model_get_n_items (G_LIST_MODEL (self->field));
  *n_head = is_paged (self) ? MIN (*n_items, self->n_head) : *n_items;

  for (guint i = 0; i < *n_head; i++)
    g_ptr_array_add (fields, g_list_model_get_item (G_LIST_MODEL (self->field), i));
  if (*n_head < *n_items)
    add_revealed (self, fields, *n_head);

  return fields;
}

/* Whether it has a button that adds to it; one that is full only says so. */
gboolean
crib_form_line_takes_more (CribFormLine *self)
{
  FormKind kind = form_field_get_kind (self->field);

  if (self->stem || !crib_form_line_is_open (self) || form_field_is_fixed (self->field) ||
      form_field_is_read_only (self->field))
    return FALSE;

  return kind == FORM_KIND_LIST || kind == FORM_KIND_MAP || form_field_can_add (self->field);
}

static void
set_words (CribFormLine  *self,
           char         **words,
           const char    *text,
           GParamSpec    *pspec)
{
  if (g_strcmp0 (*words, text) == 0)
    return;

  g_free (*words);
  *words = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

/* Of a button: @n_shown of the items of its field are on show. */
void
crib_form_line_update_words (CribFormLine *self,
                             guint         n_shown)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->field));
  const char *item = form_field_get_item_title (self->field);
  g_autofree char *label = NULL;
  const char *note = NULL;

  if (self->role == CRIB_FORM_LINE_ADD)
    {
      /* Translators: %s is what an entry of a list is called: "Add Parcel" */
      label = item != NULL ? g_strdup_printf (_("Add %s"), item) : g_strdup (_("Add Entry"));
      if (!form_field_can_add (self->field))
        note = _("There can be no more entries.");
    }
  else
    /* Translators: two numbers: how many entries come next, and how many there are at all */
    label = g_strdup_printf (_("Show %u More of %u"),
                             MIN (n_items - n_shown, CRIB_FORM_LINE_PAGE), n_items);

  set_words (self, &self->label, label, properties[PROP_LABEL]);
  set_words (self, &self->note, note, properties[PROP_NOTE]);
}

FormField *
crib_form_line_get_field (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), NULL);

  return self->field;
}

CribFormLineRole
crib_form_line_get_role (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), CRIB_FORM_LINE_FIELD);

  return self->role;
}

guint
crib_form_line_get_depth (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), 0);

  return self->depth;
}

const char *
crib_form_line_get_label (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), "");

  return self->label;
}

/* The label for whoever does not see where the button stands. */
char *
crib_form_line_dup_full_label (CribFormLine *self)
{
  const char *title;

  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), NULL);

  title = form_field_get_title (self->field);
  if (*title == '\0')
    return g_strdup (self->label);
  if (self->role == CRIB_FORM_LINE_ADD)
    /* Translators: "Add Entry", then the title of the list: "Add Entry to Parcels" */
    return g_strdup_printf (_("%s to %s"), self->label, title);

  /* Translators: "Show 20 More of 137", then the title of the list */
  return g_strdup_printf (_("%s in %s"), self->label, title);
}

const char *
crib_form_line_get_note (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), NULL);

  return self->note;
}

gboolean
crib_form_line_is_group (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), FALSE);

  return self->role == CRIB_FORM_LINE_FIELD && form_field_is_group (self->field) &&
         !form_field_is_json (self->field);
}

gboolean
crib_form_line_get_expanded (CribFormLine *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_LINE (self), FALSE);

  return self->expanded;
}

void
crib_form_line_set_expanded (CribFormLine *self,
                             gboolean      expanded)
{
  g_return_if_fail (CRIB_IS_FORM_LINE (self));

  expanded = !!expanded;

  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  self->folded_by_hand = !expanded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}
