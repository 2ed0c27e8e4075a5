/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-device.h"

#include "demo-login.h"
#include "demo-token-private.h"

#include <string.h>

#define LIFETIME 900
#define INTERVAL 5

static const struct
{
  const char *language;
  const char *format;
} messages[] = {
  { "en", "To sign in, use a web browser to open the page %s and enter the code %s to "
          "authenticate." },
  { "de", "Um sich anzumelden, öffnen Sie in einem Webbrowser die Seite %s, und geben Sie den Code "
          "%s ein, um sich zu authentifizieren." },
  { "fr", "Pour vous connecter, utilisez un navigateur web pour ouvrir la page %s et entrez le "
          "code %s pour vous authentifier." },
};

static DemoDevices *
get_devices (DemoVisit *visit)
{
  return demo_issuing_get_devices (demo_tenant_get_issuing (visit->tenant));
}

/* @market: (nullable): such as "de-DE", which people's message is in */
static char *
write_message (const char *market,
               const char *uri,
               const char *code)
{
  guint chosen = 0;
  g_auto(GStrv) parts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (market != NULL && g_ascii_strncasecmp (market, messages[i].language, 2) == 0)
      chosen = i;

  parts = g_strsplit (messages[chosen].format, "%s", 3);

  return g_strconcat (parts[0], uri, parts[1], code, parts[2], NULL);
}

static void
begin (DemoVisit  *visit,
       const char *scope)
{
  const DemoLifetime *lifetime;
  DemoDevice *device = demo_devices_add (get_devices (visit),
                                         demo_visit_get_field (visit, "client_id"),
                                         visit->form_of_tenant, scope);
  JsonObject *body = json_object_new ();
  g_autofree char *uri = g_strconcat (demo_tenant_get_origin (visit->tenant), "/devicelogin", NULL);
  g_autofree char *message = write_message (demo_visit_get_query (visit, "mkt"), uri,
                                            device->user_code);

  lifetime = demo_issuing_get_lifetime (demo_tenant_get_issuing (visit->tenant));
  device->until = demo_tenant_get_time (visit->tenant) + LIFETIME;
  device->interval = lifetime->device_interval > 0 ? lifetime->device_interval : INTERVAL;
  demo_tenant_note_secret (visit->tenant, "device_code", device->device_code);
  json_object_set_string_member (body, "user_code", device->user_code);
  json_object_set_string_member (body, "device_code", device->device_code);
  json_object_set_string_member (body, "verification_uri", uri);
  json_object_set_int_member (body, "expires_in", LIFETIME);
  json_object_set_int_member (body, "interval", device->interval);
  json_object_set_string_member (body, "message", message);
  demo_visit_json (visit, SOUP_STATUS_OK, body);
}

/* POST devicecode (entra.md 4.5). */
void
demo_device_answer (DemoVisit *visit)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoScopes) scopes = NULL;
  const char *scope = NULL;

  if (!g_str_equal (visit->method, "POST"))
    demo_problem_set (&problem, "invalid_request", 900561,
                      "The endpoint only accepts POST requests. Received a %s request.",
                      visit->method);
  else if (demo_token_check_client (visit, &problem) != NULL)
    scope = demo_token_need (visit, "scope", &problem);

  if (scope != NULL)
    scopes = demo_scopes_parse (demo_tenant_get_directory (visit->tenant), scope, &problem);

  if (scopes != NULL)
    begin (visit, scope);
  else
    demo_visit_refuse (visit, &problem);
}

/* @words: (nullable): what was wrong with the code typed before */
static void
ask_code (DemoVisit  *visit,
          const char *words)
{
  g_autofree char *token = demo_random_text (48);
  g_autofree char *content = NULL;

  content = g_strdup_printf ("<h1>Enter code to allow access</h1>\n%s%s%s<p>Once you enter the "
                             "code displayed on your app or device, it will have access to your "
                             "account.</p>\n<p>Do not enter codes from sources you don't trust."
                             "</p>\n"
                             "<form method=\"post\" action=\"/common/oauth2/deviceauth\" "
                             "accept-charset=\"utf-8\">\n<input type=\"hidden\" name=\"flowToken\" "
                             "value=\"%s\">\n<input type=\"text\" name=\"otc\" id=\"otc\" "
                             "placeholder=\"Code\" aria-label=\"Code\" autocomplete=\"off\" "
                             "autofocus>\n<button type=\"submit\" id=\"idSIButton9\" "
                             "name=\"action\" value=\"next\">Next</button>\n</form>",
                             words != NULL ? "<p class=\"error\" role=\"alert\">" : "",
                             words != NULL ? words : "", words != NULL ? "</p>\n" : "", token);
  demo_visit_html (visit, SOUP_STATUS_OK, "Sign in to your account", content);
}

/* The state of the flow is the code that was typed. */
static DemoDevice *
find_device (DemoVisit *visit,
             DemoFlow  *flow)
{
  return demo_devices_find_by_user (get_devices (visit), flow->state);
}

static void
finish (DemoVisit *visit,
        DemoFlow  *flow)
{
  DemoDevice *device = find_device (visit, flow);
  DemoGrant *grant;

  if (device == NULL || device->state != DEMO_DEVICE_PENDING)
    {
      ask_code (visit, "That code is good no more. (AADSTS70019)");
      return;
    }

  grant = g_new0 (DemoGrant, 1);
  grant->user = flow->user;
  grant->client_id = g_strdup (device->client_id);
  grant->tenant = g_strdup (device->tenant);
  grant->tid = demo_user_choose_tenant (flow->user, device->tenant);
  grant->scope = g_strdup (device->scope);
  demo_proof_copy (&grant->proof, &flow->proof);
  grant->proof.by_device_code = TRUE;
  grant->created = demo_tenant_get_time (visit->tenant);
  device->grant = grant;
  device->free_grant = (GDestroyNotify) demo_grant_free;
  device->state = DEMO_DEVICE_APPROVED;
  demo_visit_html (visit, SOUP_STATUS_OK, "Sign in to your account",
                   "<h1>Toolcrib</h1>\n<p>You have signed in to the Toolcrib application on your "
                   "device. You may now close this window.</p>");
}

static void
fail (DemoVisit         *visit,
      DemoFlow          *flow,
      const DemoProblem *problem,
      const char        *subcode)
{
  DemoDevice *device = find_device (visit, flow);

  if (device != NULL && device->state == DEMO_DEVICE_PENDING)
    device->state = DEMO_DEVICE_DECLINED;

  demo_visit_html (visit, SOUP_STATUS_OK, "Sign in to your account",
                   "<h1>Toolcrib</h1>\n<p>You have cancelled the sign in on your device. You may "
                   "now close this window.</p>");
}

static void
sign_in (DemoVisit  *visit,
         DemoDevice *device)
{
  g_auto(DemoProblem) problem = { 0 };
  DemoFlow *flow = g_new0 (DemoFlow, 1);

  flow->tenant = g_strdup (device->tenant);
  flow->client_id = g_strdup (device->client_id);
  flow->scope = g_strdup (device->scope);
  flow->scopes = demo_scopes_parse (demo_tenant_get_directory (visit->tenant), device->scope,
                                    &problem);
  flow->state = g_strdup (device->user_code);
  flow->correlation_id = g_strdup (visit->correlation_id);
  flow->asks_app = TRUE;
  flow->finish = finish;
  flow->fail = fail;
  demo_login_begin (visit, flow);
}

/* Where people type the code; what follows is a sign-in like any other. */
void
demo_device_page (DemoVisit *visit)
{
  const char *code = demo_visit_get_field (visit, "otc");
  DemoDevice *device = code != NULL ? demo_devices_find_by_user (get_devices (visit), code) : NULL;

  if (g_str_equal (visit->method, "GET"))
    ask_code (visit, NULL);
  else if (device == NULL)
    ask_code (visit, "That code didn't work. Check the code and try again. (AADSTS70018)");
  else if (device->state != DEMO_DEVICE_PENDING ||
           demo_tenant_get_time (visit->tenant) >= device->until)
    ask_code (visit, "That code is good no more. (AADSTS70019)");
  else
    sign_in (visit, device);
}

static void
refuse_poll (DemoProblem *problem,
             const char  *error,
             guint        code,
             const char  *words)
{
  demo_problem_set (problem, error, code, "%s", words);
}

/* Whoever may not begin alone has to show that it is no program of its own (entra.md 2.2). */
static gboolean
check_app (DemoVisit   *visit,
           DemoProblem *problem)
{
  DemoApp *app = demo_directory_find_app (demo_tenant_get_directory (visit->tenant),
                                          demo_visit_get_field (visit, "client_id"));

  if (app->public_client_flows)
    return TRUE;

  demo_token_refuse_client (problem, 7000218,
                            "The request body must contain the following parameter: "
                            "'client_assertion' or 'client_secret'.");

  return FALSE;
}

/* Returns: (transfer none) (nullable): what the person granted meanwhile, or NULL with the problem
 * said (RFC 8628 §3.5) */
DemoGrant *
demo_token_find_device (DemoVisit   *visit,
                        DemoProblem *problem)
{
  const char *code = demo_token_need (visit, "device_code", problem);
  const char *client = demo_visit_get_field (visit, "client_id");
  DemoDevice *device = code != NULL ? demo_devices_find (get_devices (visit), code) : NULL;

  if (code == NULL || !check_app (visit, problem))
    return NULL;

  if (device == NULL || device->state == DEMO_DEVICE_REDEEMED ||
      g_ascii_strcasecmp (device->client_id, client) != 0)
    refuse_poll (problem, "bad_verification_code", 70018, "Invalid verification code.");
  else if (demo_tenant_get_time (visit->tenant) >= device->until)
    refuse_poll (problem, "expired_token", 70019, "Verification code expired.");
  else if (device->state == DEMO_DEVICE_DECLINED)
    refuse_poll (problem, "authorization_declined", 65004,
                 "User declined to consent to access the app.");
  else if (demo_device_polls_early (device))
    refuse_poll (problem, "slow_down", 70016, "Polling too often.");
  else if (device->state == DEMO_DEVICE_PENDING)
    refuse_poll (problem, "authorization_pending", 70016,
                 "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

  return problem->code == 0 ? device->grant : NULL;
}

/* Good once. */
gboolean
demo_token_redeem_device (DemoVisit   *visit,
                          DemoGrant   *grant,
                          DemoProblem *problem)
{
  demo_devices_find (get_devices (visit), demo_visit_get_field (visit, "device_code"))->state =
    DEMO_DEVICE_REDEEMED;

  return TRUE;
}
