// SPDX-License-Identifier: GPL-3.0-or-later
// An agent asks for somebody, with a call or without one.

import { call, can } from "../api.js";
import { button, h } from "../dom.js";
import { makeForm } from "../forms.js";
import { t } from "../i18n.js";
import { floor } from "../live.js";
import { attempt, card, showDialog } from "../parts.js";
import { user } from "../session.js";

/** The request of the signed-in user that lasts; null if there is none. */
const ownRequest = () => [...floor.alerts.values()].find((one) => one.kind === "help" && one.agentId === user().id && !one.endedAt) ?? null;

function askDialog(done) {
  showDialog(t("work.help"), (close) => makeForm({
    cancel: close,
    words: t("work.help_send"),
    fields: [{ name: "text", label: t("work.help_why"), most: 500 }],
    submit: async (values) => {
      const asked = await call("askForHelp", values);
      floor.alerts.set(asked.id, asked); // the page may have been loaded after it was asked for
      close();
      done();
    },
  }));
}

/** The part of the agent's page for it; null where the server does not have it. */
export function helpPart() {
  if (!can("askForHelp")) return null;
  const ask = button(t("work.help"), () => askDialog(paint));
  const over = button(t("work.help_over"), ({ currentTarget }) => attempt(currentTarget, () => call("withdrawHelp")));
  const asked = h("p", { class: "soft", role: "status" }, t("work.help_asked"));
  const paint = () => {
    const waiting = ownRequest() !== null;
    ask.hidden = waiting;
    over.hidden = asked.hidden = !waiting;
  };
  paint();
  return { element: card(t("work.help"), null, h("div", { class: "body" }, asked, h("div", { class: "buttons" }, ask, over))), paint };
}
