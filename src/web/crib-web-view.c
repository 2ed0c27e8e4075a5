/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-view-private.h"

#include "crib-web-address.h"
#include "crib-web-engine.h"
#include "crib-web-trust.h"

#include <string.h>

enum
{
  PROP_0,
  PROP_URI,
  PROP_REDIRECT_URI,
  PROP_STATE,
  PROP_HTTP_ORIGIN,
  PROP_CA_FILE,
  PROP_ORIGIN,
  PROP_DOMAIN,
  PROP_PROGRESS,
  PROP_TITLE,
  N_PROPS
};

enum
{
  REDIRECTED,
  PAGE_FAILED,
  TLS_FAILED,
  EXTERNAL_LINK,
  FORM_POST_REFUSED,
  ANSWER_IGNORED,
  PAGE_SHOWN,
  DEAD_END,
  ERROR_PAGE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribWebView, crib_web_view, GTK_TYPE_WIDGET)

/* Tells that a page did not come, unless nobody needs it any more. */
void
crib_web_view_fail (CribWebView *self,
                    const char  *key,
                    const char  *details)
{
  if (!self->is_answered)
    g_signal_emit (self, signals[PAGE_FAILED], 0, key, details);
}

static void
set_origin (CribWebView *self,
            const char  *uri)
{
  g_autofree char *origin = crib_web_address_dup_origin (uri);

  if (g_strcmp0 (origin, self->origin) == 0)
    return;

  g_free (self->origin);
  self->origin = g_steal_pointer (&origin);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORIGIN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOMAIN]);
}

/* What a link asks for as a download comes by here whatever its type. */
static void
download_started_cb (WebKitNetworkSession *session,
                     WebKitDownload       *download,
                     CribWebView          *self)
{
  webkit_download_cancel (download);
  crib_web_view_fail (self, "download", NULL);
}

/* The page goes on without: a certificate is often only offered for, and no password is typed into
 * a dialog that the page's origin does not stand above. */
static gboolean
authenticate_cb (WebKitWebView               *engine,
                 WebKitAuthenticationRequest *request,
                 CribWebView                 *self)
{
  WebKitAuthenticationScheme scheme = webkit_authentication_request_get_scheme (request);

  webkit_authentication_request_authenticate (request, NULL);

  if (scheme != WEBKIT_AUTHENTICATION_SCHEME_CLIENT_CERTIFICATE_REQUESTED &&
      scheme != WEBKIT_AUTHENTICATION_SCHEME_CLIENT_CERTIFICATE_PIN_REQUESTED)
    crib_web_view_fail (self, "authentication", webkit_authentication_request_get_host (request));

  return TRUE;
}

/* The origin is that of what is on show, not of what is asked for. */
static void
load_changed_cb (WebKitWebView   *engine,
                 WebKitLoadEvent  event,
                 CribWebView     *self)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    set_origin (self, webkit_web_view_get_uri (engine));
}

/* An ignored decision ends here as well; that was dealt with already. */
static gboolean
load_failed_cb (WebKitWebView   *engine,
                WebKitLoadEvent  event,
                const char      *uri,
                GError          *error,
                CribWebView     *self)
{
  if (g_error_matches (error, WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_CANNOT_SHOW_URI))
    crib_web_view_fail (self, "not-secure", NULL);
  else if (!g_error_matches (error, WEBKIT_POLICY_ERROR,
                             WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE) &&
           !g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED))
    crib_web_view_fail (self, "unreachable", error->message);

  return TRUE;
}

/* WebKitGTK 2.50 takes no authorities, only the one certificate of the one host. */
static gboolean
load_failed_with_tls_errors_cb (WebKitWebView        *engine,
                                const char           *failing_uri,
                                GTlsCertificate      *certificate,
                                GTlsCertificateFlags  faults,
                                CribWebView          *self)
{
  g_autoptr(GUri) uri = crib_web_address_parse (failing_uri);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (self->is_answered)
    return TRUE;

  if (host != NULL && !g_hash_table_contains (self->allowed_hosts, host) &&
      crib_web_trust_verify (self->ca_file, certificate, host))
    {
      g_hash_table_add (self->allowed_hosts, g_strdup (host));
      webkit_network_session_allow_tls_certificate_for_host (
        webkit_web_view_get_network_session (engine), certificate, host);
      webkit_web_view_load_uri (engine, failing_uri);
      return TRUE;
    }

  g_signal_emit (self, signals[TLS_FAILED], 0, host != NULL ? host : "");
  return TRUE;
}

static void
web_process_terminated_cb (WebKitWebView                     *engine,
                           WebKitWebProcessTerminationReason  reason,
                           CribWebView                       *self)
{
  set_origin (self, NULL);
  crib_web_view_fail (self, "crashed", NULL);
}

static void
progress_cb (CribWebView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
title_cb (CribWebView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
set_text (CribWebView  *self,
          char        **field,
          const GValue *value)
{
  if (*field != NULL)
    explicit_bzero (*field, strlen (*field));

  g_free (*field);
  *field = g_value_dup_string (value);
}

static void
set_uri (CribWebView  *self,
         const GValue *value)
{
  set_text (self, &self->uri, value);

  if (self->uri != NULL && !self->is_answered)
    webkit_web_view_load_uri (self->engine, self->uri);
}

static void
crib_web_view_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CribWebView *self = CRIB_WEB_VIEW (object);

  switch (id)
    {
    case PROP_URI:
      set_uri (self, value);
      break;
    case PROP_REDIRECT_URI:
      set_text (self, &self->redirect_uri, value);
      break;
    case PROP_STATE:
      set_text (self, &self->state, value);
      break;
    case PROP_HTTP_ORIGIN:
      set_text (self, &self->http_origin, value);
      break;
    case PROP_CA_FILE:
      set_text (self, &self->ca_file, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
crib_web_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CribWebView *self = CRIB_WEB_VIEW (object);

  switch (id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_REDIRECT_URI:
      g_value_set_string (value, self->redirect_uri);
      break;
    case PROP_HTTP_ORIGIN:
      g_value_set_string (value, self->http_origin);
      break;
    case PROP_CA_FILE:
      g_value_set_string (value, self->ca_file);
      break;
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    case PROP_DOMAIN:
      g_value_take_string (value, crib_web_address_dup_domain (self->origin));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, webkit_web_view_get_estimated_load_progress (self->engine));
      break;
    case PROP_TITLE:
      g_value_set_string (value, webkit_web_view_get_title (self->engine));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
crib_web_view_dispose (GObject *object)
{
  CribWebView *self = CRIB_WEB_VIEW (object);

  if (self->engine != NULL)
    {
      g_signal_handlers_disconnect_by_data (webkit_web_view_get_network_session (self->engine),
                                            self);
      g_signal_handlers_disconnect_by_data (self->engine, self);
      webkit_web_view_stop_loading (self->engine);
      gtk_widget_unparent (GTK_WIDGET (self->engine));
      self->engine = NULL;
    }

  G_OBJECT_CLASS (crib_web_view_parent_class)->dispose (object);
}

static void
crib_web_view_finalize (GObject *object)
{
  CribWebView *self = CRIB_WEB_VIEW (object);

  if (self->state != NULL)
    explicit_bzero (self->state, strlen (self->state));

  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->redirect_uri, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->http_origin, g_free);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->allowed_hosts, g_hash_table_unref);

  G_OBJECT_CLASS (crib_web_view_parent_class)->finalize (object);
}

static void
install_text (GObjectClass *object_class,
              guint         id,
              const char   *name,
              GParamFlags   flags)
{
  properties[id] = g_param_spec_string (name, NULL, NULL, NULL, flags | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, id, properties[id]);
}

/* The properties:
 *
 * uri: what to load; setting it loads
 * redirect-uri: where the answer is awaited; never loaded
 * state: the one value that counts; can only be written
 * http-origin: (nullable): the one origin of plain HTTP that may be shown; loopback only
 * ca-file: (nullable): path of a PEM file with authorities that count besides the system's
 * origin: (nullable): of the page on show
 * domain: (nullable): the end of its host that somebody registered: what people must read
 * progress: of the page that loads, from 0 to 1
 * title: (nullable): what the page calls itself; not to be trusted */
static void
install_properties (GObjectClass *object_class)
{
  install_text (object_class, PROP_URI, "uri", G_PARAM_READWRITE);
  install_text (object_class, PROP_REDIRECT_URI, "redirect-uri", G_PARAM_READWRITE);
  install_text (object_class, PROP_STATE, "state", G_PARAM_WRITABLE);
  install_text (object_class, PROP_HTTP_ORIGIN, "http-origin", G_PARAM_READWRITE);
  install_text (object_class, PROP_CA_FILE, "ca-file", G_PARAM_READWRITE);
  install_text (object_class, PROP_ORIGIN, "origin", G_PARAM_READABLE);
  install_text (object_class, PROP_DOMAIN, "domain", G_PARAM_READABLE);
  install_text (object_class, PROP_TITLE, "title", G_PARAM_READABLE);

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_PROGRESS, properties[PROP_PROGRESS]);
}

/* The signals:
 *
 * redirected (uri): the answer, with its query; at most once
 * page-failed (key, details): "not-secure" (an origin), "download", "authentication" (a host),
 *   "unreachable" (the engine's words) or "crashed"; the page stays on show. Details may be %NULL
 * tls-failed (host): nobody vouches for who answered
 * external-link (uri): asked for a window of its own by hand; for the browser
 * form-post-refused: the redirect URI was sent a form, which cannot be read here
 * answer-ignored: something else came to the redirect URI that is no answer to this attempt; the
 *   page stays, and the true answer may still come
 * page-shown: another page; what was told of the last one is over
 * dead-end (kind): "security-key" or "device": the page on show cannot succeed here
 * error-page (text): what the page on show says, where it names an error by its number; 2 KiB of
 *   UTF-8 at most, and nothing that was typed */
static void
install_signals (GType type)
{
  signals[REDIRECTED] = g_signal_new ("redirected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[PAGE_FAILED] = g_signal_new ("page-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[TLS_FAILED] = g_signal_new ("tls-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[EXTERNAL_LINK] = g_signal_new ("external-link", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FORM_POST_REFUSED] = g_signal_new ("form-post-refused", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[ANSWER_IGNORED] = g_signal_new ("answer-ignored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[PAGE_SHOWN] = g_signal_new ("page-shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
  signals[DEAD_END] = g_signal_new ("dead-end", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ERROR_PAGE] = g_signal_new ("error-page", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
crib_web_view_class_init (CribWebViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = crib_web_view_set_property;
  object_class->get_property = crib_web_view_get_property;
  object_class->dispose = crib_web_view_dispose;
  object_class->finalize = crib_web_view_finalize;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
connect_engine (CribWebView *self)
{
  WebKitWebView *engine = self->engine;

  crib_web_view_connect_policy (self);
  crib_web_view_connect_watch (self);
  g_signal_connect (engine, "authenticate", G_CALLBACK (authenticate_cb), self);
  g_signal_connect (engine, "load-changed", G_CALLBACK (load_changed_cb), self);
  g_signal_connect (engine, "load-failed", G_CALLBACK (load_failed_cb), self);
  g_signal_connect (engine, "load-failed-with-tls-errors",
                    G_CALLBACK (load_failed_with_tls_errors_cb), self);
  g_signal_connect (engine, "web-process-terminated", G_CALLBACK (web_process_terminated_cb), self);
  g_signal_connect (webkit_web_view_get_network_session (engine), "download-started",
                    G_CALLBACK (download_started_cb), self);
  g_signal_connect_object (engine, "notify::estimated-load-progress", G_CALLBACK (progress_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::title", G_CALLBACK (title_cb), self, G_CONNECT_SWAPPED);
}

static void
crib_web_view_init (CribWebView *self)
{
  self->allowed_hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->engine = crib_web_engine_new ();
  gtk_widget_set_hexpand (GTK_WIDGET (self->engine), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->engine), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->engine), GTK_WIDGET (self));
  connect_engine (self);
}
