// The foot of a phone: where a person writes, answers a message, picks a command or a file,
// or presses START (first contact) or RESTART (after blocking the bot).

import { arrowKeys, dismissible, el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { openAttachments, askAboutFile } from "./attach.js";
import { author } from "./message.js";
import { describe } from "./media.js";
import { splitText } from "./text.js";
import { t } from "./words.js";

/** The foot of one phone. */
export class Composer {
  /**
   * @param {import("./message.js").Phone} phone
   * @param {object} actions send(text, replyTo), sendFile(file, kind, caption), start(), restart(); all return promises
   */
  constructor(phone, actions) {
    this.phone = phone;
    this.actions = actions;
    this.replyTo = null;
    this.commands = [];
    this.build();
  }

  build() {
    this.input = el("textarea", { rows: "1", placeholder: t("write"), "aria-label": t("write"), enterkeyhint: "send", autocomplete: "off", "data-testid": "composer" });
    this.sendButton = iconButton(icon("send"), t("send"), () => this.send(), { class: "send", "data-testid": "send", disabled: true });
    this.slash = iconButton(icon("slash"), t("commands"), () => this.toggleCommands(), { class: "slash", "aria-expanded": "false", "data-testid": "commands-button", hidden: true });
    this.clip = iconButton(icon("clip"), t("attach"), () => this.attach(), { class: "clip", "aria-haspopup": "menu", "aria-expanded": "false", "data-testid": "attach" });
    this.replyBar = el("div", { class: "reply-bar", hidden: true, "data-testid": "reply-bar" });
    this.list = el("div", { class: "commands", hidden: true, role: "group", "aria-label": t("commands"), "data-testid": "commands" });
    this.writing = el("div", { class: "writing" }, this.clip, el("div", { class: "field" }, this.input, this.slash), this.sendButton);
    this.startButton = bigButton("start", () => this.press(this.actions.start));
    this.restartButton = bigButton("restart", () => this.press(this.actions.restart));
    this.node = el("footer", { class: "composer" }, this.list, this.replyBar, this.writing, this.startButton, this.restartButton);
    arrowKeys(this.list);
    this.listen();
    this.show("writing");
  }

  listen() {
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => this.takeFile(event, event.clipboardData));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => this.takeFile(event, event.dataTransfer));
  }

  /** Show one of "writing", "start" and "restart". */
  show(mode) {
    this.mode = mode;
    this.writing.hidden = mode !== "writing";
    this.startButton.hidden = mode !== "start";
    this.restartButton.hidden = mode !== "restart";
    if (mode !== "writing") this.cancelReply();
  }

  /** The bot's commands for this person, as [{command, description}]. */
  setCommands(commands) {
    this.commands = commands;
    this.slash.hidden = commands.length === 0;
  }

  /** Answer a message: shown above the field until sent or cancelled. */
  startReply(message, placeholder = "") {
    this.replyTo = message.id;
    const name = author(message, this.phone);
    const cancel = iconButton(icon("close"), t("cancelReply"), () => this.cancelReply(), { "data-testid": "cancel-reply" });
    const words = el(
      "div",
      { class: "reply-words" },
      el("span", { class: "quote-name", text: t("replyTo", { name }) }),
      el("span", { class: "quote-text", text: describe(message) }),
    );
    this.replyBar.replaceChildren(icon("reply"), words, cancel);
    this.replyBar.hidden = false;
    this.input.placeholder = placeholder || t("write");
  }

  cancelReply() {
    this.replyTo = null;
    this.replyBar.hidden = true;
    this.input.placeholder = t("write");
  }

  focus() {
    if (this.mode === "writing") this.input.focus({ preventScroll: true });
    else this.node.querySelector(".big-button:not([hidden])").focus({ preventScroll: true });
  }

  key(event) {
    // While an input method composes, Enter chooses a word; Safari tells so only by key code 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.replyTo) {
      this.cancelReply();
    } else if (event.key === "ArrowUp" && !this.list.hidden) {
      event.preventDefault();
      [...this.list.querySelectorAll("button")].at(-1)?.focus();
    }
  }

  changed() {
    this.sendButton.disabled = this.input.value.trim() === "";
    this.grow();
    const typed = /^\/(\w*)$/.exec(this.input.value);
    if (typed) this.offerCommands(typed[1]);
    else this.hideCommands();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
  }

  async send() {
    const text = this.input.value;
    if (text.trim() === "") return;
    const replyTo = this.replyTo;
    this.clear();
    try {
      for (const part of splitText(text)) await this.actions.send(part, replyTo);
    } catch (error) {
      if (this.input.value === "") this.input.value = text;
      this.changed();
      throw error;
    }
  }

  clear() {
    this.input.value = "";
    this.cancelReply();
    this.changed();
  }

  async press(action) {
    await action();
    if (this.mode === "writing") this.focus();
  }

  toggleCommands() {
    if (this.list.hidden) this.offerCommands("");
    else this.hideCommands();
  }

  offerCommands(typed) {
    const fitting = this.commands.filter((one) => one.command.startsWith(typed.toLowerCase()));
    this.list.replaceChildren(...fitting.map((one) => this.drawCommand(one)));
    if (fitting.length === 0) return this.hideCommands();
    if (!this.list.hidden) return;
    this.list.hidden = false;
    this.finish = dismissible(this.node, this.slash, () => {
      this.list.hidden = true;
      this.finish = null;
    });
  }

  hideCommands() {
    this.finish?.(false);
  }

  drawCommand({ command, description }) {
    const choose = () => {
      this.hideCommands();
      this.clear();
      this.actions.send(`/${command}`, null);
      this.focus();
    };
    return el(
      "button",
      { type: "button", class: "command", data: { command }, on: { click: choose } },
      el("span", { class: "command-words", text: description }),
      el("span", { class: "command-name", text: `/${command}` }),
    );
  }

  attach() {
    openAttachments(this.node, this.clip, (file, kind, caption) => this.actions.sendFile(file, kind, caption));
  }

  takeFile(event, carrier) {
    const file = carrier?.files[0];
    if (!file || this.mode !== "writing") return;
    event.preventDefault();
    const kind = file.type.startsWith("image/") ? "photo" : "document";
    askAboutFile(file, kind, (chosen, as, caption) => this.actions.sendFile(chosen, as, caption));
  }
}

function bigButton(name, onClick) {
  return el(
    "button",
    { type: "button", class: `big-button ${name}`, hidden: true, "data-testid": name, on: { click: onClick } },
    el("span", { text: t(name) }),
    el("small", { text: t(`${name}Hint`) }),
  );
}
