// SPDX-License-Identifier: GPL-3.0-or-later
//
// check-messages.mjs FOLDER SCHEMAS MESSAGES: holds what a client sent against the official schemas.
// FOLDER holds node_modules, SCHEMAS one file for each revision; MESSAGES has one JSON object a line:
// {"revision", "headers": {name: value}, "body": the message}. Prints what is wrong, one thing a
// line, then how many messages of each kind were right.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [folder, schemas, file] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const Ajv2020 = require('ajv/dist/2020.js').default;
const Ajv = require('ajv').default;
const addFormats = require('ajv-formats').default;

// The questions of the test's server, by their ids, and what answers them.
const results = { elicit: 'ElicitResult', roots: 'ListRootsResult', ping: 'EmptyResult' };
const validators = new Map();
const counts = {};
const wrong = [];

function open(revision) {
  const schema = JSON.parse(readFileSync(`${schemas}/${revision}.json`, 'utf8'));
  const place = schema.$defs ? '$defs' : 'definitions';
  const options = { strict: false, allErrors: true };
  const ajv = schema.$schema.includes('2020') ? new Ajv2020(options) : new Ajv(options);
  addFormats(ajv);
  ajv.addSchema(schema, 'mcp');
  const methods = {};
  for (const [name, definition] of Object.entries(schema[place])) {
    const method = definition.properties?.method?.const;
    if (method) methods[method] = name;
  }
  return { definitions: schema[place], methods, refer: (name) => ajv.compile({ $ref: `mcp#/${place}/${name}` }) };
}

function count(revision, kind) {
  (counts[revision] ??= {})[kind] = (counts[revision][kind] ?? 0) + 1;
}

function check(revision, what, name, value) {
  const schema = validators.get(revision);
  const key = `${revision} ${name}`;
  if (!validators.has(key)) validators.set(key, schema.refer(name));
  const validate = validators.get(key);
  if (validate(value)) return;
  for (const error of validate.errors)
    wrong.push(`${revision} ${what}: ${name}${error.instancePath} ${error.message}`);
}

// MCP 2026-07-28, "Transports": the header fields say what the message says.
function checkHeaders(revision, body, headers) {
  const expect = (name, value) => {
    if (headers[name] !== value) wrong.push(`${revision} ${body.method ?? 'answer'}: ${name} is ${headers[name]} and not ${value}`);
  };
  expect('content-type', 'application/json');
  expect('accept', 'application/json, text/event-stream');
  if (revision === '2026-07-28') {
    const named = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri', 'tasks/get': 'taskId', 'tasks/update': 'taskId', 'tasks/cancel': 'taskId' };
    expect('mcp-protocol-version', body.params._meta['io.modelcontextprotocol/protocolVersion']);
    expect('mcp-protocol-version', revision);
    expect('mcp-method', body.method);
    expect('mcp-name', named[body.method] ? body.params[named[body.method]] : undefined);
    expect('mcp-session-id', undefined);
  } else if (revision !== '2024-11-05') {
    expect('mcp-method', undefined);
    if (body.method !== 'initialize') expect('mcp-session-id', 's-1');
    // From 2025-06-18 on.
    if (body.method !== 'initialize' && revision >= '2025-06-18') expect('mcp-protocol-version', revision);
  }
}

function checkBody(revision, body) {
  const schema = validators.get(revision);
  check(revision, body.method ?? 'answer', 'JSONRPCMessage', body);
  if (body.method) {
    const name = schema.methods[body.method];
    if (!name) wrong.push(`${revision} ${body.method}: unknown to the schema`);
    else check(revision, body.method, name, body);
    const side = 'id' in body ? 'ClientRequest' : 'ClientNotification';
    const definition = schema.definitions[side];
    const allowed = (definition.anyOf ?? [definition]).map((entry) => entry.$ref?.split('/').pop() ?? name);
    if (name && !allowed.includes(name)) wrong.push(`${revision} ${body.method}: not for clients to send`);
    return body.method;
  }
  if (body.error) return `error ${body.error.code}`;
  check(revision, `answer to ${body.id}`, results[body.id], body.result);
  return `answer ${body.id}`;
}

for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const { revision, headers, body } = JSON.parse(line);
  if (!validators.has(revision)) validators.set(revision, open(revision));
  const kind = checkBody(revision, body);
  // What travels inside a request, where there are no requests of servers.
  for (const [id, result] of Object.entries(body.params?.inputResponses ?? {}))
    {
      check(revision, `answer to ${id}`, results[id], result);
      count(revision, `answers ${id}`);
    }
  checkHeaders(revision, body, headers);
  count(revision, kind);
}

for (const sentence of wrong) console.log(`wrong: ${sentence}`);
for (const [revision, kinds] of Object.entries(counts))
  for (const [kind, count] of Object.entries(kinds).sort()) console.log(`${revision} ${kind} ${count}`);
