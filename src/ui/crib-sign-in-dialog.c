/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-dialog.h"

#include "crib-page-failure.h"
#include "crib-sign-in-reason.h"
#include "crib-web-loader.h"

#include <glib/gi18n.h>

#include <string.h>

/**
 * CribSignInDialog:
 *
 * Shows the pages of a sign-in, and above them, always, whose they are; or waits while they are in
 * the browser. It knows nothing of OAuth.
 *
 * Signals: answered (uri), cancelled, browser-chosen, link-chosen. Of the first two one comes, and
 * that once.
 */
struct _CribSignInDialog
{
  AdwWindow parent_instance;

  GtkWidget *view;
  gboolean is_done;
  char *error_text;             /* of the page on show, where it is one of an error */

  GtkImage *lock;
  GtkLabel *origin_label;
  GtkLabel *reason_label;
  GtkWidget *notice_label;
  GtkWidget *dead_end_bar;
  GtkLabel *dead_end_label;
  GtkStack *stack;
  AdwBin *page;
  AdwStatusPage *browser_page;
  AdwStatusPage *failed_page;
  GtkWidget *retry_button;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *browser_button;
  GtkWidget *link_button;
  GtkWidget *dead_end_button;
  GtkButton *close_button;
};

enum
{
  ANSWERED,
  CANCELLED,
  BROWSER_CHOSEN,
  LINK_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribSignInDialog, crib_sign_in_dialog, ADW_TYPE_WINDOW)

static void
take_range (PangoAttrList  *list,
            PangoAttribute *attribute,
            gsize           start,
            gsize           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* The part that somebody registered is what people must read. */
static void
show_origin (CribSignInDialog *self,
             const char       *origin,
             const char       *domain)
{
  g_autoptr(PangoAttrList) list = pango_attr_list_new ();
  const char *start = domain != NULL && *domain != '\0' ? g_strrstr (origin, domain) : NULL;

  gtk_label_set_label (self->origin_label, origin);

  if (start != NULL)
    {
      take_range (list, pango_attr_foreground_alpha_new (0.6 * G_MAXUINT16), 0, start - origin);
      take_range (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start - origin,
                  start - origin + strlen (domain));
    }

  gtk_label_set_attributes (self->origin_label, list);
}

static void
show_lock (CribSignInDialog *self,
           gboolean          is_secure)
{
  GtkWidget *lock = GTK_WIDGET (self->lock);

  gtk_image_set_from_icon_name (self->lock, is_secure ? "channel-secure-symbolic"
                                                      : "channel-insecure-symbolic");
  gtk_widget_remove_css_class (lock, is_secure ? "warning" : "success");
  gtk_widget_add_css_class (lock, is_secure ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_secure ? _("Encrypted") : _("Not encrypted"), -1);
}

/* Of what is on show: words of ours in the place of the page have none. */
static void
origin_cb (CribSignInDialog *self)
{
  g_autofree char *origin = NULL;
  g_autofree char *domain = NULL;

  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->page))
    g_object_get (self->view, "origin", &origin, "domain", &domain, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->lock), origin != NULL);

  if (origin == NULL)
    {
      show_origin (self, _("Sign In"), NULL);
      return;
    }

  show_origin (self, origin, domain);
  show_lock (self, g_str_has_prefix (origin, "https://"));
}

static void
progress_cb (CribSignInDialog *self)
{
  double progress;

  g_object_get (self->view, "progress", &progress, NULL);
  gtk_progress_bar_set_fraction (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress > 0 && progress < 1);
}

static void
show_failure (CribSignInDialog *self,
              const char       *sentence,
              gboolean          can_retry)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->failed_page, escaped);
  gtk_widget_set_visible (self->retry_button, can_retry);
  gtk_widget_set_visible (self->notice_label, FALSE);
  gtk_widget_set_visible (self->dead_end_bar, FALSE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->failed_page));
  origin_cb (self);

  if (can_retry)
    gtk_widget_grab_focus (self->retry_button);
}

static void
page_failed_cb (CribSignInDialog *self,
                const char       *key,
                const char       *details)
{
  gboolean can_retry;
  g_autofree char *words = crib_page_failure_dup_words (key, details, &can_retry);

  show_failure (self, words, can_retry);
}

static void
tls_failed_cb (CribSignInDialog *self,
               const char       *host)
{
  page_failed_cb (self, "tls", host);
}

static void
form_post_cb (CribSignInDialog *self)
{
  page_failed_cb (self, "form-post", NULL);
}

/* Any page can forge one, so the sign-in goes on; but the person sees that something is odd. */
static void
ignored_cb (CribSignInDialog *self)
{
  gtk_widget_set_visible (self->notice_label, TRUE);
}

/* What the page said is over with it. */
static void
page_shown_cb (CribSignInDialog *self)
{
  gtk_widget_set_visible (self->dead_end_bar, FALSE);
  gtk_button_set_label (self->close_button, _("_Cancel"));
  g_clear_pointer (&self->error_text, g_free);
}

static void
dead_end_cb (CribSignInDialog *self,
             const char       *kind)
{
  gtk_label_set_label (self->dead_end_label,
                       g_str_equal (kind, "security-key")
                         ? _("Security keys do not work in this window.")
                         : _("Your organisation asks which computer this is. Only your browser "
                             "may be able to show that."));
  gtk_widget_set_visible (self->dead_end_bar, TRUE);
}

/* The page says it to the person; what it says is explained once the dialog is gone. */
static void
error_page_cb (CribSignInDialog *self,
               const char       *text)
{
  g_free (self->error_text);
  self->error_text = g_strdup (text);
  gtk_button_set_label (self->close_button, _("_Close"));
}

static void
retry_cb (CribSignInDialog *self)
{
  g_autofree char *uri = NULL;

  g_object_get (self->view, "uri", &uri, NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
  origin_cb (self);
  g_object_set (self->view, "uri", uri, NULL);
  gtk_widget_grab_focus (self->view);
}

static void
redirected_cb (CribSignInDialog *self,
               const char       *uri)
{
  if (self->is_done)
    return;

  self->is_done = TRUE;
  g_signal_emit (self, signals[ANSWERED], 0, uri);
}

static void
external_link_cb (CribSignInDialog *self,
                  const char       *uri)
{
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
browser_cb (CribSignInDialog *self)
{
  g_signal_emit (self, signals[BROWSER_CHOSEN], 0);
}

static void
link_cb (CribSignInDialog *self)
{
  g_signal_emit (self, signals[LINK_CHOSEN], 0);
}

static gboolean
crib_sign_in_dialog_close_request (GtkWindow *window)
{
  CribSignInDialog *self = CRIB_SIGN_IN_DIALOG (window);

  if (!self->is_done)
    {
      self->is_done = TRUE;
      g_signal_emit (self, signals[CANCELLED], 0);
    }

  return GTK_WINDOW_CLASS (crib_sign_in_dialog_parent_class)->close_request (window);
}

static void
add_view (CribSignInDialog *self,
          GtkWidget        *view)
{
  const struct
  {
    const char *name;
    GCallback callback;
  } handlers[] = {
    { "redirected", G_CALLBACK (redirected_cb) },
    { "page-failed", G_CALLBACK (page_failed_cb) },
    { "tls-failed", G_CALLBACK (tls_failed_cb) },
    { "form-post-refused", G_CALLBACK (form_post_cb) },
    { "answer-ignored", G_CALLBACK (ignored_cb) },
    { "external-link", G_CALLBACK (external_link_cb) },
    { "page-shown", G_CALLBACK (page_shown_cb) },
    { "dead-end", G_CALLBACK (dead_end_cb) },
    { "error-page", G_CALLBACK (error_page_cb) },
    { "notify::origin", G_CALLBACK (origin_cb) },
    { "notify::progress", G_CALLBACK (progress_cb) },
  };

  self->view = view;

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (view, handlers[i].name, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);

  adw_bin_set_child (self->page, view);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
}

/**
 * crib_sign_in_dialog_set_prompt:
 * @self: a dialog that was given nothing yet
 * @uri: the page to begin with
 * @redirect_uri: where the answer is awaited
 * @state: the one value that makes it an answer
 * @reason: (nullable): a sentence that says why; by default that the server asks
 * @server_name: who asks
 * @ca_file: (nullable): path of authorities to trust besides the system's
 * @http_origin: (nullable): a stand-in on this machine that may go without encryption
 *
 * Shows the page, or, where Toolcrib has no web view, says so and leaves it to the browser.
 *
 * Returns: whether there is a page to look at
 */
gboolean
crib_sign_in_dialog_set_prompt (CribSignInDialog *self,
                                const char       *uri,
                                const char       *redirect_uri,
                                const char       *state,
                                const char       *reason,
                                const char       *server_name,
                                const char       *ca_file,
                                const char       *http_origin)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *view;

  g_return_val_if_fail (CRIB_IS_SIGN_IN_DIALOG (self), FALSE);
  g_return_val_if_fail (self->view == NULL, FALSE);

  crib_sign_in_reason_show (self->reason_label, reason, server_name);
  view = crib_web_loader_create_view (&error);

  if (view == NULL)
    {
      show_failure (self, error->message, FALSE);
      return FALSE;
    }

  add_view (self, view);
  g_object_set (view,
                "redirect-uri", redirect_uri,
                "state", state,
                "ca-file", ca_file,
                "http-origin", http_origin,
                "uri", uri,
                NULL);

  return TRUE;
}

/**
 * crib_sign_in_dialog_keep_inside:
 * @self: a dialog
 *
 * Takes the ways to the browser away: an administrator decided so.
 */
void
crib_sign_in_dialog_keep_inside (CribSignInDialog *self)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_DIALOG (self));

  gtk_widget_set_visible (self->browser_button, FALSE);
  gtk_widget_set_visible (self->link_button, FALSE);
  gtk_widget_set_visible (self->dead_end_button, FALSE);
}

/**
 * crib_sign_in_dialog_get_error_text:
 * @self: a dialog
 *
 * Returns: (nullable): what the page on show says, where it is one of an error; not to be trusted
 */
const char *
crib_sign_in_dialog_get_error_text (CribSignInDialog *self)
{
  g_return_val_if_fail (CRIB_IS_SIGN_IN_DIALOG (self), NULL);

  return self->error_text;
}

/**
 * crib_sign_in_dialog_show_browser:
 * @self: a dialog that was given nothing yet
 * @reason: (nullable): a sentence that says why
 * @server_name: who asks
 *
 * Waits while the person signs in with the browser; the answer comes elsewhere.
 */
void
crib_sign_in_dialog_show_browser (CribSignInDialog *self,
                                  const char       *reason,
                                  const char       *server_name)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_DIALOG (self));
  g_return_if_fail (self->view == NULL);

  crib_sign_in_reason_show (self->reason_label, reason, server_name);
  gtk_widget_set_visible (self->browser_button, FALSE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->browser_page));
  gtk_spinner_start (self->spinner);
}

/**
 * crib_sign_in_dialog_show_link_copied:
 * @self: a dialog that waits for the browser
 *
 * Says what to do with the link that is on the clipboard now.
 */
void
crib_sign_in_dialog_show_link_copied (CribSignInDialog *self)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_DIALOG (self));

  adw_status_page_set_icon_name (self->browser_page, NULL);
  adw_status_page_set_title (self->browser_page, _("Link Copied"));
  adw_status_page_set_description (self->browser_page,
                                   _("Open it in a browser on this computer, and come back here "
                                     "when you have signed in there."));
}

/**
 * crib_sign_in_dialog_show_no_browser:
 * @self: a dialog that waits for the browser
 *
 * Says that no browser started; the link is there still.
 */
void
crib_sign_in_dialog_show_no_browser (CribSignInDialog *self)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_DIALOG (self));

  adw_status_page_set_icon_name (self->browser_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->browser_page, _("Your Browser Did Not Start"));
  adw_status_page_set_description (self->browser_page,
                                   _("Copy the link, open it in a browser on this computer, and "
                                     "come back here when you have signed in there."));
}

static void
crib_sign_in_dialog_finalize (GObject *object)
{
  g_free (CRIB_SIGN_IN_DIALOG (object)->error_text);

  G_OBJECT_CLASS (crib_sign_in_dialog_parent_class)->finalize (object);
}

static void
crib_sign_in_dialog_class_init (CribSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = crib_sign_in_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = crib_sign_in_dialog_close_request;

  signals[ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[BROWSER_CHOSEN] = g_signal_new ("browser-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[LINK_CHOSEN] = g_signal_new ("link-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, lock);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, origin_label);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, reason_label);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, notice_label);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, dead_end_bar);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, dead_end_label);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, dead_end_button);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, link_button);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, page);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, browser_page);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, retry_button);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CribSignInDialog, browser_button);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
crib_sign_in_dialog_init (CribSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crib_sign_in_dialog_new:
 * @parent: (nullable): the window that it is for
 *
 * Returns: a dialog, not yet on show
 */
CribSignInDialog *
crib_sign_in_dialog_new (GtkWindow *parent)
{
  return g_object_new (CRIB_TYPE_SIGN_IN_DIALOG, "transient-for", parent, NULL);
}
