// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard in a real browser, on a demo server: run by tst_dashboard.cpp as
// `node dashboard.mjs FOLDER-OF-NPM CHROMIUM URL [FOLDER-FOR-PICTURES]`.

import { finish } from "./browser.mjs";

// One after the other: modules that are imported side by side would run at the same time.
for (const cases of ["./views.mjs", "./flows.mjs", "./links.mjs"]) await import(cases);
await finish();
