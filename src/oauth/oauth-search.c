/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-search.h"

#include "oauth-document.h"
#include "oauth-error.h"

/* How much a failure tells: an empty place the least, something that is there but not right the
 * most. */
typedef enum {
  WEIGHT_NONE,
  WEIGHT_EMPTY,
  WEIGHT_UNAVAILABLE,
  WEIGHT_WRONG,
} Weight;

/* A search for one document that may stand in several places. */
typedef struct
{
  char **uris;
  guint index;
  OauthSearchReader reader;
  gpointer reader_data;
  GDestroyNotify destroy;

  SjsonDocument *document;   /* what @reader took */
  guint seconds;
  GError *error;
  Weight weight;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_strfreev (self->uris);
  if (self->destroy != NULL)
    self->destroy (self->reader_data);
  g_clear_pointer (&self->document, sjson_document_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
keep_error (Search *self,
            GError *error,
            Weight  weight)
{
  if (weight > self->weight)
    {
      g_clear_error (&self->error);
      self->error = error;
      self->weight = weight;
    }
  else
    g_error_free (error);
}

static void
look (GTask               *task,
      GAsyncReadyCallback  callback)
{
  Search *self = g_task_get_task_data (task);

  if (self->uris[self->index] != NULL)
    oauth_document_fetch_async (g_task_get_source_object (task), self->uris[self->index],
                                g_task_get_cancellable (task), callback, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
fetch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Search *self = g_task_get_task_data (task);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GObject) found = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;
  Weight weight;

  document = oauth_document_fetch_finish (SOUP_SESSION (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      found = self->reader (&root, self->reader_data, &error);
      weight = WEIGHT_WRONG;
    }
  else
    weight = g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE) ? WEIGHT_UNAVAILABLE
                                                                           : WEIGHT_EMPTY;

  if (found != NULL)
    {
      self->document = g_steal_pointer (&document);
      self->seconds = oauth_document_fetch_get_seconds (result);
      g_task_return_pointer (task, g_steal_pointer (&found), g_object_unref);
      return;
    }

  keep_error (self, g_steal_pointer (&error), weight);
  self->index++;
  look (task, fetch_cb);
}

/*
 * oauth_search_async:
 * @session: from oauth_request_session_new()
 * @uris: at least one place, in the order to look
 * @reader: makes the object of a document
 * @reader_data: for @reader
 * @destroy: (nullable): for @reader_data
 *
 * Looks at one place after the other until @reader takes what is there. Whatever is wrong with one
 * place — nobody answers, an error, a page of HTML, a document for somebody else — the next may
 * still hold it.
 */
void
oauth_search_async (SoupSession          *session,
                    char                **uris,
                    OauthSearchReader     reader,
                    gpointer              reader_data,
                    GDestroyNotify        destroy,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Search *self = g_new0 (Search, 1);

  self->uris = g_strdupv (uris);
  self->reader = reader;
  self->reader_data = reader_data;
  self->destroy = destroy;
  g_task_set_source_tag (task, oauth_search_async);
  g_task_set_task_data (task, self, search_free);

  look (task, fetch_cb);
}

/*
 * oauth_search_finish:
 * @error: return location: of all the places' failures the one that tells most
 *
 * Returns: (transfer full) (nullable): what @reader made
 */
GObject *
oauth_search_finish (SoupSession   *session,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * oauth_search_is_empty:
 * @result: of a search that failed
 *
 * Returns: whether each place was asked and is empty; nothing was wrong, and nobody out of reach
 */
gboolean
oauth_search_is_empty (GAsyncResult *result)
{
  Search *self = g_task_get_task_data (G_TASK (result));

  return self->weight == WEIGHT_EMPTY;
}

/*
 * oauth_search_get_document:
 * @result: of a search that found something
 * @seconds: (out): how long the answer may be kept
 *
 * Returns: (transfer none): what it was made of
 */
SjsonDocument *
oauth_search_get_document (GAsyncResult *result,
                           guint        *seconds)
{
  Search *self = g_task_get_task_data (G_TASK (result));

  *seconds = self->seconds;

  return self->document;
}
