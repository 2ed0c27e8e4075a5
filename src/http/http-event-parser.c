/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-event-parser.h"

#include "http-buffer.h"
#include "http-error.h"
#include "http-event-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* The longest name of a field that means anything: "event", "retry". */
#define MAX_NAME 5

static const char byte_order_mark[] = { '\xef', '\xbb', '\xbf' };

typedef enum {
  PLACE_MARK,   /* the first bytes of the stream, where a byte order mark may stand */
  PLACE_NAME,   /* in a line, before any colon */
  PLACE_SPACE,  /* right behind the colon, where one space is dropped */
  PLACE_VALUE,
} Place;

typedef enum {
  FIELD_IGNORED,  /* unknown, or a comment */
  FIELD_DATA,
  FIELD_EVENT,
  FIELD_ID,
  FIELD_RETRY,
} Field;

/**
 * HttpEventParser:
 *
 * The event stream interpretation of WHATWG HTML §9.2.6, fed with pieces of
 * any size, down to single bytes.
 *
 * Each byte is looked at once, whatever the sizes of pieces and events: the
 * bytes of `data:` go straight to the event's buffer, the only copy made.
 *
 * One difference from WHATWG: `data:` is not decoded, so that bytes that are
 * not UTF-8 reach the reader of the data, which refuses them (sjson does),
 * rather than pass as U+FFFD. The names of events and ids, which are text for
 * us, are decoded as WHATWG says.
 */
struct _HttpEventParser
{
  gsize max_line;
  gsize max_event;

  Place place;
  Field field;
  guint n_mark;
  gsize n_line;              /* bytes of the line so far */
  gboolean after_cr;
  gboolean has_failed;
  char name[MAX_NAME];
  GString *value;            /* of any field but data */

  HttpBuffer data;
  gboolean has_data;
  char *kind;                /* GRefString, as are the ids */
  char *id;                  /* of the event under way */
  char *last_id;             /* of the last complete one */
  gint64 retry;
};

/**
 * http_event_parser_new:
 * @max_line: bytes that one line may have
 * @max_event: bytes that the data of one event may have
 *
 * Returns: (transfer full): a parser at the start of a stream
 */
HttpEventParser *
http_event_parser_new (gsize max_line,
                       gsize max_event)
{
  HttpEventParser *self = g_new0 (HttpEventParser, 1);

  self->max_line = max_line;
  self->max_event = max_event;
  self->value = g_string_new (NULL);
  self->retry = -1;

  return self;
}

/**
 * http_event_parser_free:
 * @self: (transfer full): a parser
 *
 * Frees @self, and the event it had not finished.
 */
void
http_event_parser_free (HttpEventParser *self)
{
  g_string_free (self->value, TRUE);
  http_buffer_clear (&self->data);
  g_clear_pointer (&self->kind, g_ref_string_release);
  g_clear_pointer (&self->id, g_ref_string_release);
  g_clear_pointer (&self->last_id, g_ref_string_release);
  g_free (self);
}

/* Where the line ends in @data, or @length.
 *
 * In growing steps, because two searches over the whole rest would cost its
 * square where lines end in CR alone. */
static gsize
find_line_end (const char *data,
               gsize       length)
{
  gsize start = 0;
  gsize step = 64;

  while (start < length)
    {
      gsize n = MIN (step, length - start);
      const char *lf = memchr (data + start, '\n', n);
      const char *cr;

      if (lf != NULL)
        n = lf - (data + start);

      cr = memchr (data + start, '\r', n);
      if (cr != NULL)
        return cr - data;
      if (lf != NULL)
        return lf - data;

      start += n;
      step = MIN (step * 2, 8192);
    }

  return length;
}

static char *
dup_text (GString *value)
{
  g_autofree char *text = g_utf8_make_valid (value->str, value->len);

  return g_ref_string_new (text);
}

static Field
find_field (HttpEventParser *self)
{
  static const struct {
    const char *name;
    Field field;
  } fields[] = {
    { "data", FIELD_DATA },
    { "event", FIELD_EVENT },
    { "id", FIELD_ID },
    { "retry", FIELD_RETRY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == self->n_line &&
        memcmp (fields[i].name, self->name, self->n_line) == 0)
      return fields[i].field;

  return FIELD_IGNORED;
}

static void
take_name (HttpEventParser *self)
{
  self->field = find_field (self);
  self->place = PLACE_SPACE;
  g_string_truncate (self->value, 0);

  if (self->field != FIELD_DATA)
    return;

  /* Before each further line rather than behind each: none is to be taken off at the end. */
  if (self->has_data)
    http_buffer_append (&self->data, "\n", 1);
  self->has_data = TRUE;
}

static void
take_retry (HttpEventParser *self)
{
  guint64 retry;

  if (g_ascii_string_to_unsigned (self->value->str, 10, 0, G_MAXINT64, &retry, NULL) &&
      strlen (self->value->str) == self->value->len)
    self->retry = retry;
}

static void
take_field (HttpEventParser *self)
{
  switch (self->field)
    {
    case FIELD_EVENT:
      g_clear_pointer (&self->kind, g_ref_string_release);
      if (self->value->len > 0)
        self->kind = dup_text (self->value);
      break;

    case FIELD_ID:
      if (memchr (self->value->str, '\0', self->value->len) != NULL)
        break;
      g_clear_pointer (&self->id, g_ref_string_release);
      self->id = dup_text (self->value);
      break;

    case FIELD_RETRY:
      take_retry (self);
      break;

    case FIELD_DATA:
    case FIELD_IGNORED:
    default:
      break;
    }
}

/* A blank line: the event is complete. Its id takes effect even where there is no data to give. */
static HttpEvent *
take_event (HttpEventParser *self)
{
  HttpEvent *event = NULL;

  g_clear_pointer (&self->last_id, g_ref_string_release);
  if (self->id != NULL)
    self->last_id = g_ref_string_acquire (self->id);

  if (self->has_data)
    event = http_event_new (g_steal_pointer (&self->kind),
                            self->id != NULL ? g_ref_string_acquire (self->id) : NULL,
                            http_buffer_steal (&self->data));

  g_clear_pointer (&self->kind, g_ref_string_release);
  self->has_data = FALSE;

  return event;
}

static HttpEvent *
take_line_end (HttpEventParser *self)
{
  HttpEvent *event = NULL;

  if (self->n_line == 0)
    event = take_event (self);
  else
    {
      if (self->place == PLACE_NAME)
        take_name (self);
      take_field (self);
    }

  self->n_line = 0;
  self->place = PLACE_NAME;

  return event;
}

/* Returns how many bytes belong to the mark, if it is one. */
static gsize
skip_mark (HttpEventParser *self,
           const char      *data,
           gsize            length)
{
  gsize n = 0;

  while (n < length && self->n_mark < sizeof byte_order_mark &&
         data[n] == byte_order_mark[self->n_mark])
    {
      n++;
      self->n_mark++;
    }

  if (self->n_mark == sizeof byte_order_mark)
    self->place = PLACE_NAME;
  else if (n < length)
    {
      /* Not a mark: what looked like one begins a name, which no field has. */
      memcpy (self->name, byte_order_mark, self->n_mark);
      self->n_line = self->n_mark;
      self->place = PLACE_NAME;
    }

  return n;
}

/* Returns how many bytes of the name, with the colon behind it, are in @data. */
static gsize
read_name (HttpEventParser *self,
           const char      *data,
           gsize            length)
{
  const char *colon = memchr (data, ':', length);
  gsize n = colon != NULL ? (gsize) (colon - data) : length;

  for (gsize i = 0; i < n && self->n_line + i < MAX_NAME; i++)
    self->name[self->n_line + i] = data[i];

  self->n_line += n;
  if (colon == NULL)
    return n;

  take_name (self);
  self->n_line++;

  return n + 1;
}

static void
read_value (HttpEventParser *self,
            const char      *data,
            gsize            length)
{
  self->n_line += length;

  if (length > 0 && self->place == PLACE_SPACE)
    {
      self->place = PLACE_VALUE;
      if (*data == ' ')
        {
          data++;
          length--;
        }
    }

  if (self->field == FIELD_DATA)
    http_buffer_append (&self->data, data, length);
  else if (self->field != FIELD_IGNORED)
    g_string_append_len (self->value, data, length);
}

/* Returns how many bytes of the line are in @data, without the end of the line. */
static gsize
read_line (HttpEventParser *self,
           const char      *data,
           gsize            length)
{
  gsize n = find_line_end (data, length);
  gsize n_name = 0;

  if (self->place == PLACE_NAME)
    n_name = read_name (self, data, n);
  if (self->place != PLACE_NAME)
    read_value (self, data + n_name, n - n_name);

  return n;
}

static gboolean
is_within_bounds (HttpEventParser *self)
{
  if (self->n_line > self->max_line || self->data.length > self->max_event)
    self->has_failed = TRUE;

  return !self->has_failed;
}

static HttpEvent *
read_events (HttpEventParser *self,
             const char      *data,
             gsize            length,
             gsize           *n_read)
{
  HttpEvent *event = NULL;
  gsize i = 0;

  while (i < length && event == NULL && is_within_bounds (self))
    {
      gboolean is_second_half = self->after_cr && data[i] == '\n';

      self->after_cr = FALSE;

      if (is_second_half)
        i++;
      else if (self->place == PLACE_MARK)
        i += skip_mark (self, data + i, length - i);
      else if (data[i] != '\r' && data[i] != '\n')
        i += read_line (self, data + i, length - i);
      else
        {
          self->after_cr = data[i] == '\r';
          event = take_line_end (self);
          i++;
        }
    }

  *n_read = i;

  return event;
}

/**
 * http_event_parser_feed:
 * @self: a parser
 * @data: (array length=length): what came next
 * @length: bytes of @data
 * @n_read: (out): how many of them were read
 * @error: %HTTP_ERROR_TOO_LARGE, now and for ever, when a bound is exceeded
 *
 * Reads @data up to the end of the first event it completes. What is left is
 * to be fed again, so that ids and retry times are those in force where the
 * returned event ends, not those of events that are still to be asked for.
 *
 * Returns: (transfer full) (nullable): an event, or `NULL` when all was read
 *   and none is complete
 */
HttpEvent *
http_event_parser_feed (HttpEventParser  *self,
                        const char       *data,
                        gsize             length,
                        gsize            *n_read,
                        GError          **error)
{
  HttpEvent *event;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (n_read != NULL, NULL);

  event = read_events (self, data, length, n_read);

  if (event == NULL && !is_within_bounds (self))
    g_set_error_literal (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE,
                         _("The server sent a message that is too large"));

  return event;
}

/**
 * http_event_parser_get_last_id:
 * @self: a parser
 *
 * Returns: (transfer none) (nullable): the id in force at the last blank
 *   line, or `NULL` where none was ever named
 */
const char *
http_event_parser_get_last_id (HttpEventParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->last_id;
}

/**
 * http_event_parser_get_retry:
 * @self: a parser
 *
 * Returns: the last reconnection time, in milliseconds, or -1
 */
gint64
http_event_parser_get_retry (HttpEventParser *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->retry;
}
