// SPDX-License-Identifier: GPL-3.0-or-later
// Forms made from descriptions: each field has its label, its hint and the place where the server's objection is shown.

import { button, h, setText } from "./dom.js";
import { t } from "./i18n.js";
import { sentenceOf } from "./parts.js";

let count = 0;

function controlOf(field, id) {
  const shared = { id, name: field.name, required: field.required, "aria-describedby": `${id}-hint ${id}-fault`, autocomplete: field.autocomplete ?? "off" };
  if (field.type === "select")
    return h("select", shared, field.options.map(([value, words]) => h("option", { value, selected: String(value) === String(field.value ?? "") }, words)));
  if (field.type === "check") return h("input", { ...shared, type: "checkbox", checked: field.value === true });
  if (field.type === "lines") return h("textarea", { ...shared, rows: field.rows, value: field.value ?? "", spellcheck: "false" });
  return h("input", { ...shared, type: field.type ?? "text", value: field.value ?? "", placeholder: field.placeholder, min: field.min, max: field.max, maxlength: field.most, inputmode: field.inputmode });
}

/** One field: { name, label, type, value, hint, required, … }. Its `control` is the input. */
export function fieldOf(field) {
  const id = `f${(count += 1)}`;
  const control = controlOf(field, id);
  const label = h("label", { for: id }, field.label);
  const hint = h("p", { class: "hint", id: `${id}-hint` }, field.hint ?? "");
  const fault = h("p", { class: "fault", id: `${id}-fault` });
  const check = field.type === "check";
  const element = h("div", { class: `field${check ? " check" : ""}${field.wide ? " wide" : ""}` }, check ? [control, label] : [label, control], hint, fault);
  const object = (text) => {
    setText(fault, text);
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };
  return { element, control, object, field };
}

function valueOf({ control, field }) {
  if (field.type === "check") return control.checked;
  if (field.type === "number") return control.value === "" ? undefined : Number(control.value);
  if (field.type === "lines") return control.value;
  return field.type === "password" ? control.value : control.value.trim();
}

/**
 * A form. `submit(values)` is called with what was entered; fields that are empty and not marked `keepEmpty` are left out. An error
 * of the server is shown at its field, or below.
 */
export function makeForm({ fields, submit, words, cancel, shape = "stack" }) {
  const parts = fields.map(fieldOf);
  const fault = h("p", { class: "fault wide", role: "alert" });
  const send = h("button", { type: "submit", class: "main" }, words ?? t("save"));
  const form = h("form", { class: shape, novalidate: true }, parts.map((part) => part.element), fault,
    h("div", { class: "buttons end wide" }, cancel ? button(t("cancel"), cancel) : null, send));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    parts.forEach((part) => part.object(""));
    setText(fault, "");
    const empty = parts.find((part) => part.field.required && valueOf(part) === "");
    if (empty) {
      empty.object(t("form.missing"));
      return empty.control.focus();
    }
    const values = {};
    for (const part of parts) {
      const value = valueOf(part);
      if (value !== undefined && (value !== "" || part.field.keepEmpty)) values[part.field.name] = value;
    }
    send.disabled = true;
    try {
      await submit(values);
    } catch (problem) {
      const wrong = parts.find((part) => problem.field && (part.field.name === problem.field || problem.field.startsWith(`${part.field.name}[`)));
      if (wrong) {
        wrong.object(problem.message);
        wrong.control.focus();
      } else setText(fault, sentenceOf(problem));
    } finally {
      send.disabled = false;
    }
  });
  form.parts = Object.fromEntries(parts.map((part) => [part.field.name, part]));
  return form;
}
