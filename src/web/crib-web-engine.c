/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-engine.h"

/* What a page of a sign-in never needs: each of these would be the engine's own answer else. */
static gboolean
refuse_permission_cb (WebKitWebView           *view,
                      WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
refuse_files_cb (WebKitWebView            *view,
                 WebKitFileChooserRequest *request)
{
  webkit_file_chooser_request_cancel (request);
  return TRUE;
}

/* Notifications, printing, and the whole screen, where no origin would be in sight. */
static gboolean
refuse_cb (void)
{
  return TRUE;
}

static gboolean
query_permission_cb (WebKitWebView              *view,
                     WebKitPermissionStateQuery *query)
{
  webkit_permission_state_query_finish (query, WEBKIT_PERMISSION_STATE_DENIED);
  return TRUE;
}

/* The engine's own context menu can open windows and save files. */
static gboolean
context_menu_cb (WebKitWebView       *view,
                 WebKitContextMenu   *menu,
                 WebKitHitTestResult *hit)
{
  return !webkit_hit_test_result_context_is_editable (hit);
}

static WebKitSettings *
new_settings (void)
{
  return g_object_new (WEBKIT_TYPE_SETTINGS,
                       "enable-javascript", TRUE,
                       "enable-html5-local-storage", TRUE,
                       "enable-developer-extras", FALSE,
                       "enable-fullscreen", FALSE,
                       "enable-media-stream", FALSE,
                       "enable-page-cache", FALSE,
                       "enable-webrtc", FALSE,
                       "allow-file-access-from-file-urls", FALSE,
                       "allow-universal-access-from-file-urls", FALSE,
                       "allow-top-navigation-to-data-urls", FALSE,
                       "javascript-can-access-clipboard", FALSE,
                       "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                       NULL);
}

/* Nothing of it outlives the view. */
static WebKitNetworkSession *
new_session (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();

  webkit_network_session_set_tls_errors_policy (session, WEBKIT_TLS_ERRORS_POLICY_FAIL);
  webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
  /* Sign-in pages of companies hand over between hosts by cookies of third parties. */
  webkit_cookie_manager_set_accept_policy (webkit_network_session_get_cookie_manager (session),
                                           WEBKIT_COOKIE_POLICY_ACCEPT_ALWAYS);
  return session;
}

/*
 * crib_web_engine_new:
 *
 * Returns: (transfer floating): a web view with a memory of its own that refuses all but pages;
 *   where they may lead is for its owner to decide
 */
WebKitWebView *
crib_web_engine_new (void)
{
  g_autoptr(WebKitNetworkSession) session = new_session ();
  g_autoptr(WebKitSettings) settings = new_settings ();
  WebKitWebView *view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                                      "network-session", session,
                                      "settings", settings,
                                      NULL);

  webkit_web_context_set_spell_checking_enabled (webkit_web_view_get_context (view), FALSE);

  g_signal_connect (view, "permission-request", G_CALLBACK (refuse_permission_cb), NULL);
  g_signal_connect (view, "query-permission-state", G_CALLBACK (query_permission_cb), NULL);
  g_signal_connect (view, "run-file-chooser", G_CALLBACK (refuse_files_cb), NULL);
  g_signal_connect (view, "show-notification", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (view, "print", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (view, "enter-fullscreen", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (context_menu_cb), NULL);

  return view;
}
