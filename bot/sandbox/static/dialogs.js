// The page's own boxes: adding a person, opening an invitation link on somebody's phone, deleting a person.

import { arrowKeys, avatar, el } from "./dom.js";
import { deepLinkPayload } from "./text.js";
import { PHONE_LANGUAGES, t, writtenLanguage } from "./words.js";

function open(title, testid, ...children) {
  const dialog = el("dialog", { class: "dialog", "aria-label": title, "data-testid": testid }, el("h2", { text: title }), ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function buttons(label, testid, cancel, kind = "primary") {
  return el(
    "div",
    { class: "dialog-buttons" },
    el("button", { type: "button", text: t("cancel"), on: { click: cancel } }),
    el("button", { type: "submit", class: kind, text: label, "data-testid": testid }),
  );
}

/** Ask for a new person's name and language, then call `add(name, language)`. */
export function askForPerson(add) {
  const name = el("input", { type: "text", required: true, maxlength: "64", placeholder: t("personNameHint"), autocomplete: "off", "data-testid": "new-name" });
  const languages = Object.entries(PHONE_LANGUAGES).map(([value, text]) => el("option", { value, text }));
  const language = el("select", { "data-testid": "new-language" }, ...languages);
  const form = el(
    "form",
    { method: "dialog" },
    el("label", {}, el("span", { text: t("personName") }), name),
    el("label", {}, el("span", { text: t("personLanguage") }), language),
    buttons(t("add"), "add-person-confirm", () => dialog.close()),
  );
  form.addEventListener("submit", () => add(name.value.trim(), language.value));
  const dialog = open(t("addPerson"), "person-dialog", form);
  name.focus();
}

/** Ask whether to delete a person, then call `remove()`. */
export function askToRemove(person, remove) {
  const form = el(
    "form",
    { method: "dialog" },
    el("p", { text: t("removeAsk", { name: person.name }) }),
    el("p", { class: "hint", text: t("removeWhy") }),
    buttons(t("remove"), "remove-confirm", () => dialog.close(), "danger"),
  );
  form.addEventListener("submit", remove);
  const dialog = open(t("removePerson"), "remove-dialog", form);
}

/**
 * Ask on whose phone to open an invitation, as if that person had scanned or pressed the link.
 *
 * @param {object} choice
 * @param {string} choice.bot the bot's user name
 * @param {string|null} choice.payload what the link carries, or null to ask for the link
 * @param {object[]} choice.people everybody, the phone that is open first
 * @param {number|null} choice.here the person on whose phone the link was pressed
 * @param {(id: number, payload: string) => void} start
 * @param {(payload: string) => void} startNew called for a person who is yet to be added
 */
export function askWhoOpens(choice, start, startNew) {
  const link = el("input", { type: "text", placeholder: t("linkHint"), "aria-label": t("linkHint"), autocomplete: "off", spellcheck: "false", "data-testid": "link" });
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true, text: t("linkWrong", { bot: choice.bot }) });
  const choose = (action) => () => {
    const payload = choice.payload ?? readPayload(link.value, choice.bot);
    wrong.hidden = payload !== null;
    if (payload === null) return link.focus();
    dialog.close();
    action(payload);
  };
  const people = choice.people.map((person) => candidate(person, person.id === choice.here, choose((payload) => start(person.id, payload))));
  const newcomer = el(
    "button",
    { type: "button", class: "candidate", "data-testid": "candidate-new", on: { click: choose(startNew) } },
    el("span", { class: "avatar small new", text: "+", "aria-hidden": "true" }),
    el("span", { class: "candidate-name", text: t("linkNew") }),
  );
  const list = el("div", { class: "candidates", role: "group", "aria-label": t("linkWho") }, newcomer, ...people);
  arrowKeys(list);
  const dialog = open(t("linkTitle"), "link-dialog", choice.payload === null ? link : null, wrong, el("p", { class: "hint", text: t("linkWho") }), list);
  (choice.payload === null ? link : (people[0] ?? newcomer)).focus();
}

function candidate(person, here, onClick) {
  return el(
    "button",
    { type: "button", class: "candidate", data: { person: person.id, testid: "candidate" }, on: { click: onClick } },
    avatar(person.name, person.id, "small"),
    el("span", { class: "candidate-name", text: person.name, lang: writtenLanguage(person) }),
    here ? el("span", { class: "here", text: t("thisPhone") }) : null,
  );
}

/** The payload of a pasted link, or of a pasted code; null if it is neither. */
export function readPayload(pasted, bot) {
  const text = pasted.trim();
  if (/^[\w-]{1,64}$/.test(text)) return text;
  return text ? deepLinkPayload(text, bot) : null;
}
