// Where the page begins: reads the world, puts the chosen people's phones on the desk, and passes on events.
// The address says who is shown (`/?people=1001,1002`) and may carry an invitation (`/?start=CODE`).

import { api, ApiError, listenToEvents } from "./api.js";
import { el } from "./dom.js";
import { askForPerson, askToRemove, askWhoOpens } from "./dialogs.js";
import { Phone } from "./phone.js";
import { Strip } from "./strip.js";
import { declareLanguage, t } from "./words.js";

const NARROW = matchMedia("(max-width: 719px)");
const TOUCH = matchMedia("(pointer: coarse)");
const PHONE_WIDTH = 360;
const NOTICE_MS = 6000;

/** The desk on which the phones lie, side by side; on a real phone's screen only the active one is seen. */
class Desk {
  constructor(place) {
    this.place = place;
    this.people = new Map();
    this.phones = new Map();
    this.active = null;
    this.strip = new Strip(document.getElementById("topbar"), {
      choose: (id) => this.choose(id),
      add: () => askForPerson((name, language) => this.add(name, language)),
      openLink: () => this.openLink(null, null),
    });
  }

  get shown() {
    return [...this.phones.keys()];
  }

  /** Listen first and read after, so that nothing falls between the two. */
  begin() {
    listenToEvents((event) => this.bot && this.hear(event), (connected) => this.lineChanged(connected));
  }

  async arrive() {
    const address = new URLSearchParams(location.search);
    const world = await api.world();
    this.bot = world.bot;
    this.takePeople(world.people);
    const wanted = address.get("people")?.split(",").map(Number) ?? this.firstPeople();
    for (const id of wanted.filter((one) => this.people.has(one))) this.show(id);
    this.activate(this.shown[0] ?? null);
    this.place.removeAttribute("aria-busy");
    if (address.has("start")) this.openLink(address.get("start"), null);
  }

  firstPeople() {
    const room = NARROW.matches ? 1 : Math.max(1, Math.floor(innerWidth / PHONE_WIDTH));
    return [...this.people.keys()].slice(0, Math.min(room, 4));
  }

  takePeople(people) {
    for (const person of people) this.putPerson(person);
    const here = new Set(people.map((person) => person.id));
    for (const id of this.people.keys()) if (!here.has(id)) this.forget(id);
    this.tellUnread();
  }

  putPerson(person) {
    this.people.set(person.id, person);
    this.strip.put(person);
    this.phones.get(person.id)?.update(person);
  }

  forget(id) {
    this.hide(id);
    this.people.delete(id);
    this.strip.remove(id);
  }

  /** A press on a person: on a wide desk the phone comes or goes, on a narrow one it is the one to see. */
  choose(id) {
    if (!NARROW.matches && this.phones.has(id)) return this.hide(id);
    this.show(id);
    this.activate(id);
    const { node, composer } = this.phones.get(id);
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!TOUCH.matches) composer.focus();
  }

  show(id) {
    if (this.phones.has(id)) return this.phones.get(id).loaded;
    const phone = new Phone(this.people.get(id), this.bot, this);
    this.phones.set(id, phone);
    this.place.append(phone.node);
    phone.loaded = phone.load();
    this.tell();
    return phone.loaded;
  }

  hide(id) {
    if (!this.phones.has(id)) return;
    this.phones.get(id).node.remove();
    this.phones.delete(id);
    if (this.active === id) this.active = this.shown.at(-1) ?? null;
    this.tell();
  }

  activate(id) {
    if (this.active === id && id !== null) return;
    this.active = id;
    this.tell();
    this.phones.get(id)?.readIfVisible();
  }

  isVisible(id) {
    if (document.visibilityState !== "visible" || !this.phones.has(id)) return false;
    return !NARROW.matches || this.active === id;
  }

  mayFocus(id) {
    return !TOUCH.matches && this.active === id && !document.querySelector("dialog[open]");
  }

  /** Show who is on the desk in the strip and in the address. */
  tell() {
    for (const [id, phone] of this.phones) phone.node.classList.toggle("active", id === this.active);
    this.strip.mark(NARROW.matches ? [this.active] : this.shown, this.active);
    this.tellEmpty();
    this.tellUnread();
    const address = new URL(location.href);
    address.searchParams.delete("start");
    address.searchParams.set("people", this.shown.join(","));
    history.replaceState(null, "", address.href.replaceAll("%2C", ","));
  }

  tellUnread() {
    const unread = [...this.people.values()].reduce((sum, person) => sum + person.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${this.bot.name} · ${t("title")}`;
  }

  tellEmpty() {
    this.empty ??= el(
      "div",
      { class: "empty", "data-testid": "empty" },
      el("img", { src: "/static/icon.svg", alt: "", width: 72, height: 72 }),
      el("h2", { text: t("emptyDesk") }),
      el("p", { text: t("emptyDeskHint") }),
      el("button", { type: "button", class: "primary", text: t("addPerson"), on: { click: () => this.strip.actions.add() } }),
    );
    if (this.phones.size) this.empty.remove();
    else this.place.append(this.empty);
  }

  async add(name, language) {
    const person = await api.addPerson(name, language);
    this.putPerson(person);
    await this.show(person.id);
    this.activate(person.id);
    this.phones.get(person.id).node.scrollIntoView({ block: "nearest", inline: "nearest" });
    return person;
  }

  askToRemove(person) {
    askToRemove(person, () => api.removePerson(person.id));
  }

  /** Open an invitation, as a press on a link or the scan of a code does, on a phone yet to be chosen. */
  openLink(payload, here) {
    const first = [here, this.active, ...this.shown].filter((id) => this.people.has(id));
    const people = [...new Set([...first, ...this.people.keys()])].map((id) => this.people.get(id));
    askWhoOpens(
      { bot: this.bot.username, payload, people, here },
      (id, code) => this.startOn(id, code),
      (code) => askForPerson(async (name, language) => this.startOn((await this.add(name, language)).id, code)),
    );
  }

  async startOn(id, payload) {
    await this.show(id);
    this.activate(id);
    this.phones.get(id).node.scrollIntoView({ block: "nearest", inline: "nearest" });
    await this.phones.get(id).start(payload);
  }

  read(id) {
    const person = this.people.get(id);
    this.putPerson({ ...person, unread: 0 });
    this.tellUnread();
    return api.read(id);
  }

  hear(event) {
    if (event.type === "people") this.hearPeople(event);
    else if (event.type === "commands" && !event.chat_id) this.hearSettings(event);
    else this.hearChat(event);
  }

  /** The bot changed its menus or what it says about itself; that happens when it starts. */
  async hearSettings(event) {
    for (const phone of this.phones.values()) phone.hear(event);
    this.bot = (await api.world()).bot;
    for (const phone of this.phones.values()) phone.describe(this.bot);
  }

  hearPeople({ chat_id: id, person }) {
    if (person) this.putPerson(person);
    else if (this.people.has(id)) this.forget(id);
    this.tellUnread();
  }

  hearChat(event) {
    const person = this.people.get(event.chat_id);
    if (person && event.type === "message" && event.from === "bot") {
      this.putPerson({ ...person, unread: person.unread + 1 });
      this.tellUnread();
    }
    this.phones.get(event.chat_id)?.hear(event);
  }

  /** Whenever the line is there, first or again, what happened before is unknown: read everything. */
  async lineChanged(connected) {
    const sign = document.getElementById("offline");
    sign.textContent = t("offline");
    sign.hidden = connected;
    if (!connected) return;
    if (!this.bot) return this.arrive();
    this.takePeople((await api.world()).people);
    await Promise.all([...this.phones.values()].map((phone) => phone.load()));
  }
}

/** Whatever fails anywhere is told in one sentence at the foot of the page. */
function showFailure(error) {
  const notice = document.getElementById("notice");
  notice.textContent = error instanceof ApiError ? error.message || t("unreachable") : t("failed");
  notice.hidden = false;
  clearTimeout(showFailure.timer);
  showFailure.timer = setTimeout(() => (notice.hidden = true), NOTICE_MS);
}

declareLanguage();
window.addEventListener("unhandledrejection", (event) => showFailure(event.reason));
const desk = new Desk(document.getElementById("desk"));
document.addEventListener("visibilitychange", () => {
  for (const phone of desk.phones.values()) phone.readIfVisible();
});
NARROW.addEventListener("change", () => desk.tell());
desk.begin();
