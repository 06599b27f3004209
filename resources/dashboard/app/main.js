// SPDX-License-Identifier: GPL-3.0-or-later
// Where the dashboard begins: words, operations, login, then the view that the address names.

import { loadOperations } from "./api.js";
import { button, h } from "./dom.js";
import { loadWords, t } from "./i18n.js";
import { forget, socket } from "./live.js";
import { announcers, say } from "./parts.js";
import { applyTheme } from "./prefs.js";
import { isSignedIn, loginEvents, renew } from "./session.js";
import { Shell } from "./shell.js";
import { signInPage } from "./views/signin.js";

applyTheme();

let shell = null;

function showSignIn(reason) {
  shell?.leave();
  shell = null;
  forget();
  document.body.className = "";
  document.body.replaceChildren(signInPage(reason, showDashboard), ...announcers);
}

function showDashboard() {
  shell = new Shell();
  document.body.className = "framed";
  document.body.replaceChildren(...shell.elements, ...announcers);
  shell.start();
  socket.open();
}

function showFailure() {
  const again = button("Try again", () => location.reload(), "main");
  document.body.replaceChildren(h("div", { class: "door" }, h("div", { class: "card" }, h("h1", {}, "callfloor"),
    h("p", {}, "The server cannot be reached. It may be starting; this page tries again by itself."), again)));
  setTimeout(() => location.reload(), 5_000);
}

loginEvents.addEventListener("ended", ({ detail }) => showSignIn(detail));
socket.addEventListener("ended", ({ detail }) => {
  // The server ended the login behind the socket. A renewal finds out, and ends it here too.
  renew().then(() => socket.open(), () => showSignIn(detail.reason));
});
addEventListener("unhandledrejection", ({ reason }) => {
  // A part of the page that was loaded late is of another version than the server by now.
  if (String(reason).includes("dynamically imported module")) say(t("error.updated"), true);
});

try {
  await Promise.all([loadWords(), loadOperations()]);
  if (isSignedIn()) showDashboard();
  else showSignIn();
} catch {
  showFailure();
}
