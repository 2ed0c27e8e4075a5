/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-challenge.h"

#include <string.h>

#define TOKEN_MARKS "!#$%&'*+-.^_`|~"
#define TOKEN68_MARKS "-._~+/"

/**
 * HttpChallenge:
 *
 * One challenge of a `WWW-Authenticate` or `Proxy-Authenticate` field
 * (RFC 9110 §11.6.1): a scheme with either a token68 or parameters.
 *
 * Immutable and reference counted. All its texts are UTF-8.
 */
struct _HttpChallenge
{
  gatomicrefcount references;

  char *scheme;
  char *token68;
  GHashTable *parameters;  /* by name in lower case; NULL while there are none */
};

G_DEFINE_BOXED_TYPE (HttpChallenge, http_challenge, http_challenge_ref, http_challenge_unref)

/* A field value and how far it was read. Every byte is read twice at most:
 * once to see whether it belongs to a token68, and once for good. */
typedef struct
{
  const char *at;
  HttpChallenge *challenge;  /* the one that parameters belong to, borrowed */
  gboolean is_at_comma;      /* whether a comma, or nothing, stands before */
} Reader;

static HttpChallenge *
challenge_new (char *scheme)
{
  HttpChallenge *self = g_new0 (HttpChallenge, 1);

  g_atomic_ref_count_init (&self->references);
  self->scheme = scheme;

  return self;
}

/* Takes @name and @value over. Of several of one name the first counts. */
static void
add_parameter (HttpChallenge *self,
               char          *name,
               char          *value)
{
  g_autofree char *owned_name = name;
  g_autofree char *owned_value = value;

  if (self->parameters == NULL)
    self->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!g_hash_table_contains (self->parameters, name))
    g_hash_table_insert (self->parameters, g_steal_pointer (&owned_name),
                         g_steal_pointer (&owned_value));
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
is_token (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (TOKEN_MARKS, c) != NULL);
}

static gboolean
is_token68 (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (TOKEN68_MARKS, c) != NULL);
}

/* Wider than a token: many servers write resource_metadata=https://… without quotes. */
static gboolean
is_value (char c)
{
  return c != '\0' && c != ',' && c != '"' && !g_ascii_isspace (c) && !g_ascii_iscntrl (c);
}

static const char *
skip_blanks (const char *at)
{
  while (is_blank (*at))
    at++;

  return at;
}

static const char *
skip_while (const char *at,
            gboolean  (*belongs) (char c))
{
  while (belongs (*at))
    at++;

  return at;
}

/* Returns where the string that opens at @at is closed, or the end of the field. */
static const char *
skip_quoted (const char *at)
{
  for (at++; *at != '\0' && *at != '"'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;

  return at;
}

/* Past what cannot be read, up to the next comma outside of quotes. */
static const char *
skip_element (const char *at)
{
  while (*at != '\0' && *at != ',')
    {
      if (*at == '"')
        at = skip_quoted (at);
      if (*at != '\0')
        at++;
    }

  return at;
}

static char *
unquote (const char *at,
         const char *end)
{
  g_autoptr(GString) value = g_string_sized_new (end - at);

  for (; at < end; at++)
    {
      if (*at == '\\')
        at++;
      g_string_append_c (value, *at);
    }

  return g_utf8_make_valid (value->str, value->len);
}

/* Returns what is behind the value at @at, or NULL if it cannot be read. */
static const char *
read_value (const char  *at,
            char       **value)
{
  const char *end = *at == '"' ? skip_quoted (at) : skip_while (at, is_value);

  if (end == at || (*at == '"' && *end == '\0'))
    return NULL;

  if (*at == '"')
    *value = unquote (at + 1, end++);
  else
    *value = g_utf8_make_valid (at, end - at);

  return end;
}

/* @equals is where the "=" behind @name stands. */
static void
read_parameter (Reader     *self,
                char       *name,
                const char *equals)
{
  g_autofree char *key = name;
  g_autofree char *value = NULL;
  const char *end = read_value (skip_blanks (equals + 1), &value);

  self->is_at_comma = FALSE;
  self->at = end != NULL ? end : skip_element (equals + 1);

  if (end == NULL || self->challenge == NULL || self->challenge->token68 != NULL)
    return;

  add_parameter (self->challenge, g_steal_pointer (&key), g_steal_pointer (&value));
}

/* Returns what is behind the token68 at @at, or @at if what stands there is none. */
static const char *
skip_token68 (const char *at)
{
  const char *end = skip_while (at, is_token68);
  const char *behind;

  if (end == at)
    return at;

  while (*end == '=')
    end++;

  behind = skip_blanks (end);

  return *behind == ',' || *behind == '\0' ? end : at;
}

/* @end is where the name of the scheme ends. */
static void
read_scheme (Reader     *self,
             GPtrArray  *challenges,
             char       *scheme,
             const char *end)
{
  const char *at = skip_blanks (end);
  const char *behind = at > end ? skip_token68 (at) : at;

  self->challenge = challenge_new (scheme);
  g_ptr_array_add (challenges, self->challenge);

  if (behind > at)
    self->challenge->token68 = g_strndup (at, behind - at);

  self->at = behind;
  self->is_at_comma = FALSE;
}

/* A scheme, a parameter, or something else to be passed over. */
static void
read_element (Reader    *self,
              GPtrArray *challenges)
{
  const char *end = skip_while (self->at, is_token);
  const char *behind = skip_blanks (end);
  gboolean is_named = end > self->at;

  if (is_named && *behind == '=')
    read_parameter (self, g_ascii_strdown (self->at, end - self->at), behind);
  else if (is_named && self->is_at_comma && (behind > end || *end == ',' || *end == '\0'))
    read_scheme (self, challenges, g_ascii_strdown (self->at, end - self->at), end);
  else
    self->at = skip_element (self->at);
}

/**
 * http_challenge_parse:
 * @header: (nullable): the value of the field; of several fields their values,
 *   joined by ", " (RFC 9110 §5.3)
 *
 * Reads what RFC 9110 §11.6.1 allows: several challenges in one field, empty
 * elements, blanks around "=", quoted pairs, token68 with its padding.
 *
 * Of two parameters of one name the first counts, since a later one may have
 * been added by somebody between. What cannot be read (an unknown shape, a
 * quote that never ends) is left out, the rest is kept; beyond the grammar,
 * a missing comma between two parameters and values without quotes, such as
 * addresses, are understood.
 *
 * Returns: (transfer full) (element-type HttpChallenge): the challenges in
 *   their order, maybe none
 */
GPtrArray *
http_challenge_parse (const char *header)
{
  GPtrArray *challenges = g_ptr_array_new_with_free_func ((GDestroyNotify) http_challenge_unref);
  Reader reader = { header != NULL ? header : "", NULL, TRUE };

  for (;;)
    {
      while (is_blank (*reader.at) || *reader.at == ',')
        reader.is_at_comma |= *reader.at++ == ',';

      if (*reader.at == '\0')
        return challenges;

      read_element (&reader, challenges);
    }
}

/**
 * http_challenge_ref:
 * @self: a challenge
 *
 * Returns: (transfer full): @self, held once more
 */
HttpChallenge *
http_challenge_ref (HttpChallenge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * http_challenge_unref:
 * @self: (transfer full): a challenge
 *
 * Lets go of @self; the last one frees it.
 */
void
http_challenge_unref (HttpChallenge *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->scheme, g_free);
  g_clear_pointer (&self->token68, g_free);
  g_clear_pointer (&self->parameters, g_hash_table_unref);
  g_free (self);
}

/**
 * http_challenge_get_scheme:
 * @self: a challenge
 *
 * Returns: (transfer none): the scheme in lower case, such as "bearer"
 */
const char *
http_challenge_get_scheme (HttpChallenge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scheme;
}

/**
 * http_challenge_has_scheme:
 * @self: a challenge
 * @scheme: the name of a scheme, in any case (RFC 9110 §11.1)
 *
 * Returns: whether @self is of @scheme
 */
gboolean
http_challenge_has_scheme (HttpChallenge *self,
                           const char    *scheme)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (scheme != NULL, FALSE);

  return g_ascii_strcasecmp (self->scheme, scheme) == 0;
}

/**
 * http_challenge_get_token68:
 * @self: a challenge
 *
 * Returns: (transfer none) (nullable): the one token that stands in place of
 *   parameters ("Negotiate YWJj=="), with its padding, undecoded
 */
const char *
http_challenge_get_token68 (HttpChallenge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->token68;
}

/**
 * http_challenge_get_parameter:
 * @self: a challenge
 * @name: the name of a parameter, in any case (RFC 9110 §11.2)
 *
 * Returns: (transfer none) (nullable): its value without quotes and
 *   backslashes, "" for an empty one, `NULL` where it is missing
 */
const char *
http_challenge_get_parameter (HttpChallenge *self,
                              const char    *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->parameters == NULL)
    return NULL;

  key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->parameters, key);
}

/**
 * http_challenge_find:
 * @challenges: (element-type HttpChallenge): from http_challenge_parse()
 * @scheme: the name of a scheme, in any case
 *
 * Returns: (transfer none) (nullable): the first challenge of @scheme
 */
HttpChallenge *
http_challenge_find (GPtrArray  *challenges,
                     const char *scheme)
{
  g_return_val_if_fail (challenges != NULL, NULL);
  g_return_val_if_fail (scheme != NULL, NULL);

  for (guint i = 0; i < challenges->len; i++)
    if (http_challenge_has_scheme (g_ptr_array_index (challenges, i), scheme))
      return g_ptr_array_index (challenges, i);

  return NULL;
}
