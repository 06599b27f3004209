// SPDX-License-Identifier: GPL-3.0-or-later
// Every view: no errors, accessible, fitting, in both languages, themes and sizes.

import { accessible, api, base, eventually, fits, forgive, go, newPage, run, same, shot, signIn, tokenOf, truth } from "./browser.mjs";

const kViews = ["work", "floor", "calls", "campaigns", "setup/people", "setup/teams", "setup/queues", "setup/outcomes", "setup/reasons", "setup/walls", "health"];
export const kEvil = '<img src=x onerror="document.title=1">';

await run("sign in", async () => {
  const page = await newPage();
  await page.goto(base);
  await page.waitForSelector("form");
  await accessible(page, "the sign-in");
  same(await page.evaluate(() => document.activeElement.name), "email", "the focus");
  await page.click("button[type=submit]");
  truth(await page.isVisible(".fault:has-text('Please fill this in.')"), "an empty field is told");
  await page.fill("[name=email]", "admin@demo.example");
  await page.fill("[name=password]", "wrong");
  forgive(/401/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".fault:has-text('Invalid credentials')");
  await shot(page, "sign-in");
});

await run("a floor with something on it", async () => {
  const admin = await tokenOf("admin");
  const { users } = await api(admin, "GET", "/api/users");
  const idOf = (name) => users.find((one) => one.name === name).id;
  const queues = {};
  for (const name of ["Sales EN", "Repairs", kEvil]) queues[name] = (await api(admin, "POST", "/api/queues", { name })).id;
  for (const [queue, name] of [["Sales EN", "Alex Agent"], ["Sales EN", "Robin Agent"], ["Repairs", "Alex Agent"]])
    await api(admin, "POST", `/api/queues/${queues[queue]}/members`, { userId: idOf(name) });
  await api(admin, "POST", "/api/teams", { name: "North" });
  await api(admin, "POST", "/api/auth/register", { name: kEvil, email: "evil@demo.example", password: "a-long-password", role: "AGENT" });
  await api(admin, "POST", "/api/campaign/start", { name: `Spring ${kEvil}`, numbers: ["+12125550111", "+12125550112"], message: "Hello" });
  await api(admin, "POST", "/api/walls", { label: kEvil });
  await api(admin, "POST", "/api/do-not-call", { number: "+12125550199", reason: kEvil });
  for (const who of ["agent", "agent2"]) await api(await tokenOf(who), "POST", "/api/agents/me/login", {});
  await api(await tokenOf("agent"), "POST", "/api/agents/me/ready", {});
});

for (const { name, options } of [
  { name: "1280 light English", options: {} },
  { name: "1280 dark German", options: { colorScheme: "dark", locale: "de-DE" } },
  { name: "360 light German", options: { viewport: { width: 360, height: 740 }, locale: "de-DE", hasTouch: true } },
  { name: "360 dark English", options: { viewport: { width: 360, height: 740 }, colorScheme: "dark" } },
])
  await run(`every view, ${name}`, async () => {
    const page = await newPage(options);
    await signIn(page, "admin");
    await eventually(() => page.locator("cf-table tbody tr.opens").count(), "rows on the floor");
    for (const view of kViews) {
      await go(page, view);
      await page.waitForLoadState("networkidle").catch(() => {});
      await fits(page, view);
      await accessible(page, `${view}, ${name}`);
      await shot(page, `${view.replace("/", "-")} ${name}`.replaceAll(" ", "-"));
      same(await page.locator("main img").count(), 0, `markup in ${view}`);
    }
    truth((await page.title()) !== "1", "a text became code");
  });

await run("what people enter stays text", async () => {
  const page = await newPage();
  await signIn(page, "admin");
  for (const view of ["setup/people", "setup/queues", "campaigns", "setup/walls"]) {
    await go(page, view);
    await page.waitForSelector("cf-table tbody tr >> text=<img src=x onerror");
    same(await page.locator("img").count(), 0, `pictures in ${view}`);
  }
  await go(page, "setup/people");
  await page.click(".cell-link:has-text('<img')");
  await page.waitForSelector("dialog h2:has-text('<img src=x')");
  await accessible(page, "the dialog of a person");
  truth(/callfloor$/.test(await page.title()), "the title is ours");
});

await run("dialogs are accessible", async () => {
  const page = await newPage({ colorScheme: "dark" });
  await signIn(page, "admin");
  for (const [view, opener] of [["campaigns", "button:has-text('New campaign')"], ["setup/queues", ".cell-link >> nth=1"], ["setup/outcomes", ".cell-link >> nth=0"], ["setup/queues", "button:has-text('Members') >> nth=1"], ["floor", "cf-table .cell-link >> nth=0"]]) {
    await go(page, view);
    await page.click(`main ${opener}`);
    await page.waitForSelector("dialog[open]");
    await accessible(page, `the dialog of ${view}`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  }
});

await run("the keyboard reaches everything", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await page.reload();
  await page.waitForSelector("main .card");
  await page.keyboard.press("Tab");
  truth(await page.evaluate(() => document.activeElement.classList.contains("skip")), "the first stop skips the bar");
  await page.keyboard.press("Enter");
  same(await page.evaluate(() => document.activeElement.id), "content", "the focus behind the skip");
  const opener = page.locator("cf-table .acts button[aria-haspopup]:not(:disabled)").last();
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".menu button:focus");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".menu", { state: "detached" });
  await page.locator("cf-table thead button").first().focus();
  const before = await page.locator("cf-table thead th").first().getAttribute("aria-sort");
  await page.keyboard.press("Enter");
  await eventually(async () => (await page.locator("cf-table thead th").first().getAttribute("aria-sort")) !== before, "another order");
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  same(ring, "solid", "the ring around the focus");
});

await run("live updates move no headings", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  await eventually(() => page.locator("cf-table tbody tr.opens").count(), "calls");
  const places = () => page.evaluate(() => [...document.querySelectorAll(".tile, .card > header, cf-table thead")].map((one) => [one.getBoundingClientRect().x, one.getBoundingClientRect().width]));
  const before = await places();
  const calls = () => page.evaluate(async () => (await import(new URL("./live.js", document.querySelector("script[type=module]").src))).floor.calls.size);
  const first = await calls();
  await eventually(async () => (await calls()) !== first, "another number of calls");
  same(await places(), before, "columns");
});

await run("two thousand rows", async () => {
  const page = await newPage();
  await signIn(page, "supervisor");
  const found = await page.evaluate(async () => {
    const { liveTable } = await import(new URL("./table.js", document.querySelector("script[type=module]").src));
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const table = liveTable({ caption: "many", height: "400px", columns: [{ id: "n", title: "N", text: (row) => row.text, sort: (row) => row.n, head: true }, { id: "m", title: "M", text: () => "same" }] });
    document.querySelector("main").replaceChildren(table);
    let rows = Array.from({ length: 2000 }, (_, n) => ({ id: `r${n}`, n, text: `row ${n}` }));
    table.rows = rows;
    await frame();
    await frame();
    const inPage = () => table.querySelectorAll("tbody tr:not(.space)");
    const first = inPage()[0], untouched = inPage()[1].firstChild.firstChild;
    let writes = 0;
    const observer = new MutationObserver((records) => (writes += records.length));
    observer.observe(table, { subtree: true, childList: true, characterData: true });
    for (let round = 1; round <= 50; ++round) {
      rows = rows.map((row, at) => (at % 100 === 0 ? { ...row, text: `row ${at} round ${round}` } : row));
      table.rows = rows;
    }
    await frame();
    observer.disconnect();
    const result = { count: inPage().length, all: table.querySelector("table").getAttribute("aria-rowcount"), sameRow: inPage()[0] === first, sameText: inPage()[1].firstChild.firstChild === untouched, patched: first.textContent, writes };
    table.scroll.scrollTop = table.scroll.scrollHeight;
    await frame();
    await frame();
    return { ...result, last: [...inPage()].at(-1).textContent, index: [...inPage()].at(-1).getAttribute("aria-rowindex"), countBelow: inPage().length };
  });
  truth(found.count < 150 && found.countBelow < 150, `${found.count} rows in the page`);
  same([found.all, found.sameRow, found.sameText, found.patched], ["2001", true, true, "row 0 round 50same"], "the patched table");
  truth(found.writes < 20, `${found.writes} changes for one row that is seen`);
  same([found.last, found.index], ["row 1999same", "2001"], "the end of the table");
});
