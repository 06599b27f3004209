// SPDX-License-Identifier: GPL-3.0-or-later
// The first administrator: `node signup.mjs FOLDER-OF-NPM CHROMIUM URL-WITH-TOKEN [FOLDER-FOR-PICTURES]`.

import { accessible, base, browser, finish, forgive, newPage, run, same, shot, truth } from "./browser.mjs";

await run("the first administrator is made with the printed link", async () => {
  const page = await newPage();
  await page.goto(base);
  await page.waitForSelector("[name=name]");
  same(new URL(page.url()).search, "", "the token is gone from the address");
  await accessible(page, "the set-up");
  await shot(page, "first-administrator");
  await page.fill("[name=name]", "Ada");
  await page.fill("[name=email]", "no address");
  await page.fill("[name=password]", "a sentence of a few words");
  forgive(/400/);
  await page.click("button[type=submit]");
  await page.waitForSelector("[name=email][aria-invalid=true]");
  await page.reload(); // the token survives it
  await page.fill("[name=name]", "Ada");
  await page.fill("[name=email]", "ada@example.com");
  await page.fill("[name=password]", "a sentence of a few words");
  await page.click("button[type=submit]");
  await page.waitForSelector("body.framed .link-state[data-link=connected]");
  truth(await page.isVisible("text=No calls at the moment."), "an empty floor says so");
  await page.goto(new URL("/setup", base).href);
  await page.waitForSelector("[role=alert]:has-text('This link has no token')");
});

truth(browser.isConnected(), "the browser");
await finish();
