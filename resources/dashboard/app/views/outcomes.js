// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a call. One choice saves; nothing is chosen beforehand. Usable during the call and after it.

import { call, can } from "../api.js";
import { button, h, setText } from "../dom.js";
import { fieldOf } from "../forms.js";
import { t } from "../i18n.js";
import { floor } from "../live.js";
import { attempt, card, say } from "../parts.js";
import { user } from "../session.js";

/** `ownCall()` gives the present call; after it the one of the wrap-up counts. */
export function outcomesPart(ownCall) {
  const note = fieldOf({ name: "note", label: t("outcome.note"), type: "lines", rows: 2 });
  const when = fieldOf({ name: "callbackAt", label: t("outcome.when"), type: "datetime-local", hint: t("outcome.when_hint") });
  when.element.hidden = true;
  const list = h("div", { class: "outcomes", role: "group", "aria-label": t("outcome.title") });
  const about = h("p", { class: "soft" });
  const longer = can("extendWrapUp") ? button(t("outcome.longer"), ({ currentTarget }) => attempt(currentTarget, () => call("extendWrapUp")), "tight") : null;
  const body = h("div", { class: "body" }, about, list, when.element, note.element);
  const element = card(t("outcome.title"), longer, body);
  let codes = [], codesOf = null, waitingFor = null, lastCall = null;

  const subject = () => {
    const me = floor.agents.get(user().id);
    return ownCall()?.id ?? me?.wrapUp?.callId ?? lastCall;
  };

  async function choose(code, control) {
    const id = subject();
    if (!id) return;
    if (code.callback && waitingFor !== code.key) {
      waitingFor = code.key;
      when.element.hidden = false;
      when.control.focus();
      return;
    }
    const values = { id, code: code.key, note: note.control.value.trim() || undefined };
    if (code.callback && when.control.value) values.callbackAt = new Date(when.control.value).toISOString();
    await attempt(control, async () => {
      await call("disposeCall", values);
      note.control.value = when.control.value = "";
      when.element.hidden = true;
      waitingFor = null;
      if (!ownCall()) lastCall = null;
      say(t("outcome.saved", { label: code.label }));
    });
  }

  async function loadCodes(queueId) {
    const { dispositions } = await call("listDispositions", { queueId: queueId ?? "" });
    codes = dispositions;
    list.replaceChildren(...codes.map((code) => {
      const control = button("", ({ currentTarget }) => choose(code, currentTarget));
      control.replaceChildren(code.hotkey ? h("kbd", { "aria-hidden": "true" }, code.hotkey) : "", code.label);
      if (code.hotkey) control.setAttribute("aria-keyshortcuts", `Alt+${code.hotkey}`);
      return control;
    }));
  }

  // Alt with the code's key: bare digits stay free for fields and keypads.
  const onkey = (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || element.hidden || document.querySelector("dialog[open]")) return;
    const at = codes.findIndex((code) => code.hotkey && (event.key === code.hotkey || event.code === `Digit${code.hotkey}`));
    if (at < 0) return;
    event.preventDefault();
    list.children[at].click();
  };
  addEventListener("keydown", onkey);

  const paint = () => {
    const me = floor.agents.get(user().id);
    const now = ownCall();
    if (now) lastCall = now.id;
    element.hidden = !can("disposeCall") || !subject();
    if (element.hidden) return;
    const queue = me?.queueId ?? null;
    if (codesOf !== `${queue}`) {
      codesOf = `${queue}`;
      loadCodes(queue).catch(() => (codesOf = null));
    }
    const wrapUp = me?.state === "WRAPUP" ? me.wrapUp : null;
    if (longer) longer.hidden = !wrapUp || wrapUp.extensionsLeft === 0;
    setText(about, wrapUp ? (wrapUp.disposed ? t("outcome.disposed") : t("outcome.wrapup")) : now ? t("outcome.during") : t("outcome.after"));
  };
  return { element, paint, leave: () => removeEventListener("keydown", onkey) };
}
