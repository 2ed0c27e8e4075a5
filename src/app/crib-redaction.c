/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-redaction.h"

#define REMOVED "…"

/* The names that answers and requests of OAuth give their secrets (RFC 6749, RFC 7636, OpenID
 * Connect Core, entra.md 3), in forms, addresses, JSON and prose. */
#define NAMES "refresh_token|access_token|id_token(?:_hint)?|code_verifier|client_secret|" \
              "client_info|client_assertion|assertion|password"

/* "code" and the like are also plain words: only what is written as a parameter counts. */
#define SHORT_NAMES "code|state|nonce"

static const char * const patterns[] = {
  "((?i:\\b(?:" NAMES ")\\b)\\\\?[\"']?\\s*(?:[=:]|%3D|%3A)\\s*\\\\?[\"']?)[^\\s&\"',;\\\\}]+",
  "((?i:\\b(?:" SHORT_NAMES ")(?:=|%3D)))[^\\s&\"',;]+",
  "((?i:\\bBearer)\\s+)[A-Za-z0-9._~+/=-]{8,}",

  /* A JSON Web Token, or the start of one. */
  "()\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)*",

  /* What looks drawn by lot: long, with both cases and digits. GUIDs are shorter and of one. */
  "()(?<![A-Za-z0-9_-])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])(?=[A-Za-z_-]*[0-9])"
  "[A-Za-z0-9_-]{40,}",
};

static GRegex *
get_pattern (guint i)
{
  static GRegex *compiled[G_N_ELEMENTS (patterns)];

  if (g_once_init_enter (&compiled[i]))
    g_once_init_leave (&compiled[i], g_regex_new (patterns[i], 0, 0, NULL));

  return compiled[i];
}

/*
 * crib_redact:
 * @text: valid UTF-8, what others said
 *
 * Takes out what may be a secret: people send details of a failure around, and a server may repeat
 * in its refusal what it was given. A net below the rule that secrets never enter errors.
 *
 * Returns: (transfer full): the rest
 */
char *
crib_redact (const char *text)
{
  g_autofree char *rest = g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      char *next = g_regex_replace (get_pattern (i), rest, -1, 0, "\\1" REMOVED, 0, NULL);

      g_free (rest);
      rest = next != NULL ? next : g_strdup (REMOVED);
    }

  return g_steal_pointer (&rest);
}
