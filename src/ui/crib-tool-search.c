/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-search.h"

#include "crib-tool-model.h"

/*
 * CribToolSearch:
 *
 * What the counter lists: the tools of one server or, while something is searched, the matching
 * tools of all servers, in the order of the servers.
 *
 * While something is searched, what "another server" means stays what it was when the search
 * began, so that rows do not change while one goes through them.
 *
 * Property searchable: whether there is anything to search.
 */
struct _CribToolSearch
{
  GObject parent_instance;

  CribConnection *connection;
  CribConnection *home;
  char *text;
  char **words;
  gboolean searchable;

  GListModel *pool;
  GListModel *models;
  GListModel *all;
  GtkFilterListModel *results;
};

enum
{
  PROP_0,
  PROP_SEARCHABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribToolSearch, crib_tool_search, G_TYPE_OBJECT)

static gboolean
filter_cb (gpointer object,
           gpointer user_data)
{
  CribToolSearch *self = user_data;

  return self->words == NULL || crib_tool_item_matches (object, self->words);
}

static gpointer
map_cb (gpointer item,
        gpointer user_data)
{
  g_autoptr(CribConnection) connection = item;

  return crib_tool_model_new (connection);
}

static void
all_changed_cb (CribToolSearch *self)
{
  gboolean searchable = self->all != NULL && g_list_model_get_n_items (self->all) > 0;

  if (self->searchable == searchable)
    return;

  self->searchable = searchable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHABLE]);
}

static GListModel *
dup_tool_model (CribToolSearch *self,
                CribConnection *wanted)
{
  guint n_items = self->pool != NULL ? g_list_model_get_n_items (self->pool) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (self->pool, i);

      if (connection == wanted)
        return g_list_model_get_item (self->models, i);
    }

  return NULL;
}

/* Whether the results were made anew, of another model. */
static gboolean
update_results (CribToolSearch *self)
{
  g_autoptr(GListModel) model = NULL;

  if (self->words == NULL)
    {
      g_set_object (&self->home, self->connection);
      model = dup_tool_model (self, self->connection);
    }
  else
    {
      g_set_object (&model, self->all);
    }

  if (gtk_filter_list_model_get_model (self->results) == model)
    return FALSE;

  gtk_filter_list_model_set_model (self->results, model);

  return TRUE;
}

static void
drop_pool (CribToolSearch *self)
{
  if (self->all != NULL)
    g_signal_handlers_disconnect_by_data (self->all, self);

  if (self->pool != NULL)
    g_signal_handlers_disconnect_by_data (self->pool, self);

  gtk_filter_list_model_set_model (self->results, NULL);
  g_clear_object (&self->all);
  g_clear_object (&self->models);
  g_clear_object (&self->pool);
}

static void
crib_tool_search_finalize (GObject *object)
{
  CribToolSearch *self = CRIB_TOOL_SEARCH (object);

  drop_pool (self);
  g_clear_object (&self->results);
  g_clear_object (&self->connection);
  g_clear_object (&self->home);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (crib_tool_search_parent_class)->finalize (object);
}

static void
crib_tool_search_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SEARCHABLE:
      g_value_set_boolean (value, CRIB_TOOL_SEARCH (object)->searchable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_tool_search_class_init (CribToolSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = crib_tool_search_finalize;
  object_class->get_property = crib_tool_search_get_property;

  properties[PROP_SEARCHABLE] =
    g_param_spec_boolean ("searchable", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_tool_search_init (CribToolSearch *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));

  self->results = gtk_filter_list_model_new (NULL, filter);
}

CribToolSearch *
crib_tool_search_new (void)
{
  return g_object_new (CRIB_TYPE_TOOL_SEARCH, NULL);
}

GListModel *
crib_tool_search_get_results (CribToolSearch *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), NULL);

  return G_LIST_MODEL (self->results);
}

void
crib_tool_search_set_pool (CribToolSearch     *self,
                           CribConnectionPool *pool)
{
  g_return_if_fail (CRIB_IS_TOOL_SEARCH (self));
  g_return_if_fail (pool == NULL || CRIB_IS_CONNECTION_POOL (pool));

  drop_pool (self);

  if (pool != NULL)
    {
      self->pool = g_object_ref (G_LIST_MODEL (pool));
      self->models = G_LIST_MODEL (gtk_map_list_model_new (g_object_ref (self->pool),
                                                           map_cb, NULL, NULL));
      self->all = G_LIST_MODEL (gtk_flatten_list_model_new (g_object_ref (self->models)));
      g_signal_connect_swapped (self->all, "items-changed", G_CALLBACK (all_changed_cb), self);
    }

  all_changed_cb (self);
  update_results (self);
}

void
crib_tool_search_set_connection (CribToolSearch *self,
                                 CribConnection *connection)
{
  g_return_if_fail (CRIB_IS_TOOL_SEARCH (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_set_object (&self->connection, connection);
  update_results (self);
}

CribConnection *
crib_tool_search_get_connection (CribToolSearch *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), NULL);

  return self->connection;
}

CribConnection *
crib_tool_search_get_home (CribToolSearch *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), NULL);

  return self->home;
}

gboolean
crib_tool_search_set_text (CribToolSearch *self,
                           const char     *text)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), FALSE);

  stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (g_strcmp0 (stripped, self->text != NULL ? self->text : "") == 0)
    return FALSE;

  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->text, g_free);

  if (*stripped != '\0')
    {
      folded = g_utf8_casefold (stripped, -1);
      self->words = g_strsplit_set (folded, " \t", -1);
      self->text = g_steal_pointer (&stripped);
    }

  if (!update_results (self))
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->results),
                        GTK_FILTER_CHANGE_DIFFERENT);

  return TRUE;
}

const char *
crib_tool_search_get_text (CribToolSearch *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), NULL);

  return self->text;
}

guint
crib_tool_search_find (CribToolSearch *self,
                       CribToolItem   *item)
{
  GListModel *results;
  guint n_items;

  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (item), GTK_INVALID_LIST_POSITION);

  results = G_LIST_MODEL (self->results);
  n_items = g_list_model_get_n_items (results);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(CribToolItem) other = g_list_model_get_item (results, i);

      if (crib_tool_search_is_same_tool (item, other))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

gboolean
crib_tool_search_is_same_tool (CribToolItem *one,
                               CribToolItem *other)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (one), FALSE);
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (other), FALSE);

  return one == other ||
         (crib_tool_item_get_connection (one) == crib_tool_item_get_connection (other) &&
          g_str_equal (mcp_tool_get_name (crib_tool_item_get_tool (one)),
                       mcp_tool_get_name (crib_tool_item_get_tool (other))));
}

CribToolItem *
crib_tool_search_dup_item (CribToolSearch *self,
                           CribConnection *connection,
                           const char     *name)
{
  g_autoptr(GListModel) model = NULL;
  guint n_items;

  g_return_val_if_fail (CRIB_IS_TOOL_SEARCH (self), NULL);
  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);

  model = dup_tool_model (self, connection);
  n_items = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(CribToolItem) item = g_list_model_get_item (model, i);

      if (g_str_equal (mcp_tool_get_name (crib_tool_item_get_tool (item)), name))
        return g_steal_pointer (&item);
    }

  return NULL;
}
