// SPDX-License-Identifier: GPL-3.0-or-later
// One call: what happened when, who, and the calls before it.

import { call, can } from "../api.js";
import { button, h } from "../dom.js";
import { none, showDuration, t, word } from "../i18n.js";
import { floor, isFinal } from "../live.js";
import { outcomeOf, showDialog, stateMark } from "../parts.js";
import { hangUp, superviseItems } from "../supervise.js";
import { momentOf, timeOf } from "../times.js";

const fact = (name, value) => [h("dt", {}, name), h("dd", {}, value ?? none)];
export const talkSeconds = (one) => (one.answeredAt && one.endedAt ? (Date.parse(one.endedAt) - Date.parse(one.answeredAt)) / 1000 : null);

function timeline(one) {
  const steps = [[one.startedAt, one.direction === "inbound" ? t("line.came") : t("line.dialled")]];
  if (one.answeredAt) steps.push([one.answeredAt, t("line.answered")]);
  if (one.endedAt) steps.push([one.endedAt, outcomeOf(one) ? t("line.ended_as", { outcome: outcomeOf(one) }) : t("line.ended")]);
  return h("ol", { class: "timeline" }, steps.map(([at, words]) => h("li", {}, timeOf(at), h("span", {}, words))));
}

export function earlierCalls(calls, skip) {
  const rows = calls.filter((one) => one.id !== skip).map((one) => {
    const mark = stateMark("status");
    mark.paint(one.status, outcomeOf(one));
    return h("tr", {}, h("td", {}, momentOf(one.startedAt)), h("td", {}, mark.element), h("td", { class: "right" }, showDuration(talkSeconds(one))));
  });
  if (rows.length === 0) return h("p", { class: "soft" }, t("call.no_earlier"));
  return h("cf-table", {}, h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("call.earlier") }, h("table", {},
    h("thead", {}, h("tr", {}, [t("call.started"), t("call.state"), t("call.talked")].map((title) => h("th", { scope: "col" }, h("span", {}, title))))), h("tbody", {}, rows))));
}

function actions(one, close) {
  if (isFinal(one)) return null;
  const items = [...superviseItems(floor.calls.get(one.id) ?? one), ...(can("hangUp") ? [[t("hangup.do"), () => hangUp(one), "danger"]] : [])];
  return h("div", { class: "buttons" }, items.map(([words, run, kind]) => button(words, () => {
    close();
    run();
  }, kind ?? "")));
}

export function callDialog(id) {
  const place = h("div", { class: "soft" }, t("loading"));
  const dialog = showDialog(t("call.title"), () => place);
  const show = async () => {
    const one = await call("getCall", { id });
    const mark = stateMark("status");
    mark.paint(one.status, outcomeOf(one));
    const earlier = h("div", { class: "soft" }, t("loading"));
    place.className = "stack";
    place.replaceChildren(
      h("p", { class: "party" }, one.customerNumber || none), h("div", { class: "now" }, mark.element), actions(one, () => dialog.close()) ?? "",
      timeline(one),
      h("dl", { class: "facts" }, fact(t("call.direction"), word("direction", one.direction)), fact(t("call.agent"), one.agent?.name), fact(t("call.ours"), one.ourNumber),
        fact(t("call.talked"), showDuration(talkSeconds(one))), fact(t("call.cost"), one.cost), one.failureText ? fact(t("call.failure"), one.failureText) : [],
        fact(t("call.recording"), one.recordingUrl ? t("call.recorded") : t("call.not_recorded")), fact(t("call.id"), h("span", { class: "mono" }, one.id))),
      h("h3", {}, t("call.earlier")), earlier);
    if (!can("numberHistory") || !one.customerNumber) return earlier.replaceChildren(none);
    const calls = await call("numberHistory", { number: one.customerNumber });
    earlier.replaceWith(earlierCalls(calls, one.id));
  };
  show().catch((problem) => place.replaceChildren(problem.message));
}
