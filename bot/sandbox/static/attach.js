// The paper clip: pictures, files, stickers and a voice message, with a look at the file before it is sent.
// Stickers and the voice are made here, so the page needs no files of its own and no microphone.

import { arrowKeys, dismissible, el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { fileSize, t } from "./words.js";

const STICKERS = ["👍", "🙏", "🌹", "😊", "😂", "😭", "🎉", "💪", "📚", "⚽", "🐼", "🌙"];

/**
 * Open the menu of things to send, above the composer.
 *
 * @param {HTMLElement} place where the menu is put
 * @param {HTMLElement} opener the button it belongs to
 * @param {(file: File, kind: string, caption?: string) => void} send
 */
export function openAttachments(place, opener, send) {
  if (place.querySelector(".attachments")) return;
  const menu = el("div", { class: "popover attachments", role: "menu", "aria-label": t("attach"), "data-testid": "attachments" });
  const close = dismissible(menu, opener, () => menu.remove());
  const choose = (action) => () => {
    close(true);
    action();
  };
  menu.append(
    entry("image", "photo", choose(() => pickFile("image/*", "photo", send))),
    entry("document", "document", choose(() => pickFile("", "document", send))),
    entry("sticker", "sticker", () => showStickers(menu, close, send)),
    entry("mic", "voice", choose(() => send(sampleVoice(), "voice")), t("voiceHint")),
  );
  arrowKeys(menu);
  place.append(menu);
  menu.querySelector("button").focus();
}

function entry(drawing, kind, onClick, hint = "") {
  const words = el("span", { class: "entry-words" }, t(kind), hint ? el("small", { text: hint }) : null);
  return el("button", { type: "button", role: "menuitem", class: "entry", data: { kind }, on: { click: onClick } }, icon(drawing), words);
}

function pickFile(accept, kind, send) {
  const input = el("input", { type: "file", accept, class: "unseen", "data-testid": `${kind}-input`, tabindex: "-1", "aria-hidden": "true" });
  input.addEventListener("change", () => {
    const [file] = input.files;
    input.remove();
    if (file) askAboutFile(file, kind, send);
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

/** Show the file, ask for a caption, then send it. */
export function askAboutFile(file, kind, send) {
  const caption = el("input", { type: "text", placeholder: t("caption"), "aria-label": t("caption"), maxlength: "1024", autocomplete: "off", "data-testid": "caption" });
  const address = URL.createObjectURL(file);
  const picture = kind === "photo" ? el("img", { class: "file-preview", src: address, alt: "" }) : null;
  const title = kind === "photo" ? t("sendPhoto") : t("sendDocument");
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { text: title }),
    picture,
    el("p", { class: "file-name", text: [file.name, fileSize(file.size)].filter(Boolean).join(" · ") }),
    caption,
    el(
      "div",
      { class: "dialog-buttons" },
      el("button", { type: "button", text: t("cancel"), on: { click: () => dialog.close() } }),
      el("button", { type: "submit", class: "primary", text: t("send"), "data-testid": "send-file" }),
    ),
  );
  const dialog = el("dialog", { class: "dialog", "aria-label": title, "data-testid": "file-dialog" }, form);
  form.addEventListener("submit", () => send(file, kind, caption.value.trim()));
  dialog.addEventListener("close", () => {
    URL.revokeObjectURL(address);
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  caption.focus();
}

function showStickers(menu, close, send) {
  const choose = async (emoji) => {
    close(true);
    send(await drawSticker(emoji), "sticker");
  };
  const back = iconButton(icon("back"), t("attach"), () => close(true), { class: "sticker-back" });
  const stickers = STICKERS.map((emoji) =>
    el("button", { type: "button", role: "menuitem", class: "sticker-choice", text: emoji, on: { click: () => choose(emoji) } }),
  );
  menu.classList.add("stickers");
  menu.replaceChildren(back, el("div", { class: "sticker-grid" }, ...stickers));
  stickers[0].focus();
}

/** A sticker of 512 × 512 pixels, as Telegram's are, showing one emoji. */
async function drawSticker(emoji) {
  const canvas = el("canvas", { width: 512, height: 512 });
  const pen = canvas.getContext("2d");
  pen.font = '380px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = "#0f766e";
  pen.fillText(emoji, 256, 280);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp"));
  return new File([blob], "sticker.webp", { type: blob.type });
}

/** Three seconds of a quiet two-note tune as a WAV file, standing for somebody speaking. */
function sampleVoice() {
  const [rate, seconds] = [8000, 3];
  const samples = rate * seconds;
  const bytes = new DataView(new ArrayBuffer(44 + samples));
  writeWavHeader(bytes, rate, samples);
  for (let place = 0; place < samples; place += 1) {
    const time = place / rate;
    const note = time < 1.5 ? 392 : 494;
    const swell = Math.abs(Math.sin(time * Math.PI * 2));
    bytes.setUint8(44 + place, 128 + 24 * swell * Math.sin(2 * Math.PI * note * time));
  }
  return new File([bytes], "voice.wav", { type: "audio/wav" });
}

function writeWavHeader(bytes, rate, samples) {
  const write = (place, letters) => [...letters].forEach((letter, step) => bytes.setUint8(place + step, letter.charCodeAt(0)));
  write(0, "RIFF");
  bytes.setUint32(4, 36 + samples, true);
  write(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate, true);
  bytes.setUint16(32, 1, true);
  bytes.setUint16(34, 8, true);
  write(36, "data");
  bytes.setUint32(40, samples, true);
}
