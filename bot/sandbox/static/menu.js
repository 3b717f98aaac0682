// Small menus over a phone: the chat's menu, and the one of a message (right click, or a long press).

import { arrowKeys, dismissible, el } from "./dom.js";
import { icon } from "./icons.js";

const LONG_PRESS_MS = 480;

/**
 * Open a menu inside `place`.
 *
 * @param {HTMLElement} place
 * @param {HTMLElement} opener what the menu belongs to; it gets the focus back
 * @param {object} look class, label and testid
 * @param {{icon: string, label: string, testid: string, action: () => void}[]} entries
 * @returns {HTMLElement} the menu
 */
export function openMenu(place, opener, look, entries) {
  const menu = el("div", { class: `popover ${look.class}`, role: "menu", "aria-label": look.label, "data-testid": look.testid });
  const close = dismissible(menu, opener, () => menu.remove());
  for (const { icon: drawing, label, testid, action } of entries) {
    const choose = () => {
      close(true);
      return action();
    };
    const words = el("span", { class: "entry-words", text: label });
    menu.append(el("button", { type: "button", role: "menuitem", class: "entry", data: { testid }, on: { click: choose } }, icon(drawing), words));
  }
  arrowKeys(menu);
  place.append(menu);
  menu.querySelector("button").focus();
  return menu;
}

/** Move a menu to where it was asked for, but not out of its place. */
export function putAt(menu, place, { clientX, clientY }) {
  const frame = place.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(clientX - frame.left, frame.width - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(clientY - frame.top, frame.height - menu.offsetHeight - 8))}px`;
}

/**
 * Call `open(event)` on a right click inside `node`, or on a long press where a browser
 * does not make one of it (Safari on a phone).
 */
export function onLongPress(node, open) {
  let timer = null;
  const cancel = () => clearTimeout(timer);
  node.addEventListener("pointerdown", (event) => {
    cancel();
    if (event.pointerType === "touch") timer = setTimeout(() => open(event), LONG_PRESS_MS);
  });
  for (const name of ["pointerup", "pointercancel", "scroll"]) node.addEventListener(name, cancel);
  node.addEventListener("pointermove", (event) => Math.abs(event.movementX) + Math.abs(event.movementY) > 6 && cancel());
  node.addEventListener("contextmenu", (event) => {
    cancel();
    if (open(event)) event.preventDefault();
  });
}
