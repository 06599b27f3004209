// SPDX-License-Identifier: GPL-3.0-or-later
// What a supervisor can do about an agent.

import { call, can } from "../api.js";
import { reasonCodes, reasonLabel } from "../codes.js";
import { button, h } from "../dom.js";
import { makeForm } from "../forms.js";
import { none, t } from "../i18n.js";
import { floor } from "../live.js";
import { attempt, say, showDialog, stateMark } from "../parts.js";
import { superviseItems } from "../supervise.js";
import { Elapsed, momentOf } from "../times.js";
import { agentState } from "./floor.js";

function setState(agent, state, reason = undefined) {
  return attempt(null, () => call("setAgentState", { id: agent.id, state, reason, version: agent.version }), t("agent.done", { name: agent.name }));
}

async function askForBreak(agent) {
  const codes = await reasonCodes().catch(() => []);
  showDialog(t("agent.break_title", { name: agent.name }), (close) => makeForm({
    cancel: close, words: t("agent.make_not_ready"),
    fields: [{ name: "reason", label: t("agent.reason"), type: "select", options: codes.map((one) => [one.key, one.label]) }],
    submit: async ({ reason }) => {
      await call("setAgentState", { id: agent.id, state: "NOT_READY", reason });
      close();
    },
  }));
}

function askForLogout(agent) {
  showDialog(t("agent.logout_title", { name: agent.name }), (close) => makeForm({
    cancel: close, words: t("agent.log_off"),
    fields: [{ name: "reason", label: t("agent.why"), required: true, hint: t("agent.why_hint"), most: 200 }],
    submit: async ({ reason }) => {
      await call("forceAgentLogout", { id: agent.id, reason });
      close();
      say(t("agent.done", { name: agent.name }));
    },
  }));
}

/** The entries of an agent's menu: [words, action, kind]. */
export function agentItems(agent) {
  const signedOn = agent.state !== "OFFLINE";
  const onCall = floor.calls.get(agent.callId);
  return [
    ...(onCall ? superviseItems(onCall) : []),
    ...(can("setAgentState") && signedOn && agent.availability !== "AVAILABLE" ? [[t("agent.make_ready"), () => setState(agent, "AVAILABLE")]] : []),
    ...(can("setAgentState") && signedOn && agent.availability === "AVAILABLE" ? [[t("agent.make_not_ready"), () => askForBreak(agent)]] : []),
    ...(can("forceAgentLogout") && signedOn ? [[t("agent.log_off"), () => askForLogout(agent), "danger"]] : []),
  ];
}

function staysList(stays) {
  const rows = [...stays].reverse().slice(0, 30).map((stay) => {
    const mark = stateMark("state");
    mark.paint(stay.state, stay.reason ? reasonLabel(stay.reason) : "");
    const clock = new Elapsed(stay.startedAt, stay.endedAt);
    return h("tr", {}, h("td", {}, momentOf(stay.startedAt)), h("td", {}, mark.element), h("td", { class: "right" }, clock.element));
  });
  return h("cf-table", {}, h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("agent.stays") }, h("table", {},
    h("thead", {}, h("tr", {}, [t("agent.since"), t("agent.state"), t("agent.for")].map((title) => h("th", { scope: "col" }, h("span", {}, title))))), h("tbody", {}, rows))));
}

export function agentDialog(id) {
  const agent = floor.agents.get(id);
  if (!agent) return;
  const mark = stateMark("state");
  mark.paint(...agentState(agent));
  const stays = h("div", { class: "soft" }, t("loading"));
  const dialog = showDialog(agent.name, (close) => [
    h("div", { class: "now" }, mark.element, new Elapsed(agent.stateSince).element),
    h("dl", { class: "facts" }, h("dt", {}, t("agent.call")), h("dd", {}, floor.calls.get(agent.callId)?.customerNumber ?? none), h("dt", {}, t("agent.misses")), h("dd", {}, String(agent.missesInRow))),
    h("div", { class: "buttons" }, agentItems(agent).map(([words, run, kind]) => button(words, () => {
      close();
      run();
    }, kind ?? ""))),
    can("agentStates") ? h("h3", {}, t("agent.stays")) : null, can("agentStates") ? stays : null,
  ]);
  if (can("agentStates"))
    call("agentStates", { id }).then(({ states }) => dialog.open && stays.replaceWith(staysList(states)), (problem) => stays.replaceChildren(problem.message));
}
