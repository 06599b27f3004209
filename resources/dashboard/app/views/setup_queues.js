// SPDX-License-Identifier: GPL-3.0-or-later
import { adminList, editDialog } from "../admin.js";
import { call, can, fieldSchema } from "../api.js";
import { button, h, setText } from "../dom.js";
import { fieldOf } from "../forms.js";
import { showNumber, showPercent, t, word } from "../i18n.js";
import { floor, wantBoard } from "../live.js";
import { attempt, confirmed, showDialog } from "../parts.js";
import { openingCell } from "../table.js";

const kStrategies = ["longest-idle", "round-robin", "fewest-calls", "least-talk", "top-down", "random-weighted", "ring-all"];
// The settings that are asked for here; the API has them all.
const kNumbers = ["priority", "serviceLevelSeconds", "serviceLevelTarget", "shortAbandonSeconds", "ringSeconds", "missLimit", "maxWaitSeconds", "maxSize", "wrapUpMinSeconds", "wrapUpMaxSeconds"];

function settingFields(queue) {
  const number = (name) => {
    const { minimum, maximum } = fieldSchema("updateQueue", name);
    return { name, label: word("queue.setting", name), type: "number", min: minimum, max: maximum, value: queue?.[name] ?? "", hint: minimum === undefined ? "" : t("form.range", { min: showNumber(minimum), max: showNumber(maximum) }) };
  };
  return [
    { name: "name", label: t("queue.name"), value: queue?.name ?? "", required: true, most: 100 },
    { name: "strategy", label: t("queue.strategy"), type: "select", value: queue?.strategy ?? "longest-idle", options: kStrategies.map((one) => [one, word("strategy", one)]) },
    ...kNumbers.map(number),
  ];
}

const save = (queue) => async (values) => {
  await (queue ? call("updateQueue", { id: queue.id, ...values }) : call("createQueue", values));
  wantBoard(0);
};

function editQueue(queue, refresh) {
  editDialog(queue.name, {
    fields: settingFields(queue), save: save(queue), done: refresh, broad: true, shape: "grid",
    extra: [can("deleteQueue") ? (close) => h("div", { class: "buttons" }, button(t("queue.remove"), async ({ currentTarget }) => {
      if (!(await confirmed(t("queue.remove"), t("queue.remove_text", { name: queue.name }), t("queue.remove")))) return;
      if (await attempt(currentTarget, () => call("deleteQueue", { id: queue.id }))) {
        close();
        refresh();
      }
    }, "danger")) : () => null],
  });
}

/** Who takes the calls of a queue. */
async function membersDialog(queue) {
  const list = h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("queue.members") });
  const agents = () => [...floor.agents.values()].sort((a, b) => a.name.localeCompare(b.name));
  const who = fieldOf({ name: "userId", label: t("queue.member"), type: "select", options: agents().map((one) => [one.id, one.name]) });
  const tier = fieldOf({ name: "tier", label: t("queue.tier"), type: "number", min: 1, max: 100, value: 1 });
  const count = h("p", { class: "soft", role: "status" });
  const show = ({ members }) => {
    setText(count, t("queue.member_count", { n: members.length }));
    list.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, [t("agent.name"), t("queue.tier"), ""].map((title) => h(title ? "th" : "td", { scope: title ? "col" : null }, h("span", {}, title))))),
      h("tbody", {}, members.map((one) => h("tr", {}, h("th", { scope: "row" }, one.name), h("td", {}, showNumber(one.tier)), h("td", { class: "acts" }, can("removeQueueMember")
        ? button(t("remove"), ({ currentTarget }) => attempt(currentTarget, async () => show(await call("removeQueueMember", { id: queue.id, userId: one.userId }))), "tight", { "aria-label": t("queue.remove_member", { name: one.name }) }) : ""))))));
  };
  const add = h("form", { class: "inline-form", onsubmit: (event) => {
    event.preventDefault();
    attempt(event.submitter, async () => show(await call("setQueueMember", { id: queue.id, userId: who.control.value, tier: Number(tier.control.value) || 1 })));
  } }, who.element, tier.element, h("button", { type: "submit", class: "main" }, t("add")));
  showDialog(t("queue.members_of", { name: queue.name }), () => [can("setQueueMember") ? add : null, count, h("cf-table", {}, list)]);
  await attempt(null, async () => show(await call("getQueue", { id: queue.id })));
}

export function queuesAdmin() {
  const may = can("updateQueue");
  let refreshNow = () => {};
  return adminList({
    title: t("setup.queues"), empty: t("queue.none"), sort: ["name", "ascending"], onopen: may ? editQueue : undefined,
    load: async () => (await call("listQueues")).queues,
    add: can("createQueue") ? { words: t("queue.add"), open: (refresh) => editDialog(t("queue.add"), { words: t("add"), fields: settingFields(null), save: save(null), done: refresh, broad: true, shape: "grid" }) } : null,
    columns: (refresh) => {
      refreshNow = refresh;
      return [
        may ? { id: "name", title: t("queue.name"), head: true, make: openingCell((one) => one.name, (one) => editQueue(one, refreshNow)), sort: (one) => one.name }
          : { id: "name", title: t("queue.name"), head: true, text: (one) => one.name, sort: (one) => one.name },
        { id: "strategy", title: t("queue.strategy"), text: (one) => word("strategy", one.strategy), rank: 2 },
        { id: "target", title: t("queue.target"), text: (one) => t("queue.target_text", { percent: showPercent(one.serviceLevelTarget), seconds: showNumber(one.serviceLevelSeconds) }), rank: 3, width: "9rem" },
        { id: "priority", title: word("queue.setting", "priority"), text: (one) => showNumber(one.priority), sort: (one) => one.priority, right: true, rank: 3, width: "6rem" },
        { id: "members", title: t("queue.members"), hiddenTitle: true, width: "9rem", make: (cell, ref) => {
          cell.append(button(t("queue.members"), () => membersDialog(ref.row), "tight"));
        } },
      ];
    },
  });
}
