// SPDX-License-Identifier: GPL-3.0-or-later
// A client of Socket.IO protocol 5, as docs/realtime.md describes the server: default namespace, events in one direction,
// reconnection with growing pauses, and recovery of what was missed (pid and offset).

import { PollingTransport, WebSocketTransport } from "./transports.js";

const kFirstPauseMs = 500;
const kLongestPauseMs = 15_000;
const kOpenPatienceMs = 8_000;

/**
 * Events: `link` when `state` changed (idle, connecting, connected, lost), `message` { name, payload, seq },
 * `joined` { recovered } when the server has let us in, `ended` { reason } when coming back by itself is of no use.
 */
export class FloorSocket extends EventTarget {
  state = "idle";
  lastHeardAt = null; ///< When the last packet came.
  nextTryAt = null;   ///< When the next attempt begins; null while there is none to wait for.
  transportName = null;

  #token;
  #renew;
  #transport = null;
  #pid = null;
  #offset = null;
  #tries = 0;
  #timer = 0;
  #watch = 0;
  #patienceMs = kOpenPatienceMs;
  #polling = false;
  #webSocketWorked = false;

  /** `token()` gives the present token, `renew()` a promise of a new one. */
  constructor(token, renew) {
    super();
    this.#token = token;
    this.#renew = renew;
    addEventListener("online", () => this.#hurry());
    addEventListener("offline", () => this.#transport && this.#lose("offline"));
    document.addEventListener("visibilitychange", () => !document.hidden && this.#hurry());
  }

  open() {
    if (this.state === "idle") this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#transport?.close();
    this.#transport = null;
    this.#pid = this.#offset = this.nextTryAt = null;
    this.#tries = 0;
    this.#become("idle");
  }

  /** Everything up to this number of the log is known from elsewhere: a connection that is lost before its first event can be
   * taken up from there. */
  knowsUpTo(seq) {
    this.#offset ??= String(seq);
  }

  /** Tries at once if it is waiting to try again. */
  retry() {
    if (this.state === "lost" && !this.#transport) this.#connect();
  }

  #hurry() {
    if (this.state === "lost" && this.nextTryAt && this.nextTryAt - Date.now() > 1000) this.retry();
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("link"));
  }

  #connect() {
    clearTimeout(this.#timer);
    this.nextTryAt = null;
    this.#patienceMs = kOpenPatienceMs;
    const transport = this.#polling || typeof WebSocket === "undefined" ? new PollingTransport() : new WebSocketTransport();
    this.#transport = transport;
    transport.onpacket = (packet) => this.#take(transport, packet);
    transport.onclose = (reason) => {
      if (transport !== this.#transport) return;
      this.#chooseAfter(transport);
      this.#lose(reason);
    };
    if (this.state === "idle") this.#become("connecting");
    else this.dispatchEvent(new Event("link"));
    this.#expect();
  }

  /** A proxy that lets no WebSocket through: the next attempt polls; after that they take turns. Where one has worked before
   * it is rather the network that is away, and polling is tried less often. */
  #chooseAfter(transport) {
    const failed = transport.name === "websocket" && !transport.opened;
    this.#polling = failed && (!this.#webSocketWorked || this.#tries % 3 === 2);
  }

  /** Whoever is silent for longer than was agreed is gone, whatever the network says. */
  #expect() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      const transport = this.#transport;
      if (!transport) return;
      this.#chooseAfter(transport);
      this.#lose("ping timeout");
    }, this.#patienceMs);
  }

  #lose(reason) {
    clearTimeout(this.#watch);
    this.#transport?.close();
    this.#transport = null;
    const longest = Math.min(kLongestPauseMs, kFirstPauseMs * 2 ** this.#tries++);
    const pause = longest * (0.5 + Math.random() / 2);
    this.nextTryAt = Date.now() + pause;
    this.#timer = setTimeout(() => this.#connect(), pause);
    this.lostBecause = reason;
    this.#become("lost");
  }

  #take(transport, packet) {
    if (transport !== this.#transport) return;
    this.lastHeardAt = Date.now();
    this.#expect();
    if (packet[0] === "0") {
      const { pingInterval, pingTimeout } = JSON.parse(packet.slice(1));
      this.#patienceMs = pingInterval + pingTimeout;
      this.#expect();
      this.#join();
    } else if (packet[0] === "2") {
      transport.send(`3${packet.slice(1)}`);
    } else if (packet[0] === "4") {
      this.#takeMessage(transport, packet[1], packet.slice(2));
    } else if (packet[0] === "1") {
      this.#lose("server closed");
    }
  }

  #join() {
    const payload = { token: this.#token() };
    if (this.#pid && this.#offset !== null) Object.assign(payload, { pid: this.#pid, offset: this.#offset });
    this.#transport.send(`40${JSON.stringify(payload)}`);
  }

  #takeMessage(transport, kind, text) {
    if (kind === "0") {
      const { pid } = JSON.parse(text);
      const recovered = Boolean(pid) && pid === this.#pid;
      this.#pid = pid ?? null;
      if (!recovered) this.#offset = null;
      this.#tries = 0;
      this.transportName = transport.name;
      this.#webSocketWorked ||= transport.name === "websocket";
      this.#become("connected");
      this.dispatchEvent(new CustomEvent("joined", { detail: { recovered } }));
    } else if (kind === "2") {
      const [name, payload, seq] = JSON.parse(text);
      if (typeof seq === "string") this.#offset = seq;
      if (name === "sessionEnded") this.endReason = payload?.reason;
      this.dispatchEvent(new CustomEvent("message", { detail: { name, payload, seq } }));
    } else if (kind === "4" || kind === "1") {
      this.#refused(kind === "4" ? "token expired" : this.endReason ?? "closed");
    }
  }

  /** The server has ended it or does not let us in. A new token helps where the old one ran out or the role changed. */
  #refused(reason) {
    this.endReason = undefined;
    if (reason === "signed out" || reason === "account disabled") {
      this.close();
      this.dispatchEvent(new CustomEvent("ended", { detail: { reason } }));
      return;
    }
    this.#pid = null;
    this.#lose(reason);
    clearTimeout(this.#timer);
    this.#renew().then(() => this.retry(), () => (this.#timer = setTimeout(() => this.#connect(), kLongestPauseMs)));
  }
}
