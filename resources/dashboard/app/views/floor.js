// SPDX-License-Identifier: GPL-3.0-or-later
// The floor: figures, alarms, calls, agents, queues, as they are now.

import { can } from "../api.js";
import { reasonLabel } from "../codes.js";
import { button, h, setText } from "../dom.js";
import { none, showDuration, showNumber, showPercent, t, word } from "../i18n.js";
import { floor, isFinal, socket, wantBoard, watch } from "../live.js";
import { card, menuButton, outcomeOf, stateCell } from "../parts.js";
import { hangUp, hearingStrip, mayBeHeard, supervise, superviseItems } from "../supervise.js";
import { liveTable, openingCell } from "../table.js";
import { Elapsed, serverNow, wind } from "../times.js";
import { agentDialog, agentItems } from "./agent_dialog.js";
import { alarmList } from "./alarms.js";
import { callDialog } from "./call_dialog.js";

const figureOf = (figures, name) => figures?.find((one) => one.name === name) ?? { value: null, numerator: null };

/** A cell with a clock. `since(row)` gives [from, until]. */
export const clockCell = (since) => (cell) => {
  const clock = new Elapsed(null);
  cell.append(clock.element);
  return (row) => {
    clock.set(...since(row));
    wind(clock);
  };
};

function tile(name, title) {
  const value = h("span", { class: "num" }, none);
  const mark = h("span", { class: "mark", "aria-hidden": "true" }, "▲");
  const under = h("div", { class: "under" });
  const alarm = h("span", { class: "unseen" });
  const element = h("div", { class: "tile", title, role: "group", "aria-label": name }, h("div", { class: "name" }, name), h("div", { class: "value" }, value, mark, alarm), under);
  const paint = (text, below = "", over = false) => {
    setText(value, text);
    setText(under, below);
    setText(alarm, over ? t("tile.over") : "");
    element.classList.toggle("over", over);
  };
  return { element, paint };
}

function tiles() {
  const parts = {
    waiting: tile(t("tile.waiting"), t("tile.waiting_hint")),
    longest: tile(t("tile.longest"), t("tile.longest_hint")),
    level: tile(t("tile.level"), t("tile.level_hint")),
    ready: tile(t("tile.ready"), t("tile.ready_hint")),
    busy: tile(t("tile.busy"), t("tile.busy_hint")),
    calls: tile(t("tile.calls"), t("tile.calls_hint")),
    today: tile(t("tile.today"), t("tile.today_hint")),
  };
  const paint = () => {
    const queues = floor.board?.queues ?? [];
    const sum = (read) => queues.reduce((total, queue) => total + read(queue), 0);
    const oldest = queues.map((queue) => queue.live.oldestEnteredAt).filter(Boolean).sort()[0];
    const seconds = oldest ? (serverNow() - Date.parse(oldest)) / 1000 : null;
    const limit = Math.min(...queues.map((queue) => queue.serviceLevelSeconds));
    const waiting = sum((queue) => queue.live.waiting);
    parts.waiting.paint(floor.board ? showNumber(waiting) : none, t("tile.offered", { n: sum((queue) => queue.live.offered) }), seconds !== null && seconds > limit);
    parts.longest.paint(floor.board ? showDuration(seconds ?? 0) : none, Number.isFinite(limit) ? t("tile.limit", { value: showDuration(limit) }) : "", seconds !== null && seconds > limit);
    const level = figureOf(floor.board?.total, "serviceLevel");
    const target = queues.length > 0 ? Math.round(sum((queue) => queue.serviceLevelTarget) / queues.length) : null;
    parts.level.paint(showPercent(level.value === null ? null : Math.round(level.value * 10) / 10), target === null ? "" : t("tile.target", { value: showPercent(target) }), level.value !== null && level.value < target);
    const agents = [...floor.agents.values()];
    const count = (...states) => agents.filter((one) => states.includes(one.state)).length;
    const signedOn = agents.length - count("OFFLINE");
    parts.ready.paint(showNumber(count("AVAILABLE")), t("tile.of", { n: signedOn }), waiting > 0 && count("AVAILABLE") === 0);
    parts.busy.paint(showNumber(count("TALKING", "HOLD")), t("tile.wrapup", { n: count("WRAPUP") }));
    const live = [...floor.calls.values()].filter((one) => !isFinal(one));
    parts.calls.paint(showNumber(live.length), t("tile.talking", { n: live.filter((one) => one.status === "ACTIVE").length }));
    const offered = figureOf(floor.board?.total, "offered").numerator;
    parts.today.paint(showNumber(offered), t("tile.abandoned", { value: showPercent(figureOf(floor.board?.total, "abandonRate").value) }));
  };
  return { element: h("div", { class: "tiles" }, Object.values(parts).map((part) => part.element)), paint };
}

function actionsCell(items, words, direct = null) {
  return (cell, ref) => {
    const menu = menuButton(words, () => items(ref.row));
    const first = direct ? button(direct.words, ({ currentTarget }) => direct.run(ref.row, currentTarget), "tight shy") : null;
    cell.append(h("div", { class: "buttons" }, first, menu));
    return (row) => {
      const usable = items(row).length > 0;
      menu.disabled = !usable;
      if (first) first.disabled = !direct.may(row);
    };
  };
}

export const nameOfAgent = (id) => (id ? floor.agents.get(id)?.name ?? t("agent.other") : none);
export const callState = (one) => [one.status, outcomeOf(one)];

function callsTable() {
  const items = (one) => [...superviseItems(one), ...(can("hangUp") && !isFinal(one) ? [[t("hangup.do"), () => hangUp(one), "danger"]] : [])];
  const listen = can("monitorCall") ? { words: t("supervise.do.monitor"), may: mayBeHeard, run: (one, control) => supervise("monitorCall", one.id, control) } : null;
  const open = (one) => callDialog(one.id);
  return liveTable({
    caption: t("floor.calls"), empty: t("floor.no_calls"), height: "max(24rem, 40vh)", sort: ["for", "ascending"], onopen: open, rowClass: (one) => (isFinal(one) ? "gone" : ""),
    columns: [
      { id: "number", title: t("call.number"), head: true, make: openingCell((one) => one.customerNumber || none, open), sort: (one) => one.customerNumber, width: "9.7rem" },
      { id: "status", title: t("call.state"), make: stateCell("status", callState), sort: (one) => one.status },
      { id: "direction", title: t("call.direction"), text: (one) => word("direction", one.direction), sort: (one) => one.direction, rank: 4, width: "6.5rem" },
      { id: "agent", title: t("call.agent"), text: (one) => nameOfAgent(one.agentId), sort: (one) => nameOfAgent(one.agentId), rank: 2 },
      { id: "for", title: t("call.for"), make: clockCell((one) => [one.answeredAt ?? one.startedAt, one.endedAt]), sort: (one) => one.startedAt, right: true, width: "4.5rem" },
      { id: "do", title: t("actions"), hiddenTitle: true, make: actionsCell(items, t("actions"), listen), width: listen ? "8rem" : "3.25rem", shrinks: true },
    ],
  });
}

export const agentState = (agent) => {
  const about = agent.reason ? reasonLabel(agent.reason) : "";
  const next = agent.pendingLogout ? t("agent.next_off") : agent.pendingReason ? t("agent.next", { reason: reasonLabel(agent.pendingReason) }) : "";
  return [agent.state, [about, next].filter(Boolean).join(", ")];
};

const kOrder = ["UNREACHABLE", "WRAPUP", "TALKING", "HOLD", "RINGING", "RESERVED", "PREVIEW", "AVAILABLE", "NOT_READY", "OFFLINE"];

function agentsTable() {
  const withCall = (agent) => floor.calls.get(agent.callId)?.customerNumber ?? none;
  const queueName = (agent) => floor.board?.queues.find((queue) => queue.id === agent.queueId)?.name ?? none;
  return liveTable({
    caption: t("floor.agents"), empty: t("floor.no_agents"), height: "max(26rem, 42vh)", sort: ["state", "ascending"], onopen: (agent) => agentDialog(agent.id),
    rowClass: (agent) => (agent.state === "OFFLINE" ? "gone" : ""),
    columns: [
      { id: "name", title: t("agent.name"), head: true, make: openingCell((agent) => agent.name, (agent) => agentDialog(agent.id)), sort: (agent) => agent.name },
      { id: "state", title: t("agent.state"), make: stateCell("state", agentState), sort: (agent) => `${kOrder.indexOf(agent.state)}${agent.name}` },
      { id: "for", title: t("agent.for"), make: clockCell((agent) => [agent.stateSince]), sort: (agent) => agent.stateSince, right: true, width: "5.5rem" },
      { id: "call", title: t("agent.call"), text: withCall, rank: 2 },
      { id: "queue", title: t("agent.queue"), text: queueName, rank: 3 },
      { id: "do", title: t("actions"), hiddenTitle: true, make: actionsCell(agentItems, t("actions")), width: "3.25rem" },
    ],
  });
}

function queuesTable() {
  const free = (queue) => queue.live.agents.idle;
  const on = (queue) => Object.entries(queue.live.agents).reduce((sum, [name, n]) => (name === "loggedOut" ? sum : sum + n), 0);
  return liveTable({
    caption: t("floor.queues"), empty: t("floor.no_queues"), height: "max(20rem, 50vh)", sort: ["name", "ascending"],
    columns: [
      { id: "name", title: t("queue.name"), head: true, text: (queue) => queue.name, sort: (queue) => queue.name },
      { id: "waiting", title: t("queue.waiting"), text: (queue) => showNumber(queue.live.waiting), sort: (queue) => queue.live.waiting, right: true, width: "6rem" },
      { id: "longest", title: t("queue.longest"), make: clockCell((queue) => [queue.live.oldestEnteredAt]), right: true, width: "5.2rem", rank: 2 },
      { id: "level", title: t("queue.level"), text: (queue) => showPercent(figureOf(queue.figures, "serviceLevel").value), right: true, width: "5.2rem" },
      { id: "free", title: t("queue.free"), text: (queue) => `${free(queue)} / ${on(queue)}`, right: true, width: "5.2rem" },
    ],
  });
}

export function open() {
  const figures = tiles(), calls = callsTable(), agents = agentsTable(), queues = queuesTable(), alarms = alarmList(), strip = hearingStrip();
  const callCount = h("span", { class: "count" }), agentCount = h("span", { class: "count" });
  const search = h("input", { type: "search", placeholder: t("floor.search"), "aria-label": t("floor.search"), oninput: () => paintAgents() });
  const onlyOn = h("input", { type: "checkbox", checked: true, id: "only-on", onchange: () => paintAgents() });
  const paintAgents = () => {
    const wanted = search.value.trim().toLowerCase();
    const all = [...floor.agents.values()];
    agents.rows = all.filter((one) => (!onlyOn.checked || one.state !== "OFFLINE") && one.name.toLowerCase().includes(wanted));
    setText(agentCount, showNumber(agents.rows.length));
  };
  const paint = () => {
    figures.paint();
    calls.rows = [...floor.calls.values()];
    setText(callCount, showNumber(calls.rows.filter((one) => !isFinal(one)).length));
    queues.rows = floor.board?.queues ?? [];
    paintAgents();
    alarms.paint();
  };
  const stop = watch(["calls", "agents", "board", "queues", "alerts", "link"], paint);
  const ticker = setInterval(() => {
    figures.paint();
  }, 1000);
  if (socket.state === "connected") wantBoard(0);
  paint();
  const tools = h("div", { class: "buttons" }, h("label", { class: "buttons small", for: "only-on" }, onlyOn, t("floor.only_on")), h("div", {}, search));
  return {
    elements: [h("h1", { class: "unseen" }, t("nav.floor")), strip.element, figures.element,
      h("div", { class: "floor" },
        h("div", {}, card([t("floor.calls"), " ", callCount], null, calls), card([t("floor.agents"), " ", agentCount], tools, agents)),
        h("div", {}, card(t("floor.alarms"), alarms.tools, alarms.element), card(t("floor.queues"), null, queues)))],
    leave: () => {
      stop();
      strip.leave();
      clearInterval(ticker);
    },
  };
}
