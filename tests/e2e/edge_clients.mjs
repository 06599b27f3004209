// SPDX-License-Identifier: GPL-3.0-or-later
// What the real socket.io-client from npm sees of a server behind TLS or a proxy; see tests/support/socketio_cases.mjs. Its
// further arguments: EMAIL PASSWORD [calls] [restart]
// `calls`: there is a carrier, so that a call can be made and watched. `restart`: whoever started this can stop and start
// the server behind the proxy; asked for `stop` and `start`.
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import * as socketio from "../support/socketio_cases.mjs";

const { once, rest, url, want, within } = socketio;
const [email, password, ...abilities] = socketio.more;
const login = () => socketio.tokenOf(email, password);
const ca = process.env.NODE_EXTRA_CA_CERTS && readFileSync(process.env.NODE_EXTRA_CA_CERTS);
const connected = (token) => socketio.whenConnected(socketio.client({ auth: { token }, ca }));

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
    await socketio.assertTransport(await connected(await login()));
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

await socketio.run(cases);
