// SPDX-License-Identifier: GPL-3.0-or-later
// What needs somebody's eye. Each alarm is told once when it begins, stays while it lasts, and a little longer.

import { arrange, h, setText } from "../dom.js";
import { showDuration, showPercent, t } from "../i18n.js";
import { floor } from "../live.js";
import { serverNow, timeOf } from "../times.js";

const kStaysMs = 60_000;
const kLongBreakSeconds = 1800;
const kLongWrapUpSeconds = 300;

const secondsSince = (iso) => (iso ? (serverNow() - Date.parse(iso)) / 1000 : 0);

function ofQueues(found) {
  for (const { id, name, live, figures, serviceLevelTarget: target, serviceLevelSeconds: limit } of floor.board?.queues ?? []) {
    const waited = secondsSince(live.oldestEnteredAt);
    if (live.waiting > 0 && waited > limit) found.set(`wait ${id}`, t("alarm.wait", { queue: name, limit: showDuration(limit) }));
    const { loggedOut, unreachable, ...present } = live.agents;
    if (live.waiting > 0 && Object.values(present).every((count) => count === 0)) found.set(`nobody ${id}`, t("alarm.nobody", { queue: name }));
    const level = figures.find((one) => one.name === "serviceLevel");
    if (level?.value !== null && level?.value < target && level.denominator >= 5)
      found.set(`level ${id}`, t("alarm.level", { queue: name, target: showPercent(target) }));
  }
}

function ofAgents(found) {
  for (const { id, name, state, stateSince, wrapUp } of floor.agents.values()) {
    const seconds = secondsSince(stateSince);
    if (state === "UNREACHABLE") found.set(`away ${id}`, t("alarm.unreachable", { name }));
    if (state === "WRAPUP" && seconds > kLongWrapUpSeconds && !wrapUp?.endsAt) found.set(`wrap ${id}`, t("alarm.wrapup", { name }));
    if (state === "NOT_READY" && seconds > kLongBreakSeconds) found.set(`break ${id}`, t("alarm.break", { name }));
  }
}

export function alarmList() {
  const known = new Map();
  const list = h("ul", { class: "alarms", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t("floor.alarms"), tabindex: "0" });
  const nothing = h("div", { class: "empty" }, t("floor.no_alarms"));
  const paint = () => {
    const found = new Map();
    ofQueues(found);
    ofAgents(found);
    for (const [key, text] of found) {
      const old = known.get(key);
      if (old && !old.overAt) continue;
      const at = new Date(serverNow()).toISOString();
      const element = h("li", {}, h("span", { class: "sign", "aria-hidden": "true" }, "▲"), h("span", { class: "what" }, text), timeOf(at));
      known.set(key, { element, at });
    }
    for (const [key, alarm] of known) {
      if (found.has(key)) continue;
      alarm.overAt ??= Date.now();
      if (!alarm.element.classList.contains("over")) {
        alarm.element.classList.add("over");
        alarm.element.querySelector(".what").append(` (${t("alarm.over")})`);
        setText(alarm.element.querySelector(".sign"), "✓");
      }
      if (Date.now() - alarm.overAt > kStaysMs) known.delete(key);
    }
    const newest = [...known.values()].sort((a, b) => b.at.localeCompare(a.at)).map((alarm) => alarm.element);
    arrange(list, newest);
    nothing.hidden = newest.length > 0;
    list.hidden = newest.length === 0;
  };
  return { element: h("div", {}, list, nothing), paint };
}
