/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-outline-private.h"

#include <string.h>

/*
 * CribFormOutline:
 *
 * The lines form a tree, @top being the whole form, and @lines is that tree laid flat. What a
 * signal says is not added up: the children of the line concerned are compared with what the form
 * has by then, so signals may come late, twice, or once for several changes. The struct is in
 * crib-form-outline-private.h.
 */

static void crib_form_outline_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribFormOutline, crib_form_outline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_form_outline_list_model_init))

static gpointer
crib_form_outline_get_item (GListModel *model,
                            guint       position)
{
  CribFormLine *line = crib_form_outline_get_line (CRIB_FORM_OUTLINE (model), position);

  return line != NULL ? g_object_ref (line) : NULL;
}

static GType
crib_form_outline_get_item_type (GListModel *model)
{
  return CRIB_TYPE_FORM_LINE;
}

static guint
crib_form_outline_get_n_items (GListModel *model)
{
  return CRIB_FORM_OUTLINE (model)->lines->len;
}

static void
crib_form_outline_list_model_init (GListModelInterface *iface)
{
  iface->get_item = crib_form_outline_get_item;
  iface->get_item_type = crib_form_outline_get_item_type;
  iface->get_n_items = crib_form_outline_get_n_items;
}

/* The lines that are gone are still alive where somebody holds them. */
static void
release (CribFormLine *line)
{
  line->outline = NULL;
  line->parent = NULL;
  for (guint i = 0; i < line->children->len; i++)
    release (line->children->pdata[i]);
}

/* Puts @added, whose lines it takes, in the place of @n_removed. */
static void
splice (CribFormOutline *self,
        guint            position,
        guint            n_removed,
        GPtrArray       *added)
{
  guint n_behind = self->lines->len - position - n_removed;
  guint n_added = added->len;

  if (n_removed == 0 && n_added == 0)
    return;

  for (guint i = 0; i < n_removed; i++)
    g_object_unref (self->lines->pdata[position + i]);
  if (n_added > n_removed)
    g_ptr_array_set_size (self->lines, (int) (self->lines->len + n_added - n_removed));
  memmove (self->lines->pdata + position + n_added, self->lines->pdata + position + n_removed,
           n_behind * sizeof (gpointer));
  if (n_added > 0)
    memcpy (self->lines->pdata + position, added->pdata, n_added * sizeof (gpointer));
  if (n_added < n_removed)
    g_ptr_array_set_size (self->lines, (int) (position + n_added + n_behind));

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* The position behind the line itself; FALSE while it is not in the list yet. */
static gboolean
find_below (CribFormOutline *self,
            CribFormLine    *line,
            guint           *position)
{
  *position = 0;
  if (line == self->top)
    return TRUE;
  if (!g_ptr_array_find (self->lines, line, position))
    return FALSE;

  *position += 1;
  return TRUE;
}

static void
children_cb (CribFormLine *line)
{
  if (line->outline != NULL)
    crib_form_outline_update (line->outline, line);
}

static CribFormLine *
get_adder (CribFormLine *line)
{
  CribFormLine *last = line->children->len > 0
    ? line->children->pdata[line->children->len - 1]
    : NULL;

  return last != NULL && last->role == CRIB_FORM_LINE_ADD ? last : NULL;
}

/* A group may be full by now, or not any more. */
static void
edited_cb (CribFormLine *line)
{
  CribFormLine *adder = get_adder (line);

  if (line->outline == NULL)
    return;

  if (crib_form_line_takes_more (line) != (adder != NULL))
    crib_form_outline_update (line->outline, line);
  else if (adder != NULL)
    crib_form_line_update_words (adder, 0);
}

/* A group that gets a value from elsewhere opens, if nobody closed it. */
static void
state_cb (CribFormLine *line)
{
  if (line->outline != NULL && crib_form_line_is_group (line) && !line->folded_by_hand &&
      !form_field_is_recursive (line->field) &&
      form_field_get_state (line->field) == FORM_STATE_VALUE)
    crib_form_line_set_expanded (line, TRUE);
}

/* A value that a group cannot show has nothing below it. */
static void
as_json_cb (CribFormLine *line)
{
  if (line->outline == NULL)
    return;

  if (line->parent == NULL)
    crib_form_line_update_stem (line);
  crib_form_outline_update (line->outline, line);
}

static void
follow (CribFormOutline *self,
        CribFormLine    *line)
{
  const GConnectFlags flags = G_CONNECT_SWAPPED;
  FormField *field = line->field;

  line->outline = self;
  if (line->role != CRIB_FORM_LINE_FIELD)
    return;

  g_signal_connect_object (field, "notify::as-json", G_CALLBACK (as_json_cb), line, flags);
  if (!form_field_is_group (field))
    return;

  g_signal_connect_object (field, "items-changed", G_CALLBACK (children_cb), line, flags);
  g_signal_connect_object (field, "changed", G_CALLBACK (edited_cb), line, flags);
  g_signal_connect_object (field, "notify::state", G_CALLBACK (state_cb), line, flags);
  g_signal_connect (line, "notify::expanded", G_CALLBACK (children_cb), NULL);
}

/* The line for @field among @old, or a new one with all below it. */
static CribFormLine *
take_line (CribFormOutline  *self,
           CribFormLine     *parent,
           GHashTable       *old,
           FormField        *field,
           CribFormLineRole  role)
{
  gboolean branch = role == CRIB_FORM_LINE_FIELD && form_field_is_branch (field);
  CribFormLine *before = role == CRIB_FORM_LINE_FIELD ? g_hash_table_lookup (old, field) : NULL;
  guint depth = parent == self->top ? 0 : parent->depth + !branch;
  CribFormLine *line;

  if (before != NULL)
    return g_object_ref (before);

  line = crib_form_line_new (field, role, depth);
  line->parent = parent;
  follow (self, line);
  crib_form_outline_update (self, line);

  return line;
}

static CribFormLine *
take_button (CribFormOutline  *self,
             CribFormLine     *parent,
             CribFormLineRole  role,
             guint             n_shown)
{
  CribFormLine *button = NULL;

  for (guint i = parent->children->len; i-- > 0 && button == NULL;)
    if (CRIB_FORM_LINE (parent->children->pdata[i])->role == role)
      button = g_object_ref (parent->children->pdata[i]);

  if (button == NULL)
    button = take_line (self, parent, NULL, parent->field, role);
  crib_form_line_update_words (button, n_shown);

  return button;
}

/* The lines that should be below @line: those that are there, where they still belong there. */
static GPtrArray *
list_lines (CribFormOutline *self,
            CribFormLine    *line)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) old = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) fields = NULL;
  guint n_head, n_items;

  for (guint i = 0; i < line->children->len; i++)
    if (CRIB_FORM_LINE (line->children->pdata[i])->role == CRIB_FORM_LINE_FIELD)
      g_hash_table_insert (old, CRIB_FORM_LINE (line->children->pdata[i])->field,
                           line->children->pdata[i]);

  fields = crib_form_line_list_shown (line, &n_head, &n_items);
  for (guint i = 0; i <= fields->len; i++)
    {
      if (i == n_head && fields->len < n_items)
        g_ptr_array_add (lines, take_button (self, line, CRIB_FORM_LINE_MORE, fields->len));
      if (i < fields->len)
        g_ptr_array_add (lines, take_line (self, line, old, fields->pdata[i],
                                           CRIB_FORM_LINE_FIELD));
    }

  if (crib_form_line_takes_more (line))
    g_ptr_array_add (lines, take_button (self, line, CRIB_FORM_LINE_ADD, 0));

  return lines;
}

/* How many of the two begin, or with @from_end end, with the same lines. */
static guint
count_common (GPtrArray *old,
              GPtrArray *new,
              guint      max,
              gboolean   from_end)
{
  guint n = 0;

  while (n < max && (from_end ? old->pdata[old->len - 1 - n] == new->pdata[new->len - 1 - n]
                              : old->pdata[n] == new->pdata[n]))
    n++;

  return n;
}

static guint
count_lines (GPtrArray *lines,
             guint      from,
             guint      to)
{
  guint n_lines = 0;

  for (guint i = from; i < to; i++)
    n_lines += crib_form_line_count (lines->pdata[i]);

  return n_lines;
}

/* Brings what is below @line in step with its field. */
void
crib_form_outline_update (CribFormOutline *self,
                          CribFormLine    *line)
{
  g_autoptr(GPtrArray) old = g_ptr_array_ref (line->children);
  g_autoptr(GPtrArray) new = list_lines (self, line);
  g_autoptr(GPtrArray) added = g_ptr_array_new ();
  guint max = MIN (old->len, new->len);
  guint n_before = count_common (old, new, max, FALSE);
  guint n_behind = count_common (old, new, max - n_before, TRUE);
  guint n_removed = count_lines (old, n_before, old->len - n_behind);
  guint position;

  if (line->children != old)
    return;

  g_ptr_array_unref (line->children);
  line->children = g_ptr_array_ref (new);
  for (guint i = n_before; i < old->len - n_behind; i++)
    if (!g_ptr_array_find (new, old->pdata[i], NULL))
      release (old->pdata[i]);

  if (!find_below (self, line, &position))
    return;

  position += count_lines (new, 0, n_before);
  for (guint i = n_before; i < new->len - n_behind; i++)
    crib_form_line_collect (new->pdata[i], added);
  splice (self, position, n_removed, added);
}

static void
crib_form_outline_dispose (GObject *object)
{
  CribFormOutline *self = CRIB_FORM_OUTLINE (object);

  if (self->top != NULL)
    release (self->top);
  g_clear_object (&self->top);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (crib_form_outline_parent_class)->dispose (object);
}

static void
crib_form_outline_finalize (GObject *object)
{
  GPtrArray *lines = CRIB_FORM_OUTLINE (object)->lines;

  g_ptr_array_foreach (lines, (GFunc) g_object_unref, NULL);
  g_ptr_array_unref (lines);

  G_OBJECT_CLASS (crib_form_outline_parent_class)->finalize (object);
}

static void
crib_form_outline_class_init (CribFormOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_form_outline_dispose;
  object_class->finalize = crib_form_outline_finalize;
}

static void
crib_form_outline_init (CribFormOutline *self)
{
  self->lines = g_ptr_array_new ();
}

CribFormOutline *
crib_form_outline_new (FormModel *model)
{
  CribFormOutline *self = g_object_new (CRIB_TYPE_FORM_OUTLINE, NULL);
  FormField *root;

  g_return_val_if_fail (FORM_IS_MODEL (model), self);

  self->model = g_object_ref (model);
  root = form_model_get_root (model);
  self->top = crib_form_line_new_top (root);
  follow (self, self->top);
  crib_form_outline_update (self, self->top);

  return self;
}

CribFormLine *
crib_form_outline_get_line (CribFormOutline *self,
                            guint            position)
{
  g_return_val_if_fail (CRIB_IS_FORM_OUTLINE (self), NULL);

  return position < self->lines->len ? self->lines->pdata[position] : NULL;
}

gboolean
crib_form_outline_find_line (CribFormOutline *self,
                             CribFormLine    *line,
                             guint           *position)
{
  g_return_val_if_fail (CRIB_IS_FORM_OUTLINE (self), FALSE);

  return g_ptr_array_find (self->lines, line, position);
}
