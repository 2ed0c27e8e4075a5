/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-view-private.h"

#include "crib-web-dead-end.h"

#include <string.h>

/* What is on show, and whether it leads anywhere. A script of ours looks at the page from a world
 * of its own, whose names no page can see; it never looks into what people type. */

#define WORLD "toolcrib"

/* Not more often than this for one page, whatever the page does. */
#define MAX_MESSAGES 20

/* "K": the page asks for a security key; "T…": the text on show around the number of an error.
 * Pages of Microsoft build what they say by script, so that it is looked for after each change.
 * Where there is a field to type into one can still go on, and it is no page of an error. */
static const char script[] =
  "(() => {\n"
  "const number = /AADSTS\\d/;\n"
  "const asks = /\\bcredentials\\s*\\.\\s*(get|create)\\s*\\(/;\n"
  "const ours = webkit.messageHandlers." WORLD ";\n"
  "const field = 'input:is(:not([type]), [type=email], [type=password], [type=text])';\n"
  "const typed = 'input, textarea, select, script, style, noscript, template, [contenteditable]';\n"
  "let last = '', hasKey = false, isDue = false;\n"
  "const getBlock = element => {\n"
  "  while (element.parentElement && getComputedStyle (element).display.startsWith ('inline'))\n"
  "    element = element.parentElement;\n"
  "  return element;\n"
  "};\n"
  "const getText = () => {\n"
  "  const walker = document.createTreeWalker (document.body, NodeFilter.SHOW_TEXT);\n"
  "  let text = '', block = null;\n"
  "  while (walker.nextNode () && text.length < 100000) {\n"
  "    const parent = walker.currentNode.parentElement;\n"
  "    const words = walker.currentNode.data.replace (/\\s+/g, ' ').trim ();\n"
  "    if (!words || parent.closest (typed) || !parent.getClientRects ().length ||\n"
  "        getComputedStyle (parent).visibility != 'visible')\n"
  "      continue;\n"
  "    const next = getBlock (parent);\n"
  "    text += (text ? next == block ? ' ' : '\\n' : '') + words;\n"
  "    block = next;\n"
  "  }\n"
  "  return text;\n"
  "};\n"
  "const look = () => {\n"
  "  isDue = false;\n"
  "  if (!document.body)\n"
  "    return;\n"
  "  const scripts = Array.from (document.scripts);\n"
  "  if (!hasKey && scripts.some (one => !one.src && asks.test (one.text))) {\n"
  "    hasKey = true;\n"
  "    ours.postMessage ('K');\n"
  "  }\n"
  "  if (!number.test (document.body.textContent))\n"
  "    return;\n"
  "  if (Array.from (document.querySelectorAll (field)).some (one =>\n"
  "      !one.disabled && one.getClientRects ().length))\n"
  "    return;\n"
  "  const text = getText (), at = text.search (number);\n"
  "  const around = at < 0 ? '' : text.substr (Math.max (0, at - 200), 1500);\n"
  "  if (around && around != last)\n"
  "    ours.postMessage ('T' + (last = around));\n"
  "};\n"
  "const wait = () => { isDue = isDue || setTimeout (look, 50) > 0; };\n"
  "new MutationObserver (wait).observe (document, { childList: true, subtree: true,\n"
  "  characterData: true, attributes: true, attributeFilter: ['class', 'hidden', 'style'] });\n"
  "wait ();\n"
  "}) ();\n";

/* Once for each page. */
static void
tell_dead_end (CribWebView *self,
               const char  *kind)
{
  if (kind == NULL || self->is_answered || g_strcmp0 (kind, self->dead_end) == 0)
    return;

  self->dead_end = kind;
  g_signal_emit_by_name (self, "dead-end", kind);
}

static void
tell_error (CribWebView *self,
            const char  *said)
{
  g_autofree char *text = crib_web_dead_end_dup_error (said);

  if (text == NULL || self->is_answered)
    return;

  g_signal_emit_by_name (self, "error-page", text);
  tell_dead_end (self, crib_web_dead_end_of_text (text));
}

static void
message_cb (WebKitUserContentManager *manager,
            JSCValue                 *value,
            CribWebView              *self)
{
  g_autofree char *message = NULL;

  if (!jsc_value_is_string (value) || self->n_messages++ >= MAX_MESSAGES)
    return;

  message = jsc_value_to_string (value);

  if (strcmp (message, "K") == 0)
    tell_dead_end (self, "security-key");
  else if (*message == 'T')
    tell_error (self, message + 1);
}

static void
look_at_address (CribWebView *self)
{
  tell_dead_end (self, crib_web_dead_end_of_address (webkit_web_view_get_uri (self->engine)));
}

static void
load_changed_cb (CribWebView     *self,
                 WebKitLoadEvent  event)
{
  if (event != WEBKIT_LOAD_COMMITTED)
    return;

  self->dead_end = NULL;
  self->n_messages = 0;
  g_signal_emit_by_name (self, "page-shown");
  look_at_address (self);
}

/* A page that changes its own address; another page's is looked at when it is on show. */
static void
uri_cb (CribWebView *self)
{
  if (!webkit_web_view_is_loading (self->engine))
    look_at_address (self);
}

/* Before anything is loaded. */
void
crib_web_view_connect_watch (CribWebView *self)
{
  WebKitUserContentManager *manager = webkit_web_view_get_user_content_manager (self->engine);
  g_autoptr(WebKitUserScript) watch = NULL;

  watch = webkit_user_script_new_for_world (script, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                            WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, WORLD,
                                            NULL, NULL);
  webkit_user_content_manager_add_script (manager, watch);
  g_signal_connect_object (manager, "script-message-received::" WORLD, G_CALLBACK (message_cb),
                           self, 0);
  webkit_user_content_manager_register_script_message_handler (manager, WORLD, WORLD);
  g_signal_connect_object (self->engine, "load-changed", G_CALLBACK (load_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "notify::uri", G_CALLBACK (uri_cb), self,
                           G_CONNECT_SWAPPED);
}
