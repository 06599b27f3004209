// SPDX-License-Identifier: GPL-3.0-or-later
// From where on alarms are raised: the server's one table, shown and changed.

import { call, can } from "../api.js";
import { button, h } from "../dom.js";
import { makeForm } from "../forms.js";
import { none, showDuration, showNumber, showPercent, t, word } from "../i18n.js";
import { floor } from "../live.js";
import { attempt, say, showDialog } from "../parts.js";

// Rates are in per mille on the wire and in percent for people.
const kRates = ["service_level", "drop_rate"];
const kTimes = ["longest_wait", "long_pause", "long_wrap_up", "unreachable"];
const kOwnAim = ["longest_wait", "service_level", "drop_rate"];
const kOfQueues = ["longest_wait", "service_level", "nobody_there"];

const isRate = (kind) => kRates.includes(kind);

function limitText(one) {
  if (!one.enabled) return t("limit.off");
  if (one.kind === "phrase") return one.phrases.join(", ") || none;
  if (one.limit === null) return t("limit.own");
  if (isRate(one.kind)) return showPercent(one.limit / 10);
  return kTimes.includes(one.kind) ? showDuration(one.limit) : showNumber(one.limit);
}

function fieldsOf(one) {
  if (one.kind === "phrase")
    return [{ name: "enabled", label: t("limit.enabled"), type: "check", value: one.enabled },
      { name: "phrases", label: t("limit.phrases"), hint: t("limit.phrases_hint"), type: "lines", rows: 4, value: one.phrases.join("\n"), keepEmpty: true }];
  const scale = isRate(one.kind) ? 10 : 1;
  const unit = isRate(one.kind) ? t("limit.percent") : kTimes.includes(one.kind) ? t("limit.seconds") : t("limit.count");
  const fields = [{ name: "enabled", label: t("limit.enabled"), type: "check", value: one.enabled }];
  if (kOfQueues.includes(one.kind) && !one.subjectId)
    fields.push({ name: "subjectId", label: t("limit.for"), type: "select", options: [["", t("limit.all")], ...(floor.board?.queues ?? []).map(({ id, name }) => [id, name])] });
  fields.push({ name: "limit", label: `${t("limit.limit")} (${unit})`, hint: kOwnAim.includes(one.kind) ? t("limit.own_hint") : "", type: "number", min: 0, value: one.limit === null ? "" : one.limit / scale },
    { name: "margin", label: `${t("limit.margin")} (${unit})`, hint: t("limit.margin_hint"), type: "number", min: 0, value: one.margin / scale },
    { name: "holdSeconds", label: t("limit.hold"), hint: t("limit.hold_hint"), type: "number", min: 0, value: one.holdSeconds });
  if (isRate(one.kind)) fields.push({ name: "leastCount", label: t("limit.least"), hint: t("limit.least_hint"), type: "number", min: 0, value: one.leastCount });
  return fields;
}

function valuesOf(one, entered) {
  if (one.kind === "phrase") return { kind: one.kind, enabled: entered.enabled, phrases: entered.phrases.split("\n").map((line) => line.trim()).filter(Boolean) };
  const scale = isRate(one.kind) ? 10 : 1;
  const values = { ...entered, kind: one.kind, margin: Math.round((entered.margin ?? 0) * scale) };
  if (one.subjectId) values.subjectId = one.subjectId;
  if (entered.limit !== undefined) values.limit = Math.round(entered.limit * scale);
  else if (kOwnAim.includes(one.kind)) values.ownLimit = true;
  return values;
}

function editDialog(one, done) {
  showDialog(word("alert", one.kind), (close) => makeForm({
    cancel: close,
    fields: fieldsOf(one),
    submit: async (entered) => {
      await call("setAlertLimit", valuesOf(one, entered));
      close();
      say(t("saved"));
      done();
    },
  }));
}

export async function limitsDialog() {
  const rows = h("tbody");
  const paint = () => attempt(null, async () => {
    const { limits } = await call("listAlertLimits");
    rows.replaceChildren(...limits.map((one) => h("tr", {},
      h("th", { scope: "row" }, word("alert", one.kind)), h("td", {}, one.subject ?? t("limit.all")), h("td", {}, limitText(one)),
      h("td", {}, h("div", { class: "buttons" },
        can("setAlertLimit") ? button(t("limit.change"), () => editDialog(one, paint), "tight") : null,
        one.subjectId && can("removeAlertLimit")
          ? button(t("limit.remove"), ({ currentTarget }) => attempt(currentTarget, async () => {
            await call("removeAlertLimit", { kind: one.kind, subjectId: one.subjectId });
            paint();
          }), "tight") : null)))));
  });
  showDialog(t("alarm.limits"), () => h("table", {},
    h("thead", {}, h("tr", {}, [t("limit.what"), t("limit.for"), t("limit.limit"), ""].map((title) => h("th", { scope: "col" }, title || h("span", { class: "unseen" }, t("actions")))))), rows), { broad: true });
  await paint();
}
