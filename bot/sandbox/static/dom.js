// Small helpers to build the page's elements.
// All text goes through textContent or text nodes, so nothing a person or a bot writes can become markup.

/**
 * Build an element.
 *
 * @param {string} tag
 * @param {object} [props] class, text, data (dataset), on (event listeners); every other key is an attribute,
 *   left out when its value is null, undefined or false.
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "text") node.textContent = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "on") listen(node, value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function listen(node, listeners) {
  for (const [name, listener] of Object.entries(listeners)) node.addEventListener(name, listener);
}

/** A round button that shows only an icon, with its name for screen readers and as a tooltip. */
export function iconButton(icon, label, onClick, props = {}) {
  return el(
    "button",
    { type: "button", "aria-label": label, title: label, ...props, class: `icon-button ${props.class ?? ""}`, on: { click: onClick } },
    icon,
  );
}

/** The round picture of a person or the bot: the first letter of the name on a colour of its own. */
export function avatar(name, seed, extra = "") {
  const letter = Array.from(name.trim())[0] ?? "?";
  const hue = Math.abs(Number(seed) || 0) % 8;
  return el("span", { class: `avatar hue-${hue} ${extra}`, "aria-hidden": "true", text: letter.toUpperCase() });
}

/** Close `node` on Escape, on a press outside of it, and when the focus moves elsewhere. */
export function dismissible(node, opener, close) {
  const outside = (event) => {
    if (!node.contains(event.target) && !opener.contains(event.target)) finish(false);
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    finish(true);
  };
  const finish = (refocus) => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    opener.setAttribute("aria-expanded", "false");
    close();
    if (refocus) opener.focus();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  opener.setAttribute("aria-expanded", "true");
  return finish;
}

/** Let the arrow keys walk over the buttons of a menu or list. */
export function arrowKeys(container) {
  container.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...container.querySelectorAll("button:not([disabled])")];
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    if (next) next.focus();
    event.preventDefault();
  });
}
