/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-found.h"

#include <glib/gi18n.h>

#include "crib-mark.h"
#include "crib-tool-item.h"

#define INSECURE "channel-insecure-symbolic"
#define SECURE "channel-secure-symbolic"
#define WARNING "dialog-warning-symbolic"

/*
 * CribServerFound:
 *
 * What there is at an address: the server's own name, who protects it and how, what is asked for,
 * its tools. All of it comes from the server and its authority, so none of it is markup.
 */
struct _CribServerFound
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *title_row;
  AdwActionRow *protection_row;
  GtkWidget *open_mark;
  GtkWidget *technology_label;
  AdwActionRow *permission_row;
  AdwActionRow *tools_row;
};

G_DEFINE_FINAL_TYPE (CribServerFound, crib_server_found, ADW_TYPE_PREFERENCES_GROUP)

static void
set_protection (CribServerFound *self,
                const char      *icon_name,
                const char      *title,
                const char      *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->protection_row), title);
  adw_action_row_set_subtitle (self->protection_row, subtitle);
  adw_action_row_set_icon_name (self->protection_row, icon_name);
}

static char *
dup_protected_by (CribProtection *protection)
{
  const char *place = protection != NULL ? crib_protection_get_place (protection) : NULL;

  /* Translators: %s is the domain of an organisation, or the name of a computer. */
  return place != NULL ? g_strdup_printf (_("Protected by %s"), place)
                       : g_strdup (_("Sign-in needed"));
}

static void
show_protection (CribServerFound  *self,
                 CribServerLookup *lookup)
{
  CribProtection *protection = crib_server_lookup_get_protection (lookup);
  g_autoptr(CribProblem) problem = crib_server_lookup_dup_problem (lookup);
  g_autofree char *title = dup_protected_by (protection);

  switch (crib_server_lookup_get_finding (lookup))
    {
    case CRIB_SERVER_FINDING_OPEN:
      set_protection (self, INSECURE, _("No sign-in needed"),
                      _("Whoever knows the address can use it."));
      break;
    case CRIB_SERVER_FINDING_PROTECTED:
      set_protection (self, SECURE, title, crib_protection_is_entra (protection)
                                             ? _("You sign in with your work account")
                                             : _("You sign in with your account there"));
      break;
    case CRIB_SERVER_FINDING_UNTRUSTED:
      set_protection (self, WARNING, title, _("You do not trust this sign-in service yet."));
      break;
    case CRIB_SERVER_FINDING_UNCLEAR:
      set_protection (self, WARNING, title,
                      problem != NULL ? crib_problem_get_body (problem) : "");
      break;
    case CRIB_SERVER_FINDING_NOTHING:
    default:
      break;
    }
}

static void
show_permission (CribServerFound  *self,
                 CribServerLookup *lookup)
{
  CribProtection *protection = crib_server_lookup_get_protection (lookup);
  gboolean known = crib_server_lookup_get_finding (lookup) == CRIB_SERVER_FINDING_PROTECTED;
  const char *permission = known ? crib_protection_get_permission (protection) : "";
  g_autofree char *title = NULL;

  /* Translators: %s are the server's words for what one may do there, like "mcp:tools". */
  title = g_strdup_printf (_("Permission: %s"), permission);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->permission_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->permission_row), *permission != '\0');
}

static char *
dup_tool_titles (CribConnection *connection)
{
  GListModel *tools = crib_connection_get_tools (connection);
  g_autoptr(GString) titles = g_string_new (NULL);
  guint n_tools = g_list_model_get_n_items (tools);

  for (guint i = 0; i < MIN (n_tools, 5); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);
      g_autoptr(CribToolItem) item = crib_tool_item_new (connection, tool);

      if (i > 0)
        g_string_append (titles, ", ");

      g_string_append (titles, crib_tool_item_get_title (item));
    }

  if (n_tools > 5)
    g_string_append (titles, "…");

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
show_tools (CribServerFound  *self,
            CribServerLookup *lookup)
{
  CribConnection *connection = crib_server_lookup_get_connection (lookup);
  gboolean connected = crib_connection_get_state (connection) == CRIB_CONNECTION_CONNECTED;
  guint n_tools = g_list_model_get_n_items (crib_connection_get_tools (connection));
  g_autofree char *subtitle = dup_tool_titles (connection);
  g_autofree char *title = NULL;

  title = g_strdup_printf (ngettext ("%u tool", "%u tools", n_tools), n_tools);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tools_row), title);
  adw_action_row_set_subtitle (self->tools_row, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->tools_row), connected);
}

static void
crib_server_found_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_SERVER_FOUND);

  G_OBJECT_CLASS (crib_server_found_parent_class)->dispose (object);
}

static void
crib_server_found_class_init (CribServerFoundClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_server_found_dispose;
  g_type_ensure (CRIB_TYPE_MARK);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-found.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerFound, title_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerFound, protection_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerFound, open_mark);
  gtk_widget_class_bind_template_child (widget_class, CribServerFound, technology_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerFound, permission_row);
  gtk_widget_class_bind_template_child (widget_class, CribServerFound, tools_row);
}

static void
crib_server_found_init (CribServerFound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
crib_server_found_show (CribServerFound  *self,
                        CribServerLookup *lookup)
{
  CribServerFinding finding;
  CribProtection *protection;
  const char *title;

  g_return_if_fail (CRIB_IS_SERVER_FOUND (self));
  g_return_if_fail (CRIB_IS_SERVER_LOOKUP (lookup));

  finding = crib_server_lookup_get_finding (lookup);
  protection = crib_server_lookup_get_protection (lookup);
  title = crib_server_lookup_get_title (lookup);
  gtk_widget_set_visible (GTK_WIDGET (self), finding != CRIB_SERVER_FINDING_NOTHING);

  if (finding == CRIB_SERVER_FINDING_NOTHING)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title_row), title ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_row), title != NULL);
  gtk_widget_set_visible (self->open_mark, finding == CRIB_SERVER_FINDING_OPEN);
  gtk_widget_set_visible (self->technology_label, finding == CRIB_SERVER_FINDING_PROTECTED &&
                                                  crib_protection_is_entra (protection));
  show_protection (self, lookup);
  show_permission (self, lookup);
  show_tools (self, lookup);
}
