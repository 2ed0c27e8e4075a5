/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-logout.h"

static const char *
get (DemoVisit  *visit,
     const char *name)
{
  const char *value = demo_visit_get_query (visit, name);

  return value != NULL ? value : demo_visit_get_field (visit, name);
}

/* Whether some app has registered it. */
static gboolean
is_registered (DemoVisit  *visit,
               const char *uri)
{
  GPtrArray *apps = demo_directory_get_apps (demo_tenant_get_directory (visit->tenant));

  for (guint i = 0; i < apps->len; i++)
    if (demo_app_find_redirect (apps->pdata[i], uri) != NULL)
      return TRUE;

  return FALSE;
}

static void
go_back (DemoVisit *visit)
{
  const char *uri = get (visit, "post_logout_redirect_uri");
  const char *state = get (visit, "state");
  g_autofree char *escaped = state != NULL ? g_uri_escape_string (state, NULL, FALSE) : NULL;
  g_autofree char *back = NULL;

  if (uri == NULL || !is_registered (visit, uri))
    {
      demo_visit_html (visit, SOUP_STATUS_OK, "Sign out",
                       "<h1>You signed out of your account</h1>\n<p>It's a good idea to close all "
                       "browser windows.</p>");
      return;
    }

  back = escaped != NULL ? g_strdup_printf ("%s?state=%s", uri, escaped) : g_strdup (uri);
  demo_visit_go (visit, back);
}

static void
add_hidden (DemoVisit  *visit,
            GString    *text,
            const char *name)
{
  const char *value = get (visit, name);
  g_autofree char *field = NULL;

  if (value == NULL)
    return;

  field = g_markup_printf_escaped ("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", name,
                                   value);
  g_string_append (text, field);
}

/* Without a hint somebody has to say whom it is about (entra.md 6). */
static void
show_picker (DemoVisit *visit,
             GPtrArray *people)
{
  g_autoptr(GString) text = g_string_new ("<h1>Pick an account</h1>\n<p>Which account do you want "
                                          "to sign out of?</p>\n<form method=\"post\">\n");

  for (guint i = 0; i < people->len; i++)
    {
      const DemoUser *user = ((DemoPresence *) people->pdata[i])->user;
      g_autofree char *row = NULL;

      row = g_markup_printf_escaped ("<p><button type=\"submit\" name=\"account\" value=\"%s\">%s"
                                     "<br>%s</button></p>\n", user->username, user->name,
                                     user->username);
      g_string_append (text, row);
    }

  add_hidden (visit, text, "post_logout_redirect_uri");
  add_hidden (visit, text, "state");
  g_string_append (text, "</form>");
  demo_visit_html (visit, SOUP_STATUS_OK, "Sign out", text->str);
}

/* Sign-out (entra.md 6): ends the browser's sign-in and nothing else. Back to the address if an app
 * registered it, else a page. */
void
demo_logout_answer (DemoVisit *visit)
{
  DemoDirectory *directory = demo_tenant_get_directory (visit->tenant);
  DemoBrowsers *browsers = demo_tenant_get_browsers (visit->tenant);
  GPtrArray *people = demo_browsers_look_up (browsers, visit->cookie);
  const char *hint = get (visit, "logout_hint");
  const char *chosen = demo_visit_get_field (visit, "account");
  const DemoUser *user = demo_directory_find_user (directory, chosen != NULL ? chosen : hint);

  if (people != NULL && people->len > 1 && demo_browsers_find (browsers, visit->cookie,
                                                               user) == NULL)
    {
      show_picker (visit, people);
      return;
    }

  demo_browsers_forget (browsers, visit->cookie, user);

  if (demo_browsers_look_up (browsers, visit->cookie) == NULL)
    demo_answer_set_header (visit->answer, "Set-Cookie", DEMO_COOKIE "=; Path=/; Max-Age=0");

  go_back (visit);
}
