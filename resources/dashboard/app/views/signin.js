// SPDX-License-Identifier: GPL-3.0-or-later
import { h, icon } from "../dom.js";
import { makeForm } from "../forms.js";
import { t } from "../i18n.js";
import { kLanguages, language, setLanguage } from "../prefs.js";
import { signIn } from "../session.js";

/** The choice of language at the foot of the pages before the login. */
export function languageChoice() {
  return h("select", { "aria-label": t("language"), onchange: ({ target }) => {
    setLanguage(target.value);
    location.reload();
  } }, Object.entries(kLanguages).map(([name, words]) => h("option", { value: name, selected: name === language() }, words)));
}

/** The page of those who are not signed in. `reason`: why a login has ended. */
export function signInPage(reason, done) {
  document.title = `${t("signin.title")} · callfloor`;
  const form = makeForm({
    words: t("signin.send"),
    fields: [
      { name: "email", label: t("signin.email"), type: "email", required: true, autocomplete: "username" },
      { name: "password", label: t("signin.password"), type: "password", required: true, autocomplete: "current-password" },
    ],
    submit: async ({ email, password }) => {
      await signIn(email, password);
      done();
    },
  });
  const why = { expired: t("signin.expired"), "account disabled": t("signin.disabled") }[reason];
  queueMicrotask(() => form.parts.email.control.focus());
  return h("main", { class: "door" }, h("div", { class: "card" }, h("h1", { class: "brand" }, icon("headset"), "callfloor"),
    why ? h("p", { class: "badge warn" }, why) : null, form), h("div", { class: "foot" }, h("a", { href: "/api/docs" }, t("nav.reference")), languageChoice()));
}
