// SPDX-License-Identifier: GPL-3.0-or-later
// Campaigns: how far they are, start, pause, stop; and the numbers that must not be called.

import { call, can, findOperation } from "../api.js";
import { button, h, setText } from "../dom.js";
import { makeForm } from "../forms.js";
import { none, showNumber, t, word } from "../i18n.js";
import { floor, watch } from "../live.js";
import { attempt, card, confirmed, menuButton, say, sentenceOf, showDialog } from "../parts.js";
import { liveTable, openingCell } from "../table.js";
import { momentOf } from "../times.js";

const doneOf = ({ answered, unanswered, failed, blocked }) => answered + unanswered + failed + blocked;
const operation = {
  pause: () => findOperation("POST /api/campaigns/{id}/pause", "POST /api/campaign/{id}/pause"),
  resume: () => findOperation("POST /api/campaigns/{id}/resume", "POST /api/campaign/{id}/resume"),
};

function meter(cell) {
  const good = h("i"), rest = h("i", { class: "miss" }), words = h("span", { class: "num small" });
  const track = h("div", { class: "track", role: "img" }, good, rest);
  cell.append(h("div", { class: "meter" }, track, words));
  return ({ counts }) => {
    const part = (count) => `${counts.numbers > 0 ? (100 * count) / counts.numbers : 0}%`;
    good.style.setProperty("--part", part(counts.answered));
    rest.style.setProperty("--part", part(doneOf(counts) - counts.answered));
    track.setAttribute("aria-label", t("campaign.progress", { done: showNumber(doneOf(counts)), all: showNumber(counts.numbers) }));
    setText(words, `${showNumber(doneOf(counts))} / ${showNumber(counts.numbers)}`);
  };
}

const kSigns = { draft: "○", running: "▶", paused: "‖", draining: "▷", stopped: "■", completed: "✓" };
const statusText = (one) => `${kSigns[one.status] ?? "·"}\ufe0e ${word("campaign.status", one.status)}`;

async function stopCampaign(one) {
  if (!(await confirmed(t("campaign.stop_title"), t("campaign.stop_text", { name: one.name }), t("campaign.stop")))) return;
  await attempt(null, () => call("stopCampaign", { id: one.id }), t("campaign.stopped", { name: one.name }));
}

function itemsOf(one) {
  const run = (id) => () => attempt(null, () => call(id, { id: one.id }));
  return [
    ...(one.status === "running" && operation.pause() ? [[t("campaign.pause"), run(operation.pause())]] : []),
    ...(one.status === "paused" && operation.resume() ? [[t("campaign.resume"), run(operation.resume())]] : []),
    ...(["running", "paused", "draining"].includes(one.status) && can("stopCampaign") ? [[t("campaign.stop"), () => stopCampaign(one), "danger"]] : []),
  ];
}

function campaignDialog(one) {
  const { counts } = one;
  const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
  showDialog(one.name, (close) => [
    h("div", { class: "buttons" }, h("span", { class: "badge" }, statusText(one)), itemsOf(one).map(([words, run, kind]) => button(words, () => {
      close();
      run();
    }, kind ?? ""))),
    h("dl", { class: "facts" }, ["numbers", "waiting", "dialling", "answered", "unanswered", "failed", "blocked"].map((name) => fact(word("counts", name), showNumber(counts[name]))),
      fact(t("campaign.lines"), showNumber(one.concurrency)), fact(t("call.ours"), one.fromNumber || none), fact(t("campaign.created"), momentOf(one.createdAt)), fact(t("campaign.ended"), momentOf(one.endedAt))),
    one.message ? h("div", {}, h("h3", {}, t("campaign.message")), h("p", {}, one.message)) : null,
  ]);
}

/** One number a line; what stands behind a comma or semicolon is left out, so that a column of a table can be pasted. */
export const numbersIn = (text) => text.split(/\r?\n/).map((line) => line.split(/[,;\t]/)[0].trim()).filter((line) => /\d/.test(line));

function startDialog(done) {
  const preview = h("p", { class: "hint wide", role: "status" });
  showDialog(t("campaign.new"), (close) => {
    const form = makeForm({
      cancel: close, words: t("campaign.start"), shape: "grid",
      fields: [
        { name: "name", label: t("campaign.name"), required: true, most: 200 },
        { name: "concurrency", label: t("campaign.lines"), type: "number", min: 1, max: 1000, value: 5, hint: t("campaign.lines_hint") },
        { name: "numbers", label: t("campaign.numbers"), type: "lines", rows: 8, required: true, wide: true, hint: t("campaign.numbers_hint") },
        { name: "message", label: t("campaign.message"), type: "lines", rows: 3, wide: true, hint: t("campaign.message_hint") },
        { name: "record", label: t("campaign.record"), type: "check" },
      ],
      submit: async (values) => {
        await call("startCampaign", { ...values, numbers: [...new Set(numbersIn(values.numbers))] });
        close();
        say(t("campaign.started", { name: values.name }));
        done();
      },
    });
    const lines = form.parts.numbers.control;
    lines.after(preview);
    lines.addEventListener("input", () => {
      const numbers = numbersIn(lines.value);
      setText(preview, t("campaign.preview", { n: new Set(numbers).size, double: showNumber(numbers.length - new Set(numbers).size) }));
    });
    const file = h("input", { type: "file", accept: ".csv,.txt,text/csv,text/plain", "aria-label": t("campaign.file"), onchange: async () => {
      if (!file.files[0]) return;
      lines.value = await file.files[0].text();
      lines.dispatchEvent(new Event("input"));
    } });
    preview.after(file);
    return form;
  }, { broad: true });
}

function campaignsPart() {
  const table = liveTable({
    caption: t("nav.campaigns"), empty: t("campaign.none"), onopen: campaignDialog,
    columns: [
      { id: "name", title: t("campaign.name"), head: true, make: openingCell((one) => one.name, campaignDialog), sort: (one) => one.name },
      { id: "status", title: t("campaign.status"), text: statusText, sort: (one) => one.status, width: "8rem" },
      { id: "progress", title: t("campaign.progress_title"), make: meter, rank: 2 },
      { id: "answered", title: t("counts.answered"), text: (one) => showNumber(one.counts.answered), right: true, rank: 3, width: "6.5rem" },
      { id: "dialling", title: t("counts.dialling"), text: (one) => `${showNumber(one.counts.dialling)} / ${showNumber(one.concurrency)}`, right: true, rank: 3, width: "6.5rem" },
      { id: "created", title: t("campaign.created"), make: (cell, ref) => cell.append(momentOf(ref.row.createdAt)), rank: 4, width: "10.5rem" },
      { id: "do", title: t("actions"), hiddenTitle: true, width: "3.25rem", make: (cell, ref) => {
        const menu = menuButton(t("actions"), () => itemsOf(ref.row));
        cell.append(menu);
        return (one) => (menu.disabled = itemsOf(one).length === 0);
      } },
    ],
  });
  let cursor = null;
  const more = h("div", { class: "more", hidden: true }, button(t("more"), ({ currentTarget }) => attempt(currentTarget, () => fetchPage())));
  async function fetchPage() {
    const page = await call("listCampaigns", { limit: 50, cursor });
    table.rows = cursor ? [...table.rows, ...page.campaigns] : page.campaigns;
    cursor = page.next;
    more.hidden = !cursor;
  }
  const refresh = () => {
    cursor = null;
    fetchPage().catch((problem) => say(sentenceOf(problem), true));
  };
  const stop = watch(["campaigns"], () => {
    const known = new Set(table.rows.map((one) => one.id));
    const fresh = [...floor.campaigns.values()].filter((one) => !known.has(one.id) && one.createdAt && one.name);
    table.rows = [...fresh, ...table.rows.map((one) => (floor.campaigns.has(one.id) ? { ...one, ...floor.campaigns.get(one.id) } : one))];
  });
  refresh();
  const start = can("startCampaign") ? button(t("campaign.new"), () => startDialog(refresh), "main tight") : null;
  return { element: card(t("nav.campaigns"), start, table, more), leave: stop };
}

function doNotCallPart() {
  const table = liveTable({
    caption: t("dnc.title"), empty: t("dnc.none"),
    columns: [
      { id: "number", title: t("call.number"), head: true, text: (one) => one.number },
      { id: "reason", title: t("dnc.reason"), text: (one) => one.reason ?? none, rank: 2 },
      { id: "for", title: t("dnc.scope"), text: (one) => (one.campaignId ? t("dnc.one") : t("dnc.all")), rank: 3, width: "10rem" },
      { id: "since", title: t("dnc.since"), make: (cell, ref) => cell.append(momentOf(ref.row.createdAt)), rank: 3, width: "10.5rem" },
      ...(can("removeDoNotCall") ? [{ id: "do", title: t("actions"), hiddenTitle: true, width: "7rem", make: (cell, ref) => {
        cell.append(button(t("remove"), async ({ currentTarget }) => {
          const one = ref.row;
          if (await confirmed(t("dnc.remove_title"), t("dnc.remove_text", { number: one.number }), t("remove")))
            if (await attempt(currentTarget, () => call("removeDoNotCall", { id: one.id }))) refresh();
        }, "tight"));
      } }] : []),
    ],
  });
  let cursor = null, wanted = "";
  const more = h("div", { class: "more", hidden: true }, button(t("more"), ({ currentTarget }) => attempt(currentTarget, () => fetchPage())));
  async function fetchPage() {
    const page = await call("listDoNotCall", { limit: 100, cursor, number: wanted });
    table.rows = cursor ? [...table.rows, ...page.entries] : page.entries;
    cursor = page.next;
    more.hidden = !cursor;
  }
  const refresh = () => {
    cursor = null;
    fetchPage().catch((problem) => say(sentenceOf(problem), true));
  };
  const search = h("input", { type: "search", "aria-label": t("dnc.search"), placeholder: t("dnc.search"), inputmode: "tel", onchange: () => {
    wanted = search.value.trim();
    refresh();
  } });
  const add = can("addDoNotCall") ? button(t("dnc.add"), () => showDialog(t("dnc.add"), (close) => makeForm({
    cancel: close, words: t("add"),
    fields: [{ name: "number", label: t("call.number"), required: true, inputmode: "tel" }, { name: "reason", label: t("dnc.reason"), most: 500 }],
    submit: async (values) => {
      await call("addDoNotCall", values);
      close();
      refresh();
    },
  })), "main tight") : null;
  refresh();
  return card(t("dnc.title"), [h("div", {}, search), add], table, more);
}

export function open() {
  const campaigns = campaignsPart();
  return {
    elements: [h("div", { class: "view-head" }, h("h1", {}, t("nav.campaigns"))), campaigns.element, can("listDoNotCall") ? doNotCallPart() : null].filter(Boolean),
    leave: campaigns.leave,
  };
}
