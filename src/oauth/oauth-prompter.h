/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OAUTH_TYPE_SURFACE (oauth_surface_get_type ())
#define OAUTH_TYPE_PROMPT (oauth_prompt_get_type ())
#define OAUTH_TYPE_PROMPTER (oauth_prompter_get_type ())

typedef enum {
  OAUTH_SURFACE_EMBEDDED,   /* a page inside the program; the redirect is caught before loading */
  OAUTH_SURFACE_BROWSER,    /* the browser, with a listener on the loopback */
  OAUTH_SURFACE_DEVICE_CODE, /* a code to be typed at a page, on whatever device (RFC 8628) */
} OauthSurface;

GType oauth_surface_get_type (void);

/* Properties, construct only: uri, redirect-uri, state, surface, reason, server-name, ca-file,
 * http-origin, user-code, expires-at. */
G_DECLARE_FINAL_TYPE (OauthPrompt, oauth_prompt, OAUTH, PROMPT, GObject)

const char   *oauth_prompt_get_uri          (OauthPrompt *self);
const char   *oauth_prompt_get_redirect_uri (OauthPrompt *self);
const char   *oauth_prompt_get_state        (OauthPrompt *self);
OauthSurface  oauth_prompt_get_surface      (OauthPrompt *self);
const char   *oauth_prompt_get_reason       (OauthPrompt *self);
const char   *oauth_prompt_get_server_name  (OauthPrompt *self);
const char   *oauth_prompt_get_ca_file      (OauthPrompt *self);
const char   *oauth_prompt_get_http_origin  (OauthPrompt *self);
const char   *oauth_prompt_get_user_code    (OauthPrompt *self);
gint64        oauth_prompt_get_expires_at   (OauthPrompt *self);

G_DECLARE_INTERFACE (OauthPrompter, oauth_prompter, OAUTH, PROMPTER, GObject)

/* Who shows it: the window (embedded view or browser), the terminal, a test. */
struct _OauthPrompterInterface
{
  GTypeInterface parent_iface;

  /* Shows @prompt until it is answered or given up. In the browser the answer arrives at the
   * listener; then @cancellable is cancelled and the prompter puts away what it showed. With a
   * code to be typed nothing comes back at all, and it is the same. */
  void  (*prompt_async)  (OauthPrompter        *self,
                          OauthPrompt          *prompt,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data);
  /* The redirect with its query, caught before any network (embedded); OAUTH_ERROR_CANCELLED when
   * the person gave up. @again: the person chose the other surface (Open in Browser): a new attempt
   * begins there (ruling 8). An error of
   * oauth_error_new_from_page() where the person closed a page that showed one. */
  char *(*prompt_finish) (OauthPrompter        *self,
                          GAsyncResult         *result,
                          gboolean             *again,
                          GError              **error);
};

void  oauth_prompter_prompt_async  (OauthPrompter        *self,
                                    OauthPrompt          *prompt,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
char *oauth_prompter_prompt_finish (OauthPrompter        *self,
                                    GAsyncResult         *result,
                                    gboolean             *again,
                                    GError              **error);

G_END_DECLS
