// SPDX-License-Identifier: GPL-3.0-or-later
// Drives a server with the real socket.io-client from npm; see tests/support/socketio_cases.mjs.
import assert from "node:assert/strict";
import * as socketio from "../support/socketio_cases.mjs";

const { once, want, which, within } = socketio;
const client = (options = {}, path = "/") => socketio.client({ auth: { token: "good" }, ...options }, path);
const connected = (options, path) => socketio.whenConnected(client(options, path));
function request(socket, ...args) {
  return within(new Promise((resolve) => socket.emit(...args, (...values) => resolve(values))), "acknowledgement");
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
    await socketio.assertTransport(socket);
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

await socketio.run(cases);
