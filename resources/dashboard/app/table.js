// SPDX-License-Identifier: GPL-3.0-or-later
// A real table that stays smooth with thousands of rows: rows are kept by key and patched only where their object has
// changed, at most once a frame; of long lists only what is scrolled to is in the page.

import { arrange, h, onceAFrame, setText } from "./dom.js";
import { t } from "./i18n.js";

const kWindowedFrom = 120;
const kSpare = 12; // rows above and below what is seen

/**
 * A column: { id, title, text(row) } or { id, title, make(cell, ref) → paint(row) }; ref.row is always the present row.
 * Further: sort(row) → number or text, right, width (a CSS length), rank (1 stays longest when it gets narrow), head
 * (names the row), shrinks (its buttons become a menu where it is narrow), hiddenTitle (for columns of buttons).
 */
export class LiveTable extends HTMLElement {
  #columns = [];
  #key = (row) => row.id;
  #options = {};
  #rows = [];
  #shown = [];
  #lines = new Map();
  #sort = null;
  #paint = onceAFrame(() => this.#render());
  #rowHeight = 0;

  /** `options`: columns, key(row), caption, empty (text or element), sort ([id, "ascending"]), height, rowClass(row), onopen(row). */
  setUp(options) {
    this.#options = options;
    this.#columns = options.columns.map((column) => ({ rank: 1, ...column }));
    this.#key = options.key ?? this.#key;
    this.#sort = options.sort ?? null;
    this.#build();
    return this;
  }

  set rows(rows) {
    this.#rows = rows;
    this.#paint();
  }
  get rows() {
    return this.#rows;
  }

  #build() {
    const { caption, height } = this.#options;
    this.head = h("tr");
    for (const column of this.#columns) this.head.append(this.#header(column));
    this.before = h("tr", { class: "space", "aria-hidden": "true" }, h("td", { colspan: this.#columns.length }));
    this.after = h("tr", { class: "space", "aria-hidden": "true" }, h("td", { colspan: this.#columns.length }));
    this.body = h("tbody");
    const columns = h("colgroup", {}, this.#columns.map((column) => {
      const col = h("col", { class: `p${column.rank}${column.shrinks ? " shrinks" : ""}` });
      if (column.width) col.style.width = column.width;
      return col;
    }));
    this.table = h("table", {}, h("caption", { class: "unseen" }, caption), columns, h("thead", {}, this.head), this.body);
    this.scroll = h("div", { class: "table-scroll", role: "region", "aria-label": caption, tabindex: "0" }, this.table);
    if (height) this.scroll.style.setProperty("--table-height", height);
    this.scroll.addEventListener("scroll", this.#paint, { passive: true });
    this.nothing = h("div", { class: "empty", hidden: true }, this.#options.empty ?? t("table.empty"));
    this.replaceChildren(this.scroll, this.nothing);
    new ResizeObserver(this.#paint).observe(this.scroll);
    this.#paint();
  }

  #header(column) {
    const sides = `p${column.rank}${column.right ? " right" : ""}`;
    if (column.hiddenTitle) return h("th", { scope: "col", class: sides }, h("span", { class: "unseen" }, column.title));
    if (!column.sort) return h("th", { scope: "col", class: sides }, h("span", { title: column.title }, column.title));
    const arrow = h("span", { class: "arrow", "aria-hidden": "true" }, "▲");
    const sortBy = h("button", { type: "button", title: column.title, onclick: () => this.#sortBy(column.id) }, h("span", {}, column.title), arrow);
    const cell = h("th", { scope: "col", class: sides }, sortBy);
    column.cell = cell;
    column.arrow = arrow;
    return cell;
  }

  #sortBy(id) {
    const falling = this.#sort?.[0] === id && this.#sort[1] === "ascending";
    this.#sort = [id, falling ? "descending" : "ascending"];
    this.#paint();
  }

  #sorted() {
    const column = this.#columns.find((one) => one.id === this.#sort?.[0]);
    if (!column?.sort) return this.#rows;
    const direction = this.#sort[1] === "descending" ? -1 : 1;
    const keyed = this.#rows.map((row) => [column.sort(row) ?? "", row]);
    keyed.sort(([a], [b]) => direction * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b))));
    return keyed.map(([, row]) => row);
  }

  #showSort() {
    for (const column of this.#columns) {
      if (!column.cell) continue;
      const order = this.#sort?.[0] === column.id ? this.#sort[1] : "none";
      if (column.cell.getAttribute("aria-sort") !== order) column.cell.setAttribute("aria-sort", order);
      setText(column.arrow, order === "descending" ? "▼" : "▲");
    }
  }

  /** Which of the rows are in the page: all of a short list. */
  #window() {
    const count = this.#shown.length;
    if (count < kWindowedFrom || this.#rowHeight === 0) return [0, Math.min(count, kWindowedFrom)];
    const { scrollTop, clientHeight } = this.scroll;
    const first = Math.max(0, Math.min(Math.floor(scrollTop / this.#rowHeight) - kSpare, count - 1));
    return [first, Math.min(count, Math.ceil((scrollTop + clientHeight) / this.#rowHeight) + kSpare)];
  }

  #render() {
    if (!this.isConnected || !this.body) return;
    this.#shown = this.#sorted();
    this.#showSort();
    this.nothing.hidden = this.#shown.length > 0;
    const windowed = this.#shown.length >= kWindowedFrom;
    if (windowed && !this.#options.height) this.scroll.style.setProperty("--table-height", "70vh");
    const [first, last] = this.#window();
    const seen = new Set();
    const wanted = [];
    for (let at = first; at < last; ++at) {
      const row = this.#shown[at];
      const key = this.#key(row);
      seen.add(key);
      wanted.push(this.#line(key, row, windowed ? at + 2 : 0).element);
    }
    for (const [key, line] of this.#lines)
      if (!seen.has(key) && !line.element.contains(document.activeElement)) this.#lines.delete(key);
    this.#space(this.before, first);
    this.#space(this.after, this.#shown.length - last);
    arrange(this.body, [...(first > 0 ? [this.before] : []), ...wanted, ...(last < this.#shown.length ? [this.after] : [])]);
    if (windowed) this.table.setAttribute("aria-rowcount", this.#shown.length + 1);
    else this.table.removeAttribute("aria-rowcount");
    if (this.#rowHeight === 0 && wanted.length > 0) {
      this.#rowHeight = wanted[0].getBoundingClientRect().height;
      if (windowed) this.#paint();
    }
  }

  #space(row, count) {
    row.firstElementChild.style.height = `${count * this.#rowHeight}px`;
  }

  #line(key, row, index) {
    let line = this.#lines.get(key);
    if (!line) {
      line = this.#newLine(row);
      this.#lines.set(key, line);
    } else if (line.ref.row !== row) {
      line.ref.row = row;
      this.#fill(line);
    }
    if (index > 0) line.element.setAttribute("aria-rowindex", index);
    else line.element.removeAttribute("aria-rowindex");
    return line;
  }

  #newLine(row) {
    const ref = { row };
    const element = h("tr");
    const line = { element, ref, paints: [] };
    for (const column of this.#columns) {
      const cell = h(column.head ? "th" : "td", { class: `p${column.rank}${column.right ? " right" : ""}${column.hiddenTitle ? " acts" : ""}` });
      if (column.head) cell.scope = "row";
      element.append(cell);
      line.paints.push(column.make ? column.make(cell, ref) : this.#textPainter(cell, column));
    }
    if (this.#options.onopen) this.#makeOpen(element, ref);
    this.#fill(line);
    return line;
  }

  #textPainter(cell, column) {
    return (row) => {
      const text = column.text(row);
      setText(cell, text);
      if (cell.title !== text) cell.title = text;
    };
  }

  /** A click anywhere on the row; by keyboard it is the button in its first cell. */
  #makeOpen(element, ref) {
    element.classList.add("opens");
    element.addEventListener("click", (event) => {
      if (!event.target.closest("button, a, input, select") && String(getSelection()) === "") this.#options.onopen(ref.row);
    });
  }

  #fill({ element, ref, paints }) {
    for (const paint of paints) paint?.(ref.row);
    const more = this.#options.rowClass?.(ref.row) ?? "";
    element.classList.toggle("gone", more === "gone");
  }
}
customElements.define("cf-table", LiveTable);

export function liveTable(options) {
  return document.createElement("cf-table").setUp(options);
}

/** The cell that names a row and opens it, also by keyboard. */
export function openingCell(textOf, onopen) {
  return (cell, ref) => {
    const opener = h("button", { type: "button", class: "cell-link", onclick: () => onopen(ref.row) });
    cell.append(opener);
    return (row) => {
      setText(opener, textOf(row));
      opener.title = textOf(row);
    };
  };
}
