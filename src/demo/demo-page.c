/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-page.h"

/* What the pages of a sign-in look like. Plain forms, but for the hop to the passkey, which a
 * script sends off: they work without JavaScript, each carries a token that is good for one
 * answer. Names and values of the controls are the real ones where those are known. */

#define BUTTONS(yes, yes_value, no, no_value) \
  "<button type=\"submit\" id=\"idSIButton9\" name=\"action\" value=\"" yes_value "\">" yes \
  "</button>\n<button type=\"submit\" id=\"idBtn_Back\" name=\"action\" value=\"" no_value "\" " \
  "formnovalidate>" no "</button>\n"

#define CANCEL \
  "<button type=\"submit\" id=\"idBtn_Back\" name=\"action\" value=\"cancel\">Cancel</button>\n"

#define CANCEL_AS_WELL \
  "<button type=\"submit\" name=\"action\" value=\"cancel\">Cancel</button>\n"

#define GOES_ON_BY_ITSELF \
  "<button type=\"submit\">Continue</button>\n" \
  "<script>document.forms[0].submit();</script>\n"

#define STAY \
  "<p>Do this to reduce the number of times you are asked to sign in.</p>\n" \
  BUTTONS ("Yes", "yes", "No", "no") CANCEL_AS_WELL

#define APP \
  "<p>Only continue if you downloaded the app from a store or website that you trust.</p>\n" \
  BUTTONS ("Continue", "continue", "Cancel", "cancel")

#define NEW_PASSWORD(name, label) \
  "<input type=\"password\" name=\"" name "\" placeholder=\"" label "\" aria-label=\"" label \
  "\" autocomplete=\"new-password\">\n"

/* WebKitGTK has no WebAuthn (entra.md 0, point 3): there this page is the end of the way. */
#define PASSKEY_SCRIPT \
  "<script>if (window.PublicKeyCredential === undefined) {" \
  "document.getElementById('supported').hidden = true;" \
  "document.getElementById('unsupported').hidden = false;}</script>\n"

static const struct
{
  const char *path;
  const char *endpoint;
  const char *heading;
} stages[] = {
  [DEMO_STAGE_PICKER] = { "login", "login", "Pick an account" },
  [DEMO_STAGE_ACCOUNT] = { "login", "login", "Sign in" },
  [DEMO_STAGE_FEDERATED] = { "login.srf", "federated", "Taking you to your organization's sign-in "
                                                       "page" },
  [DEMO_STAGE_PASSWORD] = { "login", "login", "Enter password" },
  [DEMO_STAGE_EXPIRED] = { "changepassword", "password", "Update your password" },
  [DEMO_STAGE_TO_PASSKEY] = { "fido/get", "fido", "Signing you in" },
  [DEMO_STAGE_PASSKEY] = { "fido/get", "fido", "Face, fingerprint, PIN or security key" },
  [DEMO_STAGE_MFA] = { "SAS/ProcessAuth", "mfa", "Approve sign in request" },
  [DEMO_STAGE_TERMS] = { "termsofuse", "terms", "Contoso Terms of Use" },
  [DEMO_STAGE_STAY] = { "kmsi", "kmsi", "Stay signed in?" },
  [DEMO_STAGE_APP] = { "appverify", "app", "Are you trying to sign in to Toolcrib?" },
  [DEMO_STAGE_CONSENT] = { "consent", "consent", "Permissions requested" },
};

static char *
write_picker (DemoVisit *visit)
{
  GPtrArray *people = demo_browsers_look_up (demo_tenant_get_browsers (visit->tenant),
                                             visit->cookie);
  GString *text = g_string_new (NULL);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const DemoUser *user = ((DemoPresence *) people->pdata[i])->user;
      g_autofree char *row = NULL;

      row = g_markup_printf_escaped ("<p><button type=\"submit\" name=\"account\" value=\"%s\">%s"
                                     "<br>%s</button></p>\n", user->username, user->name,
                                     user->username);
      g_string_append (text, row);
    }

  g_string_append (text, "<p><button type=\"submit\" name=\"account\" value=\"other\">Use another "
                         "account</button></p>\n" CANCEL);

  return g_string_free (text, FALSE);
}

static char *
write_account (const char *typed)
{
  return g_markup_printf_escaped ("<input type=\"email\" name=\"loginfmt\" id=\"i0116\" "
                                  "value=\"%s\" placeholder=\"Email, phone, or Skype\" "
                                  "aria-label=\"Enter your email, phone, or Skype.\" "
                                  "autocomplete=\"username\" autofocus>\n"
                                  BUTTONS ("Next", "next", "Cancel", "cancel"), typed);
}

static char *
write_password (const char *typed)
{
  return g_markup_printf_escaped ("<div>%s</div>\n<input type=\"password\" name=\"passwd\" "
                                  "id=\"i0118\" placeholder=\"Password\" aria-label=\"Password\" "
                                  "autocomplete=\"current-password\" autofocus>\n"
                                  BUTTONS ("Sign in", "next", "Cancel", "cancel"), typed);
}

static char *
write_expired (DemoFlow *flow)
{
  return g_markup_printf_escaped ("<div>%s</div>\n<p>You need to update your password because this "
                                  "is the first time you are signing in, or because your password "
                                  "has expired. (AADSTS50055)</p>\n"
                                  NEW_PASSWORD ("oldpasswd", "Current password")
                                  NEW_PASSWORD ("newpasswd", "New password")
                                  NEW_PASSWORD ("confirmnewpasswd", "Confirm password")
                                  BUTTONS ("Sign in", "next", "Cancel", "cancel"),
                                  flow->user->username);
}

static char *
write_passkey (DemoFlow *flow)
{
  return g_markup_printf_escaped ("<div>%s</div>\n<div id=\"supported\"><p>Your device will open a "
                                  "security window.</p>\n<button type=\"submit\" name=\"action\" "
                                  "value=\"passkey\">Use your passkey</button></div>\n"
                                  "<div id=\"unsupported\" hidden><p class=\"error\">Your browser "
                                  "or device doesn&#39;t support signing in with a passkey or a "
                                  "security key. Try another browser or device.</p></div>\n"
                                  "<button type=\"submit\" id=\"idBtn_Back\" name=\"action\" "
                                  "value=\"cancel\">Back</button>\n" PASSKEY_SCRIPT,
                                  flow->user->username);
}

/* The telephone is in the page: whoever presses its button has compared the numbers. */
static char *
write_mfa (DemoFlow *flow)
{
  return g_markup_printf_escaped ("<div>%s</div>\n<p>Open your Authenticator app, and enter the "
                                  "number shown to sign in.</p>\n<div id=\"idRichContext_Display"
                                  "Sign\" style=\"font-size:36px\">%02u</div>\n"
                                  BUTTONS ("Approve", "approve", "Deny", "deny") CANCEL_AS_WELL,
                                  flow->user->username, flow->number);
}

static char *
write_terms (DemoFlow *flow)
{
  return g_markup_printf_escaped ("<div>%s</div>\n<p>In order to access Contoso resources, you "
                                  "must read and accept the terms of use.</p>\n"
                                  BUTTONS ("Accept", "agree", "Decline", "cancel"),
                                  flow->user->username);
}

static const char *
describe_scope (const char *name)
{
  const struct { const char *name; const char *words; } known[] = {
    { "mcp:tools", "Run the tools of the protected server" },
    { "mcp:other", "Run other tools of the protected server" },
    { "User.Read", "Sign you in and read your profile" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name))
      return known[i].words;

  return "Access the API in your name";
}

static char *
write_consent (DemoFlow *flow)
{
  GString *text = g_string_new (NULL);
  g_autofree char *head = NULL;

  head = g_markup_printf_escaped ("<div>%s</div>\n<p>Toolcrib would like to:</p>\n<ul>",
                                  flow->user->username);
  g_string_append (text, head);

  for (guint i = 0; i < flow->scopes->full->len; i++)
    {
      const char *name = strrchr (flow->scopes->full->pdata[i], '/') + 1;
      g_autofree char *row = g_markup_printf_escaped ("<li>%s (%s)</li>", describe_scope (name),
                                                      name);

      g_string_append (text, row);
    }

  g_string_append (text, "<li>View your basic profile</li>");

  if (flow->scopes->offline)
    g_string_append (text, "<li>Maintain access to data you have given it access to</li>");

  g_string_append (text, "</ul>\n" BUTTONS ("Accept", "accept", "Cancel", "cancel"));

  if (flow->for_everybody)
    g_string_append (text, "<p>If you accept, this app will get access to the specified resources "
                           "for all users in your organization.</p>\n");
  else if (flow->user->admin)
    g_string_append (text, "<p><label><input type=\"checkbox\" name=\"organization\" "
                           "value=\"true\">Consent on behalf of your organization</label></p>\n");

  return g_string_free (text, FALSE);
}

static char *
write_controls (DemoVisit *visit,
                DemoFlow  *flow)
{
  const char *typed = flow->typed != NULL ? flow->typed : "";

  switch (flow->stage)
    {
    case DEMO_STAGE_PICKER:
      return write_picker (visit);

    case DEMO_STAGE_PASSWORD:
      return write_password (typed);

    case DEMO_STAGE_EXPIRED:
      return write_expired (flow);

    case DEMO_STAGE_TO_PASSKEY:
      return g_strdup (GOES_ON_BY_ITSELF);

    case DEMO_STAGE_PASSKEY:
      return write_passkey (flow);

    case DEMO_STAGE_MFA:
      return write_mfa (flow);

    case DEMO_STAGE_TERMS:
      return write_terms (flow);

    case DEMO_STAGE_STAY:
      return g_strdup (STAY);

    case DEMO_STAGE_APP:
      return g_strdup (APP);

    case DEMO_STAGE_CONSENT:
      return write_consent (flow);

    case DEMO_STAGE_FEDERATED:
    case DEMO_STAGE_ACCOUNT:
    default:
      return write_account (typed);
    }
}

/* The endpoint that the answer to a page comes to. */
const char *
demo_page_get_endpoint (DemoStage stage)
{
  return stages[stage].endpoint;
}

/**
 * demo_page_show:
 * @visit: the visit that it answers
 * @flow: (transfer full): where it is at
 * @words: (nullable): what was wrong with the last page, as HTML
 */
void
demo_page_show (DemoVisit  *visit,
                DemoFlow   *flow,
                const char *words)
{
  g_autofree char *token = demo_random_text (48);
  g_autofree char *controls = write_controls (visit, flow);
  g_autofree char *content = NULL;

  content = g_strdup_printf ("<h1>%s</h1>\n%s%s%s<form method=\"post\" action=\"/%s/%s\" "
                             "accept-charset=\"utf-8\">\n<input type=\"hidden\" name=\"flowToken\" "
                             "value=\"%s\">\n%s</form>", stages[flow->stage].heading,
                             words != NULL ? "<p class=\"error\" role=\"alert\">" : "",
                             words != NULL ? words : "", words != NULL ? "</p>\n" : "",
                             flow->tenant, stages[flow->stage].path, token, controls);
  g_hash_table_insert (demo_tenant_get_flows (visit->tenant), g_steal_pointer (&token), flow);
  demo_visit_html (visit, SOUP_STATUS_OK, "Sign in to your account", content);
}
