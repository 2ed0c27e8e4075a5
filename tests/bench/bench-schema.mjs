// SPDX-License-Identifier: GPL-3.0-or-later
// node bench-schema.mjs FOLDER MODULES: what bench-schema left in FOLDER, read by JSON.parse and
// checked by the ajv in MODULES, for the record.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const ROUNDS = 25;
const [folder, modules] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'x.js'));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default ?? require('ajv-formats');

// Time of the processor, as bench-schema counts it, in ms.
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
};
const time = (times, work) => {
  const start = now();
  const result = work();
  times.push(now() - start);
  return result;
};
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(2);

const schema = JSON.parse(readFileSync(`${folder}/schema.json`, 'utf8'));
const text = readFileSync(`${folder}/value.json`, 'utf8');
const ajv = new Ajv({ strict: false });
addFormats(ajv);

const compiling = [];
const reading = [];
const checking = [];
const validate = time(compiling, () => ajv.compile(schema));
for (let i = 0; i < ROUNDS; i++) {
  const value = time(reading, () => JSON.parse(text));
  if (!time(checking, () => validate(value))) throw new Error('ajv does not agree');
}
console.log(JSON.stringify({ 'compile-ms': median(compiling), 'read-ms': median(reading), 'check-ms': median(checking) }));
