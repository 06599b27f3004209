// SPDX-License-Identifier: GPL-3.0-or-later
// What needs somebody's eye, as the server tells it: each alarm when it begins, while it lasts, and a little longer.

import { call, can } from "../api.js";
import { arrange, button, h } from "../dom.js";
import { showDuration, showPercent, t } from "../i18n.js";
import { floor } from "../live.js";
import { attempt, say } from "../parts.js";
import { user } from "../session.js";
import { timeOf } from "../times.js";
import { limitsDialog } from "./alarm_limits.js";

const percent = (perMille) => showPercent(perMille / 10);

const kSentences = {
  longest_wait: (one) => t("alarm.wait", { queue: one.subject, limit: showDuration(one.limit) }),
  service_level: (one) => t("alarm.level", { queue: one.subject, target: percent(one.limit) }),
  nobody_there: (one) => t("alarm.nobody", { queue: one.subject }),
  drop_rate: (one) => t("alarm.drops", { campaign: one.subject, limit: percent(one.limit) }),
  long_pause: (one) => t("alarm.break", { name: one.subject, limit: showDuration(one.limit) }),
  long_wrap_up: (one) => t("alarm.wrapup", { name: one.subject, limit: showDuration(one.limit) }),
  unreachable: (one) => t("alarm.unreachable", { name: one.subject }),
  dead_leg: (one) => t("alarm.dead", { number: one.subject }),
  phrase: (one) => t("alarm.phrase", { number: one.subject, text: one.text ?? "" }),
  help: (one) => (one.text ? t("alarm.help_why", { name: one.subject, text: one.text }) : t("alarm.help", { name: one.subject })),
};

/** An alarm in a sentence; one of a kind that this page does not know is named all the same. */
export const alarmText = (one) => kSentences[one.kind]?.(one) ?? `${one.kind}: ${one.subject}`;

function controls(one) {
  if (one.endedAt || one.acknowledgedAt) return null;
  if (one.kind === "help" && one.agentId === user().id) return null;
  if (one.kind === "help" && can("answerHelp"))
    return button(t("alarm.answer"), ({ currentTarget }) => attempt(currentTarget, async () => {
      const { listening, note } = await call("answerHelp", { id: one.id });
      say(note ?? (listening ? t("supervise.ringing") : t("alarm.answered")));
    }), "tight main");
  return can("acknowledgeAlert") ? button(t("alarm.take"), ({ currentTarget }) => attempt(currentTarget, () => call("acknowledgeAlert", { id: one.id })), "tight") : null;
}

function itemOf(one) {
  const taken = one.acknowledgedBy ? ` · ${t("alarm.taken", { name: one.acknowledgedBy })}` : "";
  const over = one.endedAt ? ` (${t("alarm.over")})` : "";
  return h("li", { class: one.endedAt ? "over" : one.acknowledgedAt ? "taken" : "" },
    h("span", { class: "sign", "aria-hidden": "true" }, one.endedAt ? "✓" : "▲"),
    h("span", { class: "what" }, alarmText(one), taken, over), timeOf(one.raisedAt), controls(one));
}

export function alarmList() {
  const shown = new Map(); // by id: the object and its element
  const list = h("ul", { class: "alarms", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t("floor.alarms"), tabindex: "0" });
  const nothing = h("div", { class: "empty" }, t("floor.no_alarms"));
  const tools = can("listAlertLimits") ? button(t("alarm.limits"), limitsDialog, "tight") : null;
  const paint = () => {
    const alerts = [...floor.alerts.values()].sort((a, b) => b.raisedAt.localeCompare(a.raisedAt));
    for (const one of alerts) if (shown.get(one.id)?.one !== one) shown.set(one.id, { one, element: itemOf(one) });
    for (const id of shown.keys()) if (!floor.alerts.has(id)) shown.delete(id);
    arrange(list, alerts.map((one) => shown.get(one.id).element));
    nothing.hidden = alerts.length > 0;
    list.hidden = alerts.length === 0;
  };
  return { element: h("div", {}, list, nothing), tools, paint };
}
