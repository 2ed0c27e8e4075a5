/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-buttons.h"

#include <glib/gi18n.h>

#include "crib-administrator-message.h"
#include "crib-wrap-layout.h"

#define SPACING 12

/*
 * CribProblemButtons:
 *
 * A row of pills for the actions of a [class@Crib.Problem]: the suggested one first and alone in
 * colour, one more with a background, the rest flat.
 */
struct _CribProblemButtons
{
  GtkWidget parent_instance;

  gboolean of_run;
  CribProblem *problem;
  CribConnection *connection;
  CribWrapLayout *layout;
};

enum
{
  PROP_0,
  PROP_OF_RUN,
  PROP_STACKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribProblemButtons, crib_problem_buttons, GTK_TYPE_WIDGET)

/* In the order in which they stand behind the suggested one. */
static const struct
{
  CribProblemAction action;
  const char *name;
} choices[] = {
  { CRIB_PROBLEM_ACTION_SIGN_IN, "win.sign-in" },
  { CRIB_PROBLEM_ACTION_RETRY, "win.reconnect" },
  { CRIB_PROBLEM_ACTION_BROWSER, "win.sign-in-browser" },
  { CRIB_PROBLEM_ACTION_MOVE_ASIDE, "win.move-keyring-aside" },
  { CRIB_PROBLEM_ACTION_SESSION_ONLY, "win.sign-in-session-only" },
  { CRIB_PROBLEM_ACTION_COPY_MESSAGE, "problem.copy-message" },
  { CRIB_PROBLEM_ACTION_TRUST, "win.trust-authority" },
  { CRIB_PROBLEM_ACTION_OTHER_ACCOUNT, "win.sign-in-other" },
  { CRIB_PROBLEM_ACTION_SETTINGS, "win.edit-server" },
};

static char *
build_message (CribProblemButtons *self)
{
  CribServer *server = NULL;

  if (self->connection != NULL)
    server = crib_connection_get_server (self->connection);

  if (crib_problem_get_kind (self->problem) == CRIB_PROBLEM_CLIENT_ID && server != NULL &&
      crib_connection_get_protection (self->connection) != NULL)
    return crib_administrator_message_dup_registration (
      server, crib_connection_get_protection (self->connection));

  return crib_administrator_message_dup_problem (server, self->problem, self->connection != NULL
                                                 ? crib_connection_get_protection (self->connection)
                                                 : NULL);
}

static void
copy_message_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_autofree char *message = build_message (CRIB_PROBLEM_BUTTONS (widget));

  gtk_widget_activate_action (widget, "win.copy-message", "s", message);
}

static void
add_button (CribProblemButtons *self,
            guint               i,
            const char         *css_class)
{
  gboolean runs = choices[i].action == CRIB_PROBLEM_ACTION_RETRY && self->of_run;
  const char *words = crib_problem_get_action_label (self->problem, choices[i].action);
  GtkWidget *button = gtk_button_new_with_label (runs ? _("Run Again") : words);
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  /* With large text, in a narrow window, the words need two lines. */
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);

  gtk_widget_add_css_class (button, "pill");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), runs ? "bench.run" : choices[i].name);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
clear (CribProblemButtons *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/* "Another" account needs one to begin with, or one that was tried. */
static CribProblemAction
get_actions (CribProblemButtons *self)
{
  CribProblemAction actions = crib_problem_get_actions (self->problem);

  if (crib_problem_get_kind (self->problem) == CRIB_PROBLEM_SIGN_IN &&
      (self->connection == NULL || crib_connection_get_account (self->connection) == NULL))
    actions &= ~CRIB_PROBLEM_ACTION_OTHER_ACCOUNT;

  return actions;
}

static void
fill (CribProblemButtons *self)
{
  CribProblemAction actions = get_actions (self);
  CribProblemAction suggested = crib_problem_get_suggested (self->problem);
  guint n_plain = 0;

  clear (self);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if ((choices[i].action & actions & suggested) != 0)
        add_button (self, i, "suggested-action");
    }

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if ((choices[i].action & actions & ~suggested) != 0)
        add_button (self, i, n_plain++ > 0 ? "flat" : NULL);
    }

  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

static void
crib_problem_buttons_dispose (GObject *object)
{
  CribProblemButtons *self = CRIB_PROBLEM_BUTTONS (object);

  clear (self);
  g_clear_object (&self->problem);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (crib_problem_buttons_parent_class)->dispose (object);
}

static void
crib_problem_buttons_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  CribProblemButtons *self = CRIB_PROBLEM_BUTTONS (object);

  switch (prop_id)
    {
    case PROP_OF_RUN:
      self->of_run = g_value_get_boolean (value);
      break;
    case PROP_STACKED:
      crib_wrap_layout_set_stacked (self->layout, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_problem_buttons_class_init (CribProblemButtonsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_problem_buttons_dispose;
  object_class->set_property = crib_problem_buttons_set_property;

  properties[PROP_OF_RUN] =
    g_param_spec_boolean ("of-run", NULL, NULL,
                          FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STACKED] =
    g_param_spec_boolean ("stacked", NULL, NULL,
                          FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "problem.copy-message", NULL, copy_message_cb);
}

static void
crib_problem_buttons_init (CribProblemButtons *self)
{
  GtkLayoutManager *layout = crib_wrap_layout_new (SPACING);

  self->layout = CRIB_WRAP_LAYOUT (layout);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);
}

void
crib_problem_buttons_set_problem (CribProblemButtons *self,
                                  CribProblem        *problem,
                                  CribConnection     *connection)
{
  g_return_if_fail (CRIB_IS_PROBLEM_BUTTONS (self));
  g_return_if_fail (CRIB_IS_PROBLEM (problem));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_set_object (&self->problem, problem);
  g_set_object (&self->connection, connection);
  fill (self);
}
