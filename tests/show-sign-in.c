/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-accounts-window.h"
#include "crib-device-code-dialog.h"
#include "crib-other-account-dialog.h"
#include "crib-problem-page.h"
#include "crib-server-options.h"
#include "crib-sign-out-dialog.h"
#include "crib-surface-dialog.h"
#include "entra-advice-private.h"
#include "oauth-error-private.h"
#include "vault-error.h"

#include <stdlib.h>

/*
 * show-sign-in SCREEN: shows a screen of the sign-in with names as long as they come, for looking
 * at it. SCREEN is one of the table below. From the environment: WIDTH, DARK, LARGE_TEXT, and
 * RIGHT_TO_LEFT.
 */

#define LONG_NAME "Ada Wilhelmina Konstantinopolsky-Featherstonehaugh von und zu Liechtenstein"
#define LONG_USER "ada.wilhelmina.konstantinopolsky-featherstonehaugh@subsidiary.contoso.example"
#define LONG_SERVER "Contoso Orders and Warehouse Planning for Northern Europe (Acceptance Test)"
#define TENANT "3f1d6a52-0b7e-4c64-9f57-2f8f9e0b1c11"

static OauthAccount *
create_account (const char *name,
                const char *username,
                const char *id)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "name", name,
                       "username", username,
                       "tenant", TENANT,
                       "client-id", "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a90",
                       "authority", "https://login.microsoftonline.com/" TENANT "/v2.0",
                       "issuer", "https://login.microsoftonline.com/" TENANT "/v2.0",
                       NULL);
}

static GtkWidget *
show_accounts (CribIdentity       *identity,
               CribConnectionPool *pool)
{
  g_autoptr(GSettings) settings = g_settings_new (APPLICATION_ID);
  CribAccountStore *accounts = crib_identity_get_accounts (identity);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Account Number %u", i);
      g_autofree char *username = g_strdup_printf ("number.%u@contoso.example", i);
      g_autofree char *id = g_strdup_printf ("%u." TENANT, i);
      g_autoptr(OauthAccount) account = create_account (i == 1 ? LONG_NAME : i == 2 ? NULL : name,
                                                        i == 1 ? LONG_USER : username, id);

      crib_account_store_add (accounts, account, NULL);
    }

  return crib_accounts_window_new (identity, pool, settings);
}

static GtkWidget *
show_surface (CribIdentity       *identity,
              CribConnectionPool *pool)
{
  return crib_surface_dialog_new (NULL, "Contoso Orders", NULL, TRUE);
}

static GtkWidget *
show_surface_long (CribIdentity       *identity,
                   CribConnectionPool *pool)
{
  return crib_surface_dialog_new (NULL, LONG_SERVER,
                                  "Contoso Orders needs a new sign-in, because your organisation "
                                  "asks for one more proof.", TRUE);
}

static GtkWidget *
show_other (CribIdentity       *identity,
            CribConnectionPool *pool)
{
  g_autoptr(OauthAccount) ada = create_account ("Ada", "ada@contoso.example", "1." TENANT);
  g_autoptr(OauthAccount) tom = create_account ("Tom", "tom@contoso.example", "2." TENANT);

  return crib_other_account_dialog_new (NULL, "Contoso Orders", ada, tom);
}

static GtkWidget *
show_other_long (CribIdentity       *identity,
                 CribConnectionPool *pool)
{
  g_autoptr(OauthAccount) ada = create_account (LONG_NAME, LONG_USER, "1." TENANT);
  g_autoptr(OauthAccount) tom = create_account ("Tom", "tom_" LONG_USER, "2." TENANT);

  return crib_other_account_dialog_new (NULL, LONG_SERVER, ada, tom);
}

static GtkWidget *
show_sign_out (CribIdentity       *identity,
               CribConnectionPool *pool)
{
  g_autoptr(OauthAccount) ada = create_account (LONG_NAME, LONG_USER, "1." TENANT);
  g_autoptr(CribAccountSummary) summary = crib_account_summary_new (identity, ada);

  return crib_sign_out_dialog_new (NULL, summary, TRUE, "https://mysignins.microsoft.com/");
}

static GtkWidget *
show_device (CribIdentity       *identity,
             CribConnectionPool *pool)
{
  return GTK_WIDGET (crib_device_code_dialog_new (NULL, "https://microsoft.com/devicelogin",
                                                  "F7XK2M9QD",
                                                  g_get_real_time () / G_USEC_PER_SEC + 880, NULL,
                                                  "Contoso Orders"));
}

static GtkWidget *
show_device_over (CribIdentity       *identity,
                  CribConnectionPool *pool)
{
  return GTK_WIDGET (crib_device_code_dialog_new (NULL, "https://login.microsoftonline.com/common/"
                                                        "oauth2/v2.0/deviceauth",
                                                  "WDJB-MJHT-QXRV-MNBB", 1, NULL, LONG_SERVER));
}

static int
get_width (int otherwise)
{
  const char *width = g_getenv ("WIDTH");

  return width != NULL ? atoi (width) : otherwise;
}

static GtkWidget *
wrap (GtkWidget *page)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), get_width (800), 720);
  return window;
}

static GtkWidget *
show_problem (GError *error)
{
  g_autoptr(GError) owned = error;
  g_autoptr(CribServer) server = crib_server_new ("Contoso Orders", "https://orders.example/mcp");
  g_autoptr(CribProblem) problem = crib_problem_new (error, server);
  GtkWidget *page = crib_problem_page_new ();

  crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), problem, NULL);
  g_object_set (page, "narrow", g_getenv ("WIDTH") != NULL, NULL);
  return wrap (page);
}

static GtkWidget *
show_problem_page (CribIdentity       *identity,
                   CribConnectionPool *pool)
{
  return show_problem (oauth_error_new_from_page (
    "Sorry, but we’re having trouble signing you in. AADSTS50105: Your administrator has "
    "configured the application Toolcrib to block users unless they are specifically granted "
    "access. Trace ID: 0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d Correlation ID: "
    "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f Timestamp: 2026-11-23 08:30:12Z"));
}

static GtkWidget *
show_problem_consent (CribIdentity       *identity,
                      CribConnectionPool *pool)
{
  return show_problem (oauth_error_new_from_page (
    "Need admin approval AADSTS90094: The grant requires admin permission. Correlation ID: "
    "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f Timestamp: 2026-11-23 08:30:12Z"));
}

static GtkWidget *
show_problem_device (CribIdentity       *identity,
                     CribConnectionPool *pool)
{
  return show_problem (oauth_error_new_from_page (
    "AADSTS53000: Device is not in required device state: compliant. Correlation ID: "
    "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f"));
}

static GtkWidget *
show_problem_keyring (CribIdentity       *identity,
                      CribConnectionPool *pool)
{
  return show_problem (g_error_new_literal (VAULT_ERROR, VAULT_ERROR_FILE, "unreadable"));
}

static GtkWidget *
show_options (CribIdentity       *identity,
              CribConnectionPool *pool)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *options = g_object_new (CRIB_TYPE_SERVER_OPTIONS, NULL);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (options));
  g_object_set (gtk_widget_get_template_child (options, CRIB_TYPE_SERVER_OPTIONS, "expander"),
                "expanded", TRUE, NULL);
  return wrap (page);
}

static const struct
{
  const char *name;
  GtkWidget *(*show) (CribIdentity       *identity,
                      CribConnectionPool *pool);
} screens[] = {
  { "accounts", show_accounts },
  { "surface", show_surface },
  { "surface-long", show_surface_long },
  { "other", show_other },
  { "other-long", show_other_long },
  { "sign-out", show_sign_out },
  { "device", show_device },
  { "device-over", show_device_over },
  { "problem-page", show_problem_page },
  { "problem-consent", show_problem_consent },
  { "problem-device", show_problem_device },
  { "problem-keyring", show_problem_keyring },
  { "options", show_options },
};

static void
load_style (const char *name)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, name);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider), 600);
}

static void
set_look (void)
{
  load_style (RESOURCE_BASE "/style.css");
  load_style (RESOURCE_BASE "/bench.css");
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    load_style (RESOURCE_BASE "/style-hc.css");
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  if (g_getenv ("LARGE_TEXT") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  if (g_getenv ("RIGHT_TO_LEFT") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (g_getenv ("DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
}

static GtkWidget *
show (const char         *name,
      CribIdentity       *identity,
      CribConnectionPool *pool)
{
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_strcmp0 (name, screens[i].name) == 0)
      return screens[i].show (identity, pool);

  g_error ("no screen %s", name);
}

/* A question stands above a window, and never gets larger than it. */
static void
put_above (GtkWidget *question)
{
  GtkWidget *window = wrap (gtk_label_new (NULL));

  gtk_window_present (GTK_WINDOW (window));
  gtk_window_set_transient_for (GTK_WINDOW (question), GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(CribIdentity) identity = NULL;
  g_autoptr(CribServerStore) store = NULL;
  g_autoptr(CribConnectionPool) pool = NULL;
  g_autoptr(CribServer) server = NULL;
  GtkWidget *window;
  int width, height;

  if (argc != 2)
    return EXIT_FAILURE;

  adw_init ();
  set_look ();
  identity = crib_identity_new_in_memory ();
  store = crib_server_store_new (g_get_user_config_dir ());
  pool = crib_connection_pool_new (store, identity);
  window = show (argv[1], identity, pool);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (window), get_width (width), height);
  if (ADW_IS_MESSAGE_DIALOG (window))
    put_above (window);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return EXIT_SUCCESS;
}
