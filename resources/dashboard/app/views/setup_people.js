// SPDX-License-Identifier: GPL-3.0-or-later
import { adminList, editDialog } from "../admin.js";
import { call, can } from "../api.js";
import { h } from "../dom.js";
import { none, t, word } from "../i18n.js";
import { attempt, confirmed } from "../parts.js";
import { user } from "../session.js";
import { openingCell } from "../table.js";
import { momentOf } from "../times.js";

const kRoles = ["AGENT", "SUPERVISOR", "ADMIN"];
const kPermissions = ["listen", "whisper", "barge", "take_over", "hang_up_others", "recordings", "reports", "manage_agents", "manage_queues"];

let teams = [];
const teamName = (id) => teams.find((one) => one.id === id)?.name ?? none;

function addPerson(refresh) {
  editDialog(t("person.add"), {
    words: t("add"), done: refresh,
    fields: [
      { name: "name", label: t("person.name"), required: true, most: 200 },
      { name: "email", label: t("signin.email"), type: "email", required: true },
      { name: "password", label: t("signin.password"), type: "password", required: true, autocomplete: "new-password", hint: t("signup.password_hint") },
      { name: "role", label: t("person.role"), type: "select", value: "AGENT", options: kRoles.map((one) => [one, word("role", one)]) },
    ],
    save: (values) => call("register", values),
  });
}

function permissionsField(person) {
  const boxes = kPermissions.map((name) => [name, h("input", { type: "checkbox", id: `p-${name}`, checked: person.permissions.includes(name) })]);
  const element = h("fieldset", { class: "flags wide" }, h("legend", {}, t("person.permissions")), boxes.map(([name, box]) =>
    h("div", { class: "field check" }, box, h("label", { for: box.id }, word("permission", name)))));
  return { element, chosen: () => boxes.filter(([, box]) => box.checked).map(([name]) => name) };
}

function editPerson(person, refresh) {
  const permissions = permissionsField(person);
  const self = person.id === user().id;
  const dialog = editDialog(person.name, {
    done: refresh, broad: true, shape: "grid",
    fields: [
      { name: "name", label: t("person.name"), value: person.name, required: true, most: 200 },
      { name: "role", label: t("person.role"), type: "select", value: person.role, options: kRoles.map((one) => [one, word("role", one)]) },
      { name: "teamId", label: t("person.team"), type: "select", value: person.teamId ?? "", keepEmpty: true, options: [["", none], ...teams.filter((one) => !one.removed).map((one) => [one.id, one.name])] },
      { name: "scope", label: t("person.scope"), type: "select", value: person.scope, options: ["own", "team", "all", "default"].map((one) => [one, word("scope", one)]), hint: t("person.scope_hint") },
      { name: "station", label: t("person.station"), value: person.station ?? "", keepEmpty: true, hint: t("person.station_hint") },
      { name: "callerId", label: t("person.caller_id"), value: person.callerId ?? "", keepEmpty: true, inputmode: "tel", hint: t("person.caller_id_hint") },
      { name: "capacity", label: t("person.capacity"), type: "number", min: 0, max: 100, value: person.capacity, hint: t("person.capacity_hint") },
    ],
    save: (values) => call("updateUser", { id: person.id, ...values, permissions: permissions.chosen() }),
    extra: [self ? () => null : (close) => h("div", { class: "buttons" }, h("button", { type: "button", class: "danger", onclick: async ({ currentTarget }) => {
      const sure = person.disabled || (await confirmed(t("person.disable"), t("person.disable_text", { name: person.name }), t("person.disable")));
      if (sure && (await attempt(currentTarget, () => call("updateUser", { id: person.id, disabled: !person.disabled })))) {
        close();
        refresh();
      }
    } }, person.disabled ? t("person.enable") : t("person.disable")))],
  });
  dialog.querySelector("form .fault.wide").before(permissions.element);
}

export function peopleAdmin() {
  let refreshNow = () => {};
  const opening = (person) => editPerson(person, refreshNow);
  return adminList({
    title: t("setup.people"), empty: t("table.empty"), onopen: editPerson,
    load: async () => {
      const [list, found] = await Promise.all([call("listUsers"), can("listTeams") ? call("listTeams") : { teams: [] }]);
      teams = found.teams;
      return list.users;
    },
    add: can("register") ? { words: t("person.add"), open: addPerson } : null,
    rowClass: (one) => (one.disabled ? "gone" : ""), sort: ["name", "ascending"],
    columns: (refresh) => {
      refreshNow = refresh;
      return [
        { id: "name", title: t("person.name"), head: true, make: openingCell((one) => one.name, opening), sort: (one) => one.name },
        { id: "email", title: t("signin.email"), text: (one) => one.email, sort: (one) => one.email, rank: 3 },
        { id: "role", title: t("person.role"), text: (one) => (one.disabled ? t("person.disabled") : word("role", one.role)), sort: (one) => one.role, width: "9rem" },
        { id: "team", title: t("person.team"), text: (one) => teamName(one.teamId), sort: (one) => teamName(one.teamId), rank: 3 },
        { id: "station", title: t("person.station"), text: (one) => one.station ?? none, rank: 4 },
        { id: "seen", title: t("person.seen"), make: (cell) => (one) => cell.replaceChildren(momentOf(one.lastLoginAt)), sort: (one) => one.lastLoginAt ?? "", rank: 2, width: "10.5rem" },
      ];
    },
  });
}

export function teamsAdmin() {
  const edit = (team, refresh) => editDialog(team.name, {
    done: refresh, fields: [{ name: "name", label: t("team.name"), value: team.name, required: true, most: 100 }], save: (values) => call("updateTeam", { id: team.id, ...values }),
    extra: [(close) => h("button", { type: "button", class: "danger", onclick: async ({ currentTarget }) => {
      if (await attempt(currentTarget, () => call("updateTeam", { id: team.id, removed: true }))) {
        close();
        refresh();
      }
    } }, t("remove"))],
  });
  let refreshNow = () => {};
  const may = can("updateTeam");
  return adminList({
    title: t("setup.teams"), hint: t("team.hint"), empty: t("team.none"), onopen: may ? edit : undefined, sort: ["name", "ascending"],
    load: async () => (await call("listTeams")).teams.filter((one) => !one.removed),
    add: can("createTeam") ? { words: t("team.add"), open: (refresh) => editDialog(t("team.add"), { words: t("add"), done: refresh, fields: [{ name: "name", label: t("team.name"), required: true, most: 100 }], save: (values) => call("createTeam", values) }) } : null,
    columns: (refresh) => {
      refreshNow = refresh;
      return [may ? { id: "name", title: t("team.name"), head: true, make: openingCell((one) => one.name, (one) => edit(one, refreshNow)), sort: (one) => one.name }
        : { id: "name", title: t("team.name"), head: true, text: (one) => one.name, sort: (one) => one.name }];
    },
  });
}
