/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

#include <math.h>

/*
 * CribFieldSpin:
 *
 * A number with a spin button: only where the field says that a double loses nothing of it. It is
 * still the letters that go to the field: a number out of range is refused in words below it,
 * not silently bent to the limit, and an empty spin button is not a zero.
 */
struct _CribFieldSpin
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
  double value;     /* of the spin button, as we know it: it also tells of changes that are none */
};

G_DEFINE_FINAL_TYPE (CribFieldSpin, crib_field_spin, CRIB_TYPE_FIELD_EDITOR)

/* What strtod() makes of "nan" and "infinity" cannot be counted on from. */
static gboolean
parse_number (const char *text,
              double     *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*number);
}

static void
changed_cb (CribFieldSpin *self)
{
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static int
input_cb (CribFieldSpin *self,
          double          *number)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  return parse_number (text, number) ? TRUE : GTK_INPUT_ERROR;
}

/* The text is ours alone to write. */
static gboolean
output_cb (CribFieldSpin *self)
{
  return TRUE;
}

static void
value_changed_cb (CribFieldSpin *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->entry));
  double shown;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (crib_field_editor_is_syncing (CRIB_FIELD_EDITOR (self)) || value == self->value)
    return;

  /* The first step from nothing arrives where the range begins, not one beyond. */
  if (*text == '\0')
    value = self->value;
  self->value = value;

  if (parse_number (text, &shown) && shown == value)
    return;

  g_ascii_formatd (number, sizeof number, "%.15g", value);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
}

static GtkWidget *
make_spin_button (CribFieldSpin *self,
                  double           minimum,
                  double           maximum)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (minimum, maximum, 1);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), 0);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_widget_set_size_request (spin, 150, -1);
  g_signal_connect_swapped (spin, "input", G_CALLBACK (input_cb), self);
  g_signal_connect_swapped (spin, "output", G_CALLBACK (output_cb), self);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (value_changed_cb), self);
  return spin;
}

static void
crib_field_spin_constructed (GObject *object)
{
  CribFieldSpin *self = CRIB_FIELD_SPIN (object);
  FormField *field;
  double minimum = 0;
  double maximum = 0;

  G_OBJECT_CLASS (crib_field_spin_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  form_field_get_range (field, &minimum, &maximum);
  self->entry = make_spin_button (self, minimum, maximum);
  gtk_widget_add_css_class (self->entry, "numeric");
  /* A sign stands before its number in every language. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                            GTK_TEXT_DIR_LTR);
  g_signal_connect_object (self->entry, "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  adw_bin_set_child (ADW_BIN (self), self->entry);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

static void
sync_value (CribFieldSpin *self,
            const char      *text)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (self->entry));
  double lower = gtk_adjustment_get_lower (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment);
  double number;

  if (!parse_number (text, &number))
    number = 0;
  self->value = CLAMP (number, lower, upper);
  gtk_adjustment_set_value (adjustment, self->value);
}

static void
crib_field_spin_sync (CribFieldEditor *editor,
                        FormField       *field)
{
  CribFieldSpin *self = CRIB_FIELD_SPIN (editor);
  const char *text = crib_field_editor_get_text (editor);

  sync_value (self, text);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)),
                "placeholder-text", crib_field_editor_get_placeholder (editor), NULL);
}

static void
crib_field_spin_class_init (CribFieldSpinClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_spin_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_spin_sync;
}

static void
crib_field_spin_init (CribFieldSpin *self)
{
}
