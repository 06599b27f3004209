// SPDX-License-Identifier: GPL-3.0-or-later
// What the lists of the set-up have in common: a table in a card, fetched anew after each change.

import { button, h } from "./dom.js";
import { makeForm } from "./forms.js";
import { t } from "./i18n.js";
import { card, say, sentenceOf, showDialog } from "./parts.js";
import { liveTable } from "./table.js";

/**
 * `load()` gives the rows. `add`: { words, open(refresh) } or nothing. The table's options are those of liveTable; `onopen(row,
 * refresh)`.
 */
export function adminList({ title, hint, load, add, tools = [], ...options }) {
  const refresh = async () => {
    try {
      table.rows = await load();
    } catch (problem) {
      say(sentenceOf(problem), true);
    }
  };
  const table = liveTable({ caption: title, ...options, onopen: options.onopen ? (row) => options.onopen(row, refresh) : undefined, columns: options.columns(refresh) });
  refresh();
  const adding = add ? button(add.words, () => add.open(refresh), "main tight") : null;
  return card(title, [...tools, adding], hint ? h("p", { class: "empty small" }, hint) : null, table);
}

/** A dialog with a form that saves and closes. */
export function editDialog(title, { fields, save, words, done, extra = [], broad = false, shape = "stack" }) {
  return showDialog(title, (close) => [
    makeForm({ fields, words, cancel: close, shape, submit: async (values) => {
      await save(values);
      close();
      say(t("saved"));
      done?.();
    } }),
    ...extra.map((make) => make(close)).filter(Boolean),
  ], { broad });
}
