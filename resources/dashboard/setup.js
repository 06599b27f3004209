// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the first administrator with the one-time token of the link.

const form = document.getElementById("setup");
const outcome = document.getElementById("outcome");
const send = document.getElementById("send");
const setupToken = new URLSearchParams(location.search).get("token") ?? "";
// The token must not stay in the address bar, the history or a referrer.
history.replaceState(null, "", location.pathname);

function say(text, good) {
  outcome.textContent = text;
  outcome.className = good ? "good" : "bad";
}

if (!setupToken) {
  say("This link has no token. Use the one that the server printed, or run “callfloor user bootstrap”.", false);
  send.disabled = true;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  send.disabled = true;
  const { name, email, password } = Object.fromEntries(new FormData(form));
  try {
    const reply = await fetch("/api/auth/setup", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ setupToken, name, email, password }),
    });
    const body = await reply.json();
    if (reply.ok) {
      form.hidden = true;
      say(`Done: ${body.user.email} can sign in now, in the console or over the API.`, true);
      return;
    }
    say(body.error, false);
    document.getElementById(body.field ?? "")?.focus();
  } catch {
    say("The server cannot be reached; try again.", false);
  }
  send.disabled = false;
});
