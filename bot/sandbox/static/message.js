// One message of a chat: its bubble, what it carries, its time and ticks, and the keyboard below it.
// A message is drawn anew when it changes; the list (list.js) puts the new drawing in the old one's place.

import { el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { drawText, followDeepLink, deepLinkPayload, isOnlyEmoji, safeAddress } from "./text.js";
import { drawDocument, drawPhoto, drawSticker, drawVoice, describe, shownWidth } from "./media.js";
import { clockTime, t } from "./words.js";

/**
 * What a message needs from the phone it is shown on.
 *
 * @typedef {object} Phone
 * @property {string} bot the bot's user name, to know its deep links
 * @property {string} botName
 * @property {(id: number) => object|undefined} find another message of the chat
 * @property {(id: number) => void} jump scroll to a message
 * @property {(message: object) => void} onReply
 * @property {(message: object, data: string, button: HTMLButtonElement) => void} onTap
 * @property {(payload: string) => void} onStart
 * @property {(command: string) => void} onCommand
 * @property {(photo: object) => void} onZoom
 */

/**
 * Draw a message.
 *
 * @param {object} message as the page API tells it
 * @param {Phone} phone
 * @returns {HTMLElement} the `article` with data-message-id and data-from
 */
export function drawMessage(message, phone) {
  const side = message.from === "bot" ? "in" : "out";
  const keyboard = drawKeyboard(message, phone);
  const classes = [
    `message ${side} kind-${message.kind ?? "text"}`,
    keyboard && "with-keyboard",
    bare(message) && "bare",
    message.photo && !message.text && "no-words",
  ];
  return el(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      "aria-label": author(message, phone),
      data: { messageId: message.id, from: message.from, testid: "message" },
    },
    drawStack(message, phone, keyboard),
    iconButton(icon("reply"), t("reply"), () => phone.onReply(message), { class: "reply-button", "data-testid": "reply" }),
  );
}

function drawStack(message, phone, keyboard) {
  const stack = el("div", { class: "stack" }, drawBubble(message, phone), keyboard);
  if (message.photo) stack.style.setProperty("--photo-width", `${shownWidth(message.photo)}px`);
  return stack;
}

/** Stickers and lone emoji stand without a bubble around them. */
function bare(message) {
  if (message.kind === "sticker") return true;
  return plain(message) && !message.reply_to && !message.buttons?.length && isOnlyEmoji(message.text);
}

function plain(message) {
  return !message.photo && !message.document && (message.kind ?? "text") === "text";
}

function drawBubble(message, phone) {
  return el(
    "div",
    { class: "bubble" },
    message.forwarded ? el("span", { class: "forwarded", text: t("forwarded") }) : null,
    message.reply_to ? drawQuote(message.reply_to, phone) : null,
    drawCarried(message, phone),
    message.text ? drawWords(message, phone) : null,
    drawMeta(message),
  );
}

function drawCarried(message, phone) {
  const file = message.voice ?? message.sticker ?? message.photo ?? message.document;
  if (!file) return null;
  if (message.kind === "voice") return drawVoice(file);
  if (message.kind === "sticker") return drawSticker(file);
  if (message.kind === "photo" || message.photo) return drawPhoto(file, message.text, phone.onZoom);
  return drawDocument(file);
}

function drawWords(message, phone) {
  const actions = { bot: phone.bot, onStart: phone.onStart, onCommand: phone.onCommand };
  const nodes = drawText(message.text, message.entities, actions);
  return el("div", { class: "text", dir: "auto", "data-testid": "text" }, ...nodes);
}

function drawMeta(message) {
  const time = new Date(message.date * 1000).toISOString();
  return el(
    "span",
    { class: "meta" },
    message.edited ? el("span", { class: "edited", "data-testid": "edited", text: t("edited") }) : null,
    el("time", { datetime: time, text: clockTime(message.date) }),
    message.from === "person" ? drawTicks() : null,
  );
}

// Both are there from the start; the list marks a message as seen, and the style shows the right one.
function drawTicks() {
  return el(
    "span",
    { class: "ticks" },
    el("span", { class: "tick-sent", role: "img", "aria-label": t("sent") }, icon("check")),
    el("span", { class: "tick-seen", role: "img", "aria-label": t("seen") }, icon("checks")),
  );
}

function drawQuote(id, phone) {
  const quoted = phone.find(id);
  const gone = !quoted || quoted.deleted;
  const name = gone ? "" : author(quoted, phone);
  const words = gone ? t("quoteDeleted") : describe(quoted);
  return el(
    "button",
    {
      type: "button",
      class: `quote ${gone ? "gone" : ""}`,
      disabled: gone,
      "aria-label": t("jumpToQuoted", { text: words }),
      on: { click: () => phone.jump(id) },
    },
    el("span", { class: "quote-name", text: name }),
    el("span", { class: "quote-text", text: words }),
  );
}

/** Who wrote `message`, as a quotation or a reply names them. */
export function author(message, phone) {
  return message.from === "bot" ? phone.botName : t("you");
}

function drawKeyboard(message, phone) {
  if (!message.buttons?.length) return null;
  const rows = message.buttons.map((row) =>
    el("div", { class: "keyboard-row" }, ...row.map((button) => drawButton(button, message, phone))),
  );
  return el("div", { class: "keyboard", role: "group", "data-testid": "keyboard" }, ...rows);
}

function drawButton(button, message, phone) {
  return button.url ? drawLinkButton(button, phone) : drawTapButton(button, message, phone);
}

function drawLinkButton(button, phone) {
  const href = safeAddress(button.url);
  const inside = href !== null && deepLinkPayload(href, phone.bot) !== null;
  return el(
    "a",
    {
      class: "key",
      href,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": t("opensLink", { text: button.text }),
      data: { button: button.text },
      on: { click: (event) => href && followDeepLink(event, href, phone) },
    },
    el("span", { text: button.text }),
    inside ? null : icon("outward"),
  );
}

function drawTapButton(button, message, phone) {
  const key = el("button", { type: "button", class: "key", data: { button: button.text } }, el("span", { text: button.text }));
  key.addEventListener("click", () => {
    if (!key.classList.contains("waiting")) phone.onTap(message, button.data ?? "", key);
  });
  return key;
}
