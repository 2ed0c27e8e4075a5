/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-order.h"

/* Between two neighbours: room for ten moves to the same place before all are numbered anew. */
#define STEP 1024.0

static int
compare_servers (gconstpointer a,
                 gconstpointer b)
{
  CribServer *left = *(CribServer **) a;
  CribServer *right = *(CribServer **) b;
  double left_position = crib_server_get_position (left);
  double right_position = crib_server_get_position (right);

  if (left_position < right_position || left_position > right_position)
    return left_position < right_position ? -1 : 1;

  return g_strcmp0 (crib_server_get_id (left), crib_server_get_id (right));
}

/**
 * crib_server_order_sort:
 * @servers: (element-type CribServer): an array
 * @first: (out): the first index that changed
 * @length: (out): how many from there on may have changed
 *
 * Returns: whether anything moved
 */
gboolean
crib_server_order_sort (GPtrArray *servers,
                        guint     *first,
                        guint     *length)
{
  g_autoptr(GPtrArray) old = g_ptr_array_copy (servers, NULL, NULL);
  guint start = 0;
  guint end = old->len;

  g_ptr_array_set_free_func (old, NULL);
  g_ptr_array_sort (servers, compare_servers);

  while (start < end && g_ptr_array_index (old, start) == g_ptr_array_index (servers, start))
    start++;

  while (end > start && g_ptr_array_index (old, end - 1) == g_ptr_array_index (servers, end - 1))
    end--;

  *first = start;
  *length = end - start;

  return end > start;
}

/**
 * crib_server_order_get_next:
 * @servers: (element-type CribServer): a sorted array
 *
 * Returns: the position of one that comes last
 */
double
crib_server_order_get_next (GPtrArray *servers)
{
  if (servers->len == 0)
    return STEP;

  return crib_server_get_position (g_ptr_array_index (servers, servers->len - 1)) + STEP;
}

static void
renumber (GPtrArray *order)
{
  for (guint i = 0; i < order->len; i++)
    crib_server_set_position (g_ptr_array_index (order, i), (i + 1) * STEP);
}

/**
 * crib_server_order_move:
 * @servers: (element-type CribServer): a sorted array; it may be sorted anew meanwhile
 * @from: an index
 * @to: the index afterwards
 *
 * Changes one position, as long as there is a number between the new neighbours.
 */
void
crib_server_order_move (GPtrArray *servers,
                        guint      from,
                        guint      to)
{
  g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(CribServer) server = g_object_ref (g_ptr_array_index (servers, from));
  double before, after, middle;

  for (guint i = 0; i < servers->len; i++)
    {
      if (i != from)
        g_ptr_array_add (order, g_object_ref (g_ptr_array_index (servers, i)));
    }

  before = to > 0
    ? crib_server_get_position (g_ptr_array_index (order, to - 1))
    : crib_server_get_position (g_ptr_array_index (order, 0)) - 2 * STEP;
  after = to < order->len
    ? crib_server_get_position (g_ptr_array_index (order, to))
    : before + 2 * STEP;
  middle = before + (after - before) / 2;

  if (before < middle && middle < after)
    {
      crib_server_set_position (server, middle);
      return;
    }

  g_ptr_array_insert (order, to, g_object_ref (server));
  renumber (order);
}
