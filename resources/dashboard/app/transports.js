// SPDX-License-Identifier: GPL-3.0-or-later
// Engine.IO protocol 4: the two ways in which packets travel. A transport calls onpacket(text) and, once, onclose(reason).

const kSeparator = "\x1e";
const kPath = "/socket.io/?EIO=4&transport=";

export class WebSocketTransport {
  constructor() {
    const address = new URL(`${kPath}websocket`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.name = "websocket";
    this.opened = false;
    this.closed = false;
    this.socket = new WebSocket(address);
    this.socket.onmessage = ({ data }) => {
      this.opened = true;
      if (typeof data === "string" && !this.closed) this.onpacket(data);
    };
    this.socket.onclose = () => this.end("transport close");
    this.socket.onerror = () => this.end("transport error");
  }
  send(packet) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(packet);
  }
  end(reason) {
    if (this.closed) return;
    this.closed = true;
    this.onclose(reason);
  }
  close() {
    this.closed = true;
    this.socket.close();
  }
}

export class PollingTransport {
  constructor() {
    this.name = "polling";
    this.opened = false;
    this.closed = false;
    this.sid = null;
    this.waiting = [];
    this.posting = false;
    this.stop = new AbortController();
    queueMicrotask(() => this.poll());
  }
  address() {
    return `${kPath}polling${this.sid ? `&sid=${encodeURIComponent(this.sid)}` : ""}`;
  }
  async poll() {
    while (!this.closed) {
      try {
        const reply = await fetch(this.address(), { signal: this.stop.signal, cache: "no-store" });
        if (!reply.ok) return this.end(`polling ${reply.status}`);
        for (const packet of (await reply.text()).split(kSeparator)) this.receive(packet);
      } catch {
        return this.end("transport error");
      }
    }
  }
  receive(packet) {
    if (this.closed) return;
    this.opened = true;
    if (packet[0] === "0" && !this.sid) this.sid = JSON.parse(packet.slice(1)).sid;
    this.onpacket(packet);
  }
  /** Packets that come while a POST is under way go with the next one, so that they stay in order. */
  async send(packet) {
    this.waiting.push(packet);
    if (this.posting) return;
    this.posting = true;
    while (this.waiting.length > 0 && !this.closed) {
      const body = this.waiting.splice(0).join(kSeparator);
      try {
        const reply = await fetch(this.address(), { method: "POST", body, headers: { "Content-Type": "text/plain;charset=UTF-8" } });
        if (!reply.ok) this.end(`polling ${reply.status}`);
      } catch {
        this.end("transport error");
      }
    }
    this.posting = false;
  }
  end(reason) {
    if (this.closed) return;
    this.closed = true;
    this.stop.abort();
    this.onclose(reason);
  }
  close() {
    if (this.closed) return;
    if (this.sid) this.send("1");
    this.closed = true;
    this.stop.abort();
  }
}
