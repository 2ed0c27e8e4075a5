/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-suggestion-popover.h"

/*
 * CribFieldEntry:
 *
 * One line of text. What it could be is asked for from when it is first entered.
 */
struct _CribFieldEntry
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
  CribSuggester *suggester;
  CribSuggestionPopover *suggestions;    /* borrowed: it goes with the entry */
};

G_DEFINE_FINAL_TYPE (CribFieldEntry, crib_field_entry, CRIB_TYPE_FIELD_EDITOR)

static void
changed_cb (CribFieldEntry *self)
{
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
enter_cb (CribFieldEntry *self)
{
  if (self->suggestions != NULL)
    return;

  self->suggestions =
    crib_suggestion_popover_attach (self->entry,
                                    crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)));
  crib_suggestion_popover_set_suggester (self->suggestions, self->suggester);
}

/* A keyboard on a screen shows what fits, and nobody corrects the spelling of an address. */
static void
set_purpose (GtkEntry   *entry,
             const char *format)
{
  static const struct { const char *format; GtkInputPurpose purpose; } known[] = {
    { "email", GTK_INPUT_PURPOSE_EMAIL },
    { "idn-email", GTK_INPUT_PURPOSE_EMAIL },
    { "uri", GTK_INPUT_PURPOSE_URL },
    { "uri-reference", GTK_INPUT_PURPOSE_URL },
    { "uri-template", GTK_INPUT_PURPOSE_URL },
    { "iri", GTK_INPUT_PURPOSE_URL },
    { "iri-reference", GTK_INPUT_PURPOSE_URL },
    { "url", GTK_INPUT_PURPOSE_URL },
    { "hostname", GTK_INPUT_PURPOSE_URL },
    { "idn-hostname", GTK_INPUT_PURPOSE_URL },
    { "phone", GTK_INPUT_PURPOSE_PHONE },
    { "tel", GTK_INPUT_PURPOSE_PHONE },
  };

  if (format == NULL)
    return;

  gtk_entry_set_input_hints (entry, GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (format, known[i].format))
      gtk_entry_set_input_purpose (entry, known[i].purpose);
}

static void
crib_field_entry_constructed (GObject *object)
{
  CribFieldEntry *self = CRIB_FIELD_ENTRY (object);
  GtkEventController *focus;
  FormField *field;

  G_OBJECT_CLASS (crib_field_entry_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  self->entry = gtk_entry_new ();
  gtk_widget_set_size_request (self->entry, CRIB_FIELD_WIDTH, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  set_purpose (GTK_ENTRY (self->entry), form_field_get_format (field));
  g_signal_connect_object (self->entry, "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);

  adw_bin_set_child (ADW_BIN (self), self->entry);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

static void
crib_field_entry_sync (CribFieldEditor *editor,
                       FormField       *field)
{
  CribFieldEntry *self = CRIB_FIELD_ENTRY (editor);
  const char *text = crib_field_editor_get_text (editor);

  /* Setting the same text would still move the cursor. */
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  crib_field_editor_get_placeholder (editor));
}

static void
crib_field_entry_dispose (GObject *object)
{
  CribFieldEntry *self = CRIB_FIELD_ENTRY (object);

  self->suggestions = NULL;
  g_clear_object (&self->suggester);

  G_OBJECT_CLASS (crib_field_entry_parent_class)->dispose (object);
}

static void
crib_field_entry_class_init (CribFieldEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_field_entry_dispose;
  G_OBJECT_CLASS (klass)->constructed = crib_field_entry_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_entry_sync;
}

static void
crib_field_entry_init (CribFieldEntry *self)
{
}

void
crib_field_entry_set_suggester (CribFieldEntry *self,
                                CribSuggester  *suggester)
{
  g_return_if_fail (CRIB_IS_FIELD_ENTRY (self));
  g_return_if_fail (suggester == NULL || CRIB_IS_SUGGESTER (suggester));

  if (g_set_object (&self->suggester, suggester) && self->suggestions != NULL)
    crib_suggestion_popover_set_suggester (self->suggestions, suggester);
}
