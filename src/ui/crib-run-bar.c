/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-run-bar.h"

#include "crib-account-badge.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_MESSAGE 200
#define TICK_MS 100

/*
 * CribRunBar:
 *
 * It stays where it is while the page scrolls, and Cancel takes exactly the place of Run. Run is
 * never insensitive because of a wrong value: a button that cannot be pressed cannot say why.
 */
struct _CribRunBar
{
  AdwBin parent_instance;

  CribRun *run;
  guint n_problems;
  gboolean destructive;
  gboolean narrow;
  guint tick_id;       /* while something runs: time passes, unknown progress pulses */

  GtkWidget *problem_button;
  AdwButtonContent *problem_content;
  GtkWidget *status_box;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *message_label;
  GtkLabel *detail_label;
  GtkWidget *cancel_button;
  GtkWidget *run_button;
  CribAccountBadge *account_badge;
  GtkWidget *keys_box;
  GtkProgressBar *progress;
};

enum {
  PROP_0,
  PROP_RUN,
  PROP_N_PROBLEMS,
  PROP_DESTRUCTIVE,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribRunBar, crib_run_bar, ADW_TYPE_BIN)

static void
show_progress (CribRunBar *self)
{
  double fraction = crib_run_get_fraction (self->run);
  const char *progress = crib_run_get_progress_text (self->run);
  g_autofree char *elapsed = crib_words_for_clock (crib_run_get_elapsed (self->run));
  g_autofree char *shown = crib_words_clip (progress, MAX_MESSAGE);
  g_autofree char *detail = NULL;

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (fraction, 1));
  else
    gtk_progress_bar_pulse (self->progress);

  if (*shown != '\0')
    detail = g_strdup_printf ("%s · %s", shown, elapsed);
  gtk_label_set_label (self->detail_label, detail != NULL ? detail : elapsed);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_progress (user_data);
  return G_SOURCE_CONTINUE;
}

static void
set_ticking (CribRunBar *self,
             gboolean    ticking)
{
  if (ticking && self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
  else if (!ticking)
    g_clear_handle_id (&self->tick_id, g_source_remove);
}

static void
show_icon (CribRunBar *self,
           const char *icon_name,
           const char *css_class)
{
  const char *css_classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), css_classes);
}

static char *
dup_outcome (CribRunBar *self)
{
  GDateTime *finished = crib_run_get_finished_at (self->run);
  g_autofree char *took = crib_words_for_seconds (crib_run_get_elapsed (self->run));
  g_autofree char *at = finished != NULL ? g_date_time_format (finished, "%H:%M") : g_strdup ("");
  McpToolResult *result = crib_run_get_result (self->run);

  switch (crib_run_get_state (self->run))
    {
    case CRIB_RUN_DONE:
      if (result != NULL && mcp_tool_result_is_error (result))
        {
          show_icon (self, "dialog-error-symbolic", "error");
          if (self->narrow)
            return g_strdup_printf (_("Failed after %s"), took);
          return g_strdup_printf (_("Failed after %s at %s"), took, at);
        }
      show_icon (self, "emblem-ok-symbolic", "success");
      if (self->narrow)
        return g_strdup_printf (_("Finished in %s"), took);
      /* Translators: how long it took, and the time of day */
      return g_strdup_printf (_("Finished in %s at %s"), took, at);

    case CRIB_RUN_CANCELLED:
      show_icon (self, "process-stop-symbolic", "dim-label");
      return g_strdup_printf (_("Cancelled after %s"), took);

    case CRIB_RUN_FAILED:
    case CRIB_RUN_RUNNING:
    default:
      show_icon (self, "dialog-error-symbolic", "error");
      if (self->narrow)
        return g_strdup (_("Did not finish"));
      return g_strdup_printf (_("Did not finish, at %s"), at);
    }
}

static void
show_running (CribRunBar *self)
{
  g_autofree char *message = crib_words_clip (crib_run_get_message (self->run), MAX_MESSAGE);

  gtk_label_set_label (self->message_label, *message != '\0' ? message : _("Running…"));
  show_progress (self);
}

static void
show_outcome (CribRunBar *self)
{
  g_autofree char *words = dup_outcome (self);

  gtk_label_set_label (self->message_label, words);
}

static void
update_problems (CribRunBar *self)
{
  g_autofree char *words = NULL;

  if (self->narrow)
    words = g_strdup_printf (ngettext ("%u value", "%u values", self->n_problems),
                             self->n_problems);
  else
    words = g_strdup_printf (ngettext ("%u value needs attention", "%u values need attention",
                                       self->n_problems),
                             self->n_problems);
  adw_button_content_set_label (self->problem_content, words);
  gtk_widget_set_tooltip_text (self->problem_button, _("Go to the First Value That Is Wrong"));
}

static void
update_run_button (CribRunBar *self)
{
  gboolean ran = self->run != NULL;

  gtk_button_set_label (GTK_BUTTON (self->run_button), ran ? _("Run Again") : _("Run"));
  gtk_widget_remove_css_class (self->run_button,
                               self->destructive ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (self->run_button,
                            self->destructive ? "destructive-action" : "suggested-action");
}

/* The focus follows the button that has the place of the one that had it. */
static void
swap_buttons (CribRunBar *self,
              gboolean    running)
{
  GtkWidget *shown = running ? self->cancel_button : self->run_button;
  GtkWidget *hidden = running ? self->run_button : self->cancel_button;
  gboolean had_focus = gtk_widget_has_focus (hidden);

  gtk_widget_set_visible (shown, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (shown);
  gtk_widget_set_visible (hidden, FALSE);
}

static void
update (CribRunBar *self)
{
  gboolean running = self->run != NULL && crib_run_get_state (self->run) == CRIB_RUN_RUNNING;
  gboolean problems = self->n_problems > 0 && !running;

  update_problems (self);
  update_run_button (self);
  swap_buttons (self, running);
  set_ticking (self, running && gtk_widget_get_mapped (GTK_WIDGET (self)));

  gtk_widget_set_visible (self->problem_button, problems);
  gtk_widget_set_visible (self->status_box, self->run != NULL && !problems);
  gtk_widget_set_visible (self->keys_box, !self->narrow && !running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !running);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), running);

  if (running)
    show_running (self);
  else if (self->run != NULL)
    show_outcome (self);
}

static void
crib_run_bar_dispose (GObject *object)
{
  CribRunBar *self = CRIB_RUN_BAR (object);

  set_ticking (self, FALSE);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_RUN_BAR);

  G_OBJECT_CLASS (crib_run_bar_parent_class)->dispose (object);
}

static void
crib_run_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crib_run_bar_parent_class)->map (widget);
  update (CRIB_RUN_BAR (widget));
}

static void
crib_run_bar_unmap (GtkWidget *widget)
{
  set_ticking (CRIB_RUN_BAR (widget), FALSE);
  GTK_WIDGET_CLASS (crib_run_bar_parent_class)->unmap (widget);
}

static void
crib_run_bar_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CribRunBar *self = CRIB_RUN_BAR (object);

  switch (prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;

    case PROP_N_PROBLEMS:
      g_value_set_uint (value, self->n_problems);
      break;

    case PROP_DESTRUCTIVE:
      g_value_set_boolean (value, self->destructive);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_run_bar_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CribRunBar *self = CRIB_RUN_BAR (object);

  switch (prop_id)
    {
    case PROP_RUN:
      crib_run_bar_set_run (self, g_value_get_object (value));
      return;

    case PROP_N_PROBLEMS:
      self->n_problems = g_value_get_uint (value);
      break;

    case PROP_DESTRUCTIVE:
      self->destructive = g_value_get_boolean (value);
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  update (self);
}

static void
crib_run_bar_class_init (CribRunBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = crib_run_bar_dispose;
  object_class->get_property = crib_run_bar_get_property;
  object_class->set_property = crib_run_bar_set_property;
  widget_class->map = crib_run_bar_map;
  widget_class->unmap = crib_run_bar_unmap;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, CRIB_TYPE_RUN, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_PROBLEMS] =
    g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DESTRUCTIVE] =
    g_param_spec_boolean ("destructive", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_ACCOUNT_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, problem_button);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, problem_content);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, status_box);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, icon);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, message_label);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, detail_label);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, run_button);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, account_badge);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, keys_box);
  gtk_widget_class_bind_template_child (widget_class, CribRunBar, progress);
}

static void
crib_run_bar_init (CribRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CribRun *
crib_run_bar_get_run (CribRunBar *self)
{
  g_return_val_if_fail (CRIB_IS_RUN_BAR (self), NULL);

  return self->run;
}

void
crib_run_bar_set_run (CribRunBar *self,
                      CribRun    *run)
{
  g_return_if_fail (CRIB_IS_RUN_BAR (self));
  g_return_if_fail (run == NULL || CRIB_IS_RUN (run));

  if (self->run == run)
    return;

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  if (run != NULL)
    g_signal_connect_object (run, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/* As whom it runs there. @connection: (nullable) */
void
crib_run_bar_set_connection (CribRunBar     *self,
                             CribConnection *connection)
{
  g_return_if_fail (CRIB_IS_RUN_BAR (self));

  crib_account_badge_set_connection (self->account_badge, connection);
}

/* Run, or Cancel while something runs. */
void
crib_run_bar_focus_button (CribRunBar *self)
{
  g_return_if_fail (CRIB_IS_RUN_BAR (self));

  gtk_widget_grab_focus (gtk_widget_get_visible (self->run_button) ? self->run_button
                                                                   : self->cancel_button);
}
