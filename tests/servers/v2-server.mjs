// SPDX-License-Identifier: GPL-3.0-or-later
//
// v2-server.mjs FOLDER [stateless]: an MCP server on the official TypeScript SDK of 2026-07-28, on
// the loopback. It serves older clients too, or with "stateless" refuses them. FOLDER holds
// node_modules.
//
// Prints one line of JSON, {uri, control}. What is posted to the control address happens, named by
// the path: /tools, /prompts, /resources tell listeners that the list has changed (/tools adds one
// tool more), /updated?uri=… that a resource has. GET /log answers with what came: a JSON array of
// {method, rpc, status, version}, the status null as long as there is no answer. Ends when standard
// input does.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Readable } from 'node:stream';

const [folder, mode] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const {
  acceptedContent, completable, createMcpHandler, createRequestStateCodec, inputRequired, McpServer,
  ResourceTemplate,
} = await load('@modelcontextprotocol/server');
const z = await load('zod');

const text = (words) => ({ content: [{ type: 'text', text: words }] });
const codec = createRequestStateCodec({
  key: crypto.getRandomValues(new Uint8Array(32)), ttlSeconds: 600,
});
const added = [];
const log = [];

const form = {
  type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'],
};

async function confirm (era, what, request) {
  const message = `Do ${what}?`;
  if (era === 'legacy') {
    const answer = await request.elicitInput({ mode: 'form', message, requestedSchema: form });
    return text(`${answer.action} ${answer.content?.ok ?? ''}`.trim());
  }
  const answer = request.inputResponses?.confirm;
  if (answer === undefined) {
    return inputRequired({
      inputRequests: { confirm: inputRequired.elicit({ message, requestedSchema: form }) },
      requestState: await codec.mint({ step: what }),
    });
  }
  const content = acceptedContent(request.inputResponses, 'confirm');
  // What was to be done is taken from the state, which only comes back as it was.
  return text(`${request.requestState().step}: ${answer.action} ${content?.ok ?? ''}`.trim());
}

async function count (steps, request) {
  const token = request._meta?.progressToken;
  for (let step = 1; step <= steps; step++) {
    if (token !== undefined) {
      await request.notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress: step, total: steps, message: `step ${step}` },
      });
    }
    await request.log?.('warning', { step });
  }
  return text(`counted to ${steps}`);
}

function wait (request) {
  return new Promise((resolve) => {
    request.signal.addEventListener('abort', () => {
      log.push({ method: 'ABORT', rpc: 'wait', status: 0, version: null });
      resolve(text('given up'));
    });
  });
}

function registerTools (server, era) {
  server.registerTool('echo', {
    title: 'Echo', inputSchema: z.object({ text: z.string() }), annotations: { readOnlyHint: true },
  }, async ({ text: words }) => text(`${era}: ${words}`));
  server.registerTool('weather', {
    inputSchema: z.object({ city: z.string() }),
    outputSchema: z.object({ city: z.string(), celsius: z.number() }),
  }, async ({ city }) => ({
    ...text(`21.5 °C in ${city}`), structuredContent: { city, celsius: 21.5 },
  }));
  server.registerTool('count', { inputSchema: z.object({ steps: z.number().int() }) },
    ({ steps }, context) => count(steps, context.mcpReq));
  server.registerTool('confirm', { inputSchema: z.object({ what: z.string() }) },
    ({ what }, context) => confirm(era, what, context.mcpReq));
  server.registerTool('wait', {}, (context) => wait(context.mcpReq));
  server.registerTool('boom', {}, async () => ({ ...text('it broke'), isError: true }));
  for (const name of added) server.registerTool(name, {}, async () => text(name));
}

const handler = createMcpHandler(({ era }) => {
  const server = new McpServer({ name: 'v2', title: 'Second SDK', version: '1' }, {
    capabilities: {
      tools: { listChanged: true }, prompts: { listChanged: true },
      resources: { listChanged: true, subscribe: true }, logging: {},
    },
    requestState: { verify: codec.verify },
    instructions: 'Speaks with everybody.',
  });
  registerTools(server, era);
  server.registerResource('readme', 'demo://readme', { mimeType: 'text/plain' },
    async (uri) => ({ contents: [{ uri: uri.href, text: 'Söhne', mimeType: 'text/plain' }] }));
  server.registerResource('page', new ResourceTemplate('demo://pages/{name}', {
    list: undefined, complete: { name: (value) => ['one', 'two'].filter((n) => n.startsWith(value)) },
  }), { mimeType: 'text/plain' },
  async (uri, { name }) => ({ contents: [{ uri: uri.href, text: `page ${name}` }] }));
  server.registerPrompt('ask', {
    argsSchema: z.object({
      topic: completable(z.string(), (value) => ['tea', 'time'].filter((t) => t.startsWith(value))),
    }),
  }, ({ topic }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `about ${topic}` } }],
  }));
  return server;
}, mode === 'stateless' ? { legacy: 'reject' } : {});

async function read (request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function note (request, body) {
  const version = request.headers['mcp-protocol-version'] ?? null;
  const entry = { method: request.method, rpc: null, status: null, version };
  try { entry.rpc = JSON.parse(body).method ?? null; } catch { /* is none */ }
  log.push(entry);
  return entry;
}

async function serve (request, response) {
  const body = await read(request);
  const entry = note(request, body);
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  const answer = await handler.fetch(new Request(`http://127.0.0.1${request.url}`, {
    method: request.method, headers: new Headers(request.headers), signal: abort.signal,
    ...(request.method === 'POST' && { body }),
  }));
  entry.status = answer.status;
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body !== null) {
    for await (const chunk of Readable.fromWeb(answer.body)) response.write(chunk);
  }
  response.end();
}

const deeds = {
  '/tools': () => { added.push(`added-${added.length + 1}`); handler.notify.toolsChanged(); },
  '/prompts': () => handler.notify.promptsChanged(),
  '/resources': () => handler.notify.resourcesChanged(),
  '/updated': (url) => handler.notify.resourceUpdated(url.searchParams.get('uri')),
};

function control (request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (request.method === 'POST') deeds[url.pathname](url);
  response.setHeader('content-type', 'application/json');
  response.end(request.method === 'POST' ? '{}' : JSON.stringify(log));
}

async function listen (handle) {
  const server = createServer(handle);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

const uri = `${await listen((request, response) => {
  serve(request, response).catch((error) => {
    if (!response.headersSent) response.writeHead(500);
    response.end(String(error));
  });
})}/mcp`;
process.stdin.on('end', () => process.exit()).resume();
console.log(JSON.stringify({ uri, control: await listen(control) }));
