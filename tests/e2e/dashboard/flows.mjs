// SPDX-License-Identifier: GPL-3.0-or-later
// What people do: work, supervise, start campaigns, search calls, hang a screen on the wall.

import fs from "node:fs";
import { accessible, api, base, eventually, fits, forgive, go, newPage, run, same, shot, signIn, tokenOf, truth } from "./browser.mjs";

await run("an agent signs on, dials, hangs up and says what came of it", async () => {
  const page = await newPage();
  // Not one of those whom the demo lets dial.
  await signIn(page, "supervisor");
  await go(page, "work");
  await page.click("button:has-text('Sign on')");
  await page.waitForSelector("main .now .state[data-state=NOT_READY]");
  await page.click("button:text-is('Ready')");
  await page.waitForSelector("main .now .state[data-state=AVAILABLE]");
  await page.click("button:has-text('Break')");
  await page.click(".menu button:has-text('Lunch')");
  await page.waitForSelector("main .now .state[data-state=NOT_READY] >> text=Lunch");
  await page.fill("[name=to]", "911");
  forgive(/400|409/);
  await page.click("button:text-is('Dial')");
  await page.waitForSelector("[name=to][aria-invalid=true]");
  await page.fill("[name=to]", "+1 202 555 0177");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".party:has-text('+12025550177')");
  await accessible(page, "the agent's page in a call");
  await shot(page, "agent-in-a-call");
  for (const missing of ["Mute", "Hold"]) {
    const document_ = await (await fetch(`${base}/api/openapi.json`)).json();
    const there = document_.paths[`/api/calls/{id}/${missing.toLowerCase()}`] !== undefined;
    if (!there) same(await page.locator(`.big-buttons button:text-is('${missing}')`).count(), 0, missing);
  }
  await page.click(".big-buttons button:has-text('Hang up')");
  await page.waitForSelector("text=No call at the moment.");
  await page.fill("[name=note]", "called the wrong number");
  await page.keyboard.press("Alt+6");
  await page.waitForSelector(".message:has-text('Saved: Wrong number')");
  await page.click("button:text-is('Sign off')");
  await page.waitForSelector("main .now .state[data-state=OFFLINE]");
});

await run("a supervisor listens through his own phone", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await api(await tokenOf("supervisor"), "PATCH", "/api/agents/me", { station: "sip:sam@phones.example" });
  await go(page, "floor");
  const listen = page.locator("button:text-is('Listen'):not(:disabled)").last();
  await listen.waitFor();
  await listen.click();
  await page.waitForSelector(".hearing:not([hidden])");
  await page.waitForSelector(".message:has-text('Your phone rings')");
  await accessible(page, "the floor with the strip");
  const ended = () => page.locator(".hearing[hidden]").count();
  await eventually(async () => (await ended()) || (await page.locator(".hearing:has-text('you are')").count()), "the phone picked up");
  if (!(await ended())) await page.locator(".hearing button:has-text('Leave the call')").click().catch(() => {});
  await eventually(ended, "the strip is gone");
});

await run("an agent asks for help, and a supervisor goes there", async () => {
  const agent = await newPage();
  await signIn(agent, "agent2");
  await go(agent, "work");
  await agent.click("button:text-is('Ask for help')");
  await agent.fill("dialog [name=text]", "He shouts.");
  await agent.click("dialog button.main");
  await agent.waitForSelector("text=Your supervisors have been asked.");
  const page = await newPage();
  await signIn(page, "supervisor");
  await go(page, "floor");
  const alarm = page.locator(".alarms li", { hasText: "Robin Agent asks for help: He shouts." });
  await alarm.waitFor();
  await accessible(page, "the floor with an alarm");
  await alarm.locator("button:has-text('Go there')").click();
  await page.waitForSelector(".message:has-text('The agent has been told')");
  await page.waitForSelector(".alarms li.over:has-text('He shouts.')");
  await agent.waitForSelector("button:text-is('Ask for help'):visible");
});

await run("a supervisor changes from where on there is an alarm", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await go(page, "floor");
  await page.click("button:text-is('Limits')");
  const row = page.locator("dialog tr", { hasText: "Long break" });
  await row.locator(":text('30:00')").waitFor();
  await accessible(page, "the limits");
  await row.locator("button:has-text('Change')").click();
  await page.fill("dialog [name=limit]", "2400");
  await page.locator("dialog").last().locator("button.main").click();
  await row.locator(":text('40:00')").waitFor();
  const drops = page.locator("dialog tr", { hasText: "Dropped calls" });
  await drops.locator("button:has-text('Change')").click();
  await page.fill("dialog [name=limit]", "2.5");
  await page.locator("dialog").last().locator("button.main").click();
  await drops.locator(":text('2.5 %')").waitFor();
});

await run("a supervisor changes an agent's state", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await api(await tokenOf("agent2"), "POST", "/api/agents/me/login", {});
  await go(page, "floor");
  const row = page.locator("cf-table tr", { hasText: "Robin Agent" }).filter({ has: page.locator(".state[data-state=NOT_READY], .state[data-state=UNREACHABLE]") }).last();
  await row.locator("button[aria-haspopup]").click();
  await page.click(".menu button:has-text('Log off')");
  await page.fill("dialog [name=reason]", "forgot to sign off");
  await page.click("dialog button.main");
  await page.waitForSelector(".message:has-text('Robin Agent: done')");
});

await run("a campaign is started and stopped", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await go(page, "campaigns");
  await page.click("button:has-text('New campaign')");
  await page.fill("dialog [name=name]", "Summer");
  await page.fill("dialog [name=numbers]", ["+12125550120", "+12125550120, Ann", ...Array.from({ length: 30 }, (_, n) => `+13125550${100 + n};x`)].join("\n"));
  await page.waitForSelector("dialog :text('31 numbers, 1 left out as doubles')");
  await page.fill("dialog [name=message]", "Hello");
  await page.fill("dialog [name=concurrency]", "2");
  await accessible(page, "the dialog of a campaign");
  await page.click("dialog button.main");
  const row = page.locator("cf-table tr", { hasText: "Summer" });
  await row.locator("text=/ 31").first().waitFor();
  await row.locator("button[aria-haspopup]").click();
  await page.click(".menu button:has-text('Stop')");
  await page.click("dialog button.danger");
  await row.locator("text=stopped").waitFor();
});

await run("calls are found, shown and downloaded", async () => {
  const page = await newPage();
  await signIn(page, "admin");
  await go(page, "calls");
  await page.waitForSelector("cf-table tbody tr.opens");
  await page.fill("[name=number]", "202-555-0177");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=1 call");
  truth(page.url().includes("number=202-555-0177"), "the search stands in the address");
  await page.click("cf-table .cell-link");
  await page.waitForSelector("dialog .timeline li >> text=Dialled");
  await accessible(page, "a call");
  await page.keyboard.press("Escape");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("button:has-text('Download as CSV')")]);
  const text = fs.readFileSync(await file.path(), "utf8");
  const lines = text.split("\r\n");
  same([lines.length, lines[0].startsWith("\ufeffid,started_at_utc"), lines[1].includes("+12025550177")], [3, true, true], text);
  forgive(/400/);
  await page.fill("[name=number]", "not a number");
  await page.keyboard.press("Enter");
  await eventually(async () => (await page.locator("[name=number][aria-invalid=true]").count()) || (await page.locator("text=No call fits").isVisible()), "an answer to a bad number");
});

await run("no cell of a CSV is a formula", async () => {
  const page = await newPage();
  await signIn(page, "admin");
  const text = await page.evaluate(async () => (await import(new URL("./csv.js", document.querySelector("script[type=module]").src)))
    .csvOf([["a", (row) => row]], ["=1+1", "@x", "+1 (202) 555-0100", "-5", "+cmd|' /C calc'!A0", 'a "b", c', "line\nbreak", null]));
  same(text, "\ufeffa\r\n'=1+1\r\n'@x\r\n+1 (202) 555-0100\r\n-5\r\n'+cmd|' /C calc'!A0\r\n\"a \"\"b\"\", c\"\r\n\"line\nbreak\"\r\n\r\n", "CSV");
});

await run("an administrator adds people and outcomes", async () => {
  const page = await newPage();
  await signIn(page, "admin");
  await go(page, "setup/people");
  await page.click("button:has-text('Add a person')");
  await page.fill("dialog [name=name]", "Jo Park");
  await page.fill("dialog [name=email]", "agent@demo.example");
  await page.fill("dialog [name=password]", "long-enough-for-jo");
  forgive(/409/);
  await page.click("dialog button.main");
  await eventually(async () => (await page.locator("dialog .fault").allTextContents()).join("").length > 0, "that the address is taken");
  await page.fill("dialog [name=email]", "jo@demo.example");
  await page.click("dialog button.main");
  await page.click(".cell-link:has-text('Jo Park')");
  await page.selectOption("dialog [name=role]", "SUPERVISOR");
  await page.fill("dialog [name=station]", "+12025550188");
  await page.check("dialog #p-manage_queues");
  await page.click("dialog button.main");
  await page.waitForSelector("cf-table tr:has-text('Jo Park') >> text=Supervisor");
  await go(page, "setup/outcomes");
  await page.waitForSelector(".cell-link:has-text('Sale')");
  same(await page.locator("cf-table tbody tr").count(), 8, "outcomes");
  await page.click("button:has-text('Add an outcome')");
  await page.fill("dialog [name=key]", "voucher");
  await page.fill("dialog [name=label]", "Voucher sent");
  await page.click("dialog button.main");
  await page.waitForSelector(".cell-link:has-text('Voucher sent')");
});

await run("a screen on the wall", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await go(page, "setup/walls");
  await page.click("button:has-text('Add a screen')");
  await page.fill("dialog [name=label]", "Entrance");
  await page.click("dialog button.main");
  const address = await page.inputValue("dialog .secret input");
  await page.keyboard.press("Escape");
  const wall = await newPage({ viewport: { width: 1920, height: 1080 } });
  await wall.goto(`${address}&lang=de`);
  await wall.waitForSelector("h1:has-text('Entrance')");
  await wall.waitForSelector("tbody th:has-text('Sales EN')");
  await accessible(wall, "the wall");
  await fits(wall, "the wall");
  await shot(wall, "wall");
  const text = await wall.evaluate(() => document.body.innerText);
  for (const secret of ["Alex", "Robin", "Ada", "555", "@demo"]) truth(!text.includes(secret), `${secret} on the wall`);
  truth(text.includes("Wartend"), "German words");
  same(await wall.evaluate(() => localStorage.length + sessionStorage.length), 0, "traces of the wall");
  const small = await newPage({ viewport: { width: 360, height: 740 } });
  await small.goto(address);
  await small.waitForSelector("tbody th");
  await fits(small, "the wall on a phone");
  forgive(/403/);
  await page.locator("cf-table tr", { hasText: "Entrance" }).locator("button").click();
  await page.click("dialog button.danger");
  await wall.waitForSelector(".refused:visible");
  truth(!(await wall.isVisible(".numbers")), "no figures after the end");
});

/** The board of the server with callers who wait too long, a service level below its target, and nobody there. */
function busy(board) {
  const queues = board.queues.map((queue, at) => ({
    ...queue,
    live: { waiting: 4 + at, offered: 1, oldestEnteredAt: new Date(Date.parse(board.at) - 95_000 - 3_600_000 * at).toISOString(), agents: { ...Object.fromEntries(Object.keys(queue.live.agents).map((name) => [name, 0])), talking: at, loggedOut: 3 } },
    figures: queue.figures.map((one) => (one.name === "serviceLevel" ? { ...one, value: 61.53, numerator: 24, denominator: 39 } : one)),
  }));
  return { ...board, queues, total: board.total.map((one) => (one.name === "serviceLevel" ? { ...one, value: 61.53 } : one.name === "offered" ? { ...one, numerator: 12345, value: 12345 } : one)) };
}

/** What the server tells of such a floor. */
const troubles = [["nobody_there", 0, 4], ["longest_wait", 20, 95], ["service_level", 800, 615]].map(([kind, limit, value]) => ({
  id: `trouble-${kind}`, kind, subjectId: "q", subject: "Sales EN", agentId: null, callId: null, value, limit, text: null, raisedAt: new Date().toISOString(),
  acknowledgedAt: null, acknowledgedById: null, acknowledgedBy: null, endedAt: null, endReason: null,
}));

await run("a floor in trouble says so", async () => {
  const page = await newPage();
  const trouble = async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, json: busy(await reply.json()) });
  };
  await page.route("**/api/board*", trouble);
  await page.route(/\/api\/alerts\?/, (route) => route.fulfill({ json: { alerts: troubles, next: null } }));
  await signIn(page, "supervisor");
  await page.waitForSelector(".alarms li >> text=callers wait and nobody is signed on");
  await page.waitForSelector(".alarms li >> text=somebody has waited longer than 0:20");
  await page.waitForSelector(".alarms li >> text=service level below 80 %");
  same(await page.locator(".alarms").getAttribute("aria-live"), "polite", "how alarms are told");
  same(await page.locator(".tile.over .name").allTextContents(), ["Waiting", "Longest wait", "Service level", ...(await page.locator(".tile.over:has-text('Ready')").count() ? ["Ready"] : [])], "tiles beyond their limit");
  await accessible(page, "a floor in trouble");
  await shot(page, "trouble");
  const { path } = await api(await tokenOf("supervisor"), "POST", "/api/walls", { label: "Trouble" });
  for (const [name, viewport] of [["1920", { width: 1920, height: 1080 }], ["1366", { width: 1366, height: 768 }], ["4K", { width: 3840, height: 2160 }], ["360", { width: 360, height: 740 }]]) {
    const wall = await newPage({ viewport });
    await wall.route("**/api/walls/board*", trouble);
    await wall.goto(`${base}${path}&lang=de`);
    await wall.waitForSelector(".number.over");
    await fits(wall, `the wall at ${name}`);
    const cut = await wall.evaluate(() => [...document.querySelectorAll(".number .value")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
    same(cut, [], `figures that are cut at ${name}`);
    await shot(wall, `wall-trouble-${name}`);
  }
});

await run("theme and language are chosen and kept", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click("button[aria-label='Theme: as the system']");
  await page.click("button[aria-label='Theme: light']");
  truth((await ground()) !== light, "dark");
  await page.click("button[aria-label^=Language]");
  await page.click(".menu button:has-text('Deutsch')");
  await page.waitForSelector(".bar nav >> text=Übersicht");
  truth((await ground()) !== light, "still dark");
  same(await page.evaluate(() => document.documentElement.lang), "de", "lang");
  same(await page.evaluate(() => Object.keys(localStorage).sort()), ["callfloor.language", "callfloor.theme"], "what is kept");
});

await run("signing out ends the login", async () => {
  const page = await newPage();
  await signIn(page, "agent2");
  const token = await page.evaluate(() => JSON.parse(sessionStorage["callfloor.login"]).token);
  truth(!(await page.isVisible(".bar nav >> text=Set-up")), "no set-up for agents");
  await page.click("button[aria-label^='Account of']");
  await page.click(".menu button:has-text('Sign out')");
  await page.waitForSelector("[name=password]");
  same(await page.evaluate(() => sessionStorage.length), 0, "the kept login");
  await eventually(async () => (await fetch(`${base}/api/auth/me`, { headers: { Authorization: `Bearer ${token}` } })).status === 401, "the token is no good");
});
