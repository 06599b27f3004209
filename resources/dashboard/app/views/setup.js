// SPDX-License-Identifier: GPL-3.0-or-later
// What administrators and supervisors keep: people, teams, queues, outcomes, reasons for breaks, screens on the wall.

import { can } from "../api.js";
import { h } from "../dom.js";
import { t, word } from "../i18n.js";
import { outcomesAdmin, reasonsAdmin } from "./setup_codes.js";
import { peopleAdmin, teamsAdmin } from "./setup_people.js";
import { queuesAdmin } from "./setup_queues.js";
import { wallsAdmin } from "./setup_walls.js";

const kParts = {
  people: { may: () => can("listUsers"), make: peopleAdmin },
  teams: { may: () => can("listTeams"), make: teamsAdmin },
  queues: { may: () => can("listQueues"), make: queuesAdmin },
  outcomes: { may: () => can("listDispositions"), make: outcomesAdmin },
  reasons: { may: () => can("listReasonCodes"), make: reasonsAdmin },
  walls: { may: () => can("listWalls"), make: wallsAdmin },
};

export function open(rest) {
  const names = Object.keys(kParts).filter((name) => kParts[name].may());
  const name = names.includes(rest[0]) ? rest[0] : names[0];
  const links = names.map((one) => h("a", { href: `#/setup/${one}`, "aria-current": one === name ? "page" : null }, word("setup", one)));
  return { elements: [h("div", { class: "view-head" }, h("h1", {}, t("nav.setup")), h("nav", { class: "tabs", "aria-label": t("nav.setup") }, links)), kParts[name].make()] };
}
