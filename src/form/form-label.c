/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-label-private.h"

#include <string.h>

/* A label is a line; nobody reads a longer one. */
#define MAX_NAME 100

/* Words that are written in a way of their own. */
static const char * const acronyms[] = {
  "AI", "API", "ARN", "AWS", "Base32", "Base64", "CIDR", "CLI", "CPU", "CSS", "CSV", "DNS", "FTP",
  "GB", "GIF", "GPU", "GUID", "GiB", "GitHub", "GitLab", "HSM", "HTML", "HTTP", "HTTPS", "ID",
  "IID", "IO", "IOPS", "IP", "IPv4", "IPv6", "ISBN", "ISO", "JPEG", "JSON", "JWT", "KB", "KiB",
  "LLM", "LUN", "MB", "MCP", "MD5", "MIME", "Mbps", "MiB", "NFS", "OAuth", "OAuth2", "OS",
  "PDF", "PNG", "RAM", "RPC", "RSS", "SDK", "SHA", "SHA1", "SHA256", "SHA512", "SKU", "SMS",
  "SMTP", "SQL", "SSH", "SSL", "SSO", "SVG", "TB", "TCP", "TLS", "TTL", "TiB", "UDP", "UI", "URI",
  "URL", "UTC", "UTF8", "UUID", "VM", "VMSS", "VPN", "WIP", "XML", "YAML", "iOS", "macOS",
};

/* Names of texts that go on; what a plural names is seldom prose. */
static const char * const prose[] = {
  "body", "code", "comment", "content", "description", "markdown", "message", "note", "script",
  "text", NULL
};

/* Before so many letters a number is a part of the word, as in mp3. */
#define MIN_NUMBERED 3

static gboolean
is_separator (gunichar c)
{
  return c == '_' || c == '-' || c == '.' || c == '/' || c == ':' || g_unichar_isspace (c) ||
         g_unichar_iscntrl (c);
}

/* …IDs is one word, also in IDsOfUsers. */
static gboolean
ends_plural (const char *at)
{
  gunichar next = *at == 's' ? g_utf8_get_char (at + 1) : 'x';

  return next == 0 || is_separator (next) || g_unichar_isupper (next);
}

/* Whether a word begins at @at: maxItems, HTTPServer. */
static gboolean
begins_word (const char *at,
             gunichar    before)
{
  const char *next = g_utf8_next_char (at);
  gunichar c = g_utf8_get_char (at);

  if (!g_unichar_isupper (c))
    return FALSE;

  if (!g_unichar_isupper (before))
    return TRUE;

  return *next != '\0' && g_unichar_islower (g_utf8_get_char (next)) &&
         !ends_plural (next);
}

/* White space, controls, and what would turn the text after it around (Unicode UAX #9). */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

static const char *
find_acronym (const char *word,
              gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acronyms); i++)
    if (strlen (acronyms[i]) == length && g_ascii_strncasecmp (word, acronyms[i], length) == 0)
      return acronyms[i];

  return NULL;
}

/* The word as it is always written, or NULL; several of them have an s. */
static char *
dup_acronym (const char *word)
{
  gsize length = strlen (word);
  const char *found = find_acronym (word, length);

  if (found != NULL)
    return g_strdup (found);

  if (length > 2 && word[length - 1] == 's' && word[length - 2] != 's')
    found = find_acronym (word, length - 1);

  return found != NULL ? g_strconcat (found, "s", NULL) : NULL;
}

/* Takes @word, which may be two: address2. */
static void
add_word (GPtrArray *words,
          char      *word)
{
  gsize length = strlen (word);
  gsize letters = strcspn (word, "0123456789");

  if (strspn (word + letters, "0123456789") == length - letters && letters < length &&
      g_utf8_strlen (word, letters) >= MIN_NUMBERED && find_acronym (word, length) == NULL)
    {
      g_ptr_array_add (words, g_strndup (word, letters));
      g_ptr_array_add (words, g_strdup (word + letters));
      g_free (word);
    }
  else
    g_ptr_array_add (words, word);
}

static GPtrArray *
split_words (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = name;
  gunichar before = '_';

  for (const char *at = name; ; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean ends = c == 0 || is_separator (c);

      if (at > start && (ends || begins_word (at, before)))
        {
          add_word (words, g_strndup (start, at - start));
          start = at;
        }

      if (c == 0)
        return words;

      if (ends)
        start = g_utf8_next_char (at);

      before = c;
    }
}

static gboolean
has_case (const char *text,
          gboolean (*is_case) (gunichar))
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_case (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* More than one capital, as in ID or IDs: whoever named it meant them. */
static gboolean
is_shout (const char *word)
{
  const char *second = g_utf8_next_char (word);

  return *second != '\0' && g_unichar_isupper (g_utf8_get_char (word)) &&
         g_unichar_isupper (g_utf8_get_char (second));
}

static char *
capitalize (const char *word)
{
  const char *rest = g_utf8_next_char (word);
  g_autofree char *first = g_utf8_strup (word, rest - word);

  return g_strconcat (first, rest, NULL);
}

static char *
write_word (const char *word,
            gboolean    first,
            gboolean    keep_shouts)
{
  g_autofree char *acronym = dup_acronym (word);
  g_autofree char *lower = NULL;

  if (acronym != NULL)
    return g_steal_pointer (&acronym);

  if (keep_shouts && is_shout (word))
    return g_strdup (word);

  lower = g_utf8_strdown (word, -1);

  return first ? capitalize (lower) : g_steal_pointer (&lower);
}

/**
 * form_label_from_name:
 * @name: the name of a member, as the schema has it
 *
 * Makes a name readable: `customer_email` becomes "Customer email",
 * `customerID` "Customer ID".
 *
 * Returns: (transfer full): the label, one line; empty for an empty name
 */
char *
form_label_from_name (const char *name)
{
  g_autofree char *clean = form_label_clean (name, MAX_NAME);
  g_autoptr(GPtrArray) words = split_words (clean);
  g_autoptr(GString) label = g_string_new (NULL);
  gboolean keep_shouts = words->len == 1 || has_case (clean, g_unichar_islower);

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *word = write_word (words->pdata[i], i == 0, keep_shouts);

      if (i > 0)
        g_string_append_c (label, ' ');
      g_string_append (label, word);
    }

  if (label->len == 0)
    return g_steal_pointer (&clean);

  return g_string_free (g_steal_pointer (&label), FALSE);
}

/**
 * form_label_is_prose:
 * @name: the name of a string
 *
 * Schemas seldom say that a text may have several lines; its name does.
 *
 * Returns: whether that is to be expected
 */
gboolean
form_label_is_prose (const char *name)
{
  g_autofree char *clean = form_label_clean (name, MAX_NAME);
  g_autoptr(GPtrArray) words = split_words (clean);
  g_autofree char *last = NULL;

  if (words->len == 0)
    return FALSE;

  last = g_utf8_strdown (words->pdata[words->len - 1], -1);

  return g_strv_contains (prose, last);
}

/**
 * form_label_to_inline:
 * @label: a label
 *
 * Returns: (transfer full): the label as it stands inside a sentence: "parcels", "ID"
 */
char *
form_label_to_inline (const char *label)
{
  const char *rest = *label != '\0' ? g_utf8_next_char (label) : label;
  g_autofree char *first = NULL;

  if (*label == '\0' || is_shout (label))
    return g_strdup (label);

  first = g_utf8_strdown (label, rest - label);

  return g_strconcat (first, rest, NULL);
}

/**
 * form_label_clean:
 * @text: UTF-8 of a server
 * @limit: how many characters to keep
 *
 * Makes one line of what a server sent: no control characters, no white space
 * at the ends or twice in a row, an ellipsis where it was cut.
 *
 * Returns: (transfer full): the line
 */
char *
form_label_clean (const char *text,
                  gsize       limit)
{
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;
  gsize n = 0;

  for (; *text != '\0' && n < limit; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (is_blank (c))
        {
          space = line->len > 0;
          continue;
        }

      if (space)
        g_string_append_c (line, ' ');
      n += 1 + space;
      space = FALSE;
      g_string_append_unichar (line, c);
    }

  if (*text != '\0' && n >= limit)
    g_string_append (line, "…");

  return g_string_free (line, FALSE);
}
