/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model.h"

#include <string.h>
#include <time.h>

/* What an edit costs: each checks the whole value. Once in a form of 500 fields of all sorts, and
 * once in one where a list of 100,000 items waits. */

#define N_GROUPS 50
#define N_ITEMS 100000
#define N_ROUNDS 101

/* Ten fields, of which one opens another by what it holds. */
static void
add_group (GString *text,
           guint    index)
{
  g_string_append_printf (text, "\"group%u\":{\"type\":\"object\",\"required\":[\"id\"],"
                          "\"properties\":{", index);
  g_string_append (text, "\"id\":{\"type\":\"integer\",\"minimum\":1},"
                   "\"name\":{\"type\":\"string\",\"maxLength\":80},"
                   "\"state\":{\"enum\":[\"open\",\"paid\",\"sent\"]},"
                   "\"share\":{\"type\":\"number\",\"minimum\":0},"
                   "\"since\":{\"type\":\"string\",\"format\":\"date\"},"
                   "\"note\":{\"type\":[\"string\",\"null\"]},"
                   "\"place\":{\"$ref\":\"#/$defs/place\"},"
                   "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
                   "\"late\":{\"type\":\"boolean\",\"default\":false}},"
                   "\"if\":{\"properties\":{\"state\":{\"const\":\"sent\"}},"
                   "\"required\":[\"state\"]},\"then\":{\"properties\":{\"to\":{"
                   "\"type\":\"string\"}}}},");
}

static char *
make_schema (void)
{
  GString *text = g_string_new ("{\"type\":\"object\",\"properties\":{");

  for (guint i = 0; i < N_GROUPS; i++)
    add_group (text, i);

  g_string_append (text, "\"list\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}},"
                   "\"required\":[\"group0\"],\"$defs\":{\"place\":{\"anyOf\":["
                   "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"number\"}}},"
                   "{\"type\":\"string\"}]}}}");

  return g_string_free (text, FALSE);
}

static char *
make_value (guint n_items)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < N_GROUPS; i++)
    g_string_append_printf (text, "\"group%u\":{\"id\":%u,\"name\":\"Group %u\",\"state\":\"sent\","
                            "\"to\":\"Ada\",\"share\":0.%u,\"since\":\"2026-11-23\",\"note\":null,"
                            "\"place\":{\"x\":1},\"tags\":[\"a\",\"b\"],\"late\":true},",
                            i, i + 1, i, i);

  g_string_append (text, "\"list\":[1");
  for (guint i = 1; i < n_items; i++)
    g_string_append_printf (text, ",%u", i);
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static gint64
get_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);

  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static int
compare_times_cb (gconstpointer a,
                  gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* As a view does, which shows 20 items of a list. */
static guint
look (FormField *field)
{
  guint most = form_field_get_kind (field) == FORM_KIND_LIST ? 20 : G_MAXUINT;
  guint n = 1;

  for (guint i = 0; i < MIN (most, g_list_model_get_n_items (G_LIST_MODEL (field))); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      n += look (child);
    }

  return n;
}

static double
measure_edit (FormModel  *model,
              const char *pointer,
              gboolean    wrong)
{
  FormField *field = form_model_find (model, pointer);
  gint64 times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%u", wrong ? "-" : "", i + 1);
      gint64 start = get_time ();

      form_field_set_text (field, text);
      times[i] = get_time () - start;
    }

  form_field_set_text (field, "1");
  qsort (times, N_ROUNDS, sizeof *times, compare_times_cb);

  return times[N_ROUNDS / 2] / 1e3;
}

static void
measure (const SjsonValue *schema,
         guint             n_items)
{
  g_autofree char *value = make_value (n_items);
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (value, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(FormModel) model = NULL;
  gint64 start = get_time ();
  gint64 made;
  guint n;

  model = form_model_new (schema, &root);
  made = get_time ();
  n = look (form_model_get_root (model));
  g_print ("{\"bytes\": %" G_GSIZE_FORMAT ", \"make-ms\": %.2f, \"look-ms\": %.2f, "
           "\"fields\": %u, ", strlen (value), (made - start) / 1e3, (get_time () - made) / 1e3, n);
  g_print ("\"edit-ms\": %.2f, ", measure_edit (model, "/group7/id", FALSE));
  g_print ("\"wrong-edit-ms\": %.2f, ", measure_edit (model, "/group7/id", TRUE));
  g_print ("\"item-edit-ms\": %.2f}\n", measure_edit (model, "/list/0", FALSE));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *text = make_schema ();
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
  SjsonValue schema = sjson_document_get_root (document);

  measure (&schema, 1);
  measure (&schema, N_ITEMS);

  return 0;
}
