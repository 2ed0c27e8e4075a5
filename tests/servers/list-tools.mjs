// SPDX-License-Identifier: GPL-3.0-or-later
//
// list-tools.mjs FOLDER URL: the names of a server's tools as the official TypeScript client sees
// them, one a line. FOLDER holds node_modules.
import { createRequire } from 'node:module';

const [folder, url] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');

const client = new Client({ name: 'list-tools', version: '1' }, { capabilities: {} });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
for (let cursor; ;) {
  const page = await client.listTools({ cursor });
  for (const tool of page.tools) console.log(tool.name);
  cursor = page.nextCursor;
  if (cursor === undefined) break;
}
await client.close();
