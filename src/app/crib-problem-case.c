/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-case.h"

#include "crib-error.h"
#include "crib-problem-keyring.h"
#include "crib-problem-sign-in.h"
#include "form-error.h"
#include "mcp-error.h"
#include "sjson-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define YOU N_("You")
#define RUNNER N_("Whoever runs the server")
#define NETWORK N_("You, or whoever runs your network")
#define AUTHORITY N_("Whoever decides who may use the server")

#define TRY_AGAIN N_("Try again in a moment. If it stays like this, tell whoever runs the server.")

/* JSON-RPC 2.0 §5.1. */
#define INVALID_PARAMS -32602
/* MCP 2026-07-28, "Error Codes". */
#define MISSING_CAPABILITY -32021

enum {
  CASE_OTHER,
  CASE_ADDRESS,
  CASE_WEB_PAGE,
  CASE_NOT_FOUND,
  CASE_NOT_MCP,
  CASE_FORBIDDEN,
  CASE_REFUSED_CONNECTION,
  CASE_UNKNOWN_HOST,
  CASE_NO_NETWORK,
  CASE_TIMED_OUT,
  CASE_TLS,
  CASE_CERTIFICATE,
  CASE_SETTINGS,
  CASE_UNREACHABLE,
  CASE_BUSY,
  CASE_SERVER,
  CASE_MALFORMED,
  CASE_CUT_SHORT,
  CASE_TOOL_GONE,
  CASE_ARGUMENTS,
  CASE_REMOTE,
  CASE_ANSWERS,
  CASE_NOT_OFFERED,
  CASE_CONTENT,
  CASE_LOST,
  CASE_PROFILE,
  CASE_EXISTS,
  CASE_UNKNOWN_SERVER,
  CASE_DEMO,
};

static const CribProblemCase cases[] = {
  [CASE_OTHER] = {
    CRIB_PROBLEM_OTHER, N_("Something went wrong with %s"), NULL,
    YOU, N_("Try again. The details say what happened."),
    N_("Does not work"), RETRY, RETRY,
  },
  [CASE_ADDRESS] = {
    CRIB_PROBLEM_ADDRESS, N_("The address of %s cannot be used"), NULL,
    YOU, N_("Change the address of the server."),
    N_("Address not usable"), SETTINGS, SETTINGS,
  },
  [CASE_WEB_PAGE] = {
    CRIB_PROBLEM_NOT_MCP, N_("%s is a web page"),
    N_("At this address answers a page for people, not a server with tools."),
    YOU, N_("Check the address: it often ends in /mcp. If it is right, tell whoever runs the "
            "server."),
    N_("No tools at this address"), RETRY | SETTINGS, SETTINGS,
  },
  [CASE_NOT_FOUND] = {
    CRIB_PROBLEM_NOT_MCP, N_("There is nothing at the address of %s"),
    N_("The computer answers, but says that there is nothing at this address."),
    YOU, N_("Check the address: it often ends in /mcp."),
    N_("Nothing at this address"), RETRY | SETTINGS, SETTINGS,
  },
  [CASE_NOT_MCP] = {
    CRIB_PROBLEM_NOT_MCP, N_("%s offers no tools here"),
    N_("Something answers at this address, but not as a server with tools would."),
    YOU, N_("Check the address: it often ends in /mcp."),
    N_("No tools at this address"), RETRY | SETTINGS, SETTINGS,
  },
  [CASE_FORBIDDEN] = {
    CRIB_PROBLEM_FORBIDDEN, N_("%s does not let you in"),
    N_("The server knows what was asked and refuses it."),
    AUTHORITY, N_("Ask them for access, and send them the details."),
    N_("No access"), RETRY | OTHER_ACCOUNT | COPY_MESSAGE, COPY_MESSAGE,
  },
  [CASE_REFUSED_CONNECTION] = {
    CRIB_PROBLEM_UNREACHABLE, N_("%s does not answer"),
    N_("The computer is there, but no server listens at this address."),
    RUNNER, N_("Check the address and that the server is started, then try again."),
    N_("Does not answer"), RETRY | SETTINGS, RETRY,
  },
  [CASE_UNKNOWN_HOST] = {
    CRIB_PROBLEM_UNREACHABLE, N_("%s cannot be found"),
    N_("No computer of the name in the address is known."),
    YOU, N_("Check the spelling of the address, and whether you have to be in another network."),
    N_("Not found"), RETRY | SETTINGS, RETRY,
  },
  [CASE_NO_NETWORK] = {
    CRIB_PROBLEM_UNREACHABLE, N_("No network to %s"),
    N_("This computer has no connection to the server's network."),
    NETWORK, N_("Connect to the network, then try again."),
    N_("No network"), RETRY, RETRY,
  },
  [CASE_TIMED_OUT] = {
    CRIB_PROBLEM_UNREACHABLE, N_("%s is too slow"),
    N_("The server did not answer in time."),
    RUNNER, TRY_AGAIN,
    N_("Too slow"), RETRY | SETTINGS, RETRY,
  },
  [CASE_TLS] = {
    CRIB_PROBLEM_UNREACHABLE, N_("No secure connection to %s"),
    N_("The server cannot prove that it is the one in the address, or speaks no encryption that "
       "is safe. Nothing was sent to it."),
    RUNNER, N_("Have its certificate renewed or installed. Do not look for a way around this."),
    N_("No secure connection"), RETRY | SETTINGS, RETRY,
  },
  [CASE_CERTIFICATE] = {
    CRIB_PROBLEM_UNREACHABLE, N_("%s wants a certificate of yours"),
    N_("The server lets in only those who show a certificate that it knows."),
    YOU, N_("Ask whoever runs the server for one, and name its file in the settings: toolcrib-cli "
            "edit, with --client-certificate."),
    N_("Certificate needed"), RETRY | SETTINGS, RETRY,
  },
  [CASE_SETTINGS] = {
    CRIB_PROBLEM_OTHER, N_("The settings of %s cannot be used"), NULL,
    YOU, N_("Change the settings of the server: toolcrib-cli edit."),
    N_("Settings not usable"), RETRY | SETTINGS, RETRY,
  },
  [CASE_UNREACHABLE] = {
    CRIB_PROBLEM_UNREACHABLE, N_("No answer from %s"), NULL,
    NETWORK, N_("Check the address and your network, then try again."),
    N_("Does not answer"), RETRY | SETTINGS, RETRY,
  },
  [CASE_BUSY] = {
    CRIB_PROBLEM_SERVER, N_("%s is asked too often"),
    N_("The server takes no more requests for the moment."),
    YOU, N_("Wait a little, then try again."),
    N_("Asked too often"), RETRY, RETRY,
  },
  [CASE_SERVER] = {
    CRIB_PROBLEM_SERVER, N_("%s has a problem of its own"),
    N_("The server answers, but cannot work at the moment."),
    RUNNER, TRY_AGAIN,
    N_("Out of order"), RETRY, RETRY,
  },
  [CASE_MALFORMED] = {
    CRIB_PROBLEM_SERVER, N_("%s gave an answer that makes no sense"),
    N_("What the server sent cannot be read."),
    RUNNER, N_("Try again. If it stays like this, send them the details."),
    N_("Out of order"), RETRY, RETRY,
  },
  [CASE_CUT_SHORT] = {
    CRIB_PROBLEM_SERVER, N_("%s stopped in the middle"),
    N_("The connection ended before the answer was complete."),
    RUNNER, TRY_AGAIN,
    N_("Out of order"), RETRY, RETRY,
  },
  [CASE_TOOL_GONE] = {
    CRIB_PROBLEM_TOOL_GONE, N_("%s no longer has this tool"),
    N_("The server does not know the tool any more. What you typed is kept."),
    RUNNER, N_("Choose another tool. If this one comes back, so does what you typed."),
    NULL, RETRY, NONE,
  },
  [CASE_ARGUMENTS] = {
    CRIB_PROBLEM_REFUSED, N_("%s does not take these values"), NULL,
    YOU, N_("Correct the values and run the tool again."),
    NULL, RETRY, RETRY,
  },
  [CASE_REMOTE] = {
    CRIB_PROBLEM_REFUSED, N_("%s refused"), NULL,
    RUNNER, N_("Try again. If it stays like this, send them the details."),
    NULL, RETRY, RETRY,
  },
  [CASE_ANSWERS] = {
    CRIB_PROBLEM_REFUSED, N_("%s wants to ask something"),
    N_("The tool needs an answer, a folder or a model while it runs, and nobody here offered it "
       "one."),
    YOU, N_("Run it with toolcrib-cli at a terminal, or with its options --answer or --root."),
    NULL, RETRY, NONE,
  },
  [CASE_NOT_OFFERED] = {
    CRIB_PROBLEM_REFUSED, N_("%s does not have that"), NULL,
    YOU, N_("Look what it has: toolcrib-cli lists its tools, resources and prompts."),
    NULL, RETRY, NONE,
  },
  [CASE_CONTENT] = {
    CRIB_PROBLEM_OTHER, N_("What %s sent cannot be used like this"), NULL,
    YOU, N_("Print it as JSON, or save it to another file."),
    NULL, RETRY, NONE,
  },
  [CASE_LOST] = {
    CRIB_PROBLEM_LOST, N_("The answer of %s was lost"),
    N_("The connection ended before an answer came. The tool may or may not have run."),
    YOU, N_("Look whether it did its work before you run it again."),
    NULL, RETRY, NONE,
  },
  [CASE_PROFILE] = {
    CRIB_PROBLEM_OTHER, N_("A saved server cannot be used"), NULL,
    YOU, N_("Look at the file. It was left as it is."),
    NULL, NONE, NONE,
  },
  [CASE_EXISTS] = {
    CRIB_PROBLEM_OTHER, N_("This server is there already"), NULL,
    YOU, N_("Choose another name."),
    NULL, NONE, NONE,
  },
  [CASE_UNKNOWN_SERVER] = {
    CRIB_PROBLEM_OTHER, N_("Not found"), NULL,
    YOU, N_("Check the name."),
    NULL, NONE, NONE,
  },
  [CASE_DEMO] = {
    CRIB_PROBLEM_OTHER, N_("The built-in demo does not start"), NULL,
    YOU, N_("Install Toolcrib anew, with all of its programs."),
    N_("Does not start"), RETRY, RETRY,
  },
};

static guint
find_by_status (guint status,
                guint otherwise)
{
  switch (status)
    {
    case 403:
      return CASE_FORBIDDEN;
    case 404:
    case 410:
      return CASE_NOT_FOUND;
    case 408:
      return CASE_TIMED_OUT;
    case 429:
      return CASE_BUSY;
    case 504:
      return CASE_TIMED_OUT;
    default:
      return status >= 500 && status <= 599 ? CASE_SERVER : otherwise;
    }
}

static guint
find_network_case (const GError *error,
                   guint         otherwise)
{
  if (error->domain == G_RESOLVER_ERROR)
    return CASE_UNKNOWN_HOST;

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    return CASE_CERTIFICATE;

  if (error->domain == G_TLS_ERROR)
    return CASE_TLS;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return CASE_TIMED_OUT;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return CASE_REFUSED_CONNECTION;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return CASE_NO_NETWORK;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return CASE_CUT_SHORT;

  return otherwise;
}

static guint
find_remote_case (const GError *error)
{
  gint64 code;

  if (!mcp_error_get_remote_code (error, &code))
    return CASE_REMOTE;

  if (code == MISSING_CAPABILITY)
    return CASE_ANSWERS;

  return code == INVALID_PARAMS ? CASE_ARGUMENTS : CASE_REMOTE;
}

/* A page that came with a good status; one with a bad status says why itself. */
static gboolean
is_web_page (const GError *error)
{
  guint status = mcp_error_get_status (error);
  const char *details = mcp_error_get_details (error);

  return status >= 200 && status < 300 && details != NULL && strstr (details, "html") != NULL;
}

static guint
find_mcp_case (const GError *error)
{
  guint status = mcp_error_get_status (error);

  switch ((McpError) error->code)
    {
    case MCP_ERROR_MALFORMED:
      return CASE_MALFORMED;
    case MCP_ERROR_NOT_MCP:
      return is_web_page (error) ? CASE_WEB_PAGE : find_by_status (status, CASE_NOT_MCP);
    case MCP_ERROR_FORBIDDEN:
      return CASE_FORBIDDEN;
    case MCP_ERROR_UNAVAILABLE:
      return find_by_status (status, CASE_UNREACHABLE);
    case MCP_ERROR_REMOTE:
      return find_remote_case (error);
    case MCP_ERROR_LOST:
      return CASE_LOST;
    case MCP_ERROR_NOT_OFFERED:
      return CASE_NOT_OFFERED;
    case MCP_ERROR_UNAUTHORIZED:
    default:
      return CASE_OTHER;
    }
}

static guint
find_crib_case (const GError *error)
{
  switch ((CribError) error->code)
    {
    case CRIB_ERROR_ADDRESS:
      return CASE_ADDRESS;
    case CRIB_ERROR_PROFILE:
      return CASE_PROFILE;
    case CRIB_ERROR_NOT_FOUND:
      return CASE_UNKNOWN_SERVER;
    case CRIB_ERROR_TOOL_GONE:
      return CASE_TOOL_GONE;
    case CRIB_ERROR_EXISTS:
      return CASE_EXISTS;
    case CRIB_ERROR_ARGUMENTS:
      return CASE_ARGUMENTS;
    case CRIB_ERROR_DEMO:
      return CASE_DEMO;
    case CRIB_ERROR_SETTINGS:
      return CASE_SETTINGS;
    case CRIB_ERROR_CONTENT:
      return CASE_CONTENT;
    case CRIB_ERROR_CLIENT_ID:
    case CRIB_ERROR_OTHER_ACCOUNT:
    case CRIB_ERROR_ACCOUNTS:
    default:
      return CASE_OTHER;
    }
}

static guint
find_case (const GError *error)
{
  if (error->domain == MCP_ERROR)
    return find_mcp_case (error);

  if (error->domain == CRIB_ERROR)
    return find_crib_case (error);

  if (error->domain == FORM_ERROR)
    return CASE_ARGUMENTS;

  if (error->domain == SJSON_ERROR)
    return CASE_MALFORMED;

  return find_network_case (error, CASE_OTHER);
}

static const char *
translate (const char *words)
{
  return words != NULL ? gettext (words) : NULL;
}

/*
 * crib_problem_case_translate:
 * @words: one kind of failure, as the tables have it
 *
 * Puts the words into the language of the person.
 */
void
crib_problem_case_translate (CribProblemCase *words)
{
  words->title = translate (words->title);
  words->body = translate (words->body);
  words->who = translate (words->who);
  words->fix = translate (words->fix);
  words->brief = translate (words->brief);
  words->rest = translate (words->rest);
}

/*
 * crib_problem_case_find:
 * @error: any error of our rooms
 * @hint: (nullable): what is known besides
 * @words: (out): the words for it, translated
 */
void
crib_problem_case_find (const GError          *error,
                        const CribProblemHint *hint,
                        CribProblemCase       *words)
{
  if (crib_problem_sign_in_find (error, hint, words) || crib_problem_keyring_find (error, words))
    return;

  *words = cases[find_case (error)];
  crib_problem_case_translate (words);
}
