// SPDX-License-Identifier: GPL-3.0-or-later
// The connection: lost, recovered, polled, renewed.

import { api, base, eventually, forgive, go, newPage, run, same, shot, signIn, tokenOf, truth, want } from "./browser.mjs";

const lib = (page, name, use) => page.evaluate(`import(new URL("./${name}", document.querySelector("script[type=module]").src)).then(${use})`);
const kAway = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|WebSocket|Failed to (fetch|load)|50[0-9]|ERR_EMPTY_RESPONSE/;

await run("a connection that was lost is taken up without a new snapshot", async () => {
  const page = await newPage();
  let snapshots = 0;
  page.on("request", (request) => (snapshots += request.url().endsWith("/api/floor/snapshot") ? 1 : 0));
  await signIn(page, "supervisor");
  await eventually(() => page.locator("cf-table tbody tr.opens").count(), "calls");
  same(snapshots, 1, "snapshots at the beginning");
  forgive(kAway);
  await page.context().setOffline(true);
  await page.waitForSelector(".banner:visible >> text=Connection lost, showing state of");
  same(await page.locator(".link-state").getAttribute("data-link"), "lost", "the state in the bar");
  await shot(page, "lost");
  const { id } = await api(await tokenOf("agent"), "POST", "/api/calls", { to: "+12025550166" });
  await page.context().setOffline(false);
  await page.waitForSelector(".link-state[data-link=connected]");
  await eventually(async () => (await lib(page, "live.js", "(m) => [...m.floor.calls.keys()]")).includes(id), "the call that was missed");
  truth(!(await page.isVisible(".banner")), "no banner any more");
  same(snapshots, 1, "snapshots after the recovery");
});

await run("a server that was away is found again", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  forgive(kAway);
  await want("stop");
  await page.waitForSelector(".banner:visible");
  await eventually(async () => /Next try in|Trying/.test(await page.textContent(".banner")), "when the next try is");
  await want("start");
  await page.waitForSelector(".link-state[data-link=connected]");
  await eventually(() => page.locator("cf-table tbody tr.opens:not(.gone)").count(), "calls of the new run");
});

await run("without WebSocket it polls", async () => {
  const page = await newPage();
  forgive(/WebSocket/);
  await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
  await signIn(page, "admin");
  same(await lib(page, "live.js", "(m) => m.socket.transportName"), "polling", "the transport");
  const { id } = await api(await tokenOf("agent"), "POST", "/api/calls", { to: "+12025550167" });
  await eventually(async () => (await lib(page, "live.js", "(m) => [...m.floor.calls.keys()]")).includes(id), "an event by polling");
  await go(page, "health");
  await page.waitForSelector("text=by polling");
});

await run("a token is renewed, also in two tabs that have the same", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  const before = await page.evaluate(() => sessionStorage["callfloor.login"]);
  const second = await page.context().newPage();
  await second.goto(`${base}/api/health`);
  await second.evaluate((login) => (sessionStorage["callfloor.login"] = login), before);
  await second.goto(`${base}/#/floor`);
  await second.waitForSelector(".link-state[data-link=connected]");
  await Promise.all([lib(page, "session.js", "(m) => m.renew()"), lib(second, "session.js", "(m) => m.renew()")]);
  const [a, b] = await Promise.all([page, second].map((one) => one.evaluate(() => sessionStorage["callfloor.login"])));
  truth(a === b && a !== before, "both have the new token");
  await api(JSON.parse(a).token, "GET", "/api/auth/me");
});

await run("a request with an old token renews it by itself", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  forgive(/401/);
  await page.evaluate(() => {
    const login = JSON.parse(sessionStorage["callfloor.login"]);
    sessionStorage["callfloor.login"] = JSON.stringify({ ...login, token: `${login.token.slice(0, -4)}AAAA` });
  });
  await page.reload();
  await page.waitForSelector(".link-state[data-link=connected]");
  await eventually(() => page.locator("cf-table tbody tr.opens").count(), "the floor");
});

await run("an account that is disabled is out at once", async () => {
  const admin = await tokenOf("admin");
  const { id } = await api(admin, "POST", "/api/auth/register", { name: "Pia", email: "pia@demo.example", password: "long-enough-for-pia", role: "SUPERVISOR" });
  const page = await newPage();
  await page.goto(base);
  await page.fill("[name=email]", "pia@demo.example");
  await page.fill("[name=password]", "long-enough-for-pia");
  await page.click("button[type=submit]");
  await page.waitForSelector(".link-state[data-link=connected]");
  forgive(/401|403/);
  await api(admin, "PATCH", `/api/users/${id}`, { disabled: true });
  await page.waitForSelector("[name=password]");
});
