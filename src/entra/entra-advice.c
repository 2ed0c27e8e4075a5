/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-advice-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define PREFIX "AADSTS"
#define MOST_DIGITS 9

typedef struct
{
  const char *codes;     /* apart by one blank */
  EntraFixer fixer;
  gboolean browser;
  const char *title;
  const char *fix;
} Row;

/* entra.md 8, in its order. The browser is offered for the codes of entra.md 4.4 and those that
 * stand in one row with them. */
static const Row rows[] = {
  { "50034 51004", ENTRA_FIXER_USER_OR_ADMIN, FALSE,
    N_("This account does not exist in this organisation"),
    N_("Check the address that you typed, or ask your administrator to invite you as a guest.") },
  { "50020 16000", ENTRA_FIXER_USER_OR_ADMIN, FALSE,
    N_("This account belongs to another organisation, or is a personal one, and is not a guest "
       "here"),
    N_("Choose another account, or ask your administrator to invite this one as a guest.") },
  { "50014", ENTRA_FIXER_USER, FALSE,
    N_("The invitation as a guest was not accepted yet"),
    N_("Accept the invitation in your e-mail first, then sign in again.") },
  { "50126", ENTRA_FIXER_USER, FALSE,
    N_("The user name or the password is wrong"),
    N_("Try again, or reset your password.") },
  { "50053", ENTRA_FIXER_USER_OR_ADMIN, FALSE,
    N_("The account is locked, or was blocked because of a suspicious address"),
    N_("Wait a while and try again, or ask your administrator to unblock it. The sign-in log "
       "says which of the two it is.") },
  { "50055 50144", ENTRA_FIXER_USER, FALSE,
    N_("The password has expired"),
    N_("Sign in and set a new password in the window.") },
  { "50057", ENTRA_FIXER_ADMIN, FALSE,
    N_("The account is disabled"),
    N_("Enable the user again in the Entra admin centre.") },
  { "50058", ENTRA_FIXER_USER, FALSE,
    N_("There is no session that could be continued without asking"),
    N_("Sign in.") },
  { "50059 50128", ENTRA_FIXER_CLIENT, FALSE,
    N_("Microsoft could not tell which organisation is meant"),
    N_("Use the tenant ID in the authority’s address instead of “common”.") },
  { "50072 50079", ENTRA_FIXER_USER, FALSE,
    N_("A second way to confirm who you are must be set up"),
    N_("Sign in and follow the steps that are shown.") },
  { "50074 50076", ENTRA_FIXER_USER, FALSE,
    N_("A second confirmation is required"),
    N_("Sign in again and confirm when asked.") },
  { "50078", ENTRA_FIXER_USER, FALSE,
    N_("The second confirmation was given too long ago"),
    N_("Sign in again and confirm when asked.") },
  { "50089", ENTRA_FIXER_USER, FALSE,
    N_("The sign-in page was open for too long"),
    N_("Start the sign-in again.") },
  { "50097 50129 50187", ENTRA_FIXER_USER_OR_ADMIN, TRUE,
    N_("This computer must be known to your organisation"),
    N_("Open the sign-in in the browser. The computer must be enrolled with your "
       "organisation.") },
  { "50105", ENTRA_FIXER_ADMIN, FALSE,
    N_("You are signed in, but not assigned to this application"),
    N_("Assign the user or a group under Enterprise applications → Users and groups, or turn "
       "off “Assignment required”.") },
  { "50125 50135", ENTRA_FIXER_USER, FALSE,
    N_("The password must be changed, or a way to reset it registered, because of a risk"),
    N_("Sign in and follow the page.") },
  { "50131 53003", ENTRA_FIXER_ADMIN, FALSE,
    N_("A Conditional Access policy blocked the sign-in"),
    N_("Find the policy in the sign-in log, on the tab Conditional Access, and change it or "
       "sign in from another place.") },
  { "50132 50133 50173", ENTRA_FIXER_USER, FALSE,
    N_("The sign-in ended because the password changed or an administrator ended it"),
    N_("Sign in again.") },
  { "50140 50199", ENTRA_FIXER_USER, FALSE,
    N_("Microsoft asked a question that was not answered"),
    N_("Sign in again and answer the question whether to stay signed in or to trust this "
       "program.") },
  { "50158", ENTRA_FIXER_USER_OR_ADMIN, TRUE,
    N_("A security step of another provider was not completed"),
    N_("Open the sign-in in the browser and complete the step.") },
  { "50192", ENTRA_FIXER_USER_OR_ADMIN, TRUE,
    N_("No certificate arrived for a sign-in by certificate"),
    N_("Open the sign-in in the browser. If that fails, check that no proxy removes "
       "certificates.") },
  { "50194", ENTRA_FIXER_CLIENT, FALSE,
    N_("The program is registered for one tenant only, but “common” or “organizations” was used"),
    N_("Enter the tenant ID in the authority’s address.") },
  { "50196", ENTRA_FIXER_CLIENT, FALSE,
    N_("The same request was sent too often"),
    N_("Nothing is sent for two minutes. If it comes back, report it as a fault of this "
       "program.") },
  { "50011 70004 900971", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("The redirect address is not registered"),
    N_("Add the exact redirect address to the app registration, under Authentication → "
       "Mobile and desktop applications.") },
  { "50147 501491 501481", ENTRA_FIXER_CLIENT, FALSE,
    N_("The answer does not fit the sign-in that was started"),
    N_("Start the sign-in again. If it comes back, report it as a fault of this program.") },
  { "50001 500011", ENTRA_FIXER_ADMIN_OR_OWNER, FALSE,
    N_("The server’s application was not found in this tenant"),
    N_("Check the Application ID URI, and give admin consent so that the application exists "
       "in this tenant.") },
  { "500021 500022", ENTRA_FIXER_ADMIN, FALSE,
    N_("Your network does not allow this tenant"),
    N_("The network’s administrator adds the tenant to the tenant restrictions.") },
  { "500212 500213", ENTRA_FIXER_ADMIN, FALSE,
    N_("A policy between the two organisations forbids this"),
    N_("Change the cross-tenant access settings of the organisation that forbids it.") },
  { "500207", ENTRA_FIXER_OWNER_OR_CLIENT, FALSE,
    N_("Accounts of this kind cannot be used for this server"),
    N_("The server’s registration must support this kind of account, and the authority’s "
       "address must end in /v2.0.") },
  { "500571", ENTRA_FIXER_ADMIN, FALSE,
    N_("The guest account is disabled"),
    N_("Enable the guest again in the Entra admin centre.") },
  { "53000", ENTRA_FIXER_USER_OR_ADMIN, TRUE,
    N_("The computer must comply with your organisation’s rules"),
    N_("Enrol the computer in Intune and open the sign-in in the browser. The window inside "
       "this program cannot prove it.") },
  { "53001", ENTRA_FIXER_ADMIN, TRUE,
    N_("The computer must be joined to your organisation"),
    N_("Exclude Linux or this application from the policy.") },
  { "53002 53009", ENTRA_FIXER_ADMIN, FALSE,
    N_("Only approved or protected apps may sign in"),
    N_("There are none on Linux. Exclude this application from the policy.") },
  { "530003 530033", ENTRA_FIXER_USER_OR_ADMIN, TRUE,
    N_("The computer must be managed by your organisation"),
    N_("Enrol the computer in Intune and open the sign-in in the browser.") },
  { "530032 530035", ENTRA_FIXER_ADMIN, FALSE,
    N_("A security policy of the tenant blocked the sign-in"),
    N_("Review the tenant’s security policy or security defaults for this sign-in.") },
  { "53004 53010 53011", ENTRA_FIXER_USER_OR_ADMIN, FALSE,
    N_("A second way to confirm who you are cannot be set up from here"),
    N_("Set it up from a place that your organisation trusts, or ask your administrator to "
       "clear the risk.") },
  { "54005", ENTRA_FIXER_CLIENT, FALSE,
    N_("The answer of a sign-in was used twice"),
    N_("Start the sign-in again. If it comes back, report it as a fault of this program.") },
  { "65001", ENTRA_FIXER_USER_OR_ADMIN, FALSE,
    N_("Nobody has consented to this yet"),
    N_("Sign in and accept the permissions, or send your administrator the consent link.") },
  { "65004", ENTRA_FIXER_USER, FALSE,
    N_("You declined the permissions"),
    N_("Sign in again and accept them, or leave it.") },
  { "650053", ENTRA_FIXER_OWNER_OR_CLIENT, FALSE,
    N_("The scope does not exist on that API"),
    N_("Use the full scope, the Application ID URI followed by /mcp:tools, and check its "
       "spelling under Expose an API. An API ID that begins with 00000003 means Microsoft "
       "Graph: the scope was not qualified.") },
  { "65005 650056 650057", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("This program’s registration does not list the server’s permission"),
    N_("In this program’s app registration, under API permissions, add the server’s "
       "delegated permission and grant consent.") },
  { "650052 650054", ENTRA_FIXER_ADMIN_OR_OWNER, FALSE,
    N_("The server’s service is not enabled, or was removed, in this tenant"),
    N_("Create or restore the server’s enterprise application in this tenant.") },
  { "70000", ENTRA_FIXER_USER, FALSE,
    N_("The saved sign-in is not valid any more"),
    N_("Sign in again.") },
  { "70008 700082", ENTRA_FIXER_USER, FALSE,
    N_("The saved sign-in has expired, because it was not used for a long time"),
    N_("Sign in again.") },
  { "70043 70046", ENTRA_FIXER_USER, FALSE,
    N_("Your organisation wants you to sign in again from time to time"),
    N_("Sign in again. Your administrator can change how often.") },
  { "700084", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("The saved sign-in belongs to a single-page app and ended after a day"),
    N_("Move the redirect address in the app registration from Single-page application to "
       "Mobile and desktop applications.") },
  { "70001 7000112 1000031", ENTRA_FIXER_ADMIN, FALSE,
    N_("The application is disabled in this tenant"),
    N_("Turn on “Enabled for users to sign in” under Enterprise applications → Properties.") },
  { "700016 700011 700038", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("The client ID is not known in this tenant"),
    N_("Check the client ID and the tenant. Admin consent adds the application to the tenant.") },
  { "700005", ENTRA_FIXER_CLIENT, FALSE,
    N_("The sign-in was started and finished at different tenants"),
    N_("Use the same authority for both. If it comes back, report it as a fault of this "
       "program.") },
  { "7000215 7000218 70002", ENTRA_FIXER_ADMIN, FALSE,
    N_("Microsoft wants a client secret, which a program on your computer cannot have"),
    N_("Move the redirect address in the app registration from Web to Mobile and desktop "
       "applications, and allow public client flows.") },
  { "700025", ENTRA_FIXER_CLIENT, FALSE,
    N_("The application is public, but a secret was sent"),
    N_("Remove the secret from the settings.") },
  { "70011 28002 28003 28000 700022 700023", ENTRA_FIXER_CLIENT, FALSE,
    N_("The scopes are malformed, missing, of two APIs, or mixed with “.default”"),
    N_("Ask for scopes of one API only, and either named ones or “.default”.") },
  { "900144 90014", ENTRA_FIXER_CLIENT, FALSE,
    N_("A required part of the request is missing, often the scope"),
    N_("Report it as a fault of this program, or check the server’s scopes in its settings.") },
  { "90009", ENTRA_FIXER_CLIENT, FALSE,
    N_("The application asked for a token for itself"),
    N_("The scope must be sent with every request. Report it as a fault of this program.") },
  { "90002 900023 90019", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("The tenant was not found"),
    N_("Check the tenant ID or domain, and that it belongs to this cloud.") },
  { "90038 900439 1000104", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("The tenant belongs to another cloud"),
    N_("Use the sign-in address of that cloud, and an app registration there.") },
  { "90072", ENTRA_FIXER_ADMIN, FALSE,
    N_("The account is not in this tenant, so it cannot be confirmed here"),
    N_("Invite the account as a guest of this tenant.") },
  { "90094 90095 90008", ENTRA_FIXER_ADMIN, FALSE,
    N_("An administrator must consent first"),
    N_("Send your administrator the consent link.") },
  { "901002 9010010", ENTRA_FIXER_OWNER_OR_CLIENT, FALSE,
    N_("The resource does not match the scopes, or is not accepted"),
    N_("Register the server’s address as Application ID URI, without “/” at its end and with "
       "version 2 tokens, or set “Don’t send resource” for this server.") },
  { "50000 50033 90006 90012 90024 90033 90055 90090 50087", ENTRA_FIXER_MICROSOFT, FALSE,
    N_("Microsoft’s sign-in is busy or has a fault"),
    N_("Wait a while. This program tries again by itself.") },
  { "9001023", ENTRA_FIXER_CLIENT, FALSE,
    N_("This kind of request needs a tenant"),
    N_("Use the tenant ID in the authority’s address instead of “common”.") },
  { "90023 9002313", ENTRA_FIXER_CLIENT, FALSE,
    N_("The request was malformed"),
    N_("Report it as a fault of this program.") },
  { "9002326 9002327", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("The redirect address is registered for a single-page app"),
    N_("Move the redirect address in the app registration from Single-page application to "
       "Mobile and desktop applications.") },
  { "70016", ENTRA_FIXER_USER, FALSE,
    N_("The sign-in on the other device is not finished yet"),
    N_("Finish it there.") },
  { "70018", ENTRA_FIXER_USER, FALSE,
    N_("The code that was typed is wrong"),
    N_("Type the code again.") },
  { "70019 70020", ENTRA_FIXER_USER, FALSE,
    N_("The code has expired"),
    N_("Start the sign-in again.") },
  { "700054", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("ID tokens are not enabled for this kind of request"),
    N_("Report it as a fault of this program; the registration needs no implicit flow.") },
  { "90015", ENTRA_FIXER_CLIENT, FALSE,
    N_("The request was too long"),
    N_("Ask for fewer scopes, or report it as a fault of this program.") },
  { "135011", ENTRA_FIXER_ADMIN, FALSE,
    N_("The computer is disabled in your organisation"),
    N_("Enable the device again in the Entra admin centre.") },
  { "500113", ENTRA_FIXER_ADMIN_OR_CLIENT, FALSE,
    N_("No redirect address is registered"),
    N_("Add the redirect address to the app registration, under Authentication → Mobile and "
       "desktop applications.") },
};

static const char * const fixers[] = {
  [ENTRA_FIXER_USER] = N_("You"),
  [ENTRA_FIXER_USER_OR_ADMIN] = N_("You or your administrator"),
  [ENTRA_FIXER_ADMIN] = N_("Your administrator"),
  [ENTRA_FIXER_ADMIN_OR_OWNER] = N_("Your administrator or the server’s owner"),
  [ENTRA_FIXER_ADMIN_OR_CLIENT] = N_("Your administrator or whoever registered this program"),
  [ENTRA_FIXER_OWNER] = N_("The server’s owner"),
  [ENTRA_FIXER_OWNER_OR_CLIENT] = N_("The server’s owner or whoever registered this program"),
  [ENTRA_FIXER_CLIENT] = N_("Whoever registered or set up this program"),
  [ENTRA_FIXER_IT] = N_("Whoever runs your network"),
  [ENTRA_FIXER_MICROSOFT] = N_("Microsoft"),
};

/*
 * entra_fixer_get_name:
 *
 * Returns: @fixer for people, translated
 */
const char *
entra_fixer_get_name (EntraFixer fixer)
{
  g_return_val_if_fail (fixer < G_N_ELEMENTS (fixers), NULL);

  return _(fixers[fixer]);
}

/*
 * entra_advice_get_row:
 * @index: from 0
 * @advice: (out): what that row of the table says, translated
 *
 * Returns: (nullable): the row's codes, apart by one blank, or `NULL` past the last row
 */
const char *
entra_advice_get_row (guint        index,
                      EntraAdvice *advice)
{
  g_return_val_if_fail (advice != NULL, NULL);

  if (index >= G_N_ELEMENTS (rows))
    return NULL;

  *advice = (EntraAdvice) {
    .title = _(rows[index].title),
    .who = entra_fixer_get_name (rows[index].fixer),
    .fix = _(rows[index].fix),
    .fixer = rows[index].fixer,
    .browser = rows[index].browser,
  };

  return rows[index].codes;
}

static gboolean
has_code (const char *codes,
          const char *code)
{
  gsize length = strlen (code);
  const char *end;

  for (const char *p = codes; *p != '\0'; p = *end == ' ' ? end + 1 : end)
    {
      end = p + strcspn (p, " ");
      if ((gsize) (end - p) == length && strncmp (p, code, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/**
 * entra_advice_find:
 * @key: (nullable): "AADSTS50105", or the number alone
 * @advice: (out): what is known of it
 *
 * Looks an error up in the table of entra.md 8. Microsoft renumbers its errors, so this is for
 * people to read and never for code to branch on.
 *
 * Returns: whether anything is known
 */
gboolean
entra_advice_find (const char  *key,
                   EntraAdvice *advice)
{
  const char *code;

  g_return_val_if_fail (advice != NULL, FALSE);

  if (key == NULL)
    return FALSE;

  code = g_str_has_prefix (key, PREFIX) ? key + strlen (PREFIX) : key;
  if (*code == '\0' || code[count_digits (code)] != '\0')
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (has_code (rows[i].codes, code))
      return entra_advice_get_row (i, advice) != NULL;

  return FALSE;
}

/**
 * entra_advice_key_of:
 * @description: (nullable): an error's description, or any text of a page
 *
 * Returns: (transfer full) (nullable): the first code in it ("AADSTS50105"), whether we know it or
 *   not
 */
char *
entra_advice_key_of (const char *description)
{
  const char *p = description;

  while (p != NULL && (p = strstr (p, PREFIX)) != NULL)
    {
      gsize n_digits = count_digits (p + strlen (PREFIX));
      gboolean is_word = p == description || !g_ascii_isalnum (p[-1]);

      if (is_word && n_digits > 0 && n_digits <= MOST_DIGITS)
        return g_strndup (p, strlen (PREFIX) + n_digits);

      p += strlen (PREFIX);
    }

  return NULL;
}
