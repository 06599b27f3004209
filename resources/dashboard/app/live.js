// SPDX-License-Identifier: GPL-3.0-or-later
// The floor as this page knows it: fetched once, then kept true by events. Objects are replaced when they change, never
// written to, so that a table can tell by identity which rows to paint.

import { call, can } from "./api.js";
import { onceAFrame } from "./dom.js";
import { FloorSocket } from "./socketio.js";
import { renew, token } from "./session.js";

const kEndedStaysMs = 10_000;
const kAlertStaysMs = 60_000;
const kBoardPauseMs = 2_000;
const kBoardPeriodMs = 30_000;
const kFinal = ["COMPLETED", "NO_ANSWER", "FAILED"];

export const floor = {
  calls: new Map(),
  agents: new Map(),
  campaigns: new Map(), ///< Those of which something was heard.
  supervisions: new Map(), ///< By leg.
  alerts: new Map(), ///< Those that last, and for a while those that are over.
  board: null,
  ready: false, ///< Whether there was a snapshot.
};
export const isFinal = (one) => kFinal.includes(one.status);

const listeners = new Map();
const changed = new Set();
const tell = onceAFrame(() => {
  const topics = [...changed];
  changed.clear();
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
});

function touch(topic) {
  changed.add(topic);
  tell();
}

/** Calls `listener` before a frame in which one of the topics (calls, agents, board, …) has changed. Returns the way to stop. */
export function watch(topics, listener) {
  for (const topic of topics) listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener));
  return () => topics.forEach((topic) => listeners.get(topic).delete(listener));
}

export const socket = new FloorSocket(token, renew);

let early = null; // events that come while the snapshot is fetched
let boardAt = 0;
let boardTimer = 0;
let attempt = 0;

function takeCall(part) {
  const known = floor.calls.get(part.id);
  if (!known && part.customerNumber === undefined) return;
  const next = { ...known, ...part };
  if (isFinal(next) && !next.goneAt) {
    next.goneAt = Date.now();
    setTimeout(() => {
      if (floor.calls.get(part.id)?.goneAt === next.goneAt) {
        floor.calls.delete(part.id);
        touch("calls");
      }
    }, kEndedStaysMs);
  }
  floor.calls.set(part.id, next);
  touch("calls");
}

function takeAgent(agent) {
  const known = floor.agents.get(agent.id);
  if (known && agent.version < known.version) return;
  floor.agents.set(agent.id, { ...known, ...agent });
  touch("agents");
}

function takeSupervision(one) {
  if (one.state === "ended") floor.supervisions.delete(one.legId);
  else floor.supervisions.set(one.legId, one);
  touch("supervisions");
}

function takeAlert(alert) {
  const known = floor.alerts.get(alert.id);
  if (alert.endedAt && !known) return;
  floor.alerts.set(alert.id, alert);
  if (alert.endedAt)
    setTimeout(() => {
      if (floor.alerts.delete(alert.id)) touch("alerts");
    }, kAlertStaysMs);
  touch("alerts");
}

function takeQueue(part) {
  if (floor.board && part.waiting !== undefined) {
    const queues = floor.board.queues.map((queue) =>
      queue.id === part.id ? { ...queue, live: { ...queue.live, waiting: part.waiting, offered: part.offered, oldestEnteredAt: part.oldestEnteredAt, callbacks: part.callbacks } } : queue);
    floor.board = { ...floor.board, queues };
    touch("board");
  }
  if (part.changed) touch("queues");
  wantBoard();
}

function take({ name, payload }) {
  if (name === "callUpdate" && payload.counts !== undefined) {
    floor.campaigns.set(payload.id, { ...floor.campaigns.get(payload.id), ...payload });
    touch("campaigns");
  } else if (name === "callUpdate") takeCall(payload);
  else if (name === "agentUpdate") {
    takeAgent(payload);
    wantBoard();
  } else if (name === "supervisionUpdate") takeSupervision(payload);
  else if (name === "alertUpdate") takeAlert(payload);
  else if (name === "queueUpdate") takeQueue(payload);
}

/** The board is figures of the server: asked for again soon after something has happened, and now and then anyway. */
export function wantBoard(pauseMs = kBoardPauseMs) {
  if (!can("board") || boardTimer) return;
  const wait = Math.max(pauseMs === 0 ? 0 : 250, boardAt + pauseMs - Date.now());
  boardTimer = setTimeout(async () => {
    try {
      floor.board = await call("board");
      touch("board");
    } catch {
      // The next event or the next period asks again; that the server is away is shown elsewhere.
    }
    boardAt = Date.now();
    boardTimer = 0;
  }, wait);
}
setInterval(() => socket.state === "connected" && wantBoard(), kBoardPeriodMs);

async function fetchAll() {
  const mine = ++attempt;
  early = [];
  try {
    const snapshot = await call("floorSnapshot");
    // Only now, so that nothing that happened before the snapshot's number can be missing in it.
    const agents = can("listAgents") ? await call("listAgents") : { agents: [] };
    const alerts = can("listAlerts") ? await call("listAlerts", { open: true, limit: 200 }) : { alerts: [] };
    if (mine !== attempt) return;
    floor.alerts = new Map(alerts.alerts.map((one) => [one.id, one]));
    floor.calls = new Map(snapshot.calls.map((one) => [one.id, one]));
    floor.agents = new Map(agents.agents.map((one) => [one.id, one]));
    floor.supervisions.clear();
    floor.ready = true;
    socket.knowsUpTo(snapshot.seq);
    // Of agents the version decides.
    const later = early.filter(({ name, seq }) => name !== "callUpdate" || seq === undefined || Number(seq) > snapshot.seq);
    early = null;
    later.forEach(take);
    for (const topic of ["calls", "agents", "supervisions", "alerts", "queues", "campaigns"]) touch(topic);
    wantBoard(0);
  } catch {
    if (mine === attempt) setTimeout(() => mine === attempt && socket.state === "connected" && fetchAll(), 2_000);
  }
}

socket.addEventListener("joined", ({ detail }) => {
  if (!detail.recovered || !floor.ready) fetchAll();
  else wantBoard(0);
});
socket.addEventListener("message", ({ detail }) => (early ? early.push(detail) : take(detail)));
socket.addEventListener("link", () => touch("link"));

/** Forgets everything: somebody else may sign in. */
export function forget() {
  attempt += 1;
  early = null;
  socket.close();
  for (const part of ["calls", "agents", "campaigns", "supervisions", "alerts"]) floor[part] = new Map();
  floor.board = null;
  floor.ready = false;
}
