// SPDX-License-Identifier: GPL-3.0-or-later
// What a viewer likes: theme and language. Kept in localStorage since it is no secret and should outlive the tab.

const kThemes = ["system", "light", "dark"];
export const kLanguages = { en: "English", de: "Deutsch" };

function read(name) {
  try {
    return localStorage.getItem(`callfloor.${name}`);
  } catch {
    return null; // storage is switched off: the choice lasts as long as the page
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(`callfloor.${name}`, value);
  } catch {
    // As above.
  }
}

export function theme() {
  const kept = read("theme");
  return kThemes.includes(kept) ? kept : "system";
}

export function applyTheme() {
  const chosen = theme();
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** The next theme of the row system, light, dark. */
export function nextTheme() {
  keep("theme", kThemes[(kThemes.indexOf(theme()) + 1) % kThemes.length]);
  applyTheme();
  return theme();
}

export function language() {
  const kept = read("language");
  if (kept in kLanguages) return kept;
  const wanted = (navigator.languages ?? []).map((name) => name.slice(0, 2)).find((name) => name in kLanguages);
  return wanted ?? "en";
}

export function setLanguage(name) {
  keep("language", name);
}
