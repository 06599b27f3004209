// SPDX-License-Identifier: GPL-3.0-or-later
// A browser that notes everything that must not happen: errors on the console, breaches of the content security policy,
// requests to other places.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";

const [, , folder, executable, base, shots] = process.argv;
const require = createRequire(path.join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export { base };
export const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

const faults = [];
/** What a case may have on the console, as it is about a server that is away. */
let forgiven = null;
export const forgive = (pattern) => (forgiven = pattern);

function note(text) {
  if (!forgiven?.test(text)) faults.push(text);
}

export async function newPage(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce", acceptDownloads: true, ...options });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && note(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => note(`page: ${error.stack}`));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).host !== new URL(base).host) note(`elsewhere: ${request.url()}`);
  });
  page.setDefaultTimeout(20_000);
  return page;
}

export const kPeople = { admin: "demo-admin", supervisor: "demo-supervisor", agent: "demo-agent", agent2: "demo-agent2" };

export async function signIn(page, who, address = "/") {
  await page.goto(base + address);
  await page.fill("[name=email]", `${who}@demo.example`);
  await page.fill("[name=password]", kPeople[who]);
  await page.click("button[type=submit]");
  await page.waitForSelector("body.framed .link-state[data-link=connected]");
  await page.waitForSelector("main h1, main .card");
}

export async function go(page, view) {
  await page.goto(`${base}/#/${view}`);
  await page.waitForSelector(`.bar nav a[aria-current=page][href="#/${view.split("/")[0].split("?")[0]}"]`);
  await page.waitForSelector("main .card");
}

/** A request with a token of its own, outside of the page. */
export async function api(token, method, address, body) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const reply = await fetch(base + address, { method, headers, body: body && JSON.stringify(body) });
  const answer = await reply.json();
  if (!reply.ok) throw new Error(`${method} ${address}: ${reply.status} ${answer.error}`);
  return answer;
}
export const tokenOf = async (who) => (await api(null, "POST", "/api/auth/login", { email: `${who}@demo.example`, password: kPeople[who] })).token;

/** Fails with what axe finds. */
export async function accessible(page, where) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join(" | ")}`);
  same(told, [], `axe in ${where}`);
}

/** Nothing may stick out to the right. */
export async function fits(page, where) {
  const { wide, width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, width: innerWidth }));
  truth(wide <= width, `${where} is ${wide} wide in a window of ${width}`);
}

export async function shot(page, name, options = {}) {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), ...options });
}

export function truth(condition, text) {
  if (!condition) throw new Error(text);
}
export function same(actual, expected, text) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${text}: ${a} instead of ${b}`);
}
/** Asks until the condition holds. */
export async function eventually(condition, text, patienceMs = 20_000) {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`in vain: ${text}`);
}

const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
/** Lets the test that runs this do something to the server. */
export async function want(what) {
  console.log(`WANT ${what}`);
  await answers.next();
}

let failed = 0;
/** Runs a case; what the browser has noted meanwhile fails it too. */
export async function run(name, work) {
  faults.length = 0;
  forgiven = null;
  const before = new Set(browser.contexts());
  try {
    await work();
    same(faults.splice(0), [], "noted by the browser");
    console.log(`ok ${name}`);
  } catch (problem) {
    failed += 1;
    console.log(`FAIL ${name}: ${String(problem.message ?? problem).replaceAll("\n", " / ")} ${faults.join(" / ")}`);
    for (const context of browser.contexts())
      for (const page of context.pages()) await shot(page, `failed-${name.replaceAll(/\W+/g, "-")}`).catch(() => {});
  }
  for (const context of browser.contexts()) if (!before.has(context)) await context.close();
}

export async function finish() {
  await browser.close();
  process.exit(failed === 0 ? 0 : 1);
}
