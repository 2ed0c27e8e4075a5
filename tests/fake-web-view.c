/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-web-view.h"

G_DEFINE_FINAL_TYPE (FakeWebView, fake_web_view, GTK_TYPE_WIDGET)

static void
fake_web_view_finalize (GObject *object)
{
  FakeWebView *self = FAKE_WEB_VIEW (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->values); i++)
    g_free (self->values[i]);

  G_OBJECT_CLASS (fake_web_view_parent_class)->finalize (object);
}

static void
fake_web_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (prop_id == FAKE_WEB_VIEW_PROGRESS)
    g_value_set_double (value, 0);
  else
    g_value_set_string (value, FAKE_WEB_VIEW (object)->values[prop_id]);
}

static void
fake_web_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FakeWebView *self = FAKE_WEB_VIEW (object);

  g_free (self->values[prop_id]);
  self->values[prop_id] = g_value_dup_string (value);
}

static void
add_signal (const char *name,
            guint       n_words)
{
  const GType word = G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE;

  g_signal_new (name, FAKE_TYPE_WEB_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, n_words, word, word);
}

static void
fake_web_view_class_init (FakeWebViewClass *klass)
{
  static const char * const names[] = {
    [FAKE_WEB_VIEW_REDIRECT_URI] = "redirect-uri",
    [FAKE_WEB_VIEW_STATE] = "state",
    [FAKE_WEB_VIEW_CA_FILE] = "ca-file",
    [FAKE_WEB_VIEW_HTTP_ORIGIN] = "http-origin",
    [FAKE_WEB_VIEW_URI] = "uri",
    [FAKE_WEB_VIEW_ORIGIN] = "origin",
    [FAKE_WEB_VIEW_DOMAIN] = "domain",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = fake_web_view_finalize;
  object_class->get_property = fake_web_view_get_property;
  object_class->set_property = fake_web_view_set_property;

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    g_object_class_install_property (object_class, i,
                                     g_param_spec_string (names[i], NULL, NULL, NULL,
                                                          G_PARAM_READWRITE));

  g_object_class_install_property (object_class, FAKE_WEB_VIEW_PROGRESS,
                                   g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                        G_PARAM_READABLE));
  add_signal ("redirected", 1);
  add_signal ("page-failed", 2);
  add_signal ("tls-failed", 1);
  add_signal ("answer-ignored", 0);
  add_signal ("form-post-refused", 0);
  add_signal ("external-link", 1);
  add_signal ("page-shown", 0);
  add_signal ("dead-end", 1);
  add_signal ("error-page", 1);
}

static void
fake_web_view_init (FakeWebView *self)
{
}
