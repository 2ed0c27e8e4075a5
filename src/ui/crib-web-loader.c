/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-loader.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gmodule.h>

/* The web engine weighs more than all the rest, and most days nobody signs in: it comes with a
 * module that is opened for the first sign-in, and stays. */

typedef GType (*GetType) (void);

/* The module, resident: its types cannot be registered a second time. */
static GModule *
open_module (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "toolcrib-web." G_MODULE_SUFFIX, NULL);
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    g_debug ("No web view: %s", g_module_error ());
  else
    g_module_make_resident (module);

  return module;
}

static GType
find_type (const char *folder)
{
  GModule *module = open_module (folder);
  gpointer get_type;
  GType type;

  if (module == NULL || !g_module_symbol (module, "crib_web_view_get_type", &get_type))
    return G_TYPE_INVALID;

  type = ((GetType) get_type) ();
  return g_type_is_a (type, GTK_TYPE_WIDGET) ? type : G_TYPE_INVALID;
}

/*
 * crib_web_loader_create_view_in:
 * @folder: where the module is
 * @error: return location
 *
 * As crib_web_loader_create_view(), from elsewhere. No folder that comes from outside of the
 * program may get here: what is in there is run.
 *
 * Returns: (transfer floating) (nullable): the view
 */
GtkWidget *
crib_web_loader_create_view_in (const char  *folder,
                                GError     **error)
{
  GType type;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (g_path_is_absolute (folder), NULL);

  type = find_type (folder);

  if (type != G_TYPE_INVALID)
    return g_object_new (type, NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _("This installation of Toolcrib cannot show sign-in pages itself. Sign in "
                         "with your browser."));
  return NULL;
}

/*
 * crib_web_loader_create_view:
 * @error: return location
 *
 * The view knows properties and signals alone; src/web/crib-web-view.c says which.
 *
 * Returns: (transfer floating) (nullable): a CribWebView; %NULL with %G_IO_ERROR_NOT_FOUND and a
 *   sentence for people where Toolcrib was built or installed without it
 */
GtkWidget *
crib_web_loader_create_view (GError **error)
{
  return crib_web_loader_create_view_in (WEB_MODULE_DIR, error);
}
