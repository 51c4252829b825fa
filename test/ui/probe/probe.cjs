/**
 * Runs in every extension host of a UI test. Says where it listens in a file named by the host's process, and runs the functions
 * that are sent to it. Loopback only; never part of the product's package.
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const vscode = require('vscode');

/** @param {http.IncomingMessage} request */
async function run(request) {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  /** @type {unknown} */
  const sent = JSON.parse(body);
  const { source, args } = /** @type {{ source: string, args: unknown[] }} */ (sent);
  /** @type {unknown} */
  const call = (0, eval)(`(${source})`);
  return { result: await /** @type {(...args: unknown[]) => unknown} */ (call)(vscode, ...args) };
}

exports.activate = () => {
  const places = process.env['PROBE_PLACES'] ?? '';
  const server = http.createServer((request, response) => {
    run(request).then(
      (result) => response.end(JSON.stringify(result)),
      (/** @type {unknown} */ error) =>
        response.end(JSON.stringify({ error: error instanceof Error ? error.stack : String(error) })),
    );
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const file = path.join(places, String(process.pid));
    fs.writeFileSync(`${file}.new`, JSON.stringify({ port, folder, pid: process.pid }));
    fs.renameSync(`${file}.new`, `${file}.json`);
  });
};
