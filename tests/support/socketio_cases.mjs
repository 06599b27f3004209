// SPDX-License-Identifier: GPL-3.0-or-later
// What the programs that drive a server with the real socket.io-client from npm have in common. They are started by
//   node PROGRAM NPM_FOLDER io3|io4 polling|websocket|upgrade URL [MORE…]
// print `ok NAME` or `not ok NAME: why` for each case, ask whoever started them for things by `WANT thing` on the output,
// and wait for `DONE` on the input. Exit status 0 if every case passed.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";

const [npmFolder, clientName, modeName, address, ...others] = process.argv.slice(2);
const module = createRequire(npmFolder + "/")(clientName);
const io = module.io ?? module;
const patience = 30_000;

export const which = clientName;
export const mode = modeName;
export const url = address;
export const more = others;

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
export async function want(thing) {
  console.log(`WANT ${thing}`);
  const { value } = await answers.next();
  assert.equal(value, "DONE");
}

export function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} in ${patience / 1000} s`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
export const once = (emitter, event, what = event) =>
  within(new Promise((resolve) => emitter.once(event, (...args) => resolve(args))), what);

// `json` is `{notJson: text}` for a reply of somebody else, a proxy for instance.
export async function rest(method, path, token, body) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const reply = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await reply.text();
  let json;
  try { json = JSON.parse(text); } catch { json = { notJson: text }; }
  return { status: reply.status, headers: reply.headers, json };
}
export async function tokenOf(email, password) {
  const { status, json } = await rest("POST", "/api/auth/login", null, { email, password });
  assert.equal(status, 200, JSON.stringify(json));
  return json.token;
}

const transports = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] }[mode];
const open = [];
// A socket that comes back soon, and is closed when its case is over.
export function client(options, path = "") {
  const socket = io(url + path, { transports, forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 200, ...options });
  open.push(socket);
  return socket;
}
export async function whenConnected(socket) {
  const refused = new Promise((_, reject) => socket.once("connect_error", reject));
  refused.catch(() => {});
  await Promise.race([once(socket, "connect"), refused]);
  return socket;
}
export async function assertTransport(socket) {
  if (mode === "upgrade" && socket.io.engine.transport.name !== "websocket") await once(socket.io.engine, "upgrade");
  assert.equal(socket.io.engine.transport.name, mode === "polling" ? "polling" : "websocket");
}

// Runs the cases one after the other and ends the program.
export async function run(cases) {
  let failed = 0;
  for (const [name, runCase] of Object.entries(cases)) {
    try {
      await runCase();
      console.log(`ok ${name}`);
    } catch (error) {
      ++failed;
      const why = [error?.message ?? error, error?.cause, error?.description?.message].filter(Boolean).join(" ");
      console.log(`not ok ${name}: ${why.replaceAll("\n", " ")}`);
    }
    for (const socket of open.splice(0)) socket.close();
  }
  process.exit(failed ? 1 : 0);
}
