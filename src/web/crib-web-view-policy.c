/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-view-private.h"

#include "crib-web-address.h"
#include "crib-web-answer.h"

#include <string.h>

/* Where the view may go, and which of its ways is the answer. */

/* Without the fragment: that is the page's own, and no part of the answer. */
static void
answer (CribWebView *self,
        const char  *uri)
{
  g_autofree char *bare = g_strndup (uri, strcspn (uri, "#"));

  self->is_answered = TRUE;
  g_signal_emit_by_name (self, "redirected", bare);
  explicit_bzero (bare, strlen (bare));
}

/* The redirect URI is never loaded, whoever leads there. A wrong state ends nothing: any page can
 * forge one, and the sign-in goes on. */
static void
consider_answer (CribWebView      *self,
                 WebKitURIRequest *request)
{
  const char *uri = webkit_uri_request_get_uri (request);

  if (crib_web_answer_has_state (uri, self->state))
    answer (self, uri);
  else if (g_strcmp0 (webkit_uri_request_get_http_method (request), "POST") == 0 &&
           !crib_web_answer_has_query (uri))
    g_signal_emit_by_name (self, "form-post-refused");
  else
    g_signal_emit_by_name (self, "answer-ignored");
}

/* Whether the view may go there; if not it has been told why. */
static gboolean
may_go (CribWebView      *self,
        WebKitURIRequest *request)
{
  const char *uri = webkit_uri_request_get_uri (request);
  g_autofree char *origin = NULL;

  if (self->is_answered)
    return FALSE;

  if (crib_web_answer_is_redirect (uri, self->redirect_uri))
    {
      consider_answer (self, request);
      return FALSE;
    }

  if (crib_web_address_may_load (uri, self->http_origin))
    return TRUE;

  origin = crib_web_address_dup_origin (uri);
  crib_web_view_fail (self, "not-secure", origin);
  return FALSE;
}

static gboolean
is_by_hand (WebKitNavigationAction *action)
{
  return webkit_navigation_action_get_navigation_type (action) ==
         WEBKIT_NAVIGATION_TYPE_LINK_CLICKED &&
         webkit_navigation_action_is_user_gesture (action);
}

/* A window that a page asks for: help and privacy, by hand, leave for the browser; what a script
 * opens is a step of the flow and takes the place of the page. */
static void
open_in_place (CribWebView            *self,
               WebKitNavigationAction *action)
{
  WebKitURIRequest *request = webkit_navigation_action_get_request (action);
  const char *uri = webkit_uri_request_get_uri (request);
  const char *method = webkit_uri_request_get_http_method (request);

  if (uri == NULL || *uri == '\0' || g_str_has_prefix (uri, "about:") || !may_go (self, request))
    return;

  if (is_by_hand (action))
    g_signal_emit_by_name (self, "external-link", uri);
  else if (method == NULL || g_str_equal (method, "GET"))
    webkit_web_view_load_uri (self->engine, uri);
}

static gboolean
decide_navigation (CribWebView              *self,
                   WebKitPolicyDecision     *decision,
                   WebKitPolicyDecisionType  type)
{
  WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action (
    WEBKIT_NAVIGATION_POLICY_DECISION (decision));

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION &&
      may_go (self, webkit_navigation_action_get_request (action)))
    {
      webkit_policy_decision_use (decision);
      return TRUE;
    }

  webkit_policy_decision_ignore (decision);

  if (type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION)
    open_in_place (self, action);
  return TRUE;
}

/* WebKit shows what a server calls an attachment, if only it can (2.50). */
static gboolean
is_page (WebKitResponsePolicyDecision *decision)
{
  SoupMessageHeaders *headers = webkit_uri_response_get_http_headers (
    webkit_response_policy_decision_get_response (decision));
  const char *disposition = NULL;

  if (headers != NULL)
    disposition = soup_message_headers_get_one (headers, "Content-Disposition");

  return webkit_response_policy_decision_is_mime_type_supported (decision) &&
         (disposition == NULL || g_ascii_strncasecmp (disposition, "attachment", 10) != 0);
}

static gboolean
decide_policy_cb (WebKitWebView            *engine,
                  WebKitPolicyDecision     *decision,
                  WebKitPolicyDecisionType  type,
                  CribWebView              *self)
{
  if (type != WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return decide_navigation (self, decision, type);

  if (!self->is_answered && is_page (WEBKIT_RESPONSE_POLICY_DECISION (decision)))
    {
      webkit_policy_decision_use (decision);
      return TRUE;
    }

  webkit_policy_decision_ignore (decision);
  crib_web_view_fail (self, "download", NULL);
  return TRUE;
}

static GtkWidget *
create_cb (WebKitWebView          *engine,
           WebKitNavigationAction *action,
           CribWebView            *self)
{
  open_in_place (self, action);
  return NULL;
}

/* Before anything is loaded. */
void
crib_web_view_connect_policy (CribWebView *self)
{
  g_signal_connect (self->engine, "decide-policy", G_CALLBACK (decide_policy_cb), self);
  g_signal_connect (self->engine, "create", G_CALLBACK (create_cb), self);
}
