// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's own page: state, call, outcome. Controls come from the operations that the server has.

import { call, can, findOperation } from "../api.js";
import { reasonCodes } from "../codes.js";
import { button, h, setText } from "../dom.js";
import { fieldOf, makeForm } from "../forms.js";
import { none, t, word } from "../i18n.js";
import { floor, isFinal, watch } from "../live.js";
import { attempt, card, menuButton, say, sentenceOf, showDialog, stateMark } from "../parts.js";
import { user } from "../session.js";
import { Elapsed, wind } from "../times.js";
import { earlierCalls } from "./call_dialog.js";
import { agentState } from "./floor.js";
import { helpPart } from "./help.js";
import { outcomesPart } from "./outcomes.js";

// What can be done about a call: [words, addresses of the operation, when it makes sense, kind, what is true then]. A control whose operation the
// server does not have is not shown.
const kControls = [
  ["decline", ["POST /api/calls/{id}/decline"], (one, me) => me?.callId === one.id && ["RESERVED", "RINGING"].includes(me.activity)],
  ["mute", ["POST /api/calls/{id}/mute"], (one) => Boolean(one.answeredAt) && muted.get(one.id) !== true, "", (one) => muted.set(one.id, true)],
  ["unmute", ["POST /api/calls/{id}/unmute"], (one) => Boolean(one.answeredAt) && muted.get(one.id) !== false, "", (one) => muted.set(one.id, false)],
  ["hold", ["POST /api/calls/{id}/hold"], (one, me) => Boolean(one.answeredAt) && !isHeld(one, me), "", (one) => held.add(one.id)],
  ["unhold", ["POST /api/calls/{id}/unhold"], isHeld, "", (one) => held.delete(one.id)],
  ["hangup", ["POST /api/calls/{id}/hangup"], () => true, "danger"],
];

// The server does not tell who is muted. A call that was seen before its answer is not; of one that was found on a reload
// nothing is known, and both are offered.
const muted = new Map();

// Of a call of a queue or campaign the agent's state says it; of one's own call only this page knows.
const held = new Set();
function isHeld(one, me) {
  return Boolean(one.answeredAt) && (held.has(one.id) || (me?.callId === one.id && me.activity === "HOLD"));
}

/** The call that the signed-in user works on, or that he himself has begun. */
function ownCall() {
  const me = floor.agents.get(user().id);
  const live = [...floor.calls.values()].filter((one) => !isFinal(one));
  return live.find((one) => one.id === me?.callId) ?? live.filter((one) => one.agentId === user().id).sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0] ?? null;
}

function statePart(profile) {
  const mark = stateMark("state"), clock = new Elapsed(null);
  const own = (id, values) => async ({ currentTarget }) => attempt(currentTarget, () => call(id, values));
  const signOn = button(t("work.sign_on"), own("agentLogin"), "main");
  const ready = button(t("work.ready"), own("agentReady"), "main");
  const signOff = button(t("work.sign_off"), own("agentLogout"));
  const breaks = menuButton(t("work.break"), () => codes.map((one) => [one.label, () => attempt(null, () => call("agentNotReady", { reason: one.key }))]), [t("work.break"), " ▾"], "");
  let codes = [];
  reasonCodes().then((found) => (codes = found), () => {});
  const station = h("p", { class: "soft small" });
  const phone = can("updateMyAgent") ? button(t("work.phone"), () => phoneDialog(profile, paint), "tight") : null;
  const paint = () => {
    const me = floor.agents.get(user().id) ?? profile.value?.agent;
    setText(station, profile.value ? (profile.value.station ? t("work.station", { station: profile.value.station }) : t("work.no_station")) : "");
    if (!me) return;
    mark.paint(...agentState(me));
    clock.set(me.stateSince);
    wind(clock);
    const on = me.presence !== "offline";
    signOn.hidden = on;
    ready.hidden = !on || (me.availability === "AVAILABLE" && !me.pendingReason && me.state !== "UNREACHABLE");
    breaks.hidden = !on;
    signOff.hidden = me.state !== "NOT_READY";
  };
  const element = card(t("work.state"), phone, h("div", { class: "body" }, h("div", { class: "now" }, mark.element, clock.element),
    h("div", { class: "buttons" }, signOn, ready, breaks, signOff), station));
  return { element, paint };
}

function phoneDialog(profile, done) {
  showDialog(t("work.phone"), (close) => makeForm({
    cancel: close,
    fields: [{ name: "station", label: t("person.station"), hint: t("person.station_hint"), value: profile.value?.station ?? "", keepEmpty: true }],
    submit: async (values) => {
      profile.value = await call("updateMyAgent", values);
      close();
      say(t("saved"));
      done();
    },
  }));
}

function dialPart() {
  const number = fieldOf({ name: "to", label: t("work.number"), inputmode: "tel", type: "tel", placeholder: "+1 202 555 0123" });
  const record = fieldOf({ name: "record", label: t("work.record"), type: "check" });
  const send = h("button", { type: "submit", class: "main" }, t("work.dial"));
  const form = h("form", { novalidate: true, class: "stack", onsubmit: async (event) => {
    event.preventDefault();
    number.object("");
    if (!number.control.value.trim()) return number.object(t("form.missing"));
    send.disabled = true;
    try {
      await call("startCall", { to: number.control.value.trim(), record: record.control.checked });
      number.control.value = "";
    } catch (problem) {
      number.object(sentenceOf(problem));
      number.control.focus();
    } finally {
      send.disabled = false;
    }
  } }, h("div", { class: "inline-form" }, number.element, send), record.element);
  return card(t("work.dial_title"), null, h("div", { class: "body" }, form));
}

function callPart() {
  const number = h("p", { class: "party" }), mark = stateMark("status"), clock = new Elapsed(null);
  const about = h("p", { class: "soft" });
  const history = h("div");
  const buttons = kControls.map(([name, addresses, makesSense, kind, done]) => {
    const id = findOperation(...addresses);
    if (!id) return null;
    const control = button(word("work.do", name), async ({ currentTarget }) => {
      const one = ownCall();
      if (one && (await attempt(currentTarget, () => call(id, { id: one.id })))) {
        done?.(one);
        paint();
      }
    }, kind ?? "");
    return { control, makesSense };
  }).filter(Boolean);
  const nothing = h("p", { class: "soft" }, t("work.no_call"));
  const present = h("div", { class: "body" }, number, h("div", { class: "now" }, mark.element, clock.element), about, h("div", { class: "big-buttons" }, buttons.map((one) => one.control)),
    h("h3", {}, t("call.earlier")), history);
  let shown = null;
  const showHistory = async (one) => {
    history.replaceChildren(h("p", { class: "soft" }, t("loading")));
    if (!can("numberHistory") || !one.customerNumber) return history.replaceChildren(none);
    try {
      const calls = await call("numberHistory", { number: one.customerNumber });
      if (shown === one.id) history.replaceChildren(earlierCalls(calls, one.id));
    } catch (problem) {
      history.replaceChildren(sentenceOf(problem));
    }
  };
  const paint = () => {
    const one = ownCall(), me = floor.agents.get(user().id);
    present.hidden = !one;
    nothing.parentElement.hidden = Boolean(one);
    if (!one) return (shown = null);
    if (!one.answeredAt) muted.set(one.id, false);
    setText(number, one.customerNumber || none);
    mark.paint(one.status);
    clock.set(one.answeredAt ?? one.startedAt);
    wind(clock);
    setText(about, [word("direction", one.direction), one.ourNumber ? (one.direction === "inbound" ? t("work.to", { number: one.ourNumber }) : t("work.from", { number: one.ourNumber })) : ""].filter(Boolean).join(" · "));
    for (const { control, makesSense } of buttons) control.hidden = !makesSense(one, me);
    if (shown !== one.id) {
      shown = one.id;
      showHistory(one);
    }
  };
  return { element: card(t("work.call"), null, present, h("div", { class: "empty" }, nothing)), paint };
}

/** Tells the server that this console is alive while it is signed on and connected. */
function heartbeats(profile) {
  let timer = 0;
  const beat = async () => {
    clearTimeout(timer);
    const me = floor.agents.get(user().id);
    if (me && me.presence !== "offline" && can("agentHeartbeat")) await call("agentHeartbeat").catch(() => {});
    timer = setTimeout(beat, (profile.value?.heartbeatSeconds ?? 15) * 1000);
  };
  beat();
  return () => clearTimeout(timer);
}

export function open() {
  const profile = { value: null };
  const state = statePart(profile), current = callPart(), outcomes = outcomesPart(ownCall), help = helpPart();
  const paint = () => {
    state.paint();
    help?.paint();
    current.paint();
    outcomes.paint();
  };
  call("myAgent").then((found) => {
    profile.value = found;
    paint();
  }, (problem) => say(sentenceOf(problem), true));
  const stop = watch(["agents", "calls", "alerts", "link"], paint);
  const still = heartbeats(profile);
  paint();
  return {
    elements: [h("h1", { class: "unseen" }, t("nav.work")), h("div", { class: "work" },
      h("div", {}, state.element, can("startCall") ? dialPart() : null, help?.element), h("div", {}, current.element, outcomes.element))],
    leave: () => {
      stop();
      still();
      outcomes.leave();
    },
  };
}
