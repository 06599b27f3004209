// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the first administrator with the one-time token of the link, and signs him in.

import { h, icon } from "./dom.js";
import { makeForm } from "./forms.js";
import { loadWords, t } from "./i18n.js";
import { announcers } from "./parts.js";
import { applyTheme } from "./prefs.js";
import { take } from "./session.js";
import { languageChoice } from "./views/signin.js";

const setupToken = new URLSearchParams(location.search).get("token") ?? "";
// The token must not stay in the address bar, the history or a referrer; of a reload it survives in this tab.
if (setupToken) sessionStorage.setItem("callfloor.setup", setupToken);
history.replaceState(null, "", location.pathname);
const kept = setupToken || sessionStorage.getItem("callfloor.setup") || "";

async function create(values) {
  const reply = await fetch("/api/auth/setup", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ setupToken: kept, ...values }) });
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw Object.assign(new Error(body.error), { status: reply.status, field: body.field });
  sessionStorage.removeItem("callfloor.setup");
  take(body);
  location.assign("/");
}

applyTheme();
await loadWords();
document.title = `${t("signup.title")} · callfloor`;
const form = makeForm({
  words: t("signup.send"),
  fields: [
    { name: "name", label: t("person.name"), required: true, autocomplete: "name" },
    { name: "email", label: t("signin.email"), type: "email", required: true, autocomplete: "username" },
    { name: "password", label: t("signin.password"), type: "password", required: true, autocomplete: "new-password", hint: t("signup.password_hint") },
  ],
  submit: create,
});
document.body.replaceChildren(h("main", { class: "door" }, h("div", { class: "card" }, h("h1", {}, icon("headset"), " ", t("signup.title")), h("p", { class: "soft" }, t("signup.about")),
  kept ? form : h("p", { class: "badge bad", role: "alert" }, t("signup.no_token"))), h("div", { class: "foot" }, h("a", { href: "/" }, t("signin.title")), languageChoice())), ...announcers);
if (kept) form.parts.name.control.focus();
