/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "web-fixture.h"

#include <gtk/gtk.h>

/* What the view tells of the page on show. */

#define ERROR_TEXT "AADSTS50105: Your administrator has configured it so."

typedef struct
{
  const char *page;
  const char *saying;
} Case;

static const Case errors[] = {
  { "<h1>Sign in</h1><p>" ERROR_TEXT "</p>", "error Sign in\n" ERROR_TEXT },
  /* Words of one line stay on it. */
  { "<p>" ERROR_TEXT "</p><p>Correlation ID: <b>8f3e</b></p>",
    "error " ERROR_TEXT "\nCorrelation ID: 8f3e" },
  /* Built by the page, as Microsoft's are. */
  { "<div id=a></div><script>onload = () => { a.textContent = '" ERROR_TEXT "'; }</script>",
    "error " ERROR_TEXT },
  { "<div id=a hidden>" ERROR_TEXT "</div><script>onload = () => { a.hidden = false; }</script>",
    "error " ERROR_TEXT },
  { "<div id=a style='visibility:hidden'>" ERROR_TEXT "</div>"
    "<script>onload = () => { a.style.visibility = ''; }</script>", "error " ERROR_TEXT },
  /* Markup of theirs is text for us. */
  { "<p>" ERROR_TEXT " &lt;b&gt;</p>", "error " ERROR_TEXT " <b>" },
  /* What people type is nobody's. */
  { "<input value='s3cret AADSTS1' disabled><textarea>s3cret AADSTS2</textarea>"
    "<select><option>s3cret AADSTS3</select>"
    "<p contenteditable>s3cret AADSTS4</p><script>'s3cret AADSTS5'</script>"
    "<p style='display:none'>s3cret AADSTS6</p><p>" ERROR_TEXT "</p>", "error " ERROR_TEXT },
};

static const char *
next_saying (WebFixture *fixture)
{
  wait_for (fixture->sayings->len > 0);
  return g_ptr_array_index (fixture->sayings, 0);
}

static void
test_web_watch_errors (WebFixture    *fixture,
                       gconstpointer  data)
{
  const Case *want = data;

  web_fixture_start (fixture, want->page);
  g_assert_cmpstr (next_saying (fixture), ==, want->saying);
}

/* A page that says so in the end is the proof that nothing was said before. */
static const char *const silent[] = {
  "<title>Sign in</title><p>Sign in with AADSTS</p>",
  "<input value='AADSTS50105' disabled>",
  "<textarea>AADSTS50105</textarea>",
  "<script>'AADSTS50105'</script>",
  "<p hidden>AADSTS50105</p>",
  "<iframe srcdoc='AADSTS50105'></iframe>",
  /* A password that was wrong: one can type another one. */
  "<p>AADSTS50126</p><input type=password id=field><script>addEventListener ('load', () => "
  "setTimeout (() => { field.previousElementSibling.remove (); field.remove () }, 200))</script>",
  /* Whether there are keys every page of Microsoft asks. */
  "<script>window.PublicKeyCredential && start ()</script>",
  "<script src='/navigator.credentials.get('></script>",
  "<p>navigator.credentials.get (</p>",
  /* No page can speak in the watcher's name. */
  "<script>try { webkit.messageHandlers.toolcrib.postMessage ('K') } catch (error) {}</script>",
};

static void
test_web_watch_silent (WebFixture    *fixture,
                       gconstpointer  data)
{
  g_autofree char *page = g_strdup_printf ("%s<p id=last></p><script>onload = () => setTimeout (()"
                                           " => { last.textContent = 'AADSTS9: last' }, 300)"
                                           "</script>", (const char *) data);

  mock_server_queue (fixture->site, 200, "text/html", page);
  mock_server_queue (fixture->site, 404, "text/html", "");
  web_fixture_start (fixture, NULL);
  g_assert_true (g_str_has_suffix (next_saying (fixture), "AADSTS9: last"));
  g_assert_null (strstr (next_saying (fixture), "50105"));
  g_assert_cmpuint (fixture->sayings->len, ==, 1);
}

static const char *const key_pages[] = {
  "<script>if (0) navigator.credentials.get ({ publicKey: {} })</script>",
  "<script>const { credentials } = navigator; try { credentials . create({}) } catch {}</script>",
};

static void
test_web_watch_keys (WebFixture    *fixture,
                     gconstpointer  data)
{
  web_fixture_start (fixture, data);
  g_assert_cmpstr (next_saying (fixture), ==, "dead-end security-key");
}

/* The kind of what is on show: told once for a page, and over with the next one. */
static void
test_web_watch_address (WebFixture    *fixture,
                        gconstpointer  data)
{
  g_autofree char *fido = g_strconcat (fixture->origin, "/common/fido/get", NULL);

  mock_server_queue (fixture->site, 200, "text/html",
                     "<script>history.replaceState (0, '', '/fido/again')</script>"
                     "<title>Key</title>");
  g_object_set (fixture->view, "uri", fido, NULL);
  web_fixture_await_title (fixture, "Key");
  g_assert_cmpstr (next_saying (fixture), ==, "dead-end security-key");
  g_assert_cmpuint (fixture->n_pages, ==, 1);
  g_assert_cmpuint (fixture->sayings->len, ==, 1);

  web_fixture_start (fixture, "<title>Password</title><p>AADSTS53000: Device.</p>");
  web_fixture_await_title (fixture, "Password");
  wait_for (fixture->sayings->len == 3);
  g_assert_cmpuint (fixture->n_pages, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->sayings, 1), ==, "error AADSTS53000: Device.");
  g_assert_cmpstr (g_ptr_array_index (fixture->sayings, 2), ==, "dead-end device");
}

/* By the page's own hand. */
static void
test_web_watch_push_state (WebFixture    *fixture,
                           gconstpointer  data)
{
  web_fixture_start (fixture, "<script>onload = () => setTimeout (() => "
                              "history.pushState (0, '', '/common/fido/get'), 100)</script>");
  g_assert_cmpstr (next_saying (fixture), ==, "dead-end security-key");
}

/* A page that never stops changing what it says is not listened to for ever. */
static void
test_web_watch_flood (WebFixture    *fixture,
                      gconstpointer  data)
{
  web_fixture_start (fixture, "<p id=a></p><script>let n = 0; setInterval (() => { a.textContent = "
                              "'AADSTS' + n; if (++n == 40) document.title = 'enough' }, 60)"
                              "</script>");
  web_fixture_await_title (fixture, "enough");
  g_assert_cmpuint (fixture->sayings->len, >, 0);
  g_assert_cmpuint (fixture->sayings->len, <=, 20);
}

int
main (int   argc,
      char *argv[])
{
  web_fixture_begin (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    web_fixture_add ("errors", i, &errors[i], test_web_watch_errors);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    web_fixture_add ("silent", i, silent[i], test_web_watch_silent);
  for (guint i = 0; i < G_N_ELEMENTS (key_pages); i++)
    web_fixture_add ("keys", i, key_pages[i], test_web_watch_keys);
  web_fixture_add ("dead-end", 0, NULL, test_web_watch_address);
  web_fixture_add ("push-state", 0, NULL, test_web_watch_push_state);
  web_fixture_add ("flood", 0, NULL, test_web_watch_flood);

  return g_test_run ();
}
