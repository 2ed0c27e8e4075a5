/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-parameters.h"

#include "vault-secret.h"

#include <string.h>

struct _OauthParameters
{
  GString *text;
  char before;
};

/* Without ever growing in place: what GString moves, it leaves behind unwiped. */
static void
append (OauthParameters *self,
        const char      *text)
{
  gsize wanted = self->text->len + strlen (text) + 1;
  GString *bigger;

  if (wanted > self->text->allocated_len)
    {
      bigger = g_string_sized_new (MAX (wanted, 2 * self->text->allocated_len));
      g_string_append_len (bigger, self->text->str, self->text->len);
      vault_wipe_string (g_string_free (self->text, FALSE));
      self->text = bigger;
    }

  g_string_append (self->text, text);
}

/*
 * oauth_parameters_new:
 * @start: (nullable): the address that they are appended to, or `NULL` for a body
 *
 * Returns: (transfer full): no parameters yet
 */
OauthParameters *
oauth_parameters_new (const char *start)
{
  OauthParameters *self = g_new0 (OauthParameters, 1);

  self->text = g_string_sized_new (2048);

  if (start != NULL)
    {
      append (self, start);
      self->before = strchr (start, '?') == NULL ? '?' : '&';
    }

  return self;
}

/*
 * oauth_parameters_free:
 * @self: (transfer full): parameters
 *
 * Wipes them, for there are secrets among them.
 */
void
oauth_parameters_free (OauthParameters *self)
{
  if (self->text != NULL)
    vault_wipe_string (g_string_free (self->text, FALSE));
  g_free (self);
}

/*
 * oauth_parameters_add:
 * @name: plain letters
 * @value: (nullable): anything, or `NULL` to leave @name out
 *
 * All but unreserved letters are percent-encoded, a blank too: some servers take no "+".
 */
void
oauth_parameters_add (OauthParameters *self,
                      const char      *name,
                      const char      *value)
{
  const char before[2] = { self->before, '\0' };
  char *escaped;

  if (value == NULL)
    return;

  escaped = g_uri_escape_string (value, NULL, FALSE);
  append (self, before);
  append (self, name);
  append (self, "=");
  append (self, escaped);
  vault_wipe_string (escaped);

  self->before = '&';
}

/*
 * oauth_parameters_add_scope:
 * @scopes: (nullable): what to ask for; nothing at all where there is none (RFC 6749 §3.3)
 */
void
oauth_parameters_add_scope (OauthParameters    *self,
                            const char * const *scopes)
{
  g_autofree char *scope = NULL;

  if (scopes == NULL || *scopes == NULL)
    return;

  scope = g_strjoinv (" ", (char **) scopes);
  oauth_parameters_add (self, "scope", scope);
}

/*
 * oauth_parameters_add_extra:
 * @extra: (nullable): name, value, name, value …
 * @without_claims: whether a `claims` among them gives way to one that the caller adds
 */
void
oauth_parameters_add_extra (OauthParameters  *self,
                            char            **extra,
                            gboolean          without_claims)
{
  for (; extra != NULL && extra[0] != NULL && extra[1] != NULL; extra += 2)
    if (!without_claims || !g_str_equal (extra[0], "claims"))
      oauth_parameters_add (self, extra[0], extra[1]);
}

/*
 * oauth_parameters_end:
 *
 * Returns: (transfer full): what was written; to be wiped by the caller where it is secret
 */
char *
oauth_parameters_end (OauthParameters *self)
{
  GString *text = g_steal_pointer (&self->text);

  return g_string_free (text, FALSE);
}
