/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model.h"

/**
 * form_model_dup_draft:
 * @self: a model
 *
 * Returns: (transfer full): what the person typed so far, valid or not, for
 *   [method@Form.Model.set_draft]
 */
char *
form_model_dup_draft (FormModel *self)
{
  return form_model_dup_json (self);
}

/**
 * form_model_set_draft:
 * @self: a model
 * @text: what [method@Form.Model.dup_draft] gave, of this schema or an older one
 * @error: return location
 *
 * Returns: whether it was read
 */
gboolean
form_model_set_draft (FormModel   *self,
                      const char  *text,
                      GError     **error)
{
  return form_model_set_json (self, text, error);
}
