/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-scopes.h"

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
  g_clear_pointer (&problem->claims, g_free);
  problem->code = 0;
  problem->suberror = NULL;
}

void
demo_scopes_free (DemoScopes *scopes)
{
  g_free (scopes->prefix);
  g_string_free (scopes->api, TRUE);
  g_ptr_array_unref (scopes->full);
  g_free (scopes);
}

/* @name: as in scp. Returns: whether that is among what is asked for */
gboolean
demo_scopes_has (const DemoScopes *scopes,
                 const char       *name)
{
  g_auto(GStrv) names = g_strsplit (scopes->api->str, " ", -1);

  return g_strv_contains ((const char * const *) names, name);
}

static void
add_full (DemoScopes *scopes,
          const char *id,
          const char *name)
{
  char *full = g_strconcat (id, "/", name, NULL);

  if (g_ptr_array_find_with_equal_func (scopes->full, full, g_str_equal, NULL))
    g_free (full);
  else
    g_ptr_array_add (scopes->full, full);
}

static void
add_api (DemoScopes    *scopes,
         const DemoApi *api,
         const char    *name)
{
  add_full (scopes, api->id, name);

  if (api == scopes->owner && !demo_scopes_has (scopes, name))
    g_string_append_printf (scopes->api, "%s%s", scopes->api->len > 0 ? " " : "", name);
}

static void
add_graph (DemoScopes *scopes,
           const char *name)
{
  scopes->graph = TRUE;
  add_full (scopes, DEMO_GRAPH_ID, name);
}

static gboolean
refuse_name (DemoProblem *problem,
             const char  *name,
             const char  *id)
{
  demo_problem_set (problem, "invalid_client", 650053,
                    "The application 'Toolcrib' asked for scope '%s' that doesn't exist on the "
                    "resource '%s'. Contact the app vendor.", name, id);

  return FALSE;
}

/* A name without a resource is one of Graph's (entra.md 0, point 2). */
static gboolean
take_bare (DemoScopes  *scopes,
           const char  *name,
           DemoProblem *problem)
{
  const char * const harmless[] = { "profile", "email", NULL };

  if (g_str_equal (name, "openid"))
    scopes->openid = TRUE;
  else if (g_str_equal (name, "offline_access"))
    scopes->offline = TRUE;
  else if (g_str_equal (name, "User.Read"))
    add_graph (scopes, name);
  else if (!g_strv_contains (harmless, name))
    return refuse_name (problem, name, DEMO_GRAPH_ID);

  return TRUE;
}

static void
note_owner (DemoScopes    *scopes,
            const DemoApi *api,
            const char    *prefix)
{
  if (g_str_equal (api->id, DEMO_GRAPH_ID))
    scopes->graph = TRUE;
  else if (scopes->owner == NULL)
    {
      scopes->owner = api;
      scopes->prefix = g_strdup (prefix);
    }
  else if (scopes->owner != api)
    scopes->several = TRUE;
}

/* The last slash parts the API from the scope (entra.md 2.5). */
static gboolean
take_qualified (DemoDirectory *directory,
                DemoScopes    *scopes,
                const char    *scope,
                DemoProblem   *problem)
{
  const char *name = strrchr (scope, '/') + 1;
  g_autofree char *prefix = g_strndup (scope, name - 1 - scope);
  const DemoApi *api = demo_directory_find_api (directory, prefix);

  if (api == NULL)
    {
      demo_problem_set (problem, "invalid_resource", 500011,
                        "The resource principal named %s was not found in the tenant named "
                        "Contoso.", prefix);
      return FALSE;
    }

  note_owner (scopes, api, prefix);

  if (g_str_equal (name, ".default"))
    for (guint i = 0; api->scopes[i] != NULL; i++)
      add_api (scopes, api, api->scopes[i]);
  else if (g_strv_contains ((const char * const *) api->scopes, name))
    add_api (scopes, api, name);
  else
    return refuse_name (problem, name, api->id);

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
 * @directory: the APIs there are
 * @text: the value of a scope parameter
 * @problem: (out): what Entra says against it
 *
 * Returns: (transfer full) (nullable): what it asks for (entra.md 2.5)
 */
DemoScopes *
demo_scopes_parse (DemoDirectory *directory,
                   const char    *text,
                   DemoProblem   *problem)
{
  g_autoptr(DemoScopes) scopes = g_new0 (DemoScopes, 1);
  g_auto(GStrv) names = g_strsplit (text, " ", -1);

  scopes->api = g_string_new (NULL);
  scopes->full = g_ptr_array_new_with_free_func (g_free);

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
        !(strchr (names[i], '/') != NULL ? take_qualified (directory, scopes, names[i], problem)
                                         : take_bare (scopes, names[i], problem)))
      return NULL;

  scopes->several |= scopes->owner != NULL && scopes->graph;

  return g_steal_pointer (&scopes);
}

/**
 * demo_scopes_check_resource:
 * @scopes: what is asked for
 * @resource: (nullable): the parameter of RFC 8707
 * @problem: (out): what Entra says against it
 *
 * Returns: whether it names the one API that owns all scopes, letter by letter (entra.md 2.4)
 */
gboolean
demo_scopes_check_resource (const DemoScopes *scopes,
                            const char       *resource,
                            DemoProblem      *problem)
{
  gboolean fits = resource == NULL;

  if (resource != NULL && !scopes->several && scopes->owner != NULL)
    fits = g_strv_contains ((const char * const *) scopes->owner->identifier_uris, resource);

  if (!fits)
    demo_problem_set (problem, "invalid_target", 9010010,
                      "The resource parameter provided in the request doesn't match with the "
                      "requested scopes.");

  return fits;
}
