/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-index-private.h"

#include "sjson-hash-private.h"
#include "sjson-string-private.h"

/* Containers with more than this get a table, and so do objects with an escaped
 * name, lest a long one be read again and again. All others are walked. */
#define SMALL 16

/* A large array's slots hold the place of every sixteenth element. */
#define STRIDE 16

/* Tables are made while the document is read and never change, so any number of
 * threads may look things up at once. A table of an object is open addressing;
 * a slot holds how far the name is from the object's own token (0 = empty), one
 * of an array how far the element is. Being relative they survive a copy. */

void
sjson_index_init (SjsonIndex *self)
{
  self->tables = NULL;
  self->slots = NULL;
}

void
sjson_index_clear (SjsonIndex *self)
{
  g_clear_pointer (&self->tables, g_array_unref);
  g_clear_pointer (&self->slots, g_array_unref);
}

/* Adds a table for the container that is about to be closed. */
static guint32 *
add_table (SjsonIndex    *self,
           SjsonDocument *document,
           guint32        container,
           guint32        n_slots)
{
  SjsonTable table = { document->n_tokens, 0, n_slots };

  if (self->tables == NULL)
    {
      self->tables = g_array_new (FALSE, FALSE, sizeof (SjsonTable));
      self->slots = g_array_new (FALSE, TRUE, sizeof (guint32));
    }

  table.first = self->slots->len;
  g_array_append_val (self->tables, table);
  g_array_set_size (self->slots, table.first + n_slots);
  document->tokens[container].info |= SJSON_TOKEN_TABLE;

  return &g_array_index (self->slots, guint32, table.first);
}

static void
shadow (SjsonDocument *document,
        guint32        name)
{
  document->tokens[name].info |= SJSON_TOKEN_SHADOWED;
  document->n_duplicates++;
}

/* The slot of a name, or the empty one where it would go. */
static guint32
probe (const SjsonDocument *document,
       guint32              object,
       const guint32       *slots,
       guint32              n_slots,
       const char          *name,
       gsize                length)
{
  guint32 slot = sjson_hash (name, length) & (n_slots - 1);

  while (slots[slot] != 0 && !sjson_text_is (document, object + slots[slot], name, length))
    slot = (slot + 1) & (n_slots - 1);

  return slot;
}

static guint32
add_hashed_object (SjsonIndex    *self,
                   SjsonDocument *document,
                   guint32        object,
                   guint32        n_members)
{
  guint32 n_slots = 2;
  guint32 n_distinct = n_members;
  guint32 *slots;

  /* Half of them stay empty. */
  while (n_slots / 2 < n_members)
    n_slots *= 2;

  slots = add_table (self, document, object, n_slots);

  for (guint32 name = object + 1; name < document->n_tokens;
       name = sjson_token_get_next (document->tokens, name + 1))
    {
      g_auto(SjsonText) text = { NULL, };
      guint32 slot;

      sjson_text_init (&text, document, name);
      slot = probe (document, object, slots, n_slots, text.bytes, text.length);

      if (slots[slot] != 0)
        {
          shadow (document, object + slots[slot]);
          n_distinct--;
        }

      slots[slot] = name - object;
    }

  return n_distinct;
}

/* One bit of 64 for a name, so that most names need no comparison. */
static inline guint64
get_mark (const SjsonDocument *document,
          guint32              name)
{
  const SjsonToken *token = document->tokens + name;
  const char *text = document->data + token->start;
  guint32 length = sjson_token_get_payload (token);

  /* The first byte may be the closing quote, the last one the opening quote. */
  return G_GUINT64_CONSTANT (1) << ((length * 7 + (guint) text[1] * 3 + (guint) text[length]) & 63);
}

static guint32
shadow_same (SjsonDocument *document,
             const guint32 *names,
             guint32        n_names,
             guint32        name)
{
  for (guint32 i = 0; i < n_names; i++)
    {
      if (!(document->tokens[names[i]].info & SJSON_TOKEN_SHADOWED) &&
          sjson_text_same (document, names[i], document, name))
        {
          shadow (document, names[i]);
          return 1;
        }
    }

  return 0;
}

static guint32
add_small_object (SjsonDocument *document,
                  const guint32 *names,
                  guint32        n_members)
{
  guint32 n_distinct = n_members;
  guint64 marks = 0;

  for (guint32 i = 0; i < n_members; i++)
    {
      guint64 mark = get_mark (document, names[i]);

      if (marks & mark)
        n_distinct -= shadow_same (document, names, i, names[i]);

      marks |= mark;
    }

  return n_distinct;
}

/*
 * sjson_index_add_object:
 * @self: the index
 * @document: a document whose last token is the last one in @object
 * @object: an object that is about to be closed
 *
 * Marks all but the last of each group of members with the same name
 * (ruling 18), in time linear in their number.
 *
 * Returns: its distinct members
 */
guint32
sjson_index_add_object (SjsonIndex    *self,
                        SjsonDocument *document,
                        guint32        object)
{
  guint32 names[SMALL];
  guint32 n_members = 0;
  guint32 flags = 0;

  for (guint32 name = object + 1; name < document->n_tokens;
       name = sjson_token_get_next (document->tokens, name + 1))
    {
      if (n_members < SMALL)
        names[n_members] = name;

      flags |= document->tokens[name].info;
      n_members++;
    }

  if (n_members > SMALL || (n_members > 1 && (flags & SJSON_TOKEN_ESCAPED)))
    return add_hashed_object (self, document, object, n_members);

  return add_small_object (document, names, n_members);
}

/*
 * sjson_index_add_array:
 * @self: the index
 * @document: a document whose last token is the last one in @array
 * @array: an array that is about to be closed
 *
 * Returns: its elements
 */
guint32
sjson_index_add_array (SjsonIndex    *self,
                       SjsonDocument *document,
                       guint32        array)
{
  guint32 n_elements = 0;
  guint32 *slots;

  for (guint32 i = array + 1; i < document->n_tokens;
       i = sjson_token_get_next (document->tokens, i))
    n_elements++;

  if (n_elements <= SMALL)
    return n_elements;

  slots = add_table (self, document, array, (n_elements + STRIDE - 1) / STRIDE);
  n_elements = 0;

  for (guint32 i = array + 1; i < document->n_tokens;
       i = sjson_token_get_next (document->tokens, i))
    {
      if (n_elements % STRIDE == 0)
        slots[n_elements / STRIDE] = i - array;

      n_elements++;
    }

  return n_elements;
}

/*
 * sjson_index_finish:
 *
 * Gives the tables to the document, without spare room.
 */
void
sjson_index_finish (SjsonIndex    *self,
                    SjsonDocument *document)
{
  gsize n_tables = 0;
  gsize n_slots = 0;

  if (self->tables == NULL)
    return;

  document->tables = g_array_steal (self->tables, &n_tables);
  document->tables = g_renew (SjsonTable, document->tables, n_tables);
  document->n_tables = n_tables;
  document->slots = g_array_steal (self->slots, &n_slots);
  document->slots = g_renew (guint32, document->slots, n_slots);
  document->n_slots = n_slots;
}

/* The first table of a container that ends at @token or behind it. */
static guint32
find_table (const SjsonDocument *document,
            guint32              token)
{
  guint32 low = 0;
  guint32 high = document->n_tables;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (document->tables[middle].end < token)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/*
 * sjson_index_slice:
 * @document: the document
 * @token: a value of it
 * @slice: a document of that value alone
 *
 * Copies the tables of the value: those of what ends inside it lie together.
 */
void
sjson_index_slice (const SjsonDocument *document,
                   guint32              token,
                   SjsonDocument       *slice)
{
  guint32 from = find_table (document, token);
  guint32 to = find_table (document, sjson_token_get_next (document->tokens, token));
  guint32 first, last;

  if (from == to)
    return;

  first = document->tables[from].first;
  last = document->tables[to - 1].first + document->tables[to - 1].n_slots;

  slice->n_tables = to - from;
  slice->tables = g_memdup2 (document->tables + from, slice->n_tables * sizeof (SjsonTable));
  slice->n_slots = last - first;
  slice->slots = g_memdup2 (document->slots + first, slice->n_slots * sizeof (guint32));

  for (guint32 i = 0; i < slice->n_tables; i++)
    {
      slice->tables[i].end -= token;
      slice->tables[i].first -= first;
    }
}

static const SjsonTable *
get_table (const SjsonDocument *document,
           guint32              container)
{
  guint32 end = sjson_token_get_payload (document->tokens + container) - 1;

  return document->tables + find_table (document, end);
}

/*
 * sjson_index_find_member:
 * @document: the document
 * @object: an object in it
 * @name: UTF-8
 * @length: of @name
 * @member: (out): the token of the member's value
 *
 * Returns: whether there is such a member
 */
gboolean
sjson_index_find_member (const SjsonDocument *document,
                         guint32              object,
                         const char          *name,
                         gsize                length,
                         guint32             *member)
{
  const SjsonToken *tokens = document->tokens;
  guint32 end = sjson_token_get_payload (tokens + object) - 1;

  if (tokens[object].info & SJSON_TOKEN_TABLE)
    {
      const SjsonTable *table = get_table (document, object);
      const guint32 *slots = document->slots + table->first;
      guint32 slot = probe (document, object, slots, table->n_slots, name, length);

      *member = object + slots[slot] + 1;
      return slots[slot] != 0;
    }

  for (guint32 i = object + 1; i < end; i = sjson_token_get_next (tokens, i + 1))
    {
      if (!(tokens[i].info & SJSON_TOKEN_SHADOWED) && sjson_text_is (document, i, name, length))
        {
          *member = i + 1;
          return TRUE;
        }
    }

  return FALSE;
}

/*
 * sjson_index_find_element:
 * @document: the document
 * @array: an array in it
 * @index: less than its length
 *
 * Returns: the token of the element
 */
guint32
sjson_index_find_element (const SjsonDocument *document,
                          guint32              array,
                          gsize                index)
{
  guint32 element = array + 1;

  if (document->tokens[array].info & SJSON_TOKEN_TABLE)
    {
      const SjsonTable *table = get_table (document, array);

      element = array + document->slots[table->first + index / STRIDE];
      index %= STRIDE;
    }

  while (index-- > 0)
    element = sjson_token_get_next (document->tokens, element);

  return element;
}
