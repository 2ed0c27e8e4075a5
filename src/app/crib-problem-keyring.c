/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-keyring.h"

#include "vault-error.h"

#include <glib/gi18n-lib.h>

#define YOU N_("You")

/* entra.md 7.5. */
static const CribProblemCase cases[] = {
  [VAULT_ERROR_NO_SERVICE] = {
    CRIB_PROBLEM_KEYRING, N_("No keyring answers on this computer"),
    N_("There is no safe place to keep your sign-in, and Toolcrib never writes it to a plain "
       "file."),
    N_("You, or whoever set up this computer"),
    N_("Stay signed in only until you close Toolcrib, or install and start a keyring such as "
       "GNOME Keyring."),
    N_("No keyring"), SESSION_ONLY | RETRY, SESSION_ONLY,
  },
  [VAULT_ERROR_LOCKED] = {
    CRIB_PROBLEM_KEYRING, N_("Your keyring is locked"),
    N_("Your sign-in for %s is in it, safe and complete. Toolcrib can read it once the keyring is "
       "unlocked."),
    YOU, N_("Unlock the keyring. Its password is most often the one of this computer."),
    N_("Keyring locked"), SIGN_IN | SESSION_ONLY, SIGN_IN,
  },
  [VAULT_ERROR_DISMISSED] = {
    CRIB_PROBLEM_KEYRING, N_("Your keyring is still locked"),
    N_("You were asked to unlock it, and it stayed locked. Your sign-in for %s is still in it."),
    YOU, N_("Unlock it when you want to go on, or stay signed in only until you close Toolcrib."),
    N_("Keyring locked"), SIGN_IN | SESSION_ONLY, SIGN_IN,
  },
  [VAULT_ERROR_CORRUPT] = {
    CRIB_PROBLEM_KEYRING, N_("Your saved sign-in cannot be read"), NULL,
    YOU, N_("Sign in again; that puts a new one in its place. Until then nothing is deleted."),
    N_("Signed out"), SIGN_IN | SESSION_ONLY, SIGN_IN,
  },
  [VAULT_ERROR_FILE] = {
    CRIB_PROBLEM_KEYRING, N_("Your saved sign-ins cannot be opened"), NULL,
    YOU, N_("Move the old file aside and begin a new one; then sign in again. Nothing is deleted."),
    N_("Keyring does not work"), MOVE_ASIDE | SESSION_ONLY, MOVE_ASIDE,
  },
  [VAULT_ERROR_FAILED] = {
    CRIB_PROBLEM_KEYRING, N_("The keyring has a problem"), NULL,
    N_("You, or whoever set up this computer"),
    N_("Try again. If it stays like this, stay signed in only until you close Toolcrib."),
    N_("Keyring does not work"), RETRY | SESSION_ONLY, RETRY,
  },
};

/*
 * crib_problem_keyring_find:
 * @error: any error
 * @words: (out): filled in, translated, if it is one of the keyring
 *
 * Returns: whether it is
 */
gboolean
crib_problem_keyring_find (const GError    *error,
                           CribProblemCase *words)
{
  guint code = error->code;

  if (error->domain != VAULT_ERROR)
    return FALSE;

  *words = cases[code < G_N_ELEMENTS (cases) ? code : VAULT_ERROR_FAILED];
  crib_problem_case_translate (words);

  return TRUE;
}
