// One person's phone: whose it is, the header of the chat with the bot, the messages, the composer,
// and what the bot's answers to taps look like (a toast, or a box to confirm).

import { api } from "./api.js";
import { avatar, el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { Composer } from "./composer.js";
import { MessageList } from "./list.js";
import { zoomPhoto } from "./media.js";
import { onLongPress, openMenu, putAt } from "./menu.js";
import { deepLinkPayload } from "./text.js";
import { PHONE_LANGUAGES, t, writtenLanguage } from "./words.js";

const TOAST_MS = 4000;
const TYPING_MS = 5500;
const WAIT_FOR_ANSWER_MS = 15000;

/** A phone on the desk. */
export class Phone {
  /**
   * @param {object} person as the page API tells it
   * @param {object} bot {id, username, name, descriptions by language}
   * @param {object} desk isVisible(id), hide(id), activate(id), openLink(payload, id), askToRemove(person), read(id)
   */
  constructor(person, bot, desk) {
    Object.assign(this, { person, bot, desk, id: person.id, waiting: new Map(), answered: new Set(), held: null });
    const surroundings = this.surroundings();
    this.list = new MessageList(surroundings, t("messages", { name: person.name }), () => this.readIfVisible());
    this.composer = new Composer(surroundings, {
      send: async (text, replyTo) => this.list.add(await api.write(this.id, text, replyTo)),
      sendFile: async (file, kind, caption) => this.list.add(await api.sendFile(this.id, file, kind, caption)),
      start: () => this.start(""),
      restart: () => this.start(""),
    });
    this.build();
    this.update(person);
  }

  surroundings() {
    return {
      bot: this.bot.username,
      botName: this.bot.name,
      find: (id) => this.list.messages.get(id),
      jump: (id) => this.list.jump(id),
      onReply: (message) => this.reply(message),
      onTap: (message, data, key) => this.tap(message, data, key),
      onStart: (payload) => this.desk.openLink(payload, this.id),
      onCommand: (command) => api.write(this.id, command),
      onZoom: zoomPhoto,
    };
  }

  build() {
    this.owner = el("div", { class: "owner" });
    this.state = el("span", { class: "chat-state", "aria-live": "polite" });
    this.menuButton = iconButton(icon("more"), t("menu"), () => this.openMenu(), { class: "menu-button", "aria-haspopup": "menu", "aria-expanded": "false", "data-testid": "menu" });
    this.header = el(
      "header",
      { class: "chat-header" },
      avatar(this.bot.name, 4, "bot"),
      el("div", { class: "chat-name" }, el("h2", { text: this.bot.name }), this.state),
      this.menuButton,
    );
    this.welcome = this.drawWelcome();
    this.list.node.append(this.welcome);
    this.toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.list.node.append(this.toasts);
    onLongPress(this.list.list, (event) => this.openMessageMenu(event));
    this.node = el("section", { class: "phone", data: { person: this.id, testid: "phone" } }, this.owner, this.header, this.list.node, this.composer.node);
    this.node.addEventListener("pointerdown", () => this.desk.activate(this.id));
    this.node.addEventListener("focusin", () => this.desk.activate(this.id));
  }

  drawWelcome() {
    return el(
      "div",
      { class: "welcome", hidden: true, "data-testid": "welcome" },
      avatar(this.bot.name, 4, "bot large"),
      el("h3", { text: this.bot.name }),
      (this.description = el("p", { "data-testid": "description" })),
      el("p", { class: "hint", text: t("firstContactHint") }),
    );
  }

  /** Read the chat and its commands from the server; what happens meanwhile is held and applied after. */
  async load() {
    this.held = [];
    try {
      const [messages, commands] = await Promise.all([api.messages(this.id), api.commands(this.id)]);
      this.list.replaceAll(messages);
      this.composer.setCommands(commands);
    } finally {
      const held = this.held;
      this.held = null;
      for (const event of held) this.hear(event);
    }
    this.settle();
    const newest = this.list.newest;
    if (newest?.force_reply && newest.from === "bot") this.composer.startReply(newest, newest.placeholder ?? "");
    this.readIfVisible();
  }

  /** Take an event of this chat. */
  hear(event) {
    if (this.held) return void this.held.push(event);
    const { type, chat_id: _, ...message } = event;
    const action = {
      message: () => this.hearMessage(message),
      edit: () => this.list.change(message),
      delete: () => this.list.remove(event.id),
      toast: () => this.hearAnswer(event),
      typing: () => this.showTyping(),
      commands: () => this.loadCommands(),
    }[type];
    action?.();
  }

  /** What the bot says about itself before the first contact, in the language of the phone if it can. */
  describe(bot) {
    this.bot = bot;
    const [language] = this.person.language.split("-");
    this.description.textContent = bot.descriptions?.[language] || bot.descriptions?.[""] || t("firstContact");
  }

  async loadCommands() {
    this.composer.setCommands(await api.commands(this.id));
  }

  hearMessage(message) {
    this.list.add(message);
    this.settle();
    if (message.from !== "bot") return;
    this.stopTyping();
    if (message.force_reply) this.reply(message);
    this.readIfVisible();
  }

  /** The person changed: name, language, blocked or not, started or not. */
  update(person) {
    this.person = person;
    const looks = [person.name, person.language, person.blocked, person.started].join("\n");
    if (this.looks === looks) return;
    this.looks = looks;
    this.node.setAttribute("aria-label", t("phoneOf", { name: person.name }));
    this.owner.replaceChildren(
      avatar(person.name, person.id, "small"),
      el("span", { class: "owner-name", text: person.name, lang: writtenLanguage(person) }),
      el("span", { class: "language", text: PHONE_LANGUAGES[person.language] ?? person.language }),
      iconButton(icon("close"), t("hidePhone", { name: person.name }), () => this.desk.hide(this.id), { class: "put-away", "data-testid": "hide-phone" }),
    );
    this.list.list.lang = writtenLanguage(person);
    this.node.classList.toggle("blocked", person.blocked);
    this.describe(this.bot);
    this.stopTyping();
    this.settle();
  }

  settle() {
    const fresh = this.list.messages.size === 0;
    this.welcome.hidden = !fresh;
    if (this.person.blocked) this.composer.show("restart");
    else this.composer.show(fresh && !this.person.started ? "start" : "writing");
  }

  readIfVisible() {
    if (this.person.unread > 0 && this.list.atBottom && this.desk.isVisible(this.id)) this.desk.read(this.id);
  }

  reply(message) {
    if (this.composer.mode !== "writing") return;
    this.composer.startReply(message, message.placeholder ?? "");
    if (this.desk.mayFocus(this.id)) this.composer.focus();
  }

  async start(payload) {
    this.list.add(await api.start(this.id, payload));
    this.settle();
  }

  async tap(message, data, key) {
    key.classList.add("waiting");
    const stop = () => key.classList.remove("waiting");
    try {
      const { callback_id: callback } = await api.tap(this.id, message.id, data);
      if (this.answered.delete(callback)) return stop();
      this.waiting.set(callback, stop);
      setTimeout(() => this.stopWaiting(callback), WAIT_FOR_ANSWER_MS);
    } catch (error) {
      stop();
      throw error;
    }
  }

  stopWaiting(callback) {
    this.waiting.get(callback)?.();
    this.waiting.delete(callback);
  }

  hearAnswer(event) {
    // The bot can be quicker than the answer to our own request, which names the tap.
    if (!this.waiting.has(event.callback_id)) this.answered.add(event.callback_id);
    this.stopWaiting(event.callback_id);
    this.list.markSeen();
    const payload = event.url ? deepLinkPayload(event.url, this.bot.username) : null;
    if (payload !== null) this.start(payload);
    if (!event.text) return;
    if (event.alert) this.alert(event.text);
    else this.toast(event.text);
  }

  /** Show a few words for a moment, above the composer. */
  toast(text) {
    const toast = el("div", { class: "toast", text, "data-testid": "toast" });
    this.toasts.replaceChildren(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  alert(text) {
    const before = document.activeElement;
    const close = () => {
      box.remove();
      before?.focus?.();
    };
    const button = el("button", { type: "button", class: "primary", text: t("ok"), on: { click: close } });
    const box = el(
      "div",
      { class: "alert-shade", on: { keydown: (event) => event.key === "Escape" && close() } },
      el("div", { class: "alert", role: "alertdialog", "aria-label": text, "data-testid": "alert" }, el("p", { text }), button),
    );
    this.node.append(box);
    button.focus();
  }

  showTyping() {
    clearTimeout(this.typing);
    this.state.textContent = t("typing");
    this.state.classList.add("typing");
    this.typing = setTimeout(() => this.stopTyping(), TYPING_MS);
  }

  stopTyping() {
    clearTimeout(this.typing);
    this.state.textContent = this.person.blocked ? t("stopped") : t("bot");
    this.state.classList.remove("typing");
  }

  openMenu() {
    if (this.menuButton.getAttribute("aria-expanded") === "true") return;
    const { blocked } = this.person;
    openMenu(this.header, this.menuButton, { class: "chat-menu", label: t("menu"), testid: "chat-menu" }, [
      { icon: "link", label: t("openLink"), testid: "open-link", action: () => this.desk.openLink(null, this.id) },
      blocked
        ? { icon: "undo", label: t("unblockBot"), testid: "unblock", action: () => api.block(this.id, false) }
        : { icon: "block", label: t("blockBot"), testid: "block", action: () => api.block(this.id, true) },
      { icon: "copy", label: t("copyId", { id: this.id }), testid: "copy-id", action: () => this.copy(String(this.id)) },
      { icon: "trash", label: t("removePerson"), testid: "remove", action: () => this.desk.askToRemove(this.person) },
    ]);
  }

  /** The menu of the message at the pointer, unless the pointer is on a link or on marked text. */
  openMessageMenu(event) {
    const node = event.target.closest(".message");
    const message = this.list.messages.get(Number(node?.dataset.messageId));
    if (!message || event.target.closest("a") || !getSelection().isCollapsed) return false;
    if (this.list.node.querySelector(".message-menu")) return true;
    const entries = [{ icon: "reply", label: t("reply"), testid: "menu-reply", action: () => this.reply(message) }];
    if (message.text) entries.push({ icon: "copy", label: t("copyText"), testid: "menu-copy", action: () => this.copy(message.text) });
    const look = { class: "message-menu", label: t("messageMenu"), testid: "message-menu" };
    putAt(openMenu(this.list.node, this.list.list, look, entries), this.list.node, event);
    return true;
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.toast(t("copied"));
  }
}
