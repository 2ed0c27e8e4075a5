/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem.h"

#include "crib-problem-case.h"
#include "mcp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes: a paragraph, and what somebody would still send to an administrator. */
#define MAX_BODY 600
#define MAX_DETAILS (8 * 1024)

/**
 * CribProblem:
 *
 * A failure in words for people: what happened, who can fix it, how; immutable.
 *
 * The words are ours; words of the server appear in the body only where it refused and only it
 * knows why. What the protocol says lies in the details.
 */
struct _CribProblem
{
  GObject parent_instance;

  const CribProblemCase *words;
  char *title;
  char *body;
  char *details;
};

G_DEFINE_FINAL_TYPE (CribProblem, crib_problem, G_TYPE_OBJECT)

static void
crib_problem_finalize (GObject *object)
{
  CribProblem *self = CRIB_PROBLEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->details, g_free);

  G_OBJECT_CLASS (crib_problem_parent_class)->finalize (object);
}

static void
crib_problem_class_init (CribProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_problem_finalize;
}

static void
crib_problem_init (CribProblem *self)
{
}

/* The words have one place for the name: no format string comes from a translation. */
static char *
build_title (const char *words,
             CribServer *server)
{
  const char *name = server != NULL ? crib_server_get_name (server) : _("the server");
  g_auto(GStrv) parts = g_strsplit (gettext (words), "%s", 2);
  g_autofree char *title = g_strjoinv (name, parts);
  g_autofree char *first = NULL;

  if (server != NULL || !g_str_has_prefix (title, name))
    return g_steal_pointer (&title);

  first = g_utf8_strup (title, g_utf8_next_char (title) - title);

  return g_strconcat (first, g_utf8_next_char (title), NULL);
}

/* A server's words may be of any length. */
static char *
shorten (const char *text,
         gsize       max_bytes)
{
  g_autofree char *start = NULL;
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (strlen (valid) <= max_bytes)
    return g_steal_pointer (&valid);

  start = g_strndup (valid, g_utf8_find_prev_char (valid, valid + max_bytes) - valid);

  return g_strconcat (start, "…", NULL);
}

static char *
build_details (const GError *error,
               CribServer   *server)
{
  const char *words = mcp_error_get_details (error);
  GString *details = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (server != NULL && *crib_server_get_uri (server) != '\0')
    g_string_append_printf (details, "%s\n", crib_server_get_uri (server));

  g_string_append (details, error->message);

  if (words != NULL)
    g_string_append_printf (details, "\n%s", words);

  text = g_string_free (details, FALSE);

  return shorten (text, MAX_DETAILS);
}

/**
 * crib_problem_new:
 * @error: what failed
 * @server: (nullable): which server it was
 *
 * Returns: (transfer full): the same in words for people
 */
CribProblem *
crib_problem_new (const GError *error,
                  CribServer   *server)
{
  CribProblem *self;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (server == NULL || CRIB_IS_SERVER (server), NULL);

  self = g_object_new (CRIB_TYPE_PROBLEM, NULL);
  self->words = crib_problem_case_find (error);
  self->title = build_title (self->words->title, server);
  self->body = self->words->body != NULL
    ? g_strdup (gettext (self->words->body))
    : shorten (error->message, MAX_BODY);
  self->details = build_details (error, server);

  return self;
}

/**
 * crib_problem_get_kind:
 * @self: a problem
 *
 * Returns: what kind it is, for a caller that acts on it
 */
CribProblemKind
crib_problem_get_kind (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), CRIB_PROBLEM_OTHER);

  return self->words->kind;
}

/**
 * crib_problem_get_title:
 * @self: a problem
 *
 * Returns: a few words: "Contoso Orders does not answer"
 */
const char *
crib_problem_get_title (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return self->title;
}

/**
 * crib_problem_get_body:
 * @self: a problem
 *
 * Returns: what happened, in one clear sentence or two
 */
const char *
crib_problem_get_body (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return self->body;
}

/**
 * crib_problem_get_who:
 * @self: a problem
 *
 * Returns: who can fix it
 */
const char *
crib_problem_get_who (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return gettext (self->words->who);
}

/**
 * crib_problem_get_fix:
 * @self: a problem
 *
 * Returns: what to do next
 */
const char *
crib_problem_get_fix (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return gettext (self->words->fix);
}

/**
 * crib_problem_get_details:
 * @self: a problem
 *
 * Returns: (nullable): address, status, codes and the first bytes of an answer, in lines
 */
const char *
crib_problem_get_details (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return self->details;
}

/**
 * crib_problem_can_retry:
 * @self: a problem
 *
 * Returns: whether the same may work a moment later
 */
gboolean
crib_problem_can_retry (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), FALSE);

  return self->words->can_retry;
}
