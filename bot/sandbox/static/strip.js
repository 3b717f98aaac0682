// The top of the page: the people with their unread messages, who can be chosen, found and added,
// and the actions that belong to no single phone.

import { avatar, el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { switchLanguage, t, writtenLanguage } from "./words.js";

const MANY = 12;

/** The strip of people. */
export class Strip {
  /**
   * @param {HTMLElement} place the top bar
   * @param {object} actions choose(id), add(), openLink()
   */
  constructor(place, actions) {
    this.actions = actions;
    this.chips = new Map();
    this.search = el("input", { class: "find", type: "search", placeholder: t("findPerson"), "aria-label": t("findPerson"), hidden: true, "data-testid": "find" });
    this.search.addEventListener("input", () => this.filter());
    this.row = el("nav", { class: "strip", "aria-label": t("people"), "data-testid": "strip" });
    place.replaceChildren(this.brand(), this.search, this.row, this.tools());
  }

  brand() {
    return el(
      "div",
      { class: "brand", title: t("subtitleHint") },
      el("img", { src: "/static/icon.svg", alt: "", width: 32, height: 32 }),
      el("div", {}, el("h1", { text: t("title") }), el("p", { text: t("subtitle") })),
    );
  }

  tools() {
    return el(
      "div",
      { class: "tools" },
      iconButton(icon("plus"), t("addPerson"), () => this.actions.add(), { "data-testid": "add-person" }),
      iconButton(icon("link"), t("openLink"), () => this.actions.openLink(), { "data-testid": "open-link-top" }),
      this.languageSwitch(),
    );
  }

  languageSwitch() {
    const label = t("switchLanguageHint");
    return el(
      "button",
      { type: "button", class: "language-switch", title: label, "aria-label": label, on: { click: switchLanguage } },
      el("span", { class: "long", text: t("switchLanguage") }),
      el("span", { class: "short", text: t("switchLanguageShort") }),
    );
  }

  /** Show a person, or a person's new state. */
  put(person) {
    const chip = this.chips.get(person.id) ?? this.addChip(person);
    const { badge, name, button } = chip;
    name.textContent = person.name;
    name.lang = writtenLanguage(person);
    badge.textContent = person.unread > 99 ? "99+" : String(person.unread);
    badge.hidden = person.unread === 0;
    button.classList.toggle("blocked", person.blocked);
    const words = [person.name, person.unread && t("unread", { n: person.unread }), person.blocked && t("blockedPerson")];
    button.setAttribute("aria-label", words.filter(Boolean).join("，"));
    button.title = words.filter(Boolean).join(" · ");
  }

  addChip(person) {
    const badge = el("span", { class: "badge", "data-testid": "unread", hidden: true });
    const name = el("span", { class: "chip-name" });
    const picture = el("span", { class: "chip-picture" }, avatar(person.name, person.id), badge);
    const button = el(
      "button",
      { type: "button", class: "chip", "aria-pressed": "false", data: { person: person.id, testid: "person" }, on: { click: () => this.actions.choose(person.id) } },
      picture,
      name,
    );
    const chip = { badge, name, button };
    this.chips.set(person.id, chip);
    this.row.append(button);
    this.search.hidden = this.chips.size <= MANY;
    return chip;
  }

  remove(id) {
    this.chips.get(id)?.button.remove();
    this.chips.delete(id);
  }

  /** Mark whose phones are on the desk, and which of them is the active one. */
  mark(shown, active) {
    for (const [id, { button }] of this.chips) {
      button.setAttribute("aria-pressed", String(shown.includes(id)));
      button.classList.toggle("active", id === active);
    }
    if (this.active === active) return;
    this.active = active;
    this.chips.get(active)?.button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  filter() {
    const wanted = this.search.value.trim().toLowerCase();
    for (const { name, button } of this.chips.values()) {
      button.hidden = wanted !== "" && !name.textContent.toLowerCase().includes(wanted);
    }
  }
}
