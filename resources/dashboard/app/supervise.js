// SPDX-License-Identifier: GPL-3.0-or-later
// Listening to calls, and talking into them, through the supervisor's own phone.

import { call, can } from "./api.js";
import { button, h, setText } from "./dom.js";
import { t, word } from "./i18n.js";
import { floor, isFinal, watch } from "./live.js";
import { attempt, confirmed } from "./parts.js";
import { user } from "./session.js";

const kModes = [["monitor", "monitorCall"], ["whisper", "whisperCall"], ["barge", "bargeCall"]];

/** The supervising leg of the signed-in user on a call, or on any; null if there is none. */
export function ownSupervision(callId = null) {
  const mine = [...floor.supervisions.values()].filter((one) => one.supervisorId === user().id && (!callId || one.callId === callId));
  return mine.find((one) => one.state === "connected" || one.state === "changing") ?? mine.at(-1) ?? null;
}

export const mayBeHeard = (one) => !isFinal(one) && one.status === "ACTIVE";

export function supervise(operation, callId, control = null) {
  return attempt(control, async () => {
    const { note } = await call(operation, { callId });
    return note;
  }, t("supervise.ringing"));
}

/** The ways to join a call, as entries of a menu. */
export function superviseItems(one) {
  if (!mayBeHeard(one)) return [];
  const items = kModes.filter(([, operation]) => can(operation)).map(([mode, operation]) => [word("supervise.do", mode), () => supervise(operation, one.id)]);
  if (ownSupervision(one.id)) items.push([t("supervise.stop"), () => attempt(null, () => call("stopSupervision", { callId: one.id }))]);
  return items;
}

export async function hangUp(one) {
  if (!(await confirmed(t("hangup.title"), t("hangup.text", { number: one.customerNumber }), t("hangup.yes")))) return;
  await attempt(null, () => call("hangUp", { id: one.id }));
}

/** The strip that says who hears whom. Filled with colour while somebody hears the supervisor. */
export function hearingStrip() {
  const text = h("strong");
  const who = h("span");
  const modes = kModes.filter(([, operation]) => can(operation)).map(([mode, operation]) =>
    [mode, button(word("supervise.do", mode), ({ currentTarget }) => ownSupervision() && supervise(operation, ownSupervision().callId, currentTarget), "tight")]);
  const stop = button(t("supervise.stop"), ({ currentTarget }) =>
    ownSupervision() && attempt(currentTarget, () => call("stopSupervision", { callId: ownSupervision().callId })), "tight danger");
  const element = h("div", { class: "hearing", role: "status", hidden: true }, h("div", { class: "grow" }, text, h("br"), who), modes.map(([, control]) => control), stop);
  const paint = () => {
    const one = ownSupervision();
    element.hidden = !one;
    if (!one) return;
    const number = floor.calls.get(one.callId)?.customerNumber ?? "";
    const heardBy = one.heardBy ?? [];
    const changing = one.state === "changing";
    setText(text, one.state === "ringing" ? t("supervise.waiting", { number }) : t("supervise.on", { mode: word("supervise.mode", one.mode), number }));
    setText(who, changing ? t("supervise.unknown") : heardBy.length > 0 ? t("supervise.heard", { who: heardBy.map((party) => word("party", party)).join(", ") }) : t("supervise.silent"));
    element.classList.toggle("audible", heardBy.length > 0);
    for (const [mode, control] of modes) control.setAttribute("aria-pressed", String(mode === one.mode));
  };
  const stopWatching = watch(["supervisions", "calls"], paint);
  paint();
  return { element, leave: stopWatching };
}
