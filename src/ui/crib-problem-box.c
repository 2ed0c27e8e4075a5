/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-box.h"

#include "crib-problem-buttons.h"
#include "crib-words.h"

#define MAX_DETAILS 8000

/*
 * CribProblemBox:
 *
 * Not a status page: there is something to read. Words come from [class@Crib.Problem]; those of a
 * server among them are plain text.
 */
struct _CribProblemBox
{
  AdwBin parent_instance;

  CribProblem *problem;

  GtkWidget *icon;
  GtkLabel *title_label;
  GtkLabel *body_label;
  AdwActionRow *who_row;
  AdwActionRow *fix_row;
  AdwExpanderRow *details_row;
  GtkLabel *details_label;
  CribProblemButtons *buttons;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribProblemBox, crib_problem_box, ADW_TYPE_BIN)

static void
copy_cb (CribProblemBox *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          crib_problem_get_details (self->problem));
}

static void
set_words (AdwActionRow *row,
           const char   *words)
{
  gtk_widget_set_visible (GTK_WIDGET (row), words != NULL && *words != '\0');
  adw_action_row_set_subtitle (row, words != NULL ? words : "");
}

static void
fill (CribProblemBox *self)
{
  const char *details = crib_problem_get_details (self->problem);
  const char *body = crib_problem_get_body (self->problem);
  const char *summary = crib_problem_get_summary (self->problem);
  /* Somebody has to sign in, nobody has to mend anything. */
  gboolean is_wrong = crib_problem_get_kind (self->problem) != CRIB_PROBLEM_SIGN_IN;
  g_autofree char *shown = crib_words_break (details, MAX_DETAILS);

  gtk_widget_add_css_class (self->icon,
                            crib_problem_can_retry (self->problem) ? "warning" : "error");
  gtk_label_set_label (self->title_label, crib_problem_get_title (self->problem));
  gtk_label_set_label (self->body_label, body != NULL ? body : "");
  set_words (self->who_row, is_wrong ? crib_problem_get_who (self->problem) : NULL);
  set_words (self->fix_row, is_wrong ? crib_problem_get_fix (self->problem) : NULL);
  gtk_label_set_label (self->details_label, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->details_row), details != NULL);
  adw_expander_row_set_subtitle (self->details_row, summary != NULL ? summary : "");
}

static void
crib_problem_box_dispose (GObject *object)
{
  CribProblemBox *self = CRIB_PROBLEM_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_PROBLEM_BOX);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (crib_problem_box_parent_class)->dispose (object);
}

static void
crib_problem_box_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CribProblemBox *self = CRIB_PROBLEM_BOX (object);

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
crib_problem_box_class_init (CribProblemBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_problem_box_dispose;
  object_class->set_property = crib_problem_box_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_PROBLEM_BUTTONS);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-problem-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, icon);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, body_label);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, who_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, fix_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, details_row);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, details_label);
  gtk_widget_class_bind_template_child (widget_class, CribProblemBox, buttons);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
crib_problem_box_init (CribProblemBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_problem_box_new (CribProblem    *problem,
                      CribConnection *connection)
{
  CribProblemBox *self;

  g_return_val_if_fail (CRIB_IS_PROBLEM (problem), NULL);
  g_return_val_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection), NULL);

  self = g_object_new (CRIB_TYPE_PROBLEM_BOX, NULL);
  self->problem = g_object_ref (problem);
  fill (self);
  crib_problem_buttons_set_problem (self->buttons, problem, connection);

  return GTK_WIDGET (self);
}
