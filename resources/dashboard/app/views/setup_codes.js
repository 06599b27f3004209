// SPDX-License-Identifier: GPL-3.0-or-later
import { adminList, editDialog } from "../admin.js";
import { call, can } from "../api.js";
import { loadReasons } from "../codes.js";
import { button, h } from "../dom.js";
import { none, showNumber, t, word } from "../i18n.js";
import { attempt, confirmed } from "../parts.js";
import { openingCell } from "../table.js";

const kFlags = ["humanAnswered", "rightParty", "sale", "notInterested", "doNotCall", "callback", "unworkable", "completed", "countsAsDrop"];
const kActions = ["close", "retry_by_rule", "retry_at", "suppress_number", "suppress_contact"];
const keyField = { name: "key", required: true, most: 40 };

function flagsField(outcome) {
  const boxes = kFlags.map((name) => [name, h("input", { type: "checkbox", id: `flag-${name}`, checked: outcome?.[name] === true })]);
  const element = h("fieldset", { class: "flags wide" }, h("legend", {}, t("outcome.flags")), boxes.map(([name, box]) => h("div", { class: "field check" }, box, h("label", { for: box.id }, word("flag", name)))));
  return { element, chosen: () => Object.fromEntries(boxes.map(([name, box]) => [name, box.checked])) };
}

const removal = (name, remove, refresh) => (close) => h("div", { class: "buttons" }, button(t("remove"), async ({ currentTarget }) => {
  if ((await confirmed(t("remove"), t("code.remove_text", { name }), t("remove"))) && (await attempt(currentTarget, remove))) {
    close();
    refresh();
  }
}, "danger"));

function outcomeDialog(outcome, refresh) {
  const flags = flagsField(outcome);
  const dialog = editDialog(outcome?.label ?? t("outcome.add"), {
    done: refresh, broad: true, shape: "grid", words: outcome ? t("save") : t("add"),
    fields: [
      ...(outcome ? [] : [{ ...keyField, label: t("code.key"), hint: t("code.key_hint") }]),
      { name: "label", label: t("code.label"), value: outcome?.label ?? "", required: true, most: 100 },
      { name: "hotkey", label: t("outcome.hotkey"), value: outcome?.hotkey ?? "", most: 20, keepEmpty: Boolean(outcome), hint: t("outcome.hotkey_hint") },
      { name: "action", label: t("outcome.action"), type: "select", value: outcome?.action ?? "close", options: kActions.map((one) => [one, word("outcome.action", one)]) },
      { name: "position", label: t("code.position"), type: "number", min: 0, max: 10000, value: outcome?.position ?? 500 },
    ],
    save: (values) => (outcome ? call("updateDisposition", { id: outcome.key, ...values, flags: flags.chosen() }) : call("createDisposition", { ...values, flags: flags.chosen() })),
    extra: outcome ? [removal(outcome.label, () => call("updateDisposition", { id: outcome.key, removed: true }), refresh)] : [],
  });
  dialog.querySelector("form .fault.wide").before(flags.element);
}

export function outcomesAdmin() {
  const may = can("updateDisposition");
  let refreshNow = () => {};
  return adminList({
    title: t("setup.outcomes"), key: (one) => one.key, hint: t("outcome.hint"), onopen: may ? outcomeDialog : undefined, sort: ["position", "ascending"],
    load: async () => (await call("listDispositions", { all: true })).dispositions.filter((one) => !one.system && !one.removed),
    add: can("createDisposition") ? { words: t("outcome.add"), open: (refresh) => outcomeDialog(null, refresh) } : null,
    columns: (refresh) => {
      refreshNow = refresh;
      return [
        may ? { id: "label", title: t("code.label"), head: true, make: openingCell((one) => one.label, (one) => outcomeDialog(one, refreshNow)), sort: (one) => one.label }
          : { id: "label", title: t("code.label"), head: true, text: (one) => one.label, sort: (one) => one.label },
        { id: "hotkey", title: t("outcome.hotkey"), text: (one) => (one.hotkey ? `Alt+${one.hotkey}` : none), width: "6rem" },
        { id: "action", title: t("outcome.action"), text: (one) => word("outcome.action", one.action), rank: 2 },
        { id: "flags", title: t("outcome.flags"), text: (one) => kFlags.filter((name) => one[name]).map((name) => word("flag", name)).join(", ") || none, rank: 3 },
        { id: "position", title: t("code.position"), text: (one) => showNumber(one.position), sort: (one) => one.position, right: true, rank: 3, width: "6rem" },
      ];
    },
  });
}

function reasonDialog(reason, refresh) {
  const done = () => {
    refresh();
    loadReasons().catch(() => {});
  };
  editDialog(reason?.label ?? t("reason.add"), {
    done, words: reason ? t("save") : t("add"),
    fields: [
      ...(reason ? [] : [{ ...keyField, label: t("code.key"), hint: t("code.key_hint") }]),
      { name: "label", label: t("code.label"), value: reason?.label ?? "", required: true, most: 100 },
      { name: "position", label: t("code.position"), type: "number", min: 0, max: 10000, value: reason?.position ?? 50 },
    ],
    save: (values) => (reason ? call("updateReasonCode", { id: reason.key, ...values }) : call("createReasonCode", values)),
    extra: reason ? [removal(reason.label, () => call("updateReasonCode", { id: reason.key, removed: true }), done)] : [],
  });
}

export function reasonsAdmin() {
  const may = can("updateReasonCode");
  let refreshNow = () => {};
  return adminList({
    title: t("setup.reasons"), key: (one) => one.key, hint: t("reason.hint"), onopen: may ? reasonDialog : undefined, sort: ["position", "ascending"],
    load: async () => (await call("listReasonCodes")).reasonCodes.filter((one) => !one.system && !one.removed),
    add: can("createReasonCode") ? { words: t("reason.add"), open: (refresh) => reasonDialog(null, refresh) } : null,
    columns: (refresh) => {
      refreshNow = refresh;
      return [
        may ? { id: "label", title: t("code.label"), head: true, make: openingCell((one) => one.label, (one) => reasonDialog(one, refreshNow)), sort: (one) => one.label }
          : { id: "label", title: t("code.label"), head: true, text: (one) => one.label, sort: (one) => one.label },
        { id: "key", title: t("code.key"), text: (one) => one.key, rank: 2 },
        { id: "position", title: t("code.position"), text: (one) => showNumber(one.position), sort: (one) => one.position, right: true, width: "6rem" },
      ];
    },
  });
}
