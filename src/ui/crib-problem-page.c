/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-page.h"

#include <string.h>

#include "crib-problem-buttons.h"
#include "crib-problem-links.h"
#include "crib-words.h"

#define MAX_SUBTITLE 80

/*
 * CribProblemPage:
 *
 * Takes the place of the bench when a server gives no tools: what happened, who can fix it and how,
 * the details folded, and the button that helps.
 */
struct _CribProblemPage
{
  AdwBin parent_instance;

  CribProblem *problem;
  char *page;             /* addresses; nullable */
  char *consent;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *body_label;
  AdwActionRow *who_row;
  AdwActionRow *fix_row;
  GtkWidget *help_list;
  GtkWidget *details_list;
  AdwExpanderRow *details_row;
  GtkLabel *details_label;
  GtkWidget *links_list;
  GtkWidget *consent_row;
  GtkWidget *page_row;
  CribProblemButtons *buttons;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribProblemPage, crib_problem_page, ADW_TYPE_BIN)

static void
copy_cb (CribProblemPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->details_label));
}

static void
page_cb (CribProblemPage *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->page, GDK_CURRENT_TIME);
}

static void
consent_cb (CribProblemPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.copy-link", "s", self->consent);
}

/* Where nothing is wrong nobody has to mend anything. */
static gboolean
is_wrong (CribProblemPage *self)
{
  return crib_problem_get_kind (self->problem) != CRIB_PROBLEM_SIGN_IN;
}

static void
update_icon (CribProblemPage *self)
{
  const char *icon_name = "dialog-warning-symbolic";
  const char *css_class = "warning";

  if (!is_wrong (self))
    {
      icon_name = "channel-secure-symbolic";
      css_class = "dim-label";
    }
  else if (crib_problem_get_kind (self->problem) == CRIB_PROBLEM_OTHER)
    {
      icon_name = "dialog-error-symbolic";
      css_class = "error";
    }

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]) { css_class, NULL });
}

/* The summary, or the first line, stands in the folded row, whose subtitle the floor cannot limit
 * to one. */
static void
update_details (CribProblemPage *self)
{
  const char *details = crib_problem_get_details (self->problem);
  const char *summary = crib_problem_get_summary (self->problem);
  g_autofree char *line = NULL;
  g_autofree char *shown = NULL;

  gtk_widget_set_visible (self->help_list, is_wrong (self));
  gtk_widget_set_visible (self->details_list,
                          details != NULL && (is_wrong (self) || summary != NULL));

  if (details == NULL)
    return;

  line = summary != NULL ? g_strdup (summary) : g_strndup (details, strcspn (details, "\n"));
  shown = crib_words_clip (line, MAX_SUBTITLE);

  adw_expander_row_set_subtitle (self->details_row, shown);
  gtk_label_set_text (self->details_label, details);
}

static void
update_links (CribProblemPage *self,
              CribConnection  *connection)
{
  CribProtection *protection = NULL;
  CribServer *server = NULL;

  if (connection != NULL)
    {
      protection = crib_connection_get_protection (connection);
      server = crib_connection_get_server (connection);
    }

  g_free (self->page);
  self->page = crib_problem_links_dup_page (self->problem, protection);
  g_free (self->consent);
  self->consent = crib_problem_links_dup_consent (self->problem, server, protection);

  gtk_widget_set_visible (self->page_row, self->page != NULL);
  gtk_widget_set_visible (self->consent_row, self->consent != NULL);
  gtk_widget_set_visible (self->links_list, self->page != NULL || self->consent != NULL);
}

static void
crib_problem_page_finalize (GObject *object)
{
  CribProblemPage *self = CRIB_PROBLEM_PAGE (object);

  g_free (self->page);
  g_free (self->consent);

  G_OBJECT_CLASS (crib_problem_page_parent_class)->finalize (object);
}

static void
crib_problem_page_dispose (GObject *object)
{
  CribProblemPage *self = CRIB_PROBLEM_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_PROBLEM_PAGE);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (crib_problem_page_parent_class)->dispose (object);
}

static void
crib_problem_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  CribProblemPage *self = CRIB_PROBLEM_PAGE (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_object_set_property (G_OBJECT (self->buttons), "stacked", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_problem_page_class_init (CribProblemPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_problem_page_dispose;
  object_class->finalize = crib_problem_page_finalize;
  object_class->set_property = crib_problem_page_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_PROBLEM_BUTTONS);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, icon);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, body_label);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, who_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, fix_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, help_list);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, details_list);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, details_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, details_label);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, links_list);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, consent_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, page_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemPage, buttons);
  gtk_widget_class_bind_template_callback (widget_class, consent_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
}

static void
crib_problem_page_init (CribProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_problem_page_new (void)
{
  return g_object_new (CRIB_TYPE_PROBLEM_PAGE, NULL);
}

void
crib_problem_page_set_problem (CribProblemPage *self,
                               CribProblem     *problem,
                               CribConnection  *connection)
{
  g_return_if_fail (CRIB_IS_PROBLEM_PAGE (self));
  g_return_if_fail (CRIB_IS_PROBLEM (problem));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  if (!g_set_object (&self->problem, problem))
    return;

  gtk_label_set_text (self->title_label, crib_problem_get_title (problem));
  gtk_label_set_text (self->body_label, crib_problem_get_body (problem));
  adw_action_row_set_subtitle (self->who_row, crib_problem_get_who (problem));
  adw_action_row_set_subtitle (self->fix_row, crib_problem_get_fix (problem));

  update_icon (self);
  update_details (self);
  update_links (self, connection);
  crib_problem_buttons_set_problem (self->buttons, problem, connection);
}

CribProblem *
crib_problem_page_get_problem (CribProblemPage *self)
{
  g_return_val_if_fail (CRIB_IS_PROBLEM_PAGE (self), NULL);

  return self->problem;
}
