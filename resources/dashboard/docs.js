// SPDX-License-Identifier: GPL-3.0-or-later
// Shows only the operations that have all the words of the search field. Without this script the page has all of them.

const field = document.getElementById("wanted");
const found = document.getElementById("found");
const nothing = document.getElementById("nothing");
const general = document.getElementById("general");
const operations = [...document.querySelectorAll(".operation")].map((article) => ({
  article,
  entry: document.querySelector(`nav li[data-of="${article.id}"]`),
  text: `${article.id} ${article.textContent}`.toLowerCase(),
}));
const groups = [...document.querySelectorAll("nav .group, main section:not(#general)")];

function show() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { article, entry, text } of operations) {
    const fits = words.every((word) => text.includes(word));
    article.hidden = entry.hidden = !fits;
    if (fits) count += 1;
  }
  for (const group of groups) group.hidden = !group.querySelector(".operation:not([hidden]), li:not([hidden])");
  general.hidden = words.length > 0;
  nothing.hidden = count > 0;
  found.textContent = words.length > 0 ? `${count} of ${operations.length}` : "";
}

field.form.hidden = false;
field.form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", show);
// A link into what the search hides shows everything again.
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.closest("[hidden]")) return;
  field.value = "";
  show();
  target.scrollIntoView();
});
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
  event.preventDefault();
  field.focus();
});
show();
