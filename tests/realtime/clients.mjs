// SPDX-License-Identifier: GPL-3.0-or-later
// Drives a server with the real socket.io-client from npm:
//   node clients.mjs NPM_FOLDER io3|io4 polling|websocket|upgrade URL
// Prints `ok NAME` or `not ok NAME: why` for each case. Asks whoever started it for things by `WANT thing` on the
// output and waits for `DONE` on the input. Exit status 0 if every case passed.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";

const [, , npmFolder, which, mode, url] = process.argv;
const module = createRequire(npmFolder + "/")(which);
const io = module.io ?? module;

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
async function want(thing) {
  console.log(`WANT ${thing}`);
  const { value } = await answers.next();
  assert.equal(value, "DONE");
}

function once(emitter, event, what = event) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} in 10 s`)), 10_000);
    emitter.once(event, (...args) => {
      clearTimeout(timer);
      resolve(args);
    });
  });
}

const transports = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] }[mode];
const open = [];
function client(options = {}, path = "/") {
  const socket = io(url + path, {
    transports, forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 200, auth: { token: "good" }, ...options,
  });
  open.push(socket);
  return socket;
}
async function connected(options, path) {
  const socket = client(options, path);
  const refused = once(socket, "connect_error").then(([error]) => Promise.reject(error));
  refused.catch(() => {});
  await Promise.race([once(socket, "connect"), refused]);
  return socket;
}
function request(socket, ...args) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no acknowledgement in 10 s")), 10_000);
    socket.emit(...args, (...values) => {
      clearTimeout(timer);
      resolve(values);
    });
  });
}
async function echoed(socket, ...args) {
  const answer = once(socket, "message-back");
  socket.emit("message", ...args);
  return answer;
}

const cases = {
  async "connects and uses its transport"() {
    const socket = await connected();
    assert.ok(socket.id);
    if (mode === "upgrade" && socket.io.engine.transport.name !== "websocket") await once(socket.io.engine, "upgrade");
    assert.equal(socket.io.engine.transport.name, mode === "polling" ? "polling" : "websocket");
    assert.deepEqual(await echoed(socket, 1), [1]);
  },
  async "events come back with every kind of value"() {
    const socket = await connected();
    const text = "\u20ac \u{1f600} \u4f60\u597d \u0000 \" \\";
    const values = [0, -1.5, "plain", text, null, true, [], {}, { a: [{ b: [1, "2"] }] }];
    assert.deepEqual(await echoed(socket, ...values), values);
    assert.deepEqual(await echoed(socket), []);
  },
  async "order is kept"() {
    const socket = await connected();
    const got = [];
    const all = new Promise((resolve) => socket.on("message-back", (n) => got.push(n) === 200 && resolve()));
    for (let n = 0; n < 200; ++n) socket.emit("message", n);
    await all;
    assert.deepEqual(got, [...Array(200).keys()]);
  },
  async "acknowledgements work both ways"() {
    const socket = await connected();
    assert.deepEqual(await request(socket, "message-with-ack", 1, "2", { 3: [false] }), [1, "2", { 3: [false] }]);
    socket.on("question", (n, answer) => answer(n + 1, "yes"));
    assert.deepEqual(await request(socket, "ask-me", 41), [42, "yes"]);
  },
  async "binary data works both ways"() {
    const socket = await connected();
    const bytes = Buffer.from([0, 1, 2, 250, 255]);
    const large = Buffer.alloc(300_000, 7);
    const [first, between, second] = await echoed(socket, bytes, { deep: [large] }, Buffer.alloc(0));
    assert.deepEqual(Buffer.from(first), bytes);
    assert.deepEqual(Buffer.from(between.deep[0]), large);
    assert.equal(Buffer.from(second).length, 0);
    const [back] = await request(socket, "message-with-ack", bytes);
    assert.deepEqual(Buffer.from(back), bytes);
  },
  async "large messages pass"() {
    const socket = await connected();
    const text = "\u20ac".repeat(300_000);
    assert.deepEqual(await echoed(socket, text), [text]);
  },
  async "a wrong token is refused with its code"() {
    const socket = client({ auth: { token: "bad" } });
    const [error] = await once(socket, "connect_error");
    assert.equal(error.message, "The token is wrong.");
    assert.deepEqual(error.data, { code: "unauthorized" });
    assert.equal(socket.connected, false);
  },
  async "a wrong token in the header is refused before the handshake"() {
    const socket = client({ auth: {}, extraHeaders: { Authorization: "Bearer bad" } });
    const [error] = await once(socket, "connect_error");
    assert.ok(error.message.includes("error"), error.message);
  },
  async "a token in the header or the query is enough"() {
    await connected({ auth: {}, extraHeaders: { Authorization: "Bearer good" } });
    await connected({ auth: {}, query: { token: "good" } });
  },
  async "namespaces are apart"() {
    const socket = await connected({}, "/custom");
    assert.deepEqual(await echoed(socket, "there"), ["there"]);
    const unknown = client({}, "/random-\u00fc");
    const [error] = await once(unknown, "connect_error");
    assert.equal(error.message, "Invalid namespace");
  },
  async "the server can throw a client out"() {
    const socket = await connected();
    const told = once(socket, "sessionEnded");
    const gone = once(socket, "disconnect");
    socket.emit("throw-me-out");
    assert.deepEqual(await told, [{ reason: "as you wish" }]);
    assert.equal((await gone)[0], "io server disconnect");
  },
  async "a broadcast arrives"() {
    const socket = await connected();
    const news = once(socket, "news");
    await want("news 1");
    assert.equal((await news)[0].n, 1);
  },
  async "clients come back after a restart of the server"() {
    const socket = await connected();
    const firstId = socket.id;
    const gone = once(socket, "disconnect");
    const back = gone.then(() => once(socket, "connect", "reconnect"));
    await want("restart");
    await gone;
    await back;
    // Version 4 asks for its former id, which the new server can verify; version 3 knows nothing of it.
    if (which === "io4") assert.equal(socket.recovered, true);
    assert.equal(socket.id === firstId, which === "io4");
    assert.deepEqual(await echoed(socket, "again"), ["again"]);
  },
};
if (which === "io4") {
  cases["what was missed is sent when the client comes back"] = async () => {
    const socket = await connected();
    const got = [];
    socket.on("news", ({ n }) => got.push(n));
    const first = once(socket, "news");
    await want("news 10");
    await first;
    socket.io.reconnection(false);
    const gone = once(socket, "disconnect");
    socket.io.engine.close();
    await gone;
    await want("news 11");
    await want("news 12");
    socket.connect();
    await once(socket, "connect");
    assert.equal(socket.recovered, true);
    await want("news 13");
    while (got.length < 4) await once(socket, "news");
    assert.deepEqual(got, [10, 11, 12, 13]);
  };
}

let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    ++failed;
    console.log(`not ok ${name}: ${String(error?.message ?? error).replaceAll("\n", " ")}`);
  }
  for (const socket of open.splice(0)) socket.close();
}
process.exit(failed ? 1 : 0);
