// SPDX-License-Identifier: GPL-3.0-or-later
// What the real socket.io-client from npm sees of a server behind TLS or a proxy:
//   node edge_clients.mjs NPM_FOLDER io3|io4 polling|websocket|upgrade URL EMAIL PASSWORD [calls] [restart]
// `calls`: there is a carrier, so that a call can be made and watched. `restart`: whoever started this can stop and start
// the server behind the proxy; asked by `WANT stop` and `WANT start` on the output, answered by `DONE` on the input.
// Prints `ok NAME` or `not ok NAME: why`. Exit status 0 if every case passed.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";

const [, , npmFolder, which, mode, url, email, password, ...abilities] = process.argv;
const module = createRequire(npmFolder + "/")(which);
const io = module.io ?? module;
const patience = 30_000;

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
async function want(thing) {
  console.log(`WANT ${thing}`);
  const { value } = await answers.next();
  assert.equal(value, "DONE");
}

function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} in ${patience / 1000} s`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
const once = (emitter, event, what = event) =>
  within(new Promise((resolve) => emitter.once(event, (...args) => resolve(args))), what);

async function rest(method, path, token, body) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const reply = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await reply.text();
  let json;
  try { json = JSON.parse(text); } catch { json = { notJson: text }; }
  return { status: reply.status, headers: reply.headers, json };
}
async function login() {
  const { status, json } = await rest("POST", "/api/auth/login", null, { email, password });
  assert.equal(status, 200, JSON.stringify(json));
  return json.token;
}

const transports = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] }[mode];
const open = [];
async function connected(token) {
  const socket = io(url, {
    transports, forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 200, auth: { token },
    ca: process.env.NODE_EXTRA_CA_CERTS && (await import("node:fs")).readFileSync(process.env.NODE_EXTRA_CA_CERTS),
  });
  open.push(socket);
  const refused = new Promise((_, reject) => socket.once("connect_error", reject));
  refused.catch(() => {});
  await Promise.race([once(socket, "connect"), refused]);
  return socket;
}
async function seesCall(socket, token, to) {
  const seen = [];
  const ended = within(new Promise((resolve) => socket.on("callUpdate", (call) => {
    if (call.customerNumber !== to) return;
    seen.push(call.status);
    if (call.status === "COMPLETED") resolve();
  })), `end of the call to ${to}`);
  const { status, json } = await rest("POST", "/api/calls", token, { to });
  assert.equal(status, 200, JSON.stringify(json));
  await ended;
  assert.ok(seen.includes("RINGING") && seen.includes("ACTIVE"), seen.join(" "));
}

const cases = {
  async "every reply tells browsers to stay with TLS"() {
    if (!url.startsWith("https:")) return;
    for (const path of ["/api/health", "/api/auth/me", "/nothing/here"])
      assert.match((await rest("GET", path)).headers.get("strict-transport-security") ?? "missing", /max-age=\d{7,}/);
  },
  async "the transport is the one that was asked for"() {
    const socket = await connected(await login());
    if (mode === "upgrade" && socket.io.engine.transport.name !== "websocket") await once(socket.io.engine, "upgrade");
    assert.equal(socket.io.engine.transport.name, mode === "polling" ? "polling" : "websocket");
  },
  async "a wrong token is refused"() {
    await assert.rejects(connected("nonsense"));
  },
  async "a logout ends the socket"() {
    const token = await login();
    const socket = await connected(token);
    const gone = once(socket, "disconnect");
    assert.equal((await rest("POST", "/api/auth/logout", token)).status, 200);
    assert.equal((await gone)[0], "io server disconnect");
  },
};
if (abilities.includes("calls"))
  cases["a call is seen to its end"] = async () => {
    const token = await login();
    await seesCall(await connected(token), token, "+12025550101");
  };
if (abilities.includes("restart"))
  cases["502 while the server is away, then clients come back"] = async () => {
    const socket = await connected(await login());
    const gone = once(socket, "disconnect");
    await want("stop");
    const away = await rest("GET", "/api/health");
    assert.equal(away.status, 502);
    assert.equal(typeof away.json.error, "string", JSON.stringify(away.json));
    await gone;
    const back = once(socket, "connect", "reconnect");
    await want("start");
    if (!socket.active && !socket.connected) socket.connect(); // "io server disconnect" ends the client's own attempts
    await back;
    assert.equal((await rest("GET", "/api/health")).status, 200);
    const token = await login();
    if (abilities.includes("calls")) await seesCall(socket, token, "+12025550102");
  };

let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    ++failed;
    console.log(`not ok ${name}: ${String(error?.message ?? error).replaceAll("\n", " ")} ${error?.cause ?? ""} ${error?.description?.message ?? ""}`);
  }
  for (const socket of open.splice(0)) socket.close();
}
process.exit(failed ? 1 : 0);
