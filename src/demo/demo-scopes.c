/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-scopes.h"

#include "demo-directory.h"

#include <string.h>

/* @status stays 400, which is Entra's for almost everything (entra.md 3.6). */
void
demo_problem_set (DemoProblem *problem,
                  const char  *error,
                  guint        code,
                  const char  *format,
                  ...)
{
  va_list arguments;

  demo_problem_clear (problem);
  va_start (arguments, format);
  problem->status = 400;
  problem->error = error;
  problem->code = code;
  problem->words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

void
demo_problem_clear (DemoProblem *problem)
{
  g_clear_pointer (&problem->words, g_free);
  problem->code = 0;
  problem->suberror = NULL;
}

void
demo_scopes_free (DemoScopes *scopes)
{
  g_string_free (scopes->api, TRUE);
  g_free (scopes);
}

static void
add_api (DemoScopes *scopes,
         const char *name)
{
  g_string_append_printf (scopes->api, "%s%s", scopes->api->len > 0 ? " " : "", name);
}

/* A name without a resource is one of Graph's (entra.md 0, point 2). */
static gboolean
take_bare (DemoScopes  *scopes,
           const char  *name,
           DemoProblem *problem)
{
  if (g_str_equal (name, "openid"))
    scopes->openid = TRUE;
  else if (g_str_equal (name, "offline_access"))
    scopes->offline = TRUE;
  else if (g_str_equal (name, "User.Read"))
    scopes->graph = TRUE;
  else if (!g_str_equal (name, "profile") && !g_str_equal (name, "email"))
    {
      demo_problem_set (problem, "invalid_client", 650053,
                        "The application 'Toolcrib' asked for scope '%s' that doesn't exist on the "
                        "resource '" DEMO_GRAPH_ID "'. Contact the app vendor.", name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_qualified (DemoScopes  *scopes,
                const char  *scope,
                DemoProblem *problem)
{
  const char *slash = strrchr (scope, '/');
  g_autofree char *resource = g_strndup (scope, slash - scope);

  if (!g_str_equal (resource, DEMO_API_URI))
    {
      demo_problem_set (problem, "invalid_resource", 500011,
                        "The resource principal named %s was not found in the tenant named "
                        "Contoso.", resource);
      return FALSE;
    }

  if (g_str_equal (slash + 1, ".default"))
    add_api (scopes, "mcp:tools mcp:other");
  else if (g_str_equal (slash + 1, "mcp:tools") || g_str_equal (slash + 1, "mcp:other"))
    add_api (scopes, slash + 1);
  else
    {
      demo_problem_set (problem, "invalid_client", 650053,
                        "The application 'Toolcrib' asked for scope '%s' that doesn't exist on the "
                        "resource '" DEMO_API_ID "'. Contact the app vendor.", slash + 1);
      return FALSE;
    }

  return TRUE;
}

static gboolean
mixes_default (char **names)
{
  gboolean has_default = FALSE, has_named = FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], "/.default"))
      has_default = TRUE;
    else if (strchr (names[i], '/') != NULL)
      has_named = TRUE;

  return has_default && has_named;
}

/**
 * demo_scopes_parse:
 * @text: the value of a scope parameter
 * @problem: (out): what Entra says against it
 *
 * Returns: (transfer full) (nullable): what it asks for (entra.md 2.5)
 */
DemoScopes *
demo_scopes_parse (const char  *text,
                   DemoProblem *problem)
{
  g_autoptr(DemoScopes) scopes = g_new0 (DemoScopes, 1);
  g_auto(GStrv) names = g_strsplit (text, " ", -1);

  scopes->api = g_string_new (NULL);

  if (mixes_default (names))
    {
      demo_problem_set (problem, "invalid_scope", 70011,
                        "The provided request must include a 'scope' input parameter. The provided "
                        "value for the input parameter 'scope' is not valid. .default scope can't "
                        "be combined with resource-specific scopes.");
      return NULL;
    }

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' &&
        !(strchr (names[i], '/') != NULL ? take_qualified : take_bare) (scopes, names[i], problem))
      return NULL;

  return g_steal_pointer (&scopes);
}
