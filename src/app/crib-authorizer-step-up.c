/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"

#include "entra-profile.h"
#include "entra-scope.h"
#include "http-challenge.h"

#include <string.h>

/* More rights than were asked for first (MCP 2026-07-28, "Scope Challenge Handling"). A challenge
 * names what the one operation needs, so that what was asked for before is asked for again with it.
 * What a person has agreed to stands in the server's profile, for the next sign-in. */

/* As often in a row is a person asked for the same. */
#define MOST_TIMES 2
#define MOST_WORDS 64
#define MOST_OF_A_WORD 512

/* RFC 6749 §3.3. */
static gboolean
is_scope (const char *word)
{
  gsize length = strlen (word);

  for (gsize i = 0; i < length; i++)
    if (word[i] <= 0x20 || word[i] > 0x7e || word[i] == '"' || word[i] == '\\')
      return FALSE;

  return length > 0 && length <= MOST_OF_A_WORD;
}

static void
add_words (GPtrArray          *set,
           const char * const *words)
{
  for (; words != NULL && *words != NULL; words++)
    if (set->len < MOST_WORDS && is_scope (*words) &&
        !g_ptr_array_find_with_equal_func (set, *words, g_str_equal, NULL))
      g_ptr_array_add (set, g_strdup (*words));
}

static void
add_text (GPtrArray  *set,
          const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text != NULL ? text : "", " \t\r\n", -1);

  add_words (set, (const char * const *) words);
}

static char **
steal_words (GPtrArray *set)
{
  g_ptr_array_add (set, NULL);

  return (char **) g_ptr_array_steal (set, NULL);
}

/*
 * crib_scopes_unite:
 * @words: (nullable): scopes
 * @more: (nullable): more of them, apart by blanks
 *
 * Returns: (transfer full): each of them once, but what is no scope
 */
char **
crib_scopes_unite (const char * const *words,
                   const char         *more)
{
  g_autoptr(GPtrArray) set = g_ptr_array_new_with_free_func (g_free);

  add_words (set, words);
  add_text (set, more);

  return steal_words (set);
}

/* Nullable: what is in @some and not in @less. */
static char *
subtract (const char *some,
          const char *less)
{
  g_auto(GStrv) words = crib_scopes_unite (NULL, some);
  g_auto(GStrv) taken = crib_scopes_unite (NULL, less);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) rest = NULL;

  for (char **word = words; *word != NULL; word++)
    if (!g_strv_contains ((const char * const *) taken, *word))
      g_strv_builder_add (builder, *word);

  rest = g_strv_builder_end (builder);

  return *rest != NULL ? g_strjoinv (" ", rest) : NULL;
}

/* Each nullable, and apart by blanks, as is what comes of it. */
static char *
join (const char *some,
      const char *more)
{
  g_autoptr(GPtrArray) set = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) words = NULL;

  add_text (set, some);
  add_text (set, more);
  words = steal_words (set);

  return g_strjoinv (" ", words);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* In one order, "" for nothing. */
static char *
dup_key (const char *scope)
{
  g_autoptr(GPtrArray) set = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) words = NULL;

  add_text (set, scope);
  g_ptr_array_sort (set, compare);
  words = steal_words (set);

  return g_strjoinv (" ", words);
}

/*
 * crib_authorizer_dup_step:
 * @challenge: (nullable): the WWW-Authenticate fields of a 403
 *
 * Returns: (transfer full) (nullable): the scopes that are missing, in one order; %NULL where the
 *   refusal is not for want of scopes (RFC 6750 §3.1)
 */
char *
crib_authorizer_dup_step (const char *challenge)
{
  g_autoptr(GPtrArray) challenges = challenge != NULL ? http_challenge_parse (challenge) : NULL;

  for (guint i = 0; challenges != NULL && i < challenges->len; i++)
    {
      HttpChallenge *one = g_ptr_array_index (challenges, i);
      const char *error = http_challenge_get_parameter (one, "error");
      g_autofree char *key = dup_key (http_challenge_get_parameter (one, "scope"));

      if (http_challenge_has_scheme (one, "bearer") && *key != '\0' &&
          g_strcmp0 (error, "insufficient_scope") == 0)
        return g_steal_pointer (&key);
    }

  return NULL;
}

/*
 * crib_authorizer_get_steps:
 * @step: from crib_authorizer_dup_step()
 *
 * Returns: how often it was asked for in vain
 */
guint
crib_authorizer_get_steps (CribAuthorizer *self,
                           const char     *step)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->steps, step));
}

/* Where a person has written down what to ask for, that is it. A server that nothing is
 * enough for gets no more, and nobody is asked again for what they declined. */
gboolean
crib_authorizer_may_step_up (CribAuthorizer *self,
                             const char     *step)
{
  return crib_server_get_scope (self->server) == NULL &&
         crib_authorizer_get_steps (self, step) < MOST_TIMES;
}

/* Whoever signs in by a button is asked for it as well, however often it was in vain. */
void
crib_authorizer_want (CribAuthorizer *self,
                      const char     *step)
{
  char *old = self->wanted;

  if (crib_server_get_scope (self->server) != NULL)
    return;

  self->wanted = join (old, step);
  g_free (old);

  if (*self->wanted == '\0')
    g_clear_pointer (&self->wanted, g_free);
}

void
crib_authorizer_count_step (CribAuthorizer *self,
                            const char     *step)
{
  guint times = crib_authorizer_get_steps (self, step) + 1;

  g_hash_table_replace (self->steps, g_strdup (step), GUINT_TO_POINTER (times));
}

void
crib_authorizer_decline_step (CribAuthorizer *self,
                              const char     *step)
{
  g_hash_table_replace (self->steps, g_strdup (step), GUINT_TO_POINTER (MOST_TIMES));
}

void
crib_authorizer_forget_steps (CribAuthorizer *self)
{
  g_clear_pointer (&self->wanted, g_free);
  g_hash_table_remove_all (self->steps);
}

/*
 * crib_scopes_dup_wider:
 * @name: what the server is called as a resource
 * @scopes: what is asked for so far, as it is sent
 * @more: what is wanted besides, apart by blanks
 *
 * At Entra a bare scope is one of the API that was asked for so far, and what is another API's is
 * left out.
 *
 * Returns: (transfer full): both together, as they are sent
 */
char **
crib_scopes_dup_wider (OauthAuthority     *authority,
                       const char         *name,
                       const char * const *scopes,
                       const char         *more)
{
  OauthProfile *profile = oauth_authority_get_profile (authority);
  g_autofree char *prefix = ENTRA_IS_PROFILE (profile) ? entra_dup_prefix (scopes) : NULL;
  g_auto(GStrv) words = crib_scopes_unite (scopes, more);

  return oauth_profile_dup_scopes (profile, prefix != NULL ? prefix : name, words, NULL,
                                   (char **) oauth_authority_get_scopes (authority));
}

/*
 * crib_authorizer_dup_wider:
 * @protection: what is asked for so far
 * @more: what is wanted besides
 * @error: return location: `OAUTH_ERROR_SETUP` where that is nothing that the server may want
 *
 * Returns: (transfer full) (nullable): the same for both together
 */
CribProtection *
crib_authorizer_dup_wider (CribAuthorizer  *self,
                           CribProtection  *protection,
                           const char      *more,
                           GError         **error)
{
  OauthResource *resource = crib_protection_get_resource (protection);
  OauthAuthority *authority = crib_protection_get_authority (protection);
  const char *name = resource != NULL ? oauth_resource_get_identifier (resource)
                                      : crib_server_get_uri (self->server);
  g_auto(GStrv) scopes = NULL;

  scopes = crib_scopes_dup_wider (authority, name, crib_protection_get_scopes (protection), more);

  if (!crib_authorizer_check_scopes (self, name, authority, scopes, error) ||
      !crib_authorizer_check_api (self, authority, scopes, error))
    return NULL;

  return crib_protection_new (resource, authority, crib_protection_get_issuer (protection),
                              (const char * const *) scopes, NULL);
}

/*
 * crib_authorizer_take_step:
 * @more: what somebody has agreed to
 * @protection: with all that was asked for
 *
 * From now on that is what is asked for, and the lists of the server may have become longer.
 */
void
crib_authorizer_take_step (CribAuthorizer *self,
                           const char     *more,
                           CribProtection *protection)
{
  g_autofree char *scope = join (crib_server_get_step_up_scope (self->server), more);
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  self->wanted = subtract (wanted, more);
  crib_server_set_step_up_scope (self->server, scope);
  crib_authorizer_set_protection (self, protection);
}
