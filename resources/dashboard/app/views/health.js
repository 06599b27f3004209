// SPDX-License-Identifier: GPL-3.0-or-later
// Is everything there that calls need, and what does the server count.

import { call } from "../api.js";
import { h, setText } from "../dom.js";
import { none, showNumber, t, word } from "../i18n.js";
import { socket, watch } from "../live.js";
import { card } from "../parts.js";
import { liveTable } from "../table.js";
import { timeOf } from "../times.js";

const kPeriodMs = 5_000;

/** `name value` lines of the Prometheus text format, with their HELP. */
export function metricsIn(text) {
  const help = new Map(), rows = [];
  for (const line of text.split("\n")) {
    const told = /^# HELP (\S+) (.*)$/.exec(line);
    if (told) help.set(told[1], told[2]);
    const value = /^([a-zA-Z_:][\w:]*(?:\{[^}]*\})?) (\S+)$/.exec(line);
    if (value) rows.push({ id: value[1], name: value[1].replace(/^callfloor_/, ""), value: Number(value[2]), help: help.get(value[1].split("{")[0]) ?? "" });
  }
  return rows;
}

function check(name) {
  const badge = h("span", { class: "badge" }), about = h("span", { class: "soft" });
  const element = [h("dt", {}, name), h("dd", {}, h("div", { class: "buttons" }, badge, about))];
  const paint = (good, words, more = "") => {
    badge.className = `badge ${good === null ? "" : good ? "good" : "bad"}`;
    setText(badge, `${good === null ? "·" : good ? "✓" : "▲"}\ufe0e ${words}`);
    setText(about, more);
  };
  paint(null, none);
  return { element, paint };
}

export function open() {
  const checks = { server: check(t("health.server")), database: check(t("health.database")), carrier: check(t("health.carrier")), link: check(t("link.label")) };
  const at = h("span", { class: "soft small" });
  const table = liveTable({
    caption: t("health.metrics"), sort: ["name", "ascending"],
    columns: [
      { id: "name", title: t("health.name"), head: true, text: (one) => one.name, sort: (one) => one.name },
      { id: "value", title: t("health.value"), text: (one) => showNumber(one.value), sort: (one) => one.value, right: true, width: "9rem" },
      { id: "help", title: t("health.meaning"), text: (one) => one.help, rank: 3 },
    ],
  });
  const paintLink = () => {
    const connected = socket.state === "connected";
    checks.link.paint(connected, word("link", socket.state === "idle" ? "connecting" : socket.state), connected ? t("health.transport", { name: socket.transportName }) : "");
  };
  async function ask() {
    try {
      const [health, ready, metrics] = await Promise.all([call("health"), fetch("/readyz").then((reply) => reply.json()), fetch("/metrics").then((reply) => reply.text())]);
      checks.server.paint(health.status === "ok", word("health", health.status), t("health.version", { version: health.version }));
      checks.database.paint(ready.database, ready.database ? t("health.answers") : t("health.away"));
      checks.carrier.paint(ready.carrier, ready.carrier ? t("health.configured") : t("health.none"), ready.carrier ? "" : t("health.carrier_hint"));
      table.rows = metricsIn(metrics);
    } catch {
      checks.server.paint(false, t("health.silent"));
    }
    at.replaceChildren(t("health.asked"), " ", timeOf(new Date().toISOString()));
  }
  const stop = watch(["link"], paintLink);
  const timer = setInterval(() => document.hidden || ask(), kPeriodMs);
  paintLink();
  ask();
  return {
    elements: [h("div", { class: "view-head" }, h("h1", {}, t("nav.health")), h("span", { class: "grow" }), at),
      card(t("health.state"), [h("a", { class: "button tight", href: "/api/docs" }, t("nav.reference")), h("a", { class: "button tight", href: "/metrics" }, "/metrics")],
        h("div", { class: "body" }, h("dl", { class: "facts" }, Object.values(checks).map((one) => one.element).flat()))),
      card(t("health.metrics"), null, table)],
    leave: () => {
      stop();
      clearInterval(timer);
    },
  };
}
