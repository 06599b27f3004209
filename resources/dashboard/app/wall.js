// SPDX-License-Identifier: GPL-3.0-or-later
// The screen on the wall: `/wall?token=…`, with `&theme=light` and `&lang=de` if wanted. It asks every few seconds, since all it
// has is a link: no account, no socket, no names of people.

import { h, setText } from "./dom.js";
import { loadWords, none, showDuration, showNumber, showPercent, showTime, t } from "./i18n.js";
import { stateMark } from "./parts.js";
import { kLanguages } from "./prefs.js";
import { noteServerDate, serverNow } from "./times.js";

const kPeriodMs = 4_000;
const kStaleMs = 60_000;
const kStates = ["AVAILABLE", "RINGING", "TALKING", "HOLD", "WRAPUP", "NOT_READY", "UNREACHABLE", "OFFLINE"];
const kSameAs = { RESERVED: "RINGING", PREVIEW: "RINGING" };

const parameters = new URLSearchParams(location.search);
const token = parameters.get("token") ?? "";
document.documentElement.dataset.theme = parameters.get("theme") === "light" ? "light" : "dark";
const wanted = parameters.get("lang");
await loadWords(wanted in kLanguages ? wanted : undefined);

function number(name) {
  const value = h("span", {}, none), mark = h("span", { class: "mark", "aria-hidden": "true" }, "▲"), under = h("div", { class: "under" }), alarm = h("span", { class: "unseen" }), line = h("div", { class: "value" }, value, alarm);
  const element = h("div", { class: "number", role: "group", "aria-label": name }, h("div", { class: "name" }, name, mark), line, under);
  return { element, paint(text, below = "", over = false) {
    setText(value, text);
    line.style.setProperty("--letters", text.length);
    setText(under, below);
    setText(alarm, over ? t("tile.over") : "");
    element.classList.toggle("over", over);
  } };
}

const title = h("h1", {}, "callfloor"), clock = h("time", { class: "clock" }), link = h("div", { class: "link", role: "status" });
const numbers = { waiting: number(t("tile.waiting")), longest: number(t("tile.longest")), level: number(t("tile.level")), ready: number(t("tile.ready")), busy: number(t("tile.busy")), calls: number(t("tile.calls")) };
const body = h("tbody");
const columns = [["queue.name"], ["queue.waiting"], ["queue.longest"], ["queue.level"], ["queue.free"], ["wall.answered", "p2"], ["wall.abandoned", "p2"]];
const table = h("table", {}, h("caption", { class: "unseen" }, t("floor.queues")), h("thead", {}, h("tr", {}, columns.map(([key, rank]) => h("th", { scope: "col", class: rank }, t(key))))), body);
const agents = h("ul", { class: "agents", "aria-label": t("floor.agents") });
const marks = new Map(kStates.map((state) => {
  const mark = stateMark("state"), count = h("strong", {}, none);
  mark.paint(state);
  agents.append(h("li", { class: "buttons" }, count, mark.element));
  return [state, count];
}));
const refused = h("p", { class: "refused", role: "alert", hidden: true });
const queues = h("div", { class: "queues", tabindex: "0", role: "region", "aria-label": t("floor.queues") }, table);
const figures = h("div", { class: "numbers" }, Object.values(numbers).map((one) => one.element));
const wallScreen = h("main", { class: "wall" }, h("header", {}, title, link, clock), figures, queues, agents, refused);
document.body.replaceChildren(wallScreen);

let board = null, heardAt = null, failing = false;
const figure = (figures, name) => figures.find((one) => one.name === name) ?? { value: null, numerator: null };
const waited = (iso) => (iso ? (serverNow() - Date.parse(iso)) / 1000 : null);
const rounded = (value) => showPercent(value === null ? null : Math.round(value));

function paintNumbers() {
  const sum = (read) => board.queues.reduce((total, queue) => total + read(queue), 0);
  const counts = new Map();
  for (const { state, count } of board.agents) counts.set(kSameAs[state] ?? state, (counts.get(kSameAs[state] ?? state) ?? 0) + count);
  const count = (state) => counts.get(state) ?? 0;
  const oldest = waited(board.queues.map((queue) => queue.live.oldestEnteredAt).filter(Boolean).sort()[0]);
  const limit = Math.min(...board.queues.map((queue) => queue.serviceLevelSeconds));
  const waiting = sum((queue) => queue.live.waiting), late = oldest !== null && oldest > limit;
  numbers.waiting.paint(showNumber(waiting), t("tile.offered", { n: sum((queue) => queue.live.offered) }), late);
  numbers.longest.paint(showDuration(oldest ?? 0), Number.isFinite(limit) ? t("tile.limit", { value: showDuration(limit) }) : "", late);
  const level = figure(board.total, "serviceLevel").value;
  const target = board.queues.length > 0 ? Math.round(sum((queue) => queue.serviceLevelTarget) / board.queues.length) : null;
  numbers.level.paint(rounded(level), target === null ? "" : t("tile.target", { value: showPercent(target) }), level !== null && level < target);
  const all = board.agents.reduce((total, one) => total + one.count, 0);
  numbers.ready.paint(showNumber(count("AVAILABLE")), t("tile.of", { n: all - count("OFFLINE") }), waiting > 0 && count("AVAILABLE") === 0);
  numbers.busy.paint(showNumber(count("TALKING") + count("HOLD")), t("tile.wrapup", { n: count("WRAPUP") }));
  numbers.calls.paint(showNumber(board.calls), t("wall.offered", { n: figure(board.total, "offered").numerator ?? 0 }));
  for (const [state, place] of marks) setText(place, showNumber(count(state)));
}

function queueRow(queue) {
  const level = figure(queue.figures, "serviceLevel").value, wait = waited(queue.live.oldestEnteredAt);
  const { loggedOut, ...on } = queue.live.agents;
  const cell = (text, over = false, rank = "") => h("td", { class: `${over ? "over " : ""}${rank}` }, text);
  return h("tr", {}, h("th", { scope: "row" }, queue.name), cell(showNumber(queue.live.waiting)), cell(showDuration(wait ?? 0), wait !== null && wait > queue.serviceLevelSeconds),
    cell(rounded(level), level !== null && level < queue.serviceLevelTarget), cell(`${on.idle} / ${Object.values(on).reduce((total, count) => total + count, 0)}`),
    cell(showNumber(figure(queue.figures, "answered").numerator), false, "p2"), cell(showNumber(figure(queue.figures, "abandoned").numerator), false, "p2"));
}

function paint() {
  setText(clock, showTime(serverNow()));
  const stale = failing && heardAt !== null;
  link.classList.toggle("lost", failing);
  setText(link, failing ? (stale ? t("link.stale", { time: showTime(heardAt) }) : t("error.unreachable")) : "");
  wallScreen.classList.toggle("stale", stale && Date.now() - heardAt > kStaleMs);
  if (!board) return;
  setText(title, board.label);
  paintNumbers();
  body.replaceChildren(...board.queues.map(queueRow));
}

function refuse(sentence) {
  board = null;
  setText(refused, sentence);
  for (const part of [figures, queues, agents]) part.hidden = true;
  refused.hidden = false;
}

async function ask() {
  const sentAt = Date.now();
  try {
    const reply = await fetch(`/api/walls/board?token=${encodeURIComponent(token)}`, { cache: "no-store" });
    if (reply.status === 403 || reply.status === 400) {
      refuse(t("wall.refused"));
      failing = false;
    } else if (!reply.ok) throw new Error(String(reply.status));
    else {
      noteServerDate(reply.headers.get("Date"), sentAt);
      board = await reply.json();
      heardAt = Date.now();
      failing = false;
      refused.hidden = true;
      for (const part of [figures, queues, agents]) part.hidden = false;
    }
  } catch {
    failing = true;
  }
  paint();
  setTimeout(ask, refused.hidden ? kPeriodMs : 15 * kPeriodMs);
}

setInterval(paint, 1000);
ask();
