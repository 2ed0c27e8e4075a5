/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-validator.h"

#include <string.h>
#include <time.h>

/* Holds a value of 1 MB against a schema of 200 nodes, beside reading that value, in the same run
 * and turn by turn. The bar: less than reading. With the name of a folder it leaves both there,
 * for bench-schema.mjs. */

#define N_RECORDS 1100
#define N_GROUPS 16
#define N_ROUNDS 25

/* What each group of a record has: ten properties of all sorts. */
static void
add_group_schema (GString *text,
                  guint    index)
{
  g_string_append_printf (text, "%s\"group%u\":{\"type\":\"object\",\"properties\":{", index > 0
                          ? "," : "", index);
  g_string_append (text, "\"id\":{\"type\":\"integer\",\"minimum\":1},"
                   "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":80},"
                   "\"state\":{\"enum\":[\"open\",\"paid\",\"sent\",\"lost\"]},"
                   "\"share\":{\"type\":\"number\",\"minimum\":0,\"exclusiveMaximum\":100},"
                   "\"since\":{\"type\":\"string\",\"format\":\"date\"},"
                   "\"note\":{\"type\":[\"string\",\"null\"]},"
                   "\"place\":{\"$ref\":\"#/$defs/place\"},"
                   "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},"
                   "\"maxItems\":20}},\"required\":[\"id\",\"name\",\"state\"],"
                   "\"additionalProperties\":false}");
}

static char *
make_schema (void)
{
  GString *text = g_string_new ("{\"type\":\"object\",\"properties\":{\"records\":{"
                                "\"type\":\"array\",\"items\":{\"type\":\"object\","
                                "\"properties\":{\"kind\":{\"const\":\"record\"},");

  for (guint i = 0; i < N_GROUPS; i++)
    add_group_schema (text, i);

  g_string_append (text, "},\"required\":[\"kind\"]}}},\"$defs\":{\"place\":{\"anyOf\":["
                   "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"number\"},"
                   "\"y\":{\"type\":\"number\"}},\"required\":[\"x\",\"y\"]},"
                   "{\"type\":\"string\"}]}}}");

  return g_string_free (text, FALSE);
}

static void
add_group (GString *text,
           guint    record,
           guint    index)
{
  g_string_append_printf (text, ",\"group%u\":{\"id\":%u,\"name\":\"The group %u of record %u\",",
                          index, record * N_GROUPS + index + 1, index, record);
  g_string_append_printf (text, "\"state\":\"%s\",\"share\":%u.%02u,\"since\":\"2026-%02u-%02u\",",
                          index % 2 ? "paid" : "open", index * 3, record % 100, record % 12 + 1,
                          record % 28 + 1);
  g_string_append_printf (text, "\"note\":%s,\"place\":{\"x\":%u.5,\"y\":-%u},"
                          "\"tags\":[\"first\",\"of %u\",\"more\"]}",
                          index % 3 ? "null" : "\"something to remember, in some more words\"",
                          index, record, index);
}

static char *
make_value (void)
{
  GString *text = g_string_new ("{\"records\":[");

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_string_append_printf (text, "%s{\"kind\":\"record\"", i > 0 ? "," : "");

      /* Each record has some of the groups. */
      for (guint j = 0; j < 5; j++)
        add_group (text, i, (i + j * 3) % N_GROUPS);

      g_string_append_c (text, '}');
    }

  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static void
leave_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
median (gint64 *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare_times);

  return times[N_ROUNDS / 2];
}

/* Time of the processor, so that who else is at work counts less. */
static gint64
get_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);

  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gint64
read_value (GBytes         *text,
            SjsonDocument **document)
{
  gint64 start = get_time ();

  *document = sjson_document_new (text, NULL, NULL);
  g_assert_nonnull (*document);

  return get_time () - start;
}

static gint64
check_value (SchemaValidator *validator,
             SjsonDocument   *document)
{
  SjsonValue root = sjson_document_get_root (document);
  gint64 start = get_time ();

  g_assert_cmpint (schema_validator_check (validator, &root), ==, SCHEMA_VALID);

  return get_time () - start;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *schema = make_schema ();
  g_autofree char *value = make_value ();
  g_autoptr(GBytes) text = g_bytes_new_static (value, strlen (value));
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (schema, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(SchemaValidator) validator = schema_validator_new (&root, NULL,
                                                               SCHEMA_FLAGS_ASSERT_FORMAT);
  gint64 reading[N_ROUNDS], checking[N_ROUNDS], first = 0;

  if (argc > 1)
    {
      leave_file (argv[1], "schema.json", schema);
      leave_file (argv[1], "value.json", value);
    }

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr(SjsonDocument) read = NULL;

      reading[i] = read_value (text, &read);
      checking[i] = check_value (validator, read);
      first = i == 0 ? checking[i] : first;
    }

  g_print ("{\"bytes\": %" G_GSIZE_FORMAT ", \"read-ms\": %.2f, \"first-check-ms\": %.2f, "
           "\"check-ms\": %.2f, \"check-of-read\": %.2f}\n", strlen (value),
           median (reading) / 1e3, first / 1e3, median (checking) / 1e3,
           median (checking) / median (reading));

  return 0;
}
