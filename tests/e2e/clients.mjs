// SPDX-License-Identifier: GPL-3.0-or-later
// Watches the floor of a running server with the real socket.io-client from npm; see tests/support/socketio_cases.mjs. Its
// further arguments: PASSWORD TOKEN_SECRET.
import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import assert from "node:assert/strict";
import * as socketio from "../support/socketio_cases.mjs";

const { once, rest, url, want, which, within } = socketio;
const [password, tokenSecret] = socketio.more;
const login = (email) => socketio.tokenOf(email, password);

// A watcher: a socket that keeps every callUpdate and can wait for a call to reach a status.
function client(options) {
  const socket = socketio.client(options);
  socket.updates = [];
  socket.others = [];
  socket.on("callUpdate", (call, seq) => {
    socket.updates.push({ call, seq });
    socket.look?.();
  });
  for (const name of ["webhookReceived", "webhookProcessed"])
    socket.on(name, (data) => {
      socket.others.push({ name, data });
      socket.look?.();
    });
  return socket;
}
const connected = (options) => socketio.whenConnected(client(options));
const watcher = async (email) => connected({ auth: { token: await login(email) } });
function until(socket, what, condition) {
  return within(
    new Promise((resolve) => {
      socket.look = () => condition() && resolve();
      socket.look();
    }),
    what,
  ).finally(() => (socket.look = null));
}
const updatesOf = (socket, id) => socket.updates.filter(({ call }) => call.id === id).map(({ call }) => call);
const reached = (socket, id, status) =>
  until(socket, `${status} of ${id}`, () => updatesOf(socket, id).some((call) => call.status === status));

let line = 0;
async function dial(token) {
  // 555-01xx belongs to fiction; the carrier's script for these endings answers and hangs up soon.
  const to = `+1${[202, 212, 303, 312, 404][Math.floor(line / 100) % 5]}5550${100 + (line++ % 100)}`;
  const { status, json } = await rest("POST", "/api/calls", token, { to });
  assert.equal(status, 200, JSON.stringify(json));
  assert.equal(typeof json.id, "string");
  return { id: json.id, to, telnyxLegId: json.telnyxLegId };
}

const timeText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const text = (value) => assert.equal(typeof value, "string");
const textOrNull = (value) => value === null || text(value);
const timeOrNull = (value) => value === null || assert.match(value, timeText);
const oneOf = (...values) => (value) => assert.ok(values.includes(value), `${value}`);
const callShape = {
  id: text, agentId: textOrNull, customerNumber: text, direction: oneOf("inbound", "outbound"),
  status: oneOf("INITIATED", "RINGING", "ACTIVE", "COMPLETED", "NO_ANSWER", "FAILED"), telnyxLegA: textOrNull,
  telnyxLegB: textOrNull, telnyxConferenceId: textOrNull, recordingUrl: textOrNull, aiSessionId: textOrNull,
  cost: (value) => assert.ok(value === null || typeof value === "string" || typeof value === "number"),
  startedAt: (value) => assert.match(value, timeText), answeredAt: timeOrNull, endedAt: timeOrNull,
};
function assertCall(call) {
  for (const [name, check] of Object.entries(callShape)) {
    assert.ok(name in call, `${name} is missing in ${JSON.stringify(call)}`);
    check(call[name]);
  }
}

function signed(header, claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = `${part(header)}.${part(claims)}`;
  return `${head}.${createHmac("sha256", tokenSecret).update(head).digest("base64url")}`;
}
const decoded = (token) => token.split(".").slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url")));
async function assertRefused(token, what) {
  const socket = client({ auth: { token }, reconnection: false });
  const connectedAnyway = new Promise((_, reject) => socket.once("connect", () => reject(new Error(`${what} was let in`))));
  const [error] = await Promise.race([once(socket, "connect_error"), connectedAnyway]);
  assert.ok(error instanceof Error);
  assert.equal(socket.connected, false);
}
function upgradeStatus(token) {
  return within(
    new Promise((resolve, reject) => {
      const request = httpRequest(`${url}/socket.io/?EIO=4&transport=websocket`, {
        headers: {
          Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13",
          "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", Authorization: `Bearer ${token}`,
        },
      });
      request.on("response", (reply) => reply.resume() && resolve(reply.statusCode));
      request.on("upgrade", (reply, socket) => socket.destroy() && resolve(reply.statusCode));
      request.on("error", reject);
      request.end();
    }),
    "answer to the upgrade",
  );
}

const cases = {
  async "a call made by REST is seen from its beginning to its end"() {
    const socket = await watcher("boss@example.com");
    const { id, to } = await dial(await login("ann@example.com"));
    await reached(socket, id, "COMPLETED");
    const updates = updatesOf(socket, id);
    for (const call of updates) {
      assertCall(call);
      assert.equal(call.customerNumber, to);
      assert.equal(call.direction, "outbound");
    }
    const statuses = updates.map((call) => call.status).filter((status, i, all) => i === 0 || all[i - 1] !== status);
    assert.deepEqual(statuses, ["INITIATED", "RINGING", "ACTIVE", "COMPLETED"]);
    const last = updates.at(-1);
    assert.ok(last.answeredAt && last.endedAt && last.startedAt <= last.answeredAt && last.answeredAt <= last.endedAt);
    const { agent, ...stored } = (await rest("GET", `/api/calls/${id}`, await login("boss@example.com"))).json;
    assert.deepEqual(last, stored);
    assert.equal(agent.email, "ann@example.com");
  },
  async "the transport is the one that was asked for"() {
    await socketio.assertTransport(await watcher("ann@example.com"));
  },
  async "an agent sees no calls of another, a supervisor sees all"() {
    const [ann, bob, boss] = await Promise.all(["ann@example.com", "bob@example.com", "boss@example.com"].map(watcher));
    const ofAnn = await dial(await login("ann@example.com"));
    await Promise.all([ann, boss].map((socket) => reached(socket, ofAnn.id, "COMPLETED")));
    // Events come in order: when Bob has seen the end of a later call, nothing of the earlier one is under way.
    const ofBob = await dial(await login("bob@example.com"));
    await Promise.all([bob, boss].map((socket) => reached(socket, ofBob.id, "COMPLETED")));
    assert.deepEqual(updatesOf(bob, ofAnn.id), []);
    assert.deepEqual(updatesOf(ann, ofBob.id), []);
    const history = (await rest("GET", "/api/calls?limit=200", await login("bob@example.com"))).json.calls;
    assert.ok(history.some((call) => call.id === ofBob.id) && !history.some((call) => call.id === ofAnn.id));
  },
  async "numbers of events rise"() {
    const boss = await watcher("boss@example.com");
    const { id } = await dial(await login("ann@example.com"));
    await reached(boss, id, "COMPLETED");
    const numbers = boss.updates.map(({ seq }) => BigInt(seq));
    for (let i = 1; i < numbers.length; ++i) assert.ok(numbers[i] > numbers[i - 1], numbers.join(" "));
  },
  async "wrong, expired and foreign tokens are refused"() {
    const [header, claims] = decoded(await login("ann@example.com"));
    const past = Math.floor(Date.now() / 1000) - 3600;
    const forged = signed(header, claims).slice(0, -6) + "AAAAAA";
    const expired = signed(header, { ...claims, iat: past - 60, exp: past });
    const unsigned = signed({ ...header, alg: "none" }, claims).replace(/[^.]+$/, "");
    for (const [what, token] of Object.entries({ nonsense: "nonsense", forged, expired, unsigned, none: undefined }))
      await assertRefused(token, what);
    for (const token of ["nonsense", forged, expired, unsigned]) assert.equal(await upgradeStatus(token), 401);
    assert.equal(await upgradeStatus(signed(header, claims)), 101); // the means of this test are sound
  },
  async "a token in the header is enough, and so is the whole header as token"() {
    const token = await login("ann@example.com");
    await connected({ extraHeaders: { Authorization: `Bearer ${token}` } });
    await connected({ auth: { token: `Bearer ${token}` } });
  },
  async "administrators watch the webhooks, others do not"() {
    const [admin, boss] = await Promise.all(["admin@example.com", "boss@example.com"].map(watcher));
    const { id } = await dial(await login("ann@example.com"));
    await Promise.all([admin, boss].map((socket) => reached(socket, id, "COMPLETED")));
    await until(admin, "webhookProcessed", () => ["webhookReceived", "webhookProcessed"].every((name) =>
      admin.others.some((event) => event.name === name && event.data.type === "call.hangup")));
    for (const { data } of admin.others) {
      text(data.id);
      assert.match(data.timestamp, timeText);
    }
    assert.deepEqual(boss.others, []);
  },
  async "a logout ends the sockets of that login alone"() {
    const token = await login("ann@example.com");
    const socket = await connected({ auth: { token } });
    const other = await watcher("ann@example.com");
    const gone = once(socket, "disconnect");
    const told = once(socket, "sessionEnded");
    assert.equal((await rest("POST", "/api/auth/logout", token)).status, 200);
    assert.deepEqual(await told, [{ reason: "signed out" }]);
    assert.equal((await gone)[0], "io server disconnect");
    await assertRefused(token, "a token after logout");
    const { id } = await dial(await login("ann@example.com"));
    await reached(other, id, "COMPLETED");
    assert.equal(other.connected, true);
  },
  async "clients come back after a restart of the server"() {
    const socket = await watcher("boss@example.com");
    const gone = once(socket, "disconnect");
    const back = gone.then(() => once(socket, "connect", "reconnect"));
    await want("restart");
    await gone;
    // "io server disconnect" tells a client not to try again by itself.
    if (!socket.active && !socket.connected) socket.connect();
    await back;
    if (which === "io4") assert.equal(socket.recovered, true);
    const { id } = await dial(await login("ann@example.com"));
    await reached(socket, id, "COMPLETED");
  },
};

// A client whose connection breaks while a whole call goes by, and which then comes back. Version 3 knows no recovery.
async function outage() {
  const [socket, other] = await Promise.all([watcher("boss@example.com"), watcher("boss@example.com")]);
  const before = await dial(await login("ann@example.com"));
  await Promise.all([socket, other].map((each) => reached(each, before.id, "COMPLETED")));
  const firstId = socket.id;
  socket.io.reconnection(false);
  const gone = once(socket, "disconnect");
  socket.io.engine.close();
  await gone;
  const missed = await dial(await login("ann@example.com"));
  await reached(other, missed.id, "COMPLETED");
  socket.connect();
  await once(socket, "connect");
  return { socket, other, firstId, missed };
}
if (which === "io4") {
  cases["a client that comes back in time has missed nothing"] = async () => {
    const { socket, other, firstId, missed } = await outage();
    assert.equal(socket.recovered, true);
    assert.equal(socket.id, firstId);
    const after = await dial(await login("bob@example.com"));
    await Promise.all([socket, other].map((each) => reached(each, after.id, "COMPLETED")));
    assert.deepEqual(socket.updates, other.updates);
    assert.ok(updatesOf(socket, missed.id).length >= 4);
  };
  cases["a client that comes back too late is a new one"] = async () => {
    await want("a recovery window of 300 ms"); // much less than a call takes
    const { socket, firstId, missed } = await outage();
    assert.equal(socket.recovered, false);
    assert.notEqual(socket.id, firstId);
    assert.deepEqual(updatesOf(socket, missed.id), []);
  };
}

await socketio.run(cases);
