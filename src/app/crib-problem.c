/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem.h"

#include "crib-problem-case.h"
#include "crib-problem-details.h"
#include "oauth-error.h"
#include "vault-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes: a paragraph. */
#define MAX_BODY 600

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

  CribProblemCase words;
  gboolean is_locked;
  char *title;
  char *body;
  char *fix;
  char *details;
  char *summary;
  char *key;
};

G_DEFINE_FINAL_TYPE (CribProblem, crib_problem, G_TYPE_OBJECT)

static void
crib_problem_finalize (GObject *object)
{
  CribProblem *self = CRIB_PROBLEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->fix, g_free);
  g_clear_pointer (&self->details, g_free);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->key, g_free);

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
fill_in (const char *words,
         CribServer *server)
{
  const char *name = server != NULL ? crib_server_get_name (server) : _("the server");
  g_auto(GStrv) parts = g_strsplit (words, "%s", 2);
  g_autofree char *text = g_strjoinv (name, parts);
  g_autofree char *first = NULL;

  if (server != NULL || !g_str_has_prefix (text, name))
    return g_steal_pointer (&text);

  first = g_utf8_strup (text, g_utf8_next_char (text) - text);

  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static char *
dup_wait (gint64 seconds)
{
  gint64 minutes = seconds / 60 + (seconds % 60 > 0 ? 1 : 0);

  if (seconds <= 0)
    return NULL;

  if (seconds < 120)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "It asked to be left alone for %d second.",
                                         "It asked to be left alone for %d seconds.", seconds),
                            (int) seconds);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "It asked to be left alone for %d minute.",
                                       "It asked to be left alone for %d minutes.", minutes),
                          (int) MIN (minutes, G_MAXINT));
}

static char *
build_body (CribProblem  *self,
            const GError *error,
            CribServer   *server)
{
  g_autofree char *said = self->words.body != NULL
    ? fill_in (self->words.body, server)
    : crib_problem_details_shorten (error->message, MAX_BODY);
  g_autofree char *wait = dup_wait (oauth_error_get_retry_after (error));
  const char *sentences[] = { said, NULL, NULL, NULL };
  guint n = 1;

  if (wait != NULL)
    sentences[n++] = wait;
  if (self->words.rest != NULL)
    sentences[n++] = self->words.rest;

  return g_strjoinv (" ", (char **) sentences);
}

CribProblem *
crib_problem_new_hinted (const GError          *error,
                         CribServer            *server,
                         const CribProblemHint *hint)
{
  CribProblem *self;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (server == NULL || CRIB_IS_SERVER (server), NULL);

  self = g_object_new (CRIB_TYPE_PROBLEM, NULL);
  crib_problem_case_find (error, hint, &self->words);
  self->is_locked = g_error_matches (error, VAULT_ERROR, VAULT_ERROR_LOCKED) ||
                    g_error_matches (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  self->title = fill_in (self->words.title, server);
  self->body = build_body (self, error, server);
  self->fix = fill_in (self->words.fix, server);
  self->details = crib_problem_details_build (error, server);
  self->summary = crib_problem_details_sum_up (error);
  self->key = g_strdup (oauth_error_get_advice_key (error));

  return self;
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
  return crib_problem_new_hinted (error, server, NULL);
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

  return self->words.kind;
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

  return self->words.who;
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

  return self->fix;
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
 * Returns: whether the same may work a moment later, or after somebody signed in
 */
gboolean
crib_problem_can_retry (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), FALSE);

  return (self->words.actions & (RETRY | SIGN_IN)) != 0;
}

/**
 * crib_problem_get_actions:
 * @self: a problem
 *
 * Returns: what a person can do about it: flags. Whether there is an account, an administrator or a
 *   registration that an action needs, the caller knows
 */
CribProblemAction
crib_problem_get_actions (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NONE);

  return self->words.actions;
}

/**
 * crib_problem_get_suggested:
 * @self: a problem
 *
 * Returns: the action that helps most, or `CRIB_PROBLEM_ACTION_NONE`
 */
CribProblemAction
crib_problem_get_suggested (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NONE);

  return self->words.suggested;
}

/**
 * crib_problem_get_action_label:
 * @self: a problem
 * @action: one action
 *
 * Returns: what the button for it says
 */
const char *
crib_problem_get_action_label (CribProblem       *self,
                               CribProblemAction  action)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  switch (action)
    {
    case CRIB_PROBLEM_ACTION_RETRY:
      return _("Try Again");
    case CRIB_PROBLEM_ACTION_SETTINGS:
      return _("Server Settings");
    case CRIB_PROBLEM_ACTION_SIGN_IN:
      if (self->is_locked)
        return _("Unlock Keyring");
      return self->words.kind == CRIB_PROBLEM_SIGN_IN_FAILED ? _("Try Again") : _("Sign In");
    case CRIB_PROBLEM_ACTION_OTHER_ACCOUNT:
      return _("Use Another Account");
    case CRIB_PROBLEM_ACTION_BROWSER:
      return _("Open in Browser");
    case CRIB_PROBLEM_ACTION_SESSION_ONLY:
      return _("Stay Signed In Until I Close");
    case CRIB_PROBLEM_ACTION_COPY_MESSAGE:
      return _("Copy Message for Administrator");
    case CRIB_PROBLEM_ACTION_TRUST:
      return _("Trust This Service…");
    case CRIB_PROBLEM_ACTION_MOVE_ASIDE:
      return _("Move the Old File Aside");
    case CRIB_PROBLEM_ACTION_NONE:
    default:
      return NULL;
    }
}

/**
 * crib_problem_get_summary:
 * @self: a problem
 *
 * Returns: (nullable): the details in one line: "AADSTS50105 · correlation id 8f3e…"
 */
const char *
crib_problem_get_summary (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return self->summary;
}

/**
 * crib_problem_get_key:
 * @self: a problem
 *
 * Returns: (nullable): the number of an error of Entra, as "AADSTS50105"; what an authority wrote
 */
const char *
crib_problem_get_key (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return self->key;
}

/**
 * crib_problem_get_short:
 * @self: a problem
 *
 * Returns: (nullable): a few words for the server button, or `NULL` for what is none of the
 *   server's state: "Keyring locked"
 */
const char *
crib_problem_get_short (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), NULL);

  return self->words.brief;
}

/**
 * crib_problem_lacks_permission:
 * @self: a problem
 *
 * Returns: whether the server misses a permission in the sign-in, which the person or an
 *   administrator can grant
 */
gboolean
crib_problem_lacks_permission (CribProblem *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM (self), FALSE);

  return self->words.lacks_permission;
}
