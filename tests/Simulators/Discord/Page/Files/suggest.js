import { el } from "./dom.js";

/**
 * A list of suggestions above a text field, used by keyboard or pointer.
 * `source(text)` answers a list of { label, detail, value }, or a promise of one; `choose(item)` takes the chosen one.
 */
export function suggest(input, source, choose) {
  const list = el("ul", { class: "suggestions", role: "listbox", id: `${input.id}-list`, hidden: true });
  let items = [];
  let active = -1;
  let asked = 0;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.after(list);

  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    asked++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function take(item) {
    close();
    choose(item);
  }

  async function update() {
    const mine = ++asked;
    const found = await source(input.value);
    if (mine !== asked) return;
    items = found;
    list.replaceChildren(...items.map((item, i) => el("li", {
      role: "option", id: `${list.id}-${i}`, "aria-selected": "false",
      onpointerdown: event => { event.preventDefault(); take(item); },
    }, el("span", { class: "label" }, item.label), item.detail ? el("span", { class: "small" }, item.detail) : null)));
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    mark(items.length ? 0 : -1);
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark((active + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
      event.preventDefault();
    } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      event.preventDefault();
      event.stopPropagation();
      take(items[active]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  return { update, close };
}
