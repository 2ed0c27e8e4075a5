/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-prompt-page.h"

#include "crib-argument-suggester.h"
#include "crib-form-view.h"
#include "crib-problem-box.h"
#include "crib-prompt-view.h"
#include "crib-words.h"

#define MAX_TITLE 200
#define MAX_DESCRIPTION 4000

/*
 * CribPromptPage:
 *
 * Looks and works like the page of a tool, but nothing runs: a prompt is words that the server has
 * ready. Draft and last answer live in the connection.
 */
struct _CribPromptPage
{
  AdwBin parent_instance;

  CribConnection *connection;
  McpPrompt *prompt;
  CribPromptRun *run;       /* nullable: the one on show */
  gboolean narrow;

  GtkScrolledWindow *scroller;
  GtkLabel *title_label;
  GtkLabel *name_label;
  GtkLabel *description_label;
  CribFormView *form_view;
  GtkWidget *no_input_label;
  AdwBin *result_bin;
  GtkSpinner *spinner;
  GtkWidget *cancel_button;
};

enum {
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribPromptPage, crib_prompt_page, ADW_TYPE_BIN)

static void
set_words (GtkLabel   *label,
           const char *text,
           gsize       max_chars)
{
  g_autofree char *words = crib_words_clip (text, max_chars);

  g_strstrip (words);
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), *words != '\0');
}

static GtkWidget *
new_answer (CribPromptPage *self)
{
  CribRunState state = self->run != NULL ? crib_prompt_run_get_state (self->run)
                                         : CRIB_RUN_CANCELLED;
  GtkWidget *answer = NULL;

  if (state == CRIB_RUN_DONE)
    return crib_prompt_view_new (crib_prompt_run_get_result (self->run));

  if (state == CRIB_RUN_FAILED)
    {
      answer = crib_problem_box_new (crib_prompt_run_get_problem (self->run), self->connection);
      g_object_bind_property (self, "narrow", answer, "narrow", G_BINDING_SYNC_CREATE);
    }

  return answer;
}

static void
state_cb (CribPromptPage *self)
{
  gboolean running = self->run != NULL &&
    crib_prompt_run_get_state (self->run) == CRIB_RUN_RUNNING;
  GtkWidget *answer = new_answer (self);

  adw_bin_set_child (self->result_bin, answer);
  gtk_widget_set_visible (GTK_WIDGET (self->result_bin), answer != NULL);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prompt.show", !running);
}

static void
set_run (CribPromptPage *self,
         CribPromptRun  *run)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_set_object (&self->run, run);
  if (run != NULL)
    g_signal_connect_object (run, "notify::state", G_CALLBACK (state_cb), self,
                             G_CONNECT_SWAPPED);
  state_cb (self);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CribPromptPage *self = CRIB_PROMPT_PAGE (widget);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue arguments;

  if (self->prompt == NULL || !gtk_widget_get_mapped (widget) ||
      !crib_form_view_check (self->form_view))
    return;

  document = form_model_build_value (crib_connection_get_prompt_form (self->connection,
                                                                      self->prompt), NULL);
  if (document == NULL)
    return;

  arguments = sjson_document_get_root (document);
  set_run (self, crib_connection_run_prompt (self->connection, self->prompt, &arguments));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CribPromptPage *self = CRIB_PROMPT_PAGE (widget);

  if (self->run != NULL)
    crib_prompt_run_cancel (self->run);
}

static void
show_prompt (CribPromptPage *self)
{
  McpItem *item = MCP_ITEM (self->prompt);
  FormModel *form = crib_connection_get_prompt_form (self->connection, self->prompt);
  g_autoptr(CribSuggester) suggester = NULL;
  g_autofree char *description = crib_words_break (mcp_item_get_description (item),
                                                    MAX_DESCRIPTION);
  gboolean has_input;

  set_words (self->title_label, mcp_item_get_title (item), MAX_TITLE);
  set_words (self->name_label, mcp_prompt_get_name (self->prompt), MAX_TITLE);
  set_words (self->description_label, description, G_MAXSIZE);

  suggester = crib_argument_suggester_new (self->connection, item, form);
  crib_form_view_set_suggester (self->form_view, suggester);
  crib_form_view_set_model (self->form_view, form);
  has_input = mcp_prompt_get_n_arguments (self->prompt) > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->form_view), has_input);
  gtk_widget_set_visible (self->no_input_label, !has_input);
  set_run (self, crib_connection_get_prompt_run (self->connection,
                                                 mcp_prompt_get_name (self->prompt)));
}

static void
crib_prompt_page_dispose (GObject *object)
{
  CribPromptPage *self = CRIB_PROMPT_PAGE (object);

  if (self->form_view != NULL)
    crib_prompt_page_set_prompt (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_PROMPT_PAGE);

  G_OBJECT_CLASS (crib_prompt_page_parent_class)->dispose (object);
}

static void
crib_prompt_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, CRIB_PROMPT_PAGE (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_prompt_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CribPromptPage *self = CRIB_PROMPT_PAGE (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      g_object_set (self->form_view, "narrow", self->narrow, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_prompt_page_class_init (CribPromptPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_prompt_page_dispose;
  object_class->get_property = crib_prompt_page_get_property;
  object_class->set_property = crib_prompt_page_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_FORM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-prompt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, description_label);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, form_view);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, no_input_label);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, result_bin);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CribPromptPage, cancel_button);

  gtk_widget_class_install_action (widget_class, "prompt.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "prompt.cancel", NULL, cancel_action);
}

static void
crib_prompt_page_init (CribPromptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  state_cb (self);
}

GtkWidget *
crib_prompt_page_new (void)
{
  return g_object_new (CRIB_TYPE_PROMPT_PAGE, NULL);
}

void
crib_prompt_page_set_prompt (CribPromptPage *self,
                             CribConnection *connection,
                             McpPrompt      *prompt)
{
  g_return_if_fail (CRIB_IS_PROMPT_PAGE (self));
  g_return_if_fail ((connection == NULL) == (prompt == NULL));

  if (self->connection == connection && self->prompt == prompt)
    return;

  g_set_object (&self->connection, connection);
  g_set_object (&self->prompt, prompt);
  if (prompt != NULL)
    {
      show_prompt (self);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      return;
    }

  crib_form_view_set_model (self->form_view, NULL);
  crib_form_view_set_suggester (self->form_view, NULL);
  set_run (self, NULL);
}
