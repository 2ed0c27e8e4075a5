/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-result-view.h"

#include "crib-content-view.h"
#include "crib-file-saver.h"
#include "crib-structured-view.h"
#include "crib-text-pane.h"

#include "mcp-content.h"
#include "sjson-document.h"

#include <glib/gi18n.h>
#include <string.h>

/* Blocks are widgets, and a result may hold any number; all of them are in the JSON. */
#define MAX_BLOCKS 200
/* Comparing more with the structured value would hold the window up. */
#define MAX_COMPARED (1024 * 1024)

/*
 * CribResultView:
 *
 * A result that says it is an error looks like one, and keeps the server's words. Text that only
 * repeats the structured value, as the protocol asks of servers (MCP 2025-11-25, tools), is not
 * shown twice.
 */
struct _CribResultView
{
  AdwBin parent_instance;

  McpToolResult *result;
  gboolean json;
  gboolean narrow;
  CribStructuredView *structured;

  GtkWidget *error_icon;
  GtkLabel *title_label;
  GtkLabel *count_label;
  GtkWidget *blocks;
  AdwBin *json_bin;
};

enum {
  PROP_0,
  PROP_JSON,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribResultView, crib_result_view, ADW_TYPE_BIN)

static gboolean
repeats (McpContent       *content,
         const SjsonValue *structured)
{
  const char *text = mcp_content_get_kind (content) == MCP_CONTENT_TEXT
    ? mcp_content_get_text (content)
    : NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  if (text == NULL || structured == NULL || strlen (text) > MAX_COMPARED)
    return FALSE;

  document = sjson_document_new_from_string (text, -1, NULL, NULL);
  if (document == NULL)
    return FALSE;

  root = sjson_document_get_root (document);
  return sjson_value_equal (&root, structured);
}

static char *
dup_texts (CribResultView *self)
{
  GListModel *contents = mcp_tool_result_get_contents (self->result);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (contents); i++)
    {
      g_autoptr(McpContent) content = g_list_model_get_item (contents, i);
      const char *text = mcp_content_get_text (content);

      if (text == NULL)
        continue;
      if (texts->len > 0)
        g_string_append (texts, "\n\n");
      g_string_append (texts, text);
    }

  return g_string_free (texts, FALSE);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CribResultView *self = CRIB_RESULT_VIEW (widget);
  g_autofree char *text = self->json ? g_strdup ("") : dup_texts (self);

  if (*text == '\0')
    {
      g_free (text);
      text = sjson_value_to_pretty_json (mcp_tool_result_get_json (self->result), NULL);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CribResultView *self = CRIB_RESULT_VIEW (widget);
  gsize length;
  char *json = sjson_value_to_pretty_json (mcp_tool_result_get_json (self->result), &length);
  g_autoptr(GBytes) bytes = g_bytes_new_take (json, length);

  crib_file_saver_save (widget, _("result.json"), bytes);
}

static void
set_json (CribResultView *self,
          gboolean        json)
{
  if (self->json == json)
    return;

  self->json = json;
  if (json && adw_bin_get_child (self->json_bin) == NULL)
    adw_bin_set_child (self->json_bin,
                       crib_text_pane_new_for_json (mcp_tool_result_get_json (self->result)));
  gtk_widget_set_visible (GTK_WIDGET (self->json_bin), json);
  gtk_widget_set_visible (self->blocks, !json);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JSON]);
}

static void
set_narrow (CribResultView *self,
            gboolean        narrow)
{
  self->narrow = narrow;
  if (self->structured != NULL)
    g_object_set (self->structured, "narrow", narrow, NULL);
}

static void
append_note (CribResultView *self,
             const char     *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->blocks), label);
}

static guint
append_contents (CribResultView *self)
{
  GListModel *contents = mcp_tool_result_get_contents (self->result);
  const SjsonValue *structured = mcp_tool_result_get_structured (self->result);
  guint n_items = g_list_model_get_n_items (contents);
  guint n_shown = 0;

  for (guint i = 0; i < MIN (n_items, MAX_BLOCKS); i++)
    {
      g_autoptr(McpContent) content = g_list_model_get_item (contents, i);

      if (repeats (content, structured))
        continue;
      gtk_box_append (GTK_BOX (self->blocks), crib_content_view_new (content));
      n_shown++;
    }

  if (n_items > MAX_BLOCKS)
    append_note (self, _("There is more than can be shown here; Show JSON has all of it."));
  return n_shown;
}

static void
append_structured (CribResultView *self,
                   guint           n_blocks)
{
  const SjsonValue *structured = mcp_tool_result_get_structured (self->result);
  guint n_rows;
  g_autofree char *count = NULL;

  if (structured == NULL)
    {
      if (n_blocks > 1)
        count = g_strdup_printf (ngettext ("%u part", "%u parts", n_blocks), n_blocks);
      gtk_label_set_label (self->count_label, count != NULL ? count : "");
      return;
    }

  self->structured = CRIB_STRUCTURED_VIEW (crib_structured_view_new (structured));
  n_rows = crib_structured_view_get_n_rows (self->structured);
  gtk_box_append (GTK_BOX (self->blocks), GTK_WIDGET (self->structured));
  if (n_rows > 0)
    count = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  gtk_label_set_label (self->count_label, count != NULL ? count : "");
}

static void
fill (CribResultView *self)
{
  gboolean is_error = mcp_tool_result_is_error (self->result);
  guint n_blocks;

  gtk_widget_set_visible (self->error_icon, is_error);
  if (is_error)
    {
      gtk_label_set_label (self->title_label, _("The Tool Reports an Error"));
      gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "error");
      gtk_widget_add_css_class (self->blocks, "failure");
    }

  n_blocks = append_contents (self);
  append_structured (self, n_blocks);
  if (gtk_widget_get_first_child (self->blocks) == NULL)
    append_note (self, is_error ? _("It does not say what went wrong.")
                                : _("The tool has run. It returned nothing."));
}

static void
crib_result_view_dispose (GObject *object)
{
  CribResultView *self = CRIB_RESULT_VIEW (object);

  self->structured = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_RESULT_VIEW);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (crib_result_view_parent_class)->dispose (object);
}

static void
crib_result_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CribResultView *self = CRIB_RESULT_VIEW (object);

  switch (prop_id)
    {
    case PROP_JSON:
      g_value_set_boolean (value, self->json);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_result_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CribResultView *self = CRIB_RESULT_VIEW (object);

  switch (prop_id)
    {
    case PROP_JSON:
      set_json (self, g_value_get_boolean (value));
      break;

    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_result_view_class_init (CribResultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_result_view_dispose;
  object_class->get_property = crib_result_view_get_property;
  object_class->set_property = crib_result_view_set_property;

  properties[PROP_JSON] =
    g_param_spec_boolean ("json", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CribResultView, error_icon);
  gtk_widget_class_bind_template_child (widget_class, CribResultView, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribResultView, count_label);
  gtk_widget_class_bind_template_child (widget_class, CribResultView, blocks);
  gtk_widget_class_bind_template_child (widget_class, CribResultView, json_bin);

  gtk_widget_class_install_action (widget_class, "result.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "result.save", NULL, save_action);
  gtk_widget_class_install_property_action (widget_class, "result.json", "json");
}

static void
crib_result_view_init (CribResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_result_view_new (McpToolResult *result)
{
  CribResultView *self;

  g_return_val_if_fail (MCP_IS_TOOL_RESULT (result), NULL);

  self = g_object_new (CRIB_TYPE_RESULT_VIEW, NULL);
  self->result = g_object_ref (result);
  fill (self);
  return GTK_WIDGET (self);
}

gboolean
crib_result_view_is_wide (CribResultView *self)
{
  g_return_val_if_fail (CRIB_IS_RESULT_VIEW (self), FALSE);

  return self->structured != NULL && crib_structured_view_get_n_rows (self->structured) > 0;
}
