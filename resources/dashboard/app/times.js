// SPDX-License-Identifier: GPL-3.0-or-later
// Times on the page: in the viewer's zone, with UTC behind them, and clocks that tick once a second for what is seen.

import { h, setText } from "./dom.js";
import { showDuration, showMoment, showTime, utcOf } from "./i18n.js";

let skewMs = 0;
const ticking = new Set();

/** The server's clock, as far as its replies let it be known. */
export const serverNow = () => Date.now() + skewMs;

/** Notes the Date field of a reply. It has whole seconds, so small differences are none. */
export function noteServerDate(text, sentAt) {
  const told = Date.parse(text ?? "");
  if (Number.isNaN(told)) return;
  const difference = told + 500 - (sentAt + Date.now()) / 2;
  skewMs = Math.abs(difference) < 1500 ? 0 : difference;
}

function shown(iso, text) {
  return h("time", { datetime: iso ?? undefined, title: utcOf(iso) }, text);
}
export const timeOf = (iso) => shown(iso, showTime(iso));
export const momentOf = (iso) => shown(iso, showMoment(iso));

/** How long ago `iso` is, ticking while it is on the page. Nothing is announced: readers would never fall silent. */
export class Elapsed {
  constructor(iso, until = null) {
    this.element = h("time", { class: "num" });
    this.set(iso, until);
    ticking.add(this);
  }
  /** From when to when; without an end it ticks on. */
  set(iso, until = null) {
    this.from = Date.parse(iso ?? "") || null; // the beginning of 1970 stands for never
    this.until = until ? Date.parse(until) : null;
    this.element.title = this.from === null ? "" : utcOf(iso);
    this.paint();
  }
  get seconds() {
    return this.from === null ? null : Math.max(0, ((this.until ?? serverNow()) - this.from) / 1000);
  }
  paint() {
    setText(this.element, showDuration(this.seconds));
  }
}

setInterval(() => {
  for (const clock of ticking) {
    // One that has left the page and is not coming back is dropped after a while.
    if (clock.element.isConnected) {
      clock.seen = true;
      if (!document.hidden) clock.paint();
    } else if (clock.seen || (clock.age = (clock.age ?? 0) + 1) > 10) {
      ticking.delete(clock);
    }
  }
}, 1000);

/** A clock that is shown again after it was off the page. */
export function wind(clock) {
  clock.seen = false;
  clock.age = 0;
  ticking.add(clock);
  clock.paint();
}
