/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-table-model.h"

#include "crib-cell.h"
#include "crib-words.h"

/* Columns are found in the first rows; more of them than this are read as a tree. */
#define MAX_COLUMNS 30
#define SAMPLE 200
#define MIN_WIDTH 3
#define MAX_WIDTH 12

/*
 * CribTableRow:
 *
 * A value and, to keep its document, the model it came from.
 */
struct _CribTableRow
{
  GObject parent_instance;

  CribTableModel *model;
  SjsonValue value;
};

/*
 * CribTableModel:
 *
 * Holds one small record per row and no text of its own: the values stay where they were read.
 */
struct _CribTableModel
{
  GObject parent_instance;

  SjsonValue *value;       /* owns the document */
  GArray *rows;            /* of SjsonValue */
  GPtrArray *columns;      /* of char */
  GArray *numeric;         /* of gboolean */
  GArray *widths;          /* of guint: characters worth showing */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (CribTableRow, crib_table_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (CribTableModel, crib_table_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gboolean
is_table (const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue element;

  if (sjson_value_get_kind (value) != SJSON_KIND_ARRAY || sjson_value_get_length (value) == 0)
    return FALSE;

  sjson_iter_init (&iter, value);
  while (sjson_iter_next (&iter, NULL, &element))
    if (sjson_value_get_kind (&element) != SJSON_KIND_OBJECT ||
        sjson_value_get_length (&element) == 0)
      return FALSE;

  return TRUE;
}

/* Two tables in one object, or values that are deep, are better read as a tree. */
static gboolean
find_table (const SjsonValue *value,
            SjsonValue       *table)
{
  SjsonIter iter;
  SjsonValue member;
  gboolean found = FALSE;

  if (is_table (value))
    {
      *table = *value;
      return TRUE;
    }

  if (sjson_value_get_kind (value) != SJSON_KIND_OBJECT)
    return FALSE;

  sjson_iter_init (&iter, value);
  while (sjson_iter_next (&iter, NULL, &member))
    {
      SjsonKind kind = sjson_value_get_kind (&member);

      if (kind == SJSON_KIND_OBJECT || (kind == SJSON_KIND_ARRAY && (found || !is_table (&member))))
        return FALSE;
      if (kind == SJSON_KIND_ARRAY)
        {
          *table = member;
          found = TRUE;
        }
    }

  return found;
}

static void
note_cell (CribTableModel   *self,
           GHashTable       *known,
           char             *name,
           const SjsonValue *value)
{
  gpointer index;
  gboolean number = sjson_value_get_kind (value) == SJSON_KIND_NUMBER;
  g_autofree char *text = crib_cell_dup_text (value);
  guint width = CLAMP ((guint) g_utf8_strlen (text, -1), MIN_WIDTH, MAX_WIDTH);
  guint i;

  if (!g_hash_table_lookup_extended (known, name, NULL, &index))
    {
      index = GUINT_TO_POINTER (self->columns->len);
      g_ptr_array_add (self->columns, g_strdup (name));
      g_hash_table_insert (known, g_ptr_array_index (self->columns, self->columns->len - 1), index);
      g_array_append_val (self->numeric, number);
      g_array_append_val (self->widths, width);
    }

  i = GPOINTER_TO_UINT (index);
  if (!number && !sjson_value_is_null (value))
    g_array_index (self->numeric, gboolean, i) = FALSE;
  g_array_index (self->widths, guint, i) = MAX (g_array_index (self->widths, guint, i), width);
}

static gboolean
read_table (CribTableModel   *self,
            const SjsonValue *table)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  SjsonIter rows, members;
  SjsonValue row, name, value;

  sjson_iter_init (&rows, table);
  while (sjson_iter_next (&rows, NULL, &row))
    {
      g_array_append_val (self->rows, row);
      if (self->rows->len > SAMPLE)
        continue;

      sjson_iter_init (&members, &row);
      while (sjson_iter_next (&members, &name, &value))
        {
          g_autofree char *key = sjson_value_dup_string (&name, NULL);

          if (self->columns->len > MAX_COLUMNS)
            return FALSE;
          note_cell (self, known, key, &value);
        }
    }

  return TRUE;
}

static GType
crib_table_model_get_item_type (GListModel *list)
{
  return CRIB_TYPE_TABLE_ROW;
}

static guint
crib_table_model_get_n_items (GListModel *list)
{
  return CRIB_TABLE_MODEL (list)->rows->len;
}

static gpointer
crib_table_model_get_item (GListModel *list,
                           guint       position)
{
  CribTableModel *self = CRIB_TABLE_MODEL (list);
  CribTableRow *row;

  if (position >= self->rows->len)
    return NULL;

  row = g_object_new (CRIB_TYPE_TABLE_ROW, NULL);
  row->model = g_object_ref (self);
  row->value = g_array_index (self->rows, SjsonValue, position);
  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_table_model_get_item_type;
  iface->get_n_items = crib_table_model_get_n_items;
  iface->get_item = crib_table_model_get_item;
}

static void
crib_table_row_finalize (GObject *object)
{
  g_clear_object (&CRIB_TABLE_ROW (object)->model);

  G_OBJECT_CLASS (crib_table_row_parent_class)->finalize (object);
}

static void
crib_table_row_class_init (CribTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_table_row_finalize;
}

static void
crib_table_row_init (CribTableRow *self)
{
}

static void
crib_table_model_finalize (GObject *object)
{
  CribTableModel *self = CRIB_TABLE_MODEL (object);

  g_clear_pointer (&self->value, sjson_value_free);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->numeric);
  g_array_unref (self->widths);

  G_OBJECT_CLASS (crib_table_model_parent_class)->finalize (object);
}

static void
crib_table_model_class_init (CribTableModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_table_model_finalize;
}

static void
crib_table_model_init (CribTableModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (SjsonValue));
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->numeric = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->widths = g_array_new (FALSE, FALSE, sizeof (guint));
}

/*
 * crib_table_model_new:
 * @value: anything
 *
 * Returns: (transfer full) (nullable): @value as a table, or NULL where a table would hide what
 *   matters
 */
CribTableModel *
crib_table_model_new (const SjsonValue *value)
{
  g_autoptr(CribTableModel) self = NULL;
  SjsonValue table;

  g_return_val_if_fail (value != NULL, NULL);

  if (!find_table (value, &table))
    return NULL;

  self = g_object_new (CRIB_TYPE_TABLE_MODEL, NULL);
  self->value = sjson_value_copy (value);
  return read_table (self, &table) ? g_steal_pointer (&self) : NULL;
}

guint
crib_table_model_get_n_columns (CribTableModel *self)
{
  g_return_val_if_fail (CRIB_IS_TABLE_MODEL (self), 0);

  return self->columns->len;
}

/* The name of the member. */
const char *
crib_table_model_get_column (CribTableModel *self,
                             guint           column)
{
  g_return_val_if_fail (CRIB_IS_TABLE_MODEL (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, column);
}

/* Whether the first rows have nothing but numbers there. */
gboolean
crib_table_model_is_numeric (CribTableModel *self,
                             guint           column)
{
  g_return_val_if_fail (CRIB_IS_TABLE_MODEL (self), FALSE);
  g_return_val_if_fail (column < self->columns->len, FALSE);

  return g_array_index (self->numeric, gboolean, column);
}

/* How many characters the column should always have room for. */
guint
crib_table_model_get_width (CribTableModel *self,
                            guint           column)
{
  g_return_val_if_fail (CRIB_IS_TABLE_MODEL (self), 0);
  g_return_val_if_fail (column < self->columns->len, 0);

  return g_array_index (self->widths, guint, column);
}

/*
 * crib_table_model_dup_facts:
 *
 * Returns: (transfer full) (nullable): what stands beside the array in the object that holds it,
 *   "Total: 7 · Page: 1"
 */
char *
crib_table_model_dup_facts (CribTableModel *self)
{
  g_autoptr(GString) facts = NULL;
  SjsonIter iter;
  SjsonValue name, value;

  g_return_val_if_fail (CRIB_IS_TABLE_MODEL (self), NULL);

  if (sjson_value_get_kind (self->value) != SJSON_KIND_OBJECT)
    return NULL;

  facts = g_string_new (NULL);
  sjson_iter_init (&iter, self->value);
  while (facts->len < 2000 && sjson_iter_next (&iter, &name, &value))
    {
      g_autofree char *key = NULL;
      g_autofree char *title = NULL;
      g_autofree char *text = NULL;

      if (sjson_value_get_kind (&value) == SJSON_KIND_ARRAY)
        continue;

      key = sjson_value_dup_string (&name, NULL);
      title = crib_words_from_name (key);
      text = crib_cell_dup_text (&value);
      g_string_append_printf (facts, "%s%s: %s", facts->len > 0 ? " · " : "", title, text);
    }

  return facts->len > 0 ? g_strdup (facts->str) : NULL;
}

/* The text of a cell; "" where the row has no such member. */
char *
crib_table_row_dup_text (CribTableRow *self,
                         const char   *column)
{
  SjsonValue value;

  g_return_val_if_fail (CRIB_IS_TABLE_ROW (self), NULL);
  g_return_val_if_fail (column != NULL, NULL);

  if (!sjson_value_get_member (&self->value, column, &value))
    return g_strdup ("");
  return crib_cell_dup_text (&value);
}

/* By the cells of a column; a row without it comes last. */
int
crib_table_row_compare (CribTableRow *self,
                        CribTableRow *other,
                        const char   *column)
{
  SjsonValue a, b;
  gboolean has_a, has_b;

  g_return_val_if_fail (CRIB_IS_TABLE_ROW (self), 0);
  g_return_val_if_fail (CRIB_IS_TABLE_ROW (other), 0);
  g_return_val_if_fail (column != NULL, 0);

  has_a = sjson_value_get_member (&self->value, column, &a);
  has_b = sjson_value_get_member (&other->value, column, &b);
  if (has_a && has_b)
    return crib_cell_compare (&a, &b);
  return has_b - has_a;
}

/* Whether a cell has the casefolded words. */
gboolean
crib_table_row_matches (CribTableRow *self,
                        const char   *folded)
{
  SjsonIter iter;
  SjsonValue value;

  g_return_val_if_fail (CRIB_IS_TABLE_ROW (self), FALSE);
  g_return_val_if_fail (folded != NULL, FALSE);

  sjson_iter_init (&iter, &self->value);
  while (sjson_iter_next (&iter, NULL, &value))
    if (crib_cell_matches (&value, folded))
      return TRUE;
  return FALSE;
}
