// SPDX-License-Identifier: GPL-3.0-or-later
import { adminList } from "../admin.js";
import { call, can } from "../api.js";
import { button, h } from "../dom.js";
import { makeForm } from "../forms.js";
import { t } from "../i18n.js";
import { attempt, confirmed, say, showDialog } from "../parts.js";
import { momentOf } from "../times.js";

/** The address is shown this once: the server keeps only a hash of it. */
function showAddress({ path, wall }) {
  const address = new URL(path, location.origin).href;
  const field = h("input", { value: address, readonly: true, "aria-label": t("wall.address"), onfocus: () => field.select() });
  showDialog(wall.label, (close) => [
    h("p", {}, t("wall.once")),
    h("div", { class: "secret" }, field, h("div", { class: "buttons" }, button(t("copy"), async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(address);
        say(t("copied"));
      } catch {
        say(t("wall.copy_by_hand"), true);
      }
    }, "main"), h("a", { class: "button", href: path, target: "_blank", rel: "noopener noreferrer" }, t("wall.open")))),
    h("div", { class: "buttons end" }, button(t("close"), close)),
  ]);
}

function addWall(refresh) {
  showDialog(t("wall.add"), (close) => makeForm({
    cancel: close, words: t("add"),
    fields: [
      { name: "label", label: t("wall.label"), required: true, most: 100, hint: t("wall.label_hint") },
      { name: "days", label: t("wall.days"), type: "number", min: 1, max: 3650, hint: t("wall.days_hint") },
    ],
    submit: async (values) => {
      const made = await call("createWall", values);
      close();
      refresh();
      showAddress(made);
    },
  }));
}

export function wallsAdmin() {
  return adminList({
    title: t("setup.walls"), hint: t("wall.hint"), empty: t("wall.none"),
    load: async () => (await call("listWalls")).walls,
    add: can("createWall") ? { words: t("wall.add"), open: addWall } : null,
    columns: (refresh) => [
      { id: "label", title: t("wall.label"), head: true, text: (one) => one.label },
      { id: "by", title: t("wall.by"), text: (one) => one.createdBy, rank: 3 },
      { id: "created", title: t("wall.created"), make: (cell, ref) => void cell.append(momentOf(ref.row.createdAt)), rank: 3, width: "10.5rem" },
      { id: "until", title: t("wall.until"), make: (cell, ref) => void cell.append(ref.row.expiresAt ? momentOf(ref.row.expiresAt) : t("wall.revoked_only")), rank: 2, width: "10.5rem" },
      ...(can("revokeWall") ? [{ id: "do", title: t("actions"), hiddenTitle: true, width: "8rem", make: (cell, ref) => {
        cell.append(button(t("wall.revoke"), async ({ currentTarget }) => {
          if (await confirmed(t("wall.revoke"), t("wall.revoke_text", { label: ref.row.label }), t("wall.revoke")))
            if (await attempt(currentTarget, () => call("revokeWall", { id: ref.row.id }))) refresh();
        }, "tight danger"));
      } }] : []),
    ],
  });
}
