/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-browser.h"

#include <string.h>

/* @page: (transfer full): where it is now */
static void
arrive (TenantBrowser *self,
        DemoReply     *page)
{
  const char *cookie = soup_message_headers_get_list (page->headers, "Set-Cookie");

  g_clear_pointer (&self->page, demo_reply_free);
  self->page = page;

  if (cookie == NULL)
    return;

  g_free (self->cookie);
  self->cookie = g_strdup_printf ("Cookie: %.*s", (int) strcspn (cookie, ";"), cookie);
}

/* @more: (nullable): as for tenant_authorize() */
void
tenant_browser_open (TenantBrowser *self,
                     const char    *more)
{
  tenant_browser_open_at (self, "oauth2/v2.0/authorize", more);
}

void
tenant_browser_open_at (TenantBrowser *self,
                        const char    *path,
                        const char    *more)
{
  arrive (self, tenant_authorize_at (self->demo, path, self->cookie, more));
}

/* Whatever somebody was sent. */
void
tenant_browser_open_link (TenantBrowser *self,
                          const char    *uri)
{
  arrive (self, demo_fixture_send (self->demo, "GET", uri, self->cookie, NULL));
}

/* Returns: (transfer full): what stands in the page from there to the next quotation mark */
char *
tenant_browser_cut (TenantBrowser *self,
                    const char    *before)
{
  const char *found = strstr (self->page->body, before);
  g_autofree char *text = NULL;
  GString *plain;

  g_assert_nonnull (found);
  found += strlen (before);
  text = g_strndup (found, strcspn (found, "\""));
  plain = g_string_new (text);
  g_string_replace (plain, "&amp;", "&", 0);

  return g_string_free (plain, FALSE);
}

void
tenant_browser_submit (TenantBrowser *self,
                       const char    *fields)
{
  g_autofree char *action = tenant_browser_cut (self, "<form method=\"post\" action=\"");
  g_autofree char *token = tenant_browser_cut (self, "name=\"flowToken\" value=\"");
  g_autofree char *all = g_strdup_printf ("flowToken=%s&%s", token, fields);
  g_autofree char *uri = *action == '/' ? tenant_uri (self->demo, action) : g_strdup (action);
  g_autofree char *headers = g_strconcat ("Content-Type: application/x-www-form-urlencoded",
                                          self->cookie != NULL ? "\n" : "", self->cookie, NULL);

  arrive (self, demo_fixture_send (self->demo, "POST", uri, headers, all));
}

/* Answers the pages of name and password. */
void
tenant_browser_enter (TenantBrowser *self,
                      const char    *username,
                      const char    *password)
{
  g_autofree char *name = g_uri_escape_string (username, NULL, FALSE);
  g_autofree char *secret = g_uri_escape_string (password, NULL, FALSE);
  g_autofree char *first = g_strconcat ("action=next&loginfmt=", name, NULL);
  g_autofree char *second = g_strconcat ("action=next&passwd=", secret, NULL);

  tenant_browser_assert_page (self, "Sign in");
  tenant_browser_submit (self, first);
  tenant_browser_assert_page (self, "Enter password");
  tenant_browser_submit (self, second);
}

/* Answers what everybody is asked, and sees that this was all. */
void
tenant_browser_finish (TenantBrowser *self)
{
  if (strstr (self->page->body, "<h1>Stay signed in?</h1>") != NULL)
    tenant_browser_submit (self, "action=yes");

  if (strstr (self->page->body, "<h1>Permissions requested</h1>") != NULL)
    tenant_browser_submit (self, "action=accept");

  g_assert_cmpuint (self->page->status, ==, 302);
  tenant_browser_assert_param (self, "error", NULL);
}

void
tenant_browser_assert_page (TenantBrowser *self,
                            const char    *heading)
{
  g_autofree char *wanted = g_markup_printf_escaped ("<h1>%s</h1>", heading);

  g_assert_cmpuint (self->page->status, ==, 200);
  g_assert_cmpstr (self->page->content_type, ==, "text/html");
  g_test_message ("wanted %s", heading);
  g_assert_nonnull (strstr (self->page->body, wanted));
}

/* A page that leads nowhere, with the number and the lines below it (entra.md 2.6). */
void
tenant_browser_assert_error (TenantBrowser *self,
                             const char    *heading,
                             guint          code)
{
  g_autofree char *number = g_strdup_printf ("AADSTS%u: ", code);
  const char * const lines[] = { number, "\nTrace ID: ", "\nCorrelation ID: ", "\nTimestamp: " };
  const char *at = self->page->body;

  g_assert_null (soup_message_headers_get_one (self->page->headers, "Location"));
  g_assert_null (strstr (self->page->body, "<form"));
  g_assert_null (strstr (self->page->body, "<script"));
  g_assert_null (strstr (self->page->body, "http-equiv"));

  if (heading != NULL)
    tenant_browser_assert_page (self, heading);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("wanted %s", lines[i]);
      at = strstr (at, lines[i]);
      g_assert_nonnull (at);
    }
}

/* @value: (nullable): of the address that it leads to, %NULL for none */
void
tenant_browser_assert_param (TenantBrowser *self,
                             const char    *name,
                             const char    *value)
{
  g_autofree char *found = tenant_get_param (self->page, name);

  g_assert_cmpstr (found, ==, value);
}

void
tenant_browser_clear (TenantBrowser *self)
{
  g_free (self->cookie);
  g_clear_pointer (&self->page, demo_reply_free);
}

/* @wish: what the tenant is to do from now on */
void
tenant_tell (DemoFixture *demo,
             const char  *path,
             const char  *wish)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (demo, path, wish);

  g_assert_cmpstr (reply->body, ==, "{}");
  g_assert_cmpuint (reply->status, ==, 200);
}

/* The one policy there is. */
void
tenant_require (DemoFixture *demo,
                const char  *what)
{
  g_autofree char *wish = g_strdup_printf ("{\"policies\":[{\"require\":\"%s\"}]}", what);

  tenant_tell (demo, "/policies", wish);
}
