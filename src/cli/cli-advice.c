/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-advice.h"

#include <glib/gi18n.h>
#include <string.h>

/* As somebody types it. */
static char *
dup_word (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr ("-_.:/@", *c) == NULL)
        return g_shell_quote (text);
    }

  return *text != '\0' ? g_strdup (text) : g_shell_quote (text);
}

static char *
dup_trust_advice (CribConnection *connection)
{
  CribProtection *protection = connection != NULL ? crib_connection_get_protection (connection)
                                                  : NULL;
  g_autofree char *issuer = protection != NULL ? crib_protection_dup_plain_issuer (protection)
                                               : NULL;
  g_autofree char *word = issuer != NULL ? dup_word (issuer) : NULL;
  gboolean is_like_entra = protection != NULL && crib_protection_is_like_entra (protection);

  return g_strdup_printf (_("Ask your administrator whether this is where your organisation signs "
                            "in. Only if it is: “toolcrib-cli trust add %s%s”."),
                          word != NULL ? word : "ISSUER", is_like_entra ? " --kind entra" : "");
}

static char *
dup_sign_in_advice (const char     *word,
                    CribConnection *connection)
{
  if (connection != NULL && crib_connection_get_account (connection) != NULL)
    return g_strdup_printf (_("Sign in with “toolcrib-cli sign-in %s”; add --other-account to be "
                              "somebody else."), word);

  return g_strdup_printf (_("Sign in with “toolcrib-cli sign-in %s”."), word);
}

static char *
dup_client_id_advice (const char *word,
                      gboolean    is_saved)
{
  if (is_saved)
    return g_strdup_printf (_("Enter it with “toolcrib-cli edit %s --client-id ID”. Your "
                              "administrator knows it."), word);

  return g_strdup_printf (_("Save the server with “toolcrib-cli add %s --client-id ID”. Your "
                            "administrator knows the ID."), word);
}

/* A sign-in that lasts until the program closes is of no use to one that closes at once. */
static char *
dup_keyring_advice (const char        *word,
                    CribProblemAction  actions)
{
  if ((actions & CRIB_PROBLEM_ACTION_SIGN_IN) != 0)
    return g_strdup_printf (_("“toolcrib-cli sign-in %s” asks you to unlock the keyring, or to "
                              "sign in again."), word);

  return g_strdup (_("Install and start a keyring such as GNOME Keyring, then sign in. Without one "
                     "a sign-in cannot be kept for the next command."));
}

/* Scopes are the server's words: quoted, they are one of the command line. */
static char *
dup_scope_advice (const char     *word,
                  CribConnection *connection)
{
  const char *scope = connection != NULL ? crib_connection_get_wanted_scope (connection) : NULL;
  g_autofree char *scopes = scope != NULL ? dup_word (scope) : NULL;

  if (scopes == NULL)
    return NULL;

  return g_strdup_printf (_("Allow it with “toolcrib-cli sign-in %s --add-scope %s”."), word,
                          scopes);
}

/**
 * cli_advice_dup:
 * @problem: what went wrong
 * @target: how the server that it is about is named on a command line
 * @is_saved: whether it is saved under that name
 * @connection: (nullable): what is known of it
 *
 * Returns: (transfer full) (nullable): which command helps
 */
char *
cli_advice_dup (CribProblem    *problem,
                const char     *target,
                gboolean        is_saved,
                CribConnection *connection)
{
  CribProblemKind kind = crib_problem_get_kind (problem);
  g_autofree char *word = dup_word (target);

  if (kind == CRIB_PROBLEM_SIGN_IN)
    return dup_sign_in_advice (word, connection);

  if (kind == CRIB_PROBLEM_CLIENT_ID)
    return dup_client_id_advice (word, is_saved);

  if (kind == CRIB_PROBLEM_FORBIDDEN)
    return dup_scope_advice (word, connection);

  if (kind == CRIB_PROBLEM_UNTRUSTED)
    return dup_trust_advice (connection);

  if (kind == CRIB_PROBLEM_KEYRING)
    return dup_keyring_advice (word, crib_problem_get_actions (problem));

  return NULL;
}
