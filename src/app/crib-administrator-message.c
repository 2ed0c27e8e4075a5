/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-administrator-message.h"

#include "crib-problem-links.h"
#include "entra-profile.h"
#include "oauth-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The registered address of the listener: any port follows (entra.md 2.2, RFC 8252 §7.3). */
#define LOOPBACK "http://localhost"

/* What a message for people to read still lists. */
#define MOST_SCOPES 10
#define MOST_OF_A_LINE 400

/* Scopes come from a server, and a terminal may be where they are pasted to: what could mean
 * anything to a shell or end a line is left out. */
static gboolean
is_plain (const char *text)
{
  const char *allowed = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ":/._-";

  return *text != '\0' && *text != '-' && text[strspn (text, allowed)] == '\0';
}

static char **
dup_plain_scopes (CribProtection *protection)
{
  const char * const *scopes = crib_protection_get_scopes (protection);
  g_autoptr(GStrvBuilder) plain = g_strv_builder_new ();

  for (guint i = 0; scopes[i] != NULL && i < MOST_SCOPES; i++)
    if (is_plain (scopes[i]))
      g_strv_builder_add (plain, scopes[i]);

  return g_strv_builder_end (plain);
}

static void
append_fact (GString    *text,
             const char *label,
             const char *fact)
{
  g_autofree char *plain = oauth_text_dup_plain (fact, MOST_OF_A_LINE);

  if (plain != NULL && *plain != '\0')
    g_string_append_printf (text, "%s: %s\n", label, plain);
}

static void
append_wish (GString    *text,
             CribServer *server)
{
  g_string_append_printf (text, _("Hello,\n"
                                  "\n"
                                  "I would like to use %s with Toolcrib, a desktop program that "
                                  "lists the tools of a server and runs them in my name. Before "
                                  "anybody can sign in, Toolcrib has to be registered once.\n"
                                  "\n"), crib_server_get_name (server));
  append_fact (text, _("Server"), crib_server_get_uri (server));
}

static void
append_goodbye (GString *text)
{
  g_string_append (text, _("\n"
                           "Please send the client ID back to me. It is no secret: I enter it in "
                           "Toolcrib, and everybody here can use the same one.\n"));
}

/* "api://API" of "api://API/mcp:tools" (entra.md 2.5). */
static char *
dup_api (char **scopes)
{
  for (; *scopes != NULL; scopes++)
    {
      const char *slash = strrchr (*scopes, '/');

      if (slash != NULL && slash > *scopes && slash[-1] != '/' && slash[1] != '\0')
        return g_strndup (*scopes, slash - *scopes);
    }

  return NULL;
}

static void
append_entra_steps (GString    *text,
                    const char *issuer,
                    const char *permission,
                    const char *redirect_uri)
{
  g_autofree char *plain = oauth_text_dup_plain (permission, MOST_OF_A_LINE);

  g_string_append_printf (text, _("\n"
                                  "In the Microsoft Entra admin center (%s):\n"),
                          entra_get_portal (issuer));
  g_string_append (text, _("1. App registrations › New registration. Name: Toolcrib. Accounts: "
                           "this organisation only. Leave the redirect URI empty.\n"
                           "2. Authentication › Add a platform › Mobile and desktop applications. "
                           "Tick or add both addresses:\n"));
  g_string_append_printf (text, "   %s\n   %s\n", redirect_uri, LOOPBACK);
  g_string_append (text, _("   No secret, no certificate; “Allow public client flows” can stay "
                           "off.\n"));
  g_string_append_printf (text, _("3. API permissions › Add a permission › My APIs › the server’s "
                                  "application › Delegated permissions: %s. Then “Grant admin "
                                  "consent”, unless everybody may consent for themselves.\n"),
                          plain != NULL && *plain != '\0' ? plain : _("what the server asks for"));
  g_string_append (text, _("4. On the page Overview, copy the Application (client) ID.\n"));
}

static void
append_permission_command (GString    *text,
                           const char *name)
{
  g_string_append_printf (text,
                          "permission=$(az ad app show --id \"$api\" --output tsv \\\n"
                          "  --query \"api.oauth2PermissionScopes[?value=='%s'].id\")\n"
                          "az ad app permission add --id \"$client\" --api \"$api\" "
                          "--api-permissions \"$permission=Scope\"\n"
                          "az ad app permission grant --id \"$client\" --api \"$api\" "
                          "--scope \"%s\"\n",
                          name, name);
}

/* The same steps in a terminal; left out where the server names no API that they could name. */
static void
append_entra_commands (GString    *text,
                       char      **scopes,
                       const char *redirect_uri)
{
  g_autofree char *api = dup_api (scopes);

  if (api == NULL || !is_plain (redirect_uri))
    return;

  g_string_append (text, _("\n"
                           "The same with the Azure CLI:\n"
                           "\n"));
  g_string_append_printf (text,
                          "client=$(az ad app create --display-name Toolcrib "
                          "--sign-in-audience AzureADMyOrg \\\n"
                          "  --public-client-redirect-uris %s %s \\\n"
                          "  --query appId --output tsv)\n"
                          "az ad sp create --id \"$client\"\n"
                          "api=$(az ad app show --id \"%s\" --query appId --output tsv)\n",
                          redirect_uri, LOOPBACK, api);

  for (; *scopes != NULL; scopes++)
    if (g_str_has_prefix (*scopes, api) && (*scopes)[strlen (api)] == '/')
      append_permission_command (text, *scopes + strlen (api) + 1);

  g_string_append (text, "echo \"$client\"\n");
}

static void
append_entra (GString        *text,
              CribServer     *server,
              CribProtection *protection)
{
  g_auto(GStrv) scopes = dup_plain_scopes (protection);
  g_autofree char *scope = g_strjoinv (" ", scopes);
  g_autofree char *redirect_uri = crib_problem_links_dup_redirect (server, protection);

  append_fact (text, _("Sign-in"), crib_protection_get_issuer (protection));
  append_fact (text, _("Tenant"), crib_protection_get_tenant (protection));
  append_fact (text, _("Permission (delegated)"), scope);
  append_entra_steps (text, crib_protection_get_issuer (protection),
                      crib_protection_get_permission (protection), redirect_uri);
  append_entra_commands (text, scopes, redirect_uri);
}

static void
append_generic (GString        *text,
                CribServer     *server,
                CribProtection *protection)
{
  g_auto(GStrv) scopes = dup_plain_scopes (protection);
  g_autofree char *scope = g_strjoinv (" ", scopes);
  g_autofree char *redirect_uri = crib_problem_links_dup_redirect (server, protection);

  append_fact (text, _("Sign-in"), crib_protection_get_issuer (protection));
  append_fact (text, _("Scope"), scope);
  g_string_append (text, _("\n"
                           "In the sign-in service:\n"
                           "1. Add a client named Toolcrib: public (native), without a secret, "
                           "with authorization code, PKCE (S256) and refresh tokens.\n"
                           "2. Redirect URI, with any port (RFC 8252):\n"));
  g_string_append_printf (text, "   %s\n", LOOPBACK);
  append_fact (text, _("   and, for the sign-in page inside Toolcrib"), redirect_uri);
  g_string_append (text, _("3. Allow the scope above for people, not for the program alone.\n"));
}

static void
append_unknown (GString *text)
{
  g_string_append (text, _("\n"
                           "The server does not say where people sign in. Please tell me:\n"
                           "1. the address of the sign-in service (its issuer),\n"
                           "2. the scope to ask for,\n"
                           "3. a client ID for Toolcrib there: a public (native) client without a "
                           "secret, with authorization code and PKCE.\n"));
  g_string_append_printf (text, _("   Redirect URI, with any port: %s\n"), LOOPBACK);
}

/**
 * crib_administrator_message_dup_registration:
 * @server: a server that needs sign-in
 * @protection: (nullable): how it is protected, as far as known
 *
 * The message that somebody sends to whoever can register Toolcrib (mock-up 02): what, where and
 * how, step by step. What the server says of itself stands in it as plain text, and in what is
 * meant for a terminal only where it is harmless there.
 *
 * Returns: (transfer full): plain text, translated
 */
char *
crib_administrator_message_dup_registration (CribServer     *server,
                                             CribProtection *protection)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (protection == NULL || CRIB_IS_PROTECTION (protection), NULL);

  append_wish (text, server);

  if (protection == NULL || crib_protection_get_issuer (protection) == NULL)
    append_unknown (text);
  else if (crib_protection_is_entra (protection))
    append_entra (text, server, protection);
  else
    append_generic (text, server, protection);

  append_goodbye (text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* By what an administrator finds the attempt, and the page that mends it (entra.md 8 and 9). */
static void
append_place (GString        *text,
              CribServer     *server,
              CribProblem    *problem,
              CribProtection *protection)
{
  g_autofree char *link = crib_problem_links_dup_consent (problem, server, protection);

  append_fact (text, _("Sign-in"), crib_protection_get_issuer (protection));

  if (crib_protection_is_entra (protection))
    append_fact (text, _("Tenant"), crib_protection_get_tenant (protection));

  /* Whole, or not at all: it is there to be opened. */
  if (link != NULL)
    g_string_append_printf (text, "\n%s\n%s\n",
                            _("An administrator grants the permission to everybody here:"), link);
}

/**
 * crib_administrator_message_dup_problem:
 * @server: a server
 * @problem: what is wrong with it
 * @protection: (nullable): how it is protected
 *
 * The message that somebody sends to whoever can mend it (mock-up 07), details and all.
 *
 * Returns: (transfer full): plain text, translated
 */
char *
crib_administrator_message_dup_problem (CribServer     *server,
                                        CribProblem    *problem,
                                        CribProtection *protection)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (CRIB_IS_PROBLEM (problem), NULL);
  g_return_val_if_fail (protection == NULL || CRIB_IS_PROTECTION (protection), NULL);

  g_string_append_printf (text, _("Hello,\n"
                                  "\n"
                                  "I cannot use %s with Toolcrib, a desktop program that lists the "
                                  "tools of a server and runs them in my name.\n"
                                  "\n"), crib_server_get_name (server));
  g_string_append_printf (text, "%s\n%s\n\n", crib_problem_get_title (problem),
                          crib_problem_get_body (problem));
  append_fact (text, _("Who can fix it"), crib_problem_get_who (problem));
  append_fact (text, _("How to fix it"), crib_problem_get_fix (problem));
  append_fact (text, _("Server"), crib_server_get_uri (server));
  append_fact (text, _("Client ID"), crib_server_get_used_client_id (server));
  append_fact (text, _("Program"), "Toolcrib " PACKAGE_VERSION);

  if (protection != NULL)
    append_place (text, server, problem, protection);

  if (crib_problem_get_details (problem) != NULL)
    g_string_append_printf (text, "\n%s\n%s\n", _("Details:"), crib_problem_get_details (problem));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
