/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-application.h"
#include "crib-window.h"

/*
 * CribApplication:
 *
 * The program: owns the roots and hands them to its window.
 */
struct _CribApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (CribApplication, crib_application, ADW_TYPE_APPLICATION)

static void
load_bench_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCE_BASE "/bench.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
crib_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (crib_window_new (CRIB_APPLICATION (application)));

  gtk_window_present (window);
}

static void
crib_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (crib_application_parent_class)->startup (application);

  load_bench_style ();
}

static void
crib_application_class_init (CribApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = crib_application_activate;
  application_class->startup = crib_application_startup;
}

static void
crib_application_init (CribApplication *self)
{
}

CribApplication *
crib_application_new (gboolean demo)
{
  return g_object_new (CRIB_TYPE_APPLICATION,
                       "application-id", demo ? APPLICATION_ID ".Demo" : APPLICATION_ID,
                       "flags", demo ? G_APPLICATION_NON_UNIQUE : G_APPLICATION_DEFAULT_FLAGS,
                       "resource-base-path", RESOURCE_BASE,
                       NULL);
}
