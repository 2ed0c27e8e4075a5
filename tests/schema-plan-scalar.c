/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan.h"

#include <string.h>

/* Values of one piece: keywords, and values that agree with them. */

#define LONG_NUMBER "123456789012345678901234567890"

/* Rows of keywords, each with values that agree; all as JSON has them. */
typedef struct
{
  const char *rules;
  const char *values[6];
} Row;

static const Row texts[] = {
  { NULL, { "\"\"", "\"a\"", "\"two\\nlines\\r\\n\\t\"", "\"\\u00e4\\ud83d\\ude00\\\"\\\\\\/\"",
            "\"\xc3\xa4\xf0\x9f\x98\x80<b>&amp;</b>\"", "\"null\"" } },
  { NULL, { "\"12345678901234567890\"", "\" a \"", "\"{}\"", "\"true\"", "\"a,b\\n\\nc\"",
            "\"\\u0001\"" } },
  { "\"minLength\":2,\"maxLength\":4",
    { "\"ab\"", "\"abcd\"", "\"\\ud83d\\ude00\\u00e4\"", "\"    \"", "\"1e5\"", NULL } },
  { "\"minLength\":1", { "\"a\"", "\"\\n\"", "\"some text\"", "\" \"", "\"\xc2\xa0\"", NULL } },
  { "\"maxLength\":3", { "\"\"", "\"abc\"", "\"\\u0061\"", "\"\xe2\x82\xac\"", NULL } },
  { "\"minLength\":20,\"maxLength\":2000",
    { "\"01234567890123456789\"", "\"a text that is somewhat longer than just a word\"", NULL } },
  { "\"pattern\":\"^[a-z]{2,5}$\"", { "\"ab\"", "\"abcde\"", NULL } },
  { "\"pattern\":\"\\\\d\"", { "\"1\"", "\"a1b\"", NULL } },
  { "\"pattern\":\"^(a|b\\\\/c)*$\",\"maxLength\":9", { "\"\"", "\"ab/ca\"", NULL } },
  { "\"pattern\":\"^[A-Z]{3}-\\\\d{4}$\"", { "\"ABC-1234\"", "\"\\u0058YZ-0000\"", NULL } },
  { "\"contentEncoding\":\"base64\"", { "\"\"", "\"aGFsbG8=\"", "\"AAEC/w==\"", NULL } },
  { "\"contentEncoding\":\"base64\",\"contentMediaType\":\"image/png\"",
    { "\"iVBORw0KGgo=\"", "\"\"", NULL } },
  { "\"format\":\"byte\"", { "\"aGFsbG8=\"", NULL } },
  { "\"contentMediaType\":\"application/json\",\"contentSchema\":{\"type\":\"array\"}",
    { "\"[]\"", "\"{\"", NULL } },
  { "\"contentEncoding\":\"base64\",\"contentMediaType\":\"application/json\","
    "\"contentSchema\":{\"type\":\"object\"}", { "\"e30=\"", "\"\"", NULL } },
  { "\"contentMediaType\":\"text/plain\"", { "\"\"", "\"a\\nb\"", NULL } },
  { "\"format\":\"date\"", { "\"2026-01-31\"", "\"2024-02-29\"", "\"0001-01-01\"", NULL } },
  { "\"format\":\"date-time\"", { "\"2026-01-31T14:30:00Z\"",
    "\"2026-01-31t14:30:00.123456789012+02:00\"", "\"1998-12-31T23:59:60Z\"", NULL } },
  { "\"format\":\"time\"", { "\"14:30:00Z\"", "\"23:59:60Z\"", "\"00:00:00.5-01:30\"", NULL } },
  { "\"format\":\"duration\"", { "\"P1DT12H\"", "\"P2W\"", "\"PT0S\"", NULL } },
  { "\"format\":\"email\"", { "\"ada@example.org\"", "\"a.b+c@[127.0.0.1]\"", NULL } },
  { "\"format\":\"idn-email\"", { "\"\xc3\xa4@example.org\"", NULL } },
  { "\"format\":\"hostname\"", { "\"example.org\"", "\"a\"", NULL } },
  { "\"format\":\"idn-hostname\"", { "\"m\xc3\xbcnchen.example\"", NULL } },
  { "\"format\":\"ipv4\"", { "\"192.0.2.1\"", "\"0.0.0.0\"", NULL } },
  { "\"format\":\"ipv6\"", { "\"::1\"", "\"2001:db8::192.0.2.1\"", NULL } },
  { "\"format\":\"uri\"", { "\"https://example.org/a?b#c\"", "\"urn:x:y\"", NULL } },
  { "\"format\":\"uri-reference\"", { "\"\"", "\"../a\"", "\"#b\"", NULL } },
  { "\"format\":\"iri\"", { "\"https://example.org/\xc3\xa4\"", NULL } },
  { "\"format\":\"iri-reference\"", { "\"\xc3\xa4\"", NULL } },
  { "\"format\":\"uuid\"", { "\"123e4567-e89b-12d3-a456-426614174000\"", NULL } },
  { "\"format\":\"json-pointer\"", { "\"\"", "\"/a~1b/0\"", NULL } },
  { "\"format\":\"relative-json-pointer\"", { "\"0#\"", "\"1/a\"", NULL } },
  { "\"format\":\"regex\"", { "\"^a+$\"", NULL } },
  { "\"format\":\"of-nobody\"", { "\"\"", "\"x\"", NULL } },
  { "\"format\":\"password\"", { "\"secret\"", NULL } },
};

static const Row numbers[] = {
  { NULL, { "0", "-0", "-0.0", "1.50", "1E400", LONG_NUMBER ".000000000000000000001" } },
  { NULL, { "0.1000000000000000055511151231257827", "1e-7", "-12.5e+3", "9007199254740993",
            "1.0", "1e0" } },
  { "\"minimum\":-1.5,\"maximum\":50", { "-1.5", "50", "49.99999999999999999999", "0", "5e1",
                                        NULL } },
  { "\"exclusiveMinimum\":0,\"exclusiveMaximum\":1", { "0.5", "1e-300", "0.99", NULL } },
  { "\"minimum\":0", { "0", "-0", LONG_NUMBER, "1e3", NULL } },
  { "\"multipleOf\":0.01", { "0.01", "123.45", "-7", "1e2", "0", NULL } },
  { "\"multipleOf\":0.5,\"maximum\":2.5,\"minimum\":-2.5", { "2.5", "-2.50", "0", "1", NULL } },
};

static const Row integers[] = {
  { NULL, { "0", "-0", "-1", LONG_NUMBER, "9223372036854775808", "-" LONG_NUMBER } },
  { NULL, { "1.0", "1e2", "1E400", "12e-0", "-5", "7" } },
  { "\"minimum\":1,\"maximum\":50", { "1", "50", "7", "25.0", "5e1", NULL } },
  { "\"minimum\":0", { "0", "9007199254740993", "3", NULL } },
  { "\"minimum\":" LONG_NUMBER, { LONG_NUMBER, LONG_NUMBER "0", NULL } },
  { "\"maximum\":-" LONG_NUMBER, { "-" LONG_NUMBER, "-" LONG_NUMBER "9", NULL } },
  { "\"exclusiveMinimum\":0,\"exclusiveMaximum\":100", { "1", "99", "50", NULL } },
  { "\"multipleOf\":5", { "0", "5", "-10", "1234567890123456789012345", NULL } },
  { "\"multipleOf\":3,\"minimum\":3,\"maximum\":30", { "3", "30", "9", NULL } },
};

static const Row booleans[] = { { NULL, { "true", "false", NULL } } };
static const Row nulls[] = { { NULL, { "null", NULL } } };

static const struct
{
  const char *type;
  const Row *rows;
  gsize n_rows;
  guint weight;
} types[] = {
  { "string", texts, G_N_ELEMENTS (texts), 50 },
  { "number", numbers, G_N_ELEMENTS (numbers), 20 },
  { "integer", integers, G_N_ELEMENTS (integers), 20 },
  { "boolean", booleans, G_N_ELEMENTS (booleans), 8 },
  { "null", nulls, G_N_ELEMENTS (nulls), 2 },
};

Plan *
plan_make_scalar (SchemaGenerator *self)
{
  Plan *plan = plan_new (self, PLAN_SCALAR);
  guint at = plan_pick (self, 100);
  const Row *row;
  gsize i = 0;

  while (at >= types[i].weight)
    at -= types[i++].weight;

  row = &types[i].rows[plan_pick (self, types[i].n_rows)];
  plan->type = types[i].type;
  plan->nullable &= i < G_N_ELEMENTS (types) - 1;
  plan->rules = g_strdup (row->rules);

  for (guint j = 0; j < G_N_ELEMENTS (row->values) && row->values[j] != NULL; j++)
    g_ptr_array_add (plan->values, g_strdup (row->values[j]));

  return plan;
}

/* Constants, no two of which are equal. */
static const char * const constants[] = {
  "\"a\"", "\"b\"", "\"\"", "\"A b\"", "\"a/b\"", "\"\xc3\xa4\"", "0", "1", "-1.50", "1e3",
  LONG_NUMBER, "true", "false", "null", "[]", "{}", "[1,2]", "{\"a\":[null]}", "\"1\"",
  "\"null\"",
};

Plan *
plan_make_choice (SchemaGenerator *self)
{
  Plan *plan = plan_new (self, PLAN_CHOICE);
  gboolean only_texts = plan_chance (self, 60);
  guint n_choices = plan_chance (self, 25) ? 1 : 2 + plan_pick (self, plan_chance (self, 10)
                                                                      ? 14 : 5);
  guint at = plan_pick (self, G_N_ELEMENTS (constants));

  for (guint i = 0; i < n_choices; i++)
    {
      if (only_texts)
        g_ptr_array_add (plan->values, g_strdup_printf ("\"choice-%u\"", i));
      else
        g_ptr_array_add (plan->values,
                         g_strdup (constants[(at + i) % G_N_ELEMENTS (constants)]));
    }

  return plan;
}

static const char * const words[] = {
  "alpha", "two words", "\xc3\xa4\xc3\xb6", "a <b>bold</b> text & more", "x", "Line\nbreak",
};

char *
plan_dup_text (SchemaGenerator *self)
{
  return g_strdup (words[plan_pick (self, G_N_ELEMENTS (words))]);
}
