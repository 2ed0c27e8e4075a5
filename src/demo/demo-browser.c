/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-browser.h"

#include "demo-key.h"

struct _DemoBrowsers
{
  GHashTable *table;            /* cookie → array of DemoPresence */
};

static void
free_presence (DemoPresence *presence)
{
  demo_proof_clear (&presence->proof);
  g_free (presence);
}

DemoBrowsers *
demo_browsers_new (void)
{
  DemoBrowsers *self = g_new0 (DemoBrowsers, 1);

  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
demo_browsers_free (DemoBrowsers *self)
{
  g_hash_table_unref (self->table);
  g_free (self);
}

void
demo_browsers_clear (DemoBrowsers *self)
{
  g_hash_table_remove_all (self->table);
}

/* @cookie: (nullable): what a browser sent. Returns: (nullable): of DemoPresence, %NULL if it is
 *   signed in as nobody */
GPtrArray *
demo_browsers_look_up (DemoBrowsers *self,
                       const char   *cookie)
{
  GPtrArray *people = cookie != NULL ? g_hash_table_lookup (self->table, cookie) : NULL;

  return people != NULL && people->len > 0 ? people : NULL;
}

/* @user: (nullable): who is looked for. Returns: (nullable): their presence */
DemoPresence *
demo_browsers_find (DemoBrowsers   *self,
                    const char     *cookie,
                    const DemoUser *user)
{
  GPtrArray *people = demo_browsers_look_up (self, cookie);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      DemoPresence *presence = people->pdata[i];

      if (presence->user == user)
        return presence;
    }

  return NULL;
}

/* Returns: (transfer full): the cookie that the browser is known by from now on, which is a new one
 *   where @cookie is not known */
char *
demo_browsers_remember (DemoBrowsers    *self,
                        const char      *cookie,
                        const DemoUser  *user,
                        const DemoProof *proof)
{
  GPtrArray *people = cookie != NULL ? g_hash_table_lookup (self->table, cookie) : NULL;
  char *value = people != NULL ? g_strdup (cookie) : demo_random_text (96);
  DemoPresence *presence = demo_browsers_find (self, cookie, user);

  if (people == NULL)
    {
      people = g_ptr_array_new_with_free_func ((GDestroyNotify) free_presence);
      g_hash_table_insert (self->table, g_strdup (value), people);
    }

  if (presence == NULL)
    {
      presence = g_new0 (DemoPresence, 1);
      presence->user = user;
      g_ptr_array_add (people, presence);
    }

  demo_proof_copy (&presence->proof, proof);

  return value;
}

static void
remove_user (GPtrArray      *people,
             const DemoUser *user)
{
  for (guint i = people->len; i > 0; i--)
    if (((DemoPresence *) people->pdata[i - 1])->user == user)
      g_ptr_array_remove_index (people, i - 1);
}

/* @user: (nullable): who leaves, %NULL for all of them */
void
demo_browsers_forget (DemoBrowsers   *self,
                      const char     *cookie,
                      const DemoUser *user)
{
  GPtrArray *people = demo_browsers_look_up (self, cookie);

  if (people != NULL && user != NULL)
    remove_user (people, user);
  else if (people != NULL)
    g_hash_table_remove (self->table, cookie);
}

/* Wherever they are signed in. */
void
demo_browsers_forget_user (DemoBrowsers   *self,
                           const DemoUser *user)
{
  GHashTableIter iter;
  gpointer people;

  g_hash_table_iter_init (&iter, self->table);

  while (g_hash_table_iter_next (&iter, NULL, &people))
    remove_user (people, user);
}
