// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around the views: navigation, state of the connection, theme, language, account.

import { can, call } from "./api.js";
import { loadReasons } from "./codes.js";
import { button, h, icon, iconButton, setText } from "./dom.js";
import { makeForm } from "./forms.js";
import { showDuration, showTime, t, word } from "./i18n.js";
import { socket } from "./live.js";
import { menuButton, say, showDialog } from "./parts.js";
import { kLanguages, language, nextTheme, setLanguage, theme } from "./prefs.js";
import { mayAs, signOut, user } from "./session.js";

const kStaleMs = 60_000;
const kViews = {
  work: { words: "nav.work", load: () => import("./views/work.js"), may: () => can("myAgent") },
  floor: { words: "nav.floor", load: () => import("./views/floor.js"), may: () => can("floorSnapshot") },
  calls: { words: "nav.calls", load: () => import("./views/calls.js"), may: () => can("listCalls") },
  campaigns: { words: "nav.campaigns", load: () => import("./views/campaigns.js"), may: () => can("listCampaigns") },
  setup: { words: "nav.setup", load: () => import("./views/setup.js"), may: () => mayAs("SUPERVISOR") },
  health: { words: "nav.health", load: () => import("./views/health.js"), may: () => mayAs("SUPERVISOR") },
};

/** `#/calls/details?status=FAILED` → name, rest of the path, parameters. */
function address() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/");
  return { name, rest: rest.map(decodeURIComponent), query: new URLSearchParams(query ?? "") };
}

export class Shell {
  #links = new Map();
  #view = null;
  #turn = 0;
  #onhash = () => this.#show();
  #onlink = () => this.#showLink();
  #ticker = 0;

  constructor() {
    const list = h("ul");
    for (const [name, view] of Object.entries(kViews)) {
      if (!view.may()) continue;
      const link = h("a", { href: `#/${name}` }, t(view.words));
      this.#links.set(name, link);
      list.append(h("li", {}, link));
    }
    this.linkWord = h("span");
    this.linkState = h("span", { class: "link-state", role: "img" }, h("span", { class: "dot" }), this.linkWord);
    this.themeButton = iconButton("screen", t("theme.system"), () => this.#showTheme(nextTheme()));
    this.main = h("main", { id: "content", tabindex: "-1" });
    this.bannerText = h("span");
    this.bannerAge = h("span", { class: "num" });
    this.banner = h("div", { class: "banner", role: "status", hidden: true }, icon("warn"), this.bannerText, this.bannerAge,
      button(t("link.retry"), () => socket.retry(), "tight"));
    const bar = h("header", { class: "bar" }, h("a", { class: "brand", href: "#/" }, icon("headset"), "callfloor"),
      h("nav", { "aria-label": t("nav.label") }, list), h("div", { class: "tools" }, this.linkState, this.#languages(), this.themeButton, this.#account()));
    this.elements = [h("a", { class: "skip", href: "#content", onclick: (event) => this.#skip(event) }, t("nav.skip")), bar, this.banner, this.main];
    this.#showTheme(theme());
  }

  start() {
    addEventListener("hashchange", this.#onhash);
    socket.addEventListener("link", this.#onlink);
    this.#ticker = setInterval(this.#onlink, 1000);
    this.#showLink();
    loadReasons().catch(() => {}); // until then their keys are shown
    this.#show();
  }

  leave() {
    removeEventListener("hashchange", this.#onhash);
    socket.removeEventListener("link", this.#onlink);
    clearInterval(this.#ticker);
    this.#view?.leave?.();
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  }

  #skip(event) {
    event.preventDefault();
    this.main.focus();
  }

  async #show() {
    const { name: asked, rest, query } = address();
    const home = user().role === "AGENT" ? "work" : "floor";
    const name = this.#links.has(asked) ? asked : this.#links.has(home) ? home : this.#links.keys().next().value;
    const turn = ++this.#turn;
    const { open } = await kViews[name].load();
    if (turn !== this.#turn) return;
    // The same view may take new parameters without being made anew.
    if (this.#view?.name === name && this.#view.goTo?.(rest, query)) return;
    this.#view?.leave?.();
    this.#view = Object.assign(open(rest, query), { name });
    for (const [one, link] of this.#links)
      if (one === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    this.#links.get(name).scrollIntoView({ block: "nearest", inline: "nearest" });
    document.title = `${t(kViews[name].words)} · callfloor`;
    this.main.replaceChildren(...this.#view.elements);
    scrollTo(0, 0);
    if (this.moved) this.main.focus({ preventScroll: true });
    this.moved = true;
  }

  #showLink() {
    const state = socket.state === "idle" ? "connecting" : socket.state;
    this.linkState.dataset.link = state;
    const words = word("link", state);
    setText(this.linkWord, words);
    this.linkState.setAttribute("aria-label", `${t("link.label")}: ${words}`);
    const lost = state === "lost" && socket.lastHeardAt !== null;
    if (this.banner.hidden === lost) this.banner.hidden = !lost;
    document.body.classList.toggle("stale", lost && Date.now() - socket.lastHeardAt > kStaleMs);
    if (!lost) return;
    // The sentence is read out once; what counts on is beside it and silent.
    setText(this.bannerText, t("link.stale", { time: showTime(socket.lastHeardAt) }));
    const rest = socket.nextTryAt === null ? t("link.trying") : t("link.next", { time: showDuration((socket.nextTryAt - Date.now()) / 1000 + 1) });
    this.bannerAge.setAttribute("aria-hidden", "true");
    setText(this.bannerAge, rest);
  }

  #showTheme(name) {
    this.themeButton.replaceChildren(icon({ system: "screen", light: "sun", dark: "moon" }[name]));
    const words = word("theme", name);
    this.themeButton.title = words;
    this.themeButton.setAttribute("aria-label", words);
  }

  #languages() {
    const other = Object.keys(kLanguages);
    return menuButton(`${t("language")}: ${language().toUpperCase()}`, () => other.map((name) => [kLanguages[name], () => {
      setLanguage(name);
      location.reload();
    }, name === language() ? "main" : ""]), language().toUpperCase());
  }

  #account() {
    const { name, email, role } = user();
    const face = h("span", { class: "buttons" }, icon("person"), h("span", { class: "who-name" }, name));
    return menuButton(t("account.menu", { name }), () => [
      [`${email} · ${word("role", role)}`, () => {}, "quiet"],
      ...(can("changePassword") ? [[t("account.password"), () => this.#changePassword()]] : []),
      [t("account.sign_out"), () => signOut()],
    ], face);
  }

  #changePassword() {
    showDialog(t("account.password"), (close) => makeForm({
      cancel: close,
      fields: [
        { name: "currentPassword", label: t("account.current"), type: "password", required: true, autocomplete: "current-password" },
        { name: "newPassword", label: t("account.new"), type: "password", required: true, autocomplete: "new-password", hint: t("signup.password_hint") },
      ],
      submit: async (values) => {
        await call("changePassword", values);
        close();
        say(t("account.changed"));
      },
    }));
  }
}
