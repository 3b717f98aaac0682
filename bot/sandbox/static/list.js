// The messages of one chat, by day, newest at the bottom: adding, changing in place, removing, scrolling.

import { el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { dayKey, dayName, t } from "./words.js";

const NEAR_BOTTOM = 80;
const SAME_BREATH_SECONDS = 300;
const REST_MS = 1200;

/** The scrolling list of a chat's messages. */
export class MessageList {
  /**
   * @param {import("./message.js").Phone} phone
   * @param {string} label what screen readers call the list
   * @param {() => void} onSeen called when the newest message has come into view
   */
  constructor(phone, label, onSeen) {
    this.phone = phone;
    this.onSeen = onSeen;
    this.messages = new Map();
    this.missed = 0;
    this.heardUpTo = 0;
    this.list = el("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": label, tabindex: "0", "data-testid": "messages" });
    this.badge = el("span", { class: "badge", hidden: true });
    this.down = iconButton(icon("down"), t("toBottom"), () => this.toBottom(true), { class: "to-bottom", "data-testid": "to-bottom", hidden: true });
    this.down.append(this.badge);
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.atBottom && this.toBottom()).observe(this.list);
    this.atBottom = true;
    this.node = el("div", { class: "message-area" }, this.list, this.down);
  }

  /** The newest message, or undefined. */
  get newest() {
    return [...this.messages.values()].at(-1);
  }

  /** Show exactly these messages. Where nothing changed nothing is drawn anew, so the reader keeps the place. */
  replaceAll(messages) {
    const kept = messages.filter((message) => !message.deleted).sort((a, b) => a.id - b.id);
    const same = kept.length === this.messages.size && kept.every((one) => unchanged(this.messages.get(one.id), one));
    if (same) return;
    this.messages = new Map(kept.map((message) => [message.id, message]));
    this.heardUpTo = Math.max(this.heardUpTo, kept.findLast((message) => message.from === "bot")?.id ?? 0);
    this.redraw();
    this.toBottom();
  }

  /** Add a message that was written, or change it if it is here already. */
  add(message) {
    if (this.messages.has(message.id)) return this.change(message);
    const follow = this.atBottom || message.from === "person";
    if (this.newest?.id > message.id) return this.replaceAll([...this.messages.values(), message]);
    this.messages.set(message.id, message);
    this.append(message).classList.add("fresh");
    if (message.from === "bot") this.markSeen();
    if (follow) this.toBottom();
    else this.miss();
  }

  /** Change a message in place, as an edit does. A button that had the focus keeps it. */
  change(message) {
    const old = this.find(message.id);
    if (!old) return;
    const before = this.messages.get(message.id);
    if (unchanged(before, message)) return;
    this.messages.set(message.id, message);
    const focused = [...old.querySelectorAll(".key")].indexOf(document.activeElement);
    const fresh = drawMessage(message, this.phone);
    for (const name of ["first", "last", "seen"]) fresh.classList.toggle(name, old.classList.contains(name));
    if (before.text !== message.text) fresh.classList.add("changed");
    old.replaceWith(fresh);
    fresh.querySelectorAll(".key")[focused]?.focus();
    if (message.from === "bot") this.markSeen();
    if (this.atBottom) this.toBottom();
  }

  /** Take a message away. */
  remove(id) {
    if (!this.messages.delete(id)) return;
    const place = this.list.scrollTop;
    this.redraw();
    if (this.atBottom) this.toBottom();
    else this.list.scrollTop = place;
  }

  /** The drawing of a message, or null. */
  find(id) {
    return this.list.querySelector(`[data-message-id="${Number(id)}"]`);
  }

  /** Scroll to a message and let it light up for a moment. */
  jump(id) {
    const node = this.find(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: motion() });
    node.classList.remove("pointed");
    void node.offsetWidth;
    node.classList.add("pointed");
  }

  /** Scroll to the newest message. */
  toBottom(smooth = false) {
    const distance = this.list.scrollHeight - this.list.clientHeight - this.list.scrollTop;
    if (smooth && distance < 2000) return this.list.scrollTo({ top: this.list.scrollHeight, behavior: motion() });
    this.atBottom = true;
    this.list.scrollTop = this.list.scrollHeight;
    this.settle();
  }

  redraw() {
    this.list.replaceChildren();
    for (const message of this.messages.values()) this.append(message);
  }

  append(message) {
    const previous = this.list.querySelector(".day:last-child .message:last-child");
    const before = previous && this.messages.get(Number(previous.dataset.messageId));
    const node = drawMessage(message, this.phone);
    const day = this.dayOf(message);
    const joined = before && day.contains(previous) && sameBreath(before, message);
    node.classList.add("last");
    node.classList.toggle("seen", message.seen === true || message.id <= this.heardUpTo);
    if (joined) previous.classList.remove("last");
    else node.classList.add("first");
    day.append(node);
    return node;
  }

  dayOf(message) {
    const key = dayKey(message.date);
    const last = this.list.lastElementChild;
    if (last?.dataset.day === key) return last;
    const name = el("div", { class: "day-name" }, el("span", { text: dayName(message.date), "data-testid": "day" }));
    const day = el("section", { class: "day", data: { day: key } }, name);
    this.list.append(day);
    return day;
  }

  /** The bot did something, so everything a person wrote before has reached it. */
  markSeen() {
    this.heardUpTo = this.newest?.id ?? 0;
    for (const node of this.list.querySelectorAll(".message.out:not(.seen)")) node.classList.add("seen");
  }

  miss() {
    this.missed += 1;
    this.badge.textContent = String(this.missed);
    this.badge.hidden = false;
    this.down.hidden = false;
  }

  scrolled() {
    const distance = this.list.scrollHeight - this.list.clientHeight - this.list.scrollTop;
    this.atBottom = distance < NEAR_BOTTOM;
    if (this.atBottom) this.settle();
    else this.down.hidden = false;
    this.showDays();
  }

  /** A day's name that lies over messages is of use while scrolling; at rest it gives way. */
  showDays() {
    for (const name of this.list.querySelectorAll(".resting")) name.classList.remove("resting");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const top = this.list.getBoundingClientRect().top;
      for (const day of this.list.children) {
        const lies = day.getBoundingClientRect().top < top - 1;
        day.firstElementChild.classList.toggle("resting", lies);
      }
    }, REST_MS);
  }

  settle() {
    this.missed = 0;
    this.badge.hidden = true;
    this.down.hidden = true;
    this.onSeen();
  }
}

function sameBreath(before, after) {
  return before.from === after.from && Math.abs(after.date - before.date) < SAME_BREATH_SECONDS;
}

function unchanged(before, after) {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
