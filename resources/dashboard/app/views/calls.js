// SPDX-License-Identifier: GPL-3.0-or-later
// All calls: search, one call in full, download.

import { call, can } from "../api.js";
import { csvOf } from "../csv.js";
import { button, h, saveFile, setText } from "../dom.js";
import { fieldOf } from "../forms.js";
import { none, showDuration, showNumber, t, word } from "../i18n.js";
import { floor, watch } from "../live.js";
import { attempt, card, sentenceOf, stateCell } from "../parts.js";
import { liveTable, openingCell } from "../table.js";
import { momentOf } from "../times.js";
import { callDialog, talkSeconds } from "./call_dialog.js";
import { callState, nameOfAgent } from "./floor.js";

const kPage = 100;
const kMostRows = 20_000; // of one download
const kStatuses = ["INITIATED", "RINGING", "ACTIVE", "COMPLETED", "NO_ANSWER", "FAILED"];

/** The address of the filter, so that it can be kept and sent. */
function addressOf(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return query.toString() ? `#/calls?${query}` : "#/calls";
}

/** Days of the viewer as moments: from the beginning of the first to the end of the last. */
function asked({ number, status, direction, from, to }) {
  const midnight = (day, plus) => {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(year, month - 1, date + plus).toISOString();
  };
  return { number, status, direction, from: from ? midnight(from, 0) : undefined, to: to ? midnight(to, 1) : undefined };
}

function resultTable() {
  const open = (one) => callDialog(one.id);
  return liveTable({
    caption: t("nav.calls"), empty: t("calls.none"), onopen: open,
    columns: [
      { id: "number", title: t("call.number"), head: true, make: openingCell((one) => one.customerNumber || none, open), width: "10rem" },
      { id: "status", title: t("call.state"), make: stateCell("status", callState) },
      { id: "started", title: t("call.started"), make: (cell, ref) => cell.append(momentOf(ref.row.startedAt)), rank: 2, width: "10.5rem" },
      { id: "direction", title: t("call.direction"), text: (one) => word("direction", one.direction), rank: 3, width: "8rem" },
      { id: "agent", title: t("call.agent"), text: (one) => nameOfAgent(one.agentId), rank: 3 },
      { id: "ours", title: t("call.ours"), text: (one) => one.ourNumber ?? none, rank: 4 },
      { id: "talk", title: t("call.talked"), text: (one) => showDuration(talkSeconds(one)), right: true, width: "6rem", rank: 2 },
    ],
  });
}

const kColumns = [
  ["id", (one) => one.id], ["started_at_utc", (one) => one.startedAt], ["answered_at_utc", (one) => one.answeredAt], ["ended_at_utc", (one) => one.endedAt],
  ["direction", (one) => one.direction], ["customer_number", (one) => one.customerNumber], ["our_number", (one) => one.ourNumber], ["status", (one) => one.status],
  ["outcome", (one) => one.outcome], ["agent", (one) => floor.agents.get(one.agentId)?.name ?? one.agentId], ["talk_seconds", (one) => talkSeconds(one)], ["campaign_id", (one) => one.campaignId], ["cost", (one) => one.cost],
];

async function download(filter, progress) {
  const rows = [];
  let cursor = null;
  do {
    const page = await call("listCalls", { ...asked(filter), limit: 200, cursor });
    rows.push(...page.calls);
    cursor = page.next;
    progress(rows.length);
  } while (cursor && rows.length < kMostRows);
  saveFile(`calls-${new Date().toISOString().slice(0, 10)}.csv`, "text/csv;charset=utf-8", csvOf(kColumns, rows));
  return Boolean(cursor);
}

export function open(_rest, query) {
  const fields = {
    number: fieldOf({ name: "number", label: t("calls.number"), inputmode: "tel", type: "search" }),
    status: fieldOf({ name: "status", label: t("call.state"), type: "select", options: [["", t("any")], ...kStatuses.map((one) => [one, word("status", one)])] }),
    direction: fieldOf({ name: "direction", label: t("call.direction"), type: "select", options: [["", t("any")], ...["inbound", "outbound"].map((one) => [one, word("direction", one)])] }),
    from: fieldOf({ name: "from", label: t("calls.from"), type: "date" }),
    to: fieldOf({ name: "to", label: t("calls.to"), type: "date" }),
  };
  const table = resultTable();
  const count = h("span", { class: "count", role: "status" });
  const note = h("p", { class: "soft small", role: "status" });
  let filter = {}, cursor = null, turn = 0;
  const more = button(t("more"), ({ currentTarget }) => attempt(currentTarget, () => fetchPage()), "");
  const moreLine = h("div", { class: "more", hidden: true }, more);

  async function fetchPage() {
    const mine = turn;
    const page = await call("listCalls", { ...asked(filter), limit: kPage, cursor });
    if (mine !== turn) return;
    table.rows = cursor ? [...table.rows, ...page.calls] : page.calls;
    cursor = page.next;
    moreLine.hidden = !cursor;
  }
  async function search() {
    turn += 1;
    cursor = null;
    const mine = turn;
    fields.number.object("");
    setText(note, "");
    try {
      const [, counts] = await Promise.all([fetchPage(), can("countCalls") ? call("countCalls", asked(filter)) : null]);
      if (mine === turn && counts) setText(count, t("calls.count", { n: counts.total }));
    } catch (problem) {
      if (mine !== turn) return;
      table.rows = [];
      setText(count, "");
      fields[problem.field]?.object(problem.message);
      if (!fields[problem.field]) setText(note, sentenceOf(problem));
    }
  }
  function goTo(_path, parameters) {
    for (const [name, part] of Object.entries(fields)) part.control.value = parameters.get(name) ?? "";
    filter = Object.fromEntries(Object.keys(fields).map((name) => [name, parameters.get(name) ?? ""]));
    search();
    return true;
  }
  const apply = () => {
    const next = addressOf(Object.fromEntries(Object.entries(fields).map(([name, part]) => [name, part.control.value.trim()])));
    if (next === location.hash || (next === "#/calls" && location.hash === "")) search();
    else location.hash = next;
  };
  const form = h("form", { class: "filters", role: "search", onsubmit: (event) => {
    event.preventDefault();
    apply();
  } }, Object.values(fields).map((part) => part.element), h("div", { class: "buttons" }, h("button", { type: "submit", class: "main" }, t("search"))));
  for (const name of ["status", "direction", "from", "to"]) fields[name].control.addEventListener("change", apply);
  const csv = button(t("calls.csv"), ({ currentTarget }) => attempt(currentTarget, async () => {
    const cut = await download(filter, (rows) => setText(note, t("calls.fetching", { n: rows })));
    setText(note, cut ? t("calls.cut", { n: kMostRows }) : "");
  }), "tight");
  // A call that is shown and changes is shown as it is now; new ones wait for the next search, so that nothing jumps.
  const stop = watch(["calls"], () => {
    if (table.rows.some((one) => floor.calls.has(one.id))) table.rows = table.rows.map((one) => (floor.calls.has(one.id) ? Object.assign({}, one, floor.calls.get(one.id)) : one));
  });
  goTo([], query);
  return {
    elements: [h("div", { class: "view-head" }, h("h1", {}, t("nav.calls"))), card(t("calls.search"), null, h("div", { class: "body" }, form)),
      card([t("calls.found"), " ", count], csv, table, moreLine, h("div", {}, note))],
    goTo,
    leave: stop,
  };
}
