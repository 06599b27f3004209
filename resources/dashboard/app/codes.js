// SPDX-License-Identifier: GPL-3.0-or-later
// Words that an administrator keeps: reasons for breaks, and what came of a call. Read once, and again after a change.

import { call, can } from "./api.js";
import { word } from "./i18n.js";

let reasons = null;
let labels = new Map();

/** The reasons that may be chosen. */
export async function reasonCodes() {
  if (!reasons) await loadReasons();
  return reasons.filter((one) => !one.system && !one.removed);
}

export async function loadReasons() {
  if (!can("listReasonCodes")) return;
  reasons = (await call("listReasonCodes")).reasonCodes;
  labels = new Map(reasons.map((one) => [one.key, one.system ? word("reason", one.key) : one.label]));
}

/** The words for a reason as they are known by now. */
export const reasonLabel = (key) => labels.get(key) ?? word("reason", key);
