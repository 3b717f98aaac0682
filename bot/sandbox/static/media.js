// What a message can carry besides text: pictures, documents, stickers and voice, and the picture seen large.

import { el, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { fileSize, t } from "./words.js";

const LARGEST = 320;
const SMALLEST = 150;

/** A few words for a message in a quotation: its text, or what it carries. */
export function describe(message) {
  const label = { photo: t("photo"), sticker: t("sticker"), voice: t("voice") }[message.kind];
  const file = message.document && message.kind === "document" ? message.document.name : label;
  return message.text ? message.text.slice(0, 120) : `[${file ?? t("document")}]`;
}

/** How wide a picture is shown at most, in pixels: never larger than it is, nor too tall for a phone. */
export function shownWidth({ width, height }) {
  if (!width || !height) return LARGEST;
  return Math.round(Math.max(SMALLEST, Math.min(LARGEST, width, (LARGEST * 1.3 * width) / height)));
}

/** A picture in the width of the bubble. Its box has the right shape before it is loaded, so the list does not jump. */
export function drawPhoto(photo, caption, onZoom) {
  const size = photo.width && photo.height ? { width: photo.width, height: photo.height } : {};
  const image = el("img", { src: photo.url, alt: caption || t("photo"), decoding: "async", ...size });
  const open = () => onZoom({ ...photo, alt: image.alt });
  return el("button", { type: "button", class: "photo", "aria-label": t("zoom"), "data-testid": "photo", on: { click: open } }, image);
}

/** A document: its name and size, and a press saves it. */
export function drawDocument(file) {
  const name = file.name || t("document");
  const ending = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? "";
  return el(
    "a",
    { class: "document", href: file.url, download: name, "aria-label": t("downloadFile", { name }), "data-testid": "document" },
    el("span", { class: `sheet sheet-${ending.toLowerCase()}`, "aria-hidden": "true" }, ending ? ending.toUpperCase() : icon("document")),
    el(
      "span",
      { class: "document-words" },
      el("span", { class: "document-name", text: name }),
      el("span", { class: "document-size" }, [fileSize(file.size), t("download")].filter(Boolean).join(" · ")),
    ),
    el("span", { class: "document-arrow", "aria-hidden": "true" }, icon("download")),
  );
}

/** A sticker stands alone, without a bubble. */
export function drawSticker(file) {
  return el("img", { class: "sticker", src: file.url, alt: t("sticker"), width: 144, height: 144, "data-testid": "sticker" });
}

/** A voice message that plays in the page. */
export function drawVoice(file) {
  const sound = el("audio", { src: file.url, preload: "metadata" });
  const length = el("span", { class: "voice-time" });
  const waves = el("span", { class: "voice-waves", "aria-hidden": "true" }, ...bars());
  const button = iconButton(icon("play"), t("play"), () => (sound.paused ? sound.play() : sound.pause()), { class: "voice-play" });
  const show = () => {
    const seconds = sound.paused ? sound.duration : sound.currentTime;
    length.textContent = Number.isFinite(seconds) ? `0:${String(Math.round(seconds)).padStart(2, "0")}` : t("voice");
    waves.style.setProperty("--heard", sound.duration ? String(sound.currentTime / sound.duration) : "0");
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.setAttribute("aria-label", sound.paused ? t("play") : t("pause"));
  };
  for (const name of ["loadedmetadata", "timeupdate", "play", "pause", "ended", "error"]) sound.addEventListener(name, show);
  show();
  return el("div", { class: "voice", "data-testid": "voice" }, button, waves, length, sound);
}

function bars() {
  return Array.from({ length: 26 }, (_, place) => {
    const bar = el("i");
    bar.style.height = `${4 + Math.round(9 * Math.abs(Math.sin(place * 1.7) + Math.sin(place * 0.6)))}px`;
    bar.style.setProperty("--place", String(place / 26));
    return bar;
  });
}

/** Show a picture over the whole page; a press on it enlarges it further, Escape or the cross closes it. */
export function zoomPhoto(photo) {
  const image = el("img", { src: photo.url, alt: photo.alt, "data-testid": "zoomed" });
  const frame = el("div", { class: "zoom-frame" }, image);
  const dialog = el(
    "dialog",
    { class: "zoom", "aria-label": photo.alt, "data-testid": "zoom" },
    frame,
    el("a", { class: "icon-button zoom-save", href: photo.url, download: true, "aria-label": t("download"), title: t("download") }, icon("download")),
    iconButton(icon("close"), t("closePicture"), () => dialog.close(), { class: "zoom-close", autofocus: true }),
  );
  image.addEventListener("click", (event) => enlarge(frame, image, event));
  frame.addEventListener("click", (event) => event.target === frame && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function enlarge(frame, image, event) {
  const box = image.getBoundingClientRect();
  const [across, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  const large = frame.classList.toggle("large");
  image.style.width = large ? `${Math.max(box.width * 2.2, image.naturalWidth)}px` : "";
  if (!large) return;
  frame.scrollLeft = across * frame.scrollWidth - frame.clientWidth / 2;
  frame.scrollTop = down * frame.scrollHeight - frame.clientHeight / 2;
}
