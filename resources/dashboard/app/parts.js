// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that several views show: states, messages, dialogs, menus, forms.

import { ApiError } from "./api.js";
import { button, h, icon, iconButton, setText } from "./dom.js";
import { t, word } from "./i18n.js";

const kSigns = {
  AVAILABLE: "●", RESERVED: "◔", RINGING: "◔", PREVIEW: "◔", TALKING: "☎", HOLD: "‖", WRAPUP: "✎", NOT_READY: "☕",
  OFFLINE: "○", UNREACHABLE: "▲", INITIATED: "◌", ACTIVE: "☎", COMPLETED: "✓", NO_ANSWER: "–", FAILED: "▲",
};

/** A state with its bar, sign and word; `paint(state, detail)` shows another one. */
export function stateMark(group) {
  const sign = h("span", { class: "sign", "aria-hidden": "true" });
  const shown = h("span", { class: "word" });
  const element = h("span", { class: "state" }, sign, shown);
  const paint = (state, detail = "") => {
    element.dataset.state = state;
    setText(sign, (kSigns[state] ?? "·") + "\ufe0e"); // as text, not as a coloured picture
    setText(shown, detail ? `${word(group, state)} · ${detail}` : word(group, state));
    shown.title = shown.textContent;
  };
  return { element, paint };
}

// These outcomes are the state in other words.
const kNoMore = ["answered", "no_answer", "failed"];

/** How a call ended, where that says more than its state. */
export const outcomeOf = (one) => (one.endedAt && one.outcome && !kNoMore.includes(one.outcome) ? word("outcome", one.outcome) : "");

/** For a cell: `stateOf(row)` gives [state, detail]. */
export const stateCell = (group, stateOf) => (cell) => {
  const mark = stateMark(group);
  cell.append(mark.element);
  return (row) => mark.paint(...stateOf(row));
};

const messages = h("div", { class: "messages", popover: "manual", role: "region" });
const polite = h("div", { class: "unseen", role: "status" });
const urgent = h("div", { class: "unseen", role: "alert" });
export const announcers = [polite, urgent, messages];

/** Shows words for a while and has them read out. */
export function say(text, bad = false) {
  setText(bad ? urgent : polite, "");
  setText(bad ? urgent : polite, text);
  const message = h("div", { class: bad ? "message bad" : "message" }, h("p", {}, text), iconButton("close", t("close"), () => drop()));
  const drop = () => {
    message.remove();
    if (!messages.hasChildNodes() && messages.matches(":popover-open")) messages.hidePopover();
  };
  messages.setAttribute("aria-label", t("messages"));
  messages.append(message);
  while (messages.childElementCount > 4) messages.firstElementChild.remove();
  // In the top layer, above a dialog that is open; shown anew so that it is the topmost.
  if (messages.showPopover) {
    if (messages.matches(":popover-open")) messages.hidePopover();
    messages.showPopover();
  }
  setTimeout(drop, bad ? 12_000 : 5_000);
}

/** The sentence for a failure. */
export function sentenceOf(problem) {
  if (problem instanceof ApiError || problem?.status) return problem.message;
  return t("error.unreachable");
}

/** Runs work that a control began: the control is off meanwhile, and a failure is told. True if it succeeded. */
export async function attempt(control, work, done = "") {
  if (control) control.disabled = true;
  try {
    await work();
    if (done) say(done);
    return true;
  } catch (problem) {
    say(sentenceOf(problem), true);
    return false;
  } finally {
    if (control) control.disabled = false;
  }
}

/** A modal dialog. `content(close)` makes what is in it. */
export function showDialog(title, content, { broad = false } = {}) {
  const id = `d${Math.random().toString(36).slice(2)}`;
  const dialog = h("dialog", { class: broad ? "broad" : "", "aria-labelledby": id });
  const close = () => dialog.close();
  dialog.append(h("header", {}, h("h2", { id }, title), iconButton("close", t("close"), close)), h("div", { class: "content" }, content(close)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that cannot be taken back. A promise of yes or no. */
export function confirmed(title, text, yes) {
  return new Promise((decide) => {
    let answer = false;
    const dialog = showDialog(title, (close) => [
      h("p", {}, text),
      h("div", { class: "buttons end" }, button(t("cancel"), close), button(yes, () => {
        answer = true;
        close();
      }, "danger")),
    ]);
    dialog.addEventListener("close", () => decide(answer));
  });
}

/** A button that opens a list of actions: `items()` gives [words, action, kind] at the moment of opening. */
export function menuButton(words, items, content = icon("more"), kind = "quiet tight") {
  const opener = h("button", { type: "button", class: kind, "aria-label": words, title: words, "aria-haspopup": "true" }, content);
  opener.addEventListener("click", () => {
    const menu = h("div", { class: "menu", popover: "auto", role: "group", "aria-label": words });
    for (const [label, action, kind] of items())
      menu.append(button(label, () => {
        menu.hidePopover();
        action();
      }, kind ?? ""));
    menu.addEventListener("toggle", ({ newState }) => newState === "closed" && menu.remove());
    menu.addEventListener("keydown", moveInMenu);
    document.body.append(menu);
    menu.showPopover();
    const place = opener.getBoundingClientRect(), size = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(place.right - size.width, innerWidth - size.width - 8))}px`;
    menu.style.top = `${place.bottom + size.height + 8 > innerHeight ? Math.max(8, place.top - size.height - 4) : place.bottom + 4}px`;
    menu.querySelector("button")?.focus();
  });
  return opener;
}

function moveInMenu(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const entries = [...event.currentTarget.querySelectorAll("button")];
  entries.at((entries.indexOf(document.activeElement) + step) % entries.length)?.focus();
}

/** A card with a heading; `tools` stand to its right. */
export function card(title, tools, ...content) {
  const heading = h("h2", {}, title);
  return h("section", { class: "card" }, h("header", {}, heading, h("span", { class: "grow" }), tools), ...content);
}
