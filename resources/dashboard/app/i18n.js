// SPDX-License-Identifier: GPL-3.0-or-later
// Words, numbers and times of the viewer. Every key that is used stands in lang/en.json and in all other languages; a
// test holds the sources against them.

import { language } from "./prefs.js";

let words = {};
let chosen = "en";
let plural = new Intl.PluralRules("en");
let formats = makeFormats("en");

function makeFormats(language_) {
  // Of the viewer's ways to write dates the one of that language: en-GB is not en-US.
  const name = navigator.languages?.find((one) => one.startsWith(language_)) ?? language_;
  return {
    number: new Intl.NumberFormat(name),
    percent: new Intl.NumberFormat(name, { maximumFractionDigits: 1 }),
    time: new Intl.DateTimeFormat(name, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
    moment: new Intl.DateTimeFormat(name, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    relative: new Intl.RelativeTimeFormat(name, { numeric: "auto" }),
  };
}

/** Loads the words of a language, the viewer's unless told otherwise. Without them there is no page, so a failure is the caller's. */
export async function loadWords(name = language()) {
  chosen = name;
  const reply = await fetch(new URL(`./lang/${chosen}.json`, import.meta.url));
  if (!reply.ok) throw new Error(`no words: ${reply.status}`);
  words = await reply.json();
  plural = new Intl.PluralRules(chosen);
  formats = makeFormats(chosen);
  document.documentElement.lang = chosen;
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The words of a key; `{name}` is replaced by values.name, and values.n chooses between one and many. */
export function t(key, values = {}) {
  const entry = words[key];
  if (entry === undefined) return key;
  const text = typeof entry === "string" ? entry : entry[plural.select(values.n)] ?? entry.other;
  const shown = typeof values.n === "number" ? { ...values, n: formats.number.format(values.n) } : values;
  return filled(text, shown);
}

/** The words of a value that the server names, such as a state; the value itself if it is one that is not known here. */
export function word(group, value) {
  const entry = words[`${group}.${value}`];
  return typeof entry === "string" ? entry : String(value ?? "");
}

export const none = "–";
export const showNumber = (value) => (value === null || value === undefined ? none : formats.number.format(value));
export const showPercent = (value) => (value === null || value === undefined ? none : `${formats.percent.format(value)} %`);
export const showTime = (iso) => (iso ? formats.time.format(new Date(iso)) : none);
export const showMoment = (iso) => (iso ? formats.moment.format(new Date(iso)) : none);

/** 0:07, 12:30, 1:02:03. */
export function showDuration(seconds) {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) return none;
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export const utcOf = (iso) => (iso ? `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC` : "");
