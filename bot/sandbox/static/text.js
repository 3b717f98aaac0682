// Message text to elements: the bot's formatting (entities), links, deep links and commands one can tap.
// Offsets of entities count UTF-16 units, as Telegram's do and as JavaScript strings do.

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

// What Telegram makes tappable by itself: web addresses and commands.
const TAPPABLE = /((?:https?:\/\/|tg:\/\/)[^\s<>"“”‘’「」《》（），。；！、]+|\b(?:t\.me|telegram\.me)\/[\w?=&%/-]+)|(?<![\w/<>])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;
const TRAILING = /[.,;:!?)\]}'"]+$/;

/**
 * Draw `text` into nodes.
 *
 * @param {string} text
 * @param {object[]} entities Telegram's entities, or an empty list
 * @param {{bot: string, onStart: (payload: string) => void, onCommand: (command: string) => void}} actions
 * @returns {Node[]}
 */
export function drawText(text, entities, actions) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return drawRange(text, 0, text.length, sorted, actions);
}

function drawRange(text, from, to, entities, actions) {
  const nodes = [];
  let position = from;
  let rest = entities.filter((one) => one.offset >= from && one.offset + one.length <= to);
  while (rest.length) {
    const [outer, ...others] = rest;
    const end = outer.offset + outer.length;
    const inner = others.filter((one) => one.offset < end);
    nodes.push(...drawPlain(text.slice(position, outer.offset), actions));
    nodes.push(drawEntity(text, outer, inner, actions));
    position = end;
    rest = others.filter((one) => one.offset >= end);
  }
  nodes.push(...drawPlain(text.slice(position, to), actions));
  return nodes;
}

function drawEntity(text, entity, inner, actions) {
  const end = entity.offset + entity.length;
  const written = text.slice(entity.offset, end);
  if (entity.type === "text_link") return drawLink(entity.url, written, actions);
  if (entity.type === "url") return drawLink(written, written, actions);
  if (entity.type === "bot_command") return drawCommand(written, actions);
  if (entity.type === "spoiler") return drawSpoiler(drawRange(text, entity.offset, end, inner, actions));
  if (entity.type === "code" || entity.type === "pre") return el(TAGS[entity.type], { text: written });
  return el(TAGS[entity.type] ?? "span", {}, ...drawRange(text, entity.offset, end, inner, actions));
}

function drawSpoiler(children) {
  const spoiler = el("span", { class: "spoiler", tabindex: "0", role: "button" }, ...children);
  const reveal = () => spoiler.classList.add("revealed");
  spoiler.addEventListener("click", reveal);
  spoiler.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return spoiler;
}

function drawPlain(text, actions) {
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(TAPPABLE)) {
    const [found, address] = match;
    const shown = address ? found.replace(TRAILING, "") : found;
    nodes.push(text.slice(position, match.index));
    nodes.push(address ? drawLink(shown, shown, actions) : drawCommand(shown, actions));
    position = match.index + shown.length;
  }
  nodes.push(text.slice(position));
  return nodes.filter((node) => node !== "");
}

function drawCommand(command, actions) {
  return el("button", { type: "button", class: "command-link", text: command, on: { click: () => actions.onCommand(command) } });
}

function drawLink(address, shown, actions) {
  const link = el("a", { text: shown, rel: "noopener noreferrer", target: "_blank" });
  const href = safeAddress(address);
  if (!href) return document.createTextNode(shown);
  link.href = href;
  link.addEventListener("click", (event) => followDeepLink(event, href, actions));
  return link;
}

/** Open a link of this bot in the page instead of in Telegram; leave every other link to the browser. */
export function followDeepLink(event, address, actions) {
  const payload = deepLinkPayload(address, actions.bot);
  if (payload === null) return;
  event.preventDefault();
  actions.onStart(payload);
}

/** `address` if a browser may open it (http, https, tg), else null; `javascript:` and the like never pass. */
export function safeAddress(address) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  try {
    const url = new URL(whole);
    return ["http:", "https:", "tg:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** What follows `start=` in a link of the bot called `bot`; "" without one; null if it is another link. */
export function deepLinkPayload(address, bot) {
  const href = safeAddress(address.trim());
  if (!href) return null;
  const url = new URL(href);
  const same = (name) => name?.toLowerCase() === bot.toLowerCase();
  const ours =
    url.protocol === "tg:"
      ? same(url.searchParams.get("domain"))
      : /^(www\.)?(t|telegram)\.me$/i.test(url.hostname) && same(url.pathname.slice(1));
  return ours ? (url.searchParams.get("start") ?? "") : null;
}

/** True for a text of one to three emoji, which messengers show large. */
export function isOnlyEmoji(text) {
  return /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*\s?){1,3}$/u.test(text.trim());
}

/** Cut `text` into messages of at most `limit` characters, as Telegram's own programs do; at line ends if possible. */
export function splitText(text, limit = 4096) {
  const parts = [];
  let rest = text;
  while (rest.length > limit) {
    const line = rest.lastIndexOf("\n", limit);
    let cut = line > limit / 2 ? line : limit;
    if (/[\uD800-\uDBFF]/.test(rest[cut - 1])) cut -= 1;
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut);
  }
  parts.push(rest.trim());
  return parts.filter((part) => part !== "");
}
