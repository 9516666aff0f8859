// The part of Discord's markdown that messages of a bot use, as DOM nodes.
import { el } from "./dom.js";

const INLINE = [
  [/^\\([^\p{L}\p{N}\s])/u, m => m[1]],
  [/^``([\s\S]+?)``(?!`)/, m => el("code", {}, m[1].trim())],
  [/^`([^`]+)`/, m => el("code", {}, m[1])],
  [/^\*\*\*([\s\S]+?)\*\*\*/, (m, names) => el("strong", {}, el("em", {}, ...inline(m[1], names)))],
  [/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/s, (m, names) => el("strong", {}, ...inline(m[1], names))],
  [/^__((?:\\.|[^\\])+?)__(?!_)/s, (m, names) => el("u", {}, ...inline(m[1], names))],
  [/^~~((?:\\.|[^\\])+?)~~/s, (m, names) => el("s", {}, ...inline(m[1], names))],
  [/^\|\|((?:\\.|[^\\])+?)\|\|/s, (m, names) => spoiler(inline(m[1], names))],
  [/^\*((?:\\.|[^\\\s*])(?:(?:\\.|[^\\*])*?(?:\\.|[^\\\s*]))?)\*(?!\*)/s, (m, names) => el("em", {}, ...inline(m[1], names))],
  [/^_((?:\\.|[^\\\s_])(?:(?:\\.|[^\\_])*?(?:\\.|[^\\\s_]))?)_(?![\p{L}\p{N}_])/su, (m, names) => el("em", {}, ...inline(m[1], names))],
  [/^<@!?(\d{1,20})>/, (m, names) => mention(`@${names(m[1])}`)],
  [/^<@&\d{1,20}>/, () => mention("@role")],
  [/^<#(\d{1,20})>/, m => mention(`#${m[1]}`)],
  [/^<\/([^:>]{1,98}):\d{1,20}>/, m => mention(`/${m[1]}`)],
  [/^@(everyone|here)\b/, m => mention(m[0])],
  [/^<a?(:\w{2,32}:)\d{1,20}>/, m => el("span", { title: m[0] }, m[1])],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, m => time(Number(m[1]), m[2] ?? "f")],
  [/^\[((?:\\.|[^\\\]\n])+)\]\(<?(https?:\/\/[^\s()<>]+)>?(?: "[^"\n]*")?\)/, (m, names) => link(m[2], inline(m[1], names))],
  [/^<(https?:\/\/[^\s<>]+)>/, m => link(m[1], [m[1]])],
  [/^https?:\/\/[^\s<>"']*[^\s<>"'.,:;!?)\]]/, m => link(m[0], [m[0]])],
];

function inline(text, names) {
  const nodes = [];
  let plain = "";
  while (text) {
    let hit = null;
    for (const [pattern, make] of INLINE) {
      const match = pattern.exec(text);
      if (match) { hit = [match, make]; break; }
    }
    if (!hit) {
      // A word at a time, so that an underscore inside a word stays one, and so that "mailto@here" pings nobody.
      const word = /^(?:(?!https?:\/\/)[\p{L}\p{N}]+[_@]?|[\s\S])/u.exec(text)[0];
      plain += word;
      text = text.slice(word.length);
      continue;
    }
    if (plain) nodes.push(plain);
    plain = "";
    nodes.push(hit[1](hit[0], names));
    text = text.slice(hit[0][0].length);
  }
  if (plain) nodes.push(plain);
  return nodes;
}

const mention = text => el("span", { class: "mention" }, text);

const link = (href, children) => el("a", { href, rel: "noreferrer noopener", target: "_blank", title: href }, ...children);

function spoiler(children) {
  const reveal = event => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.currentTarget.classList.add("revealed");
    event.currentTarget.removeAttribute("aria-label");
  };
  return el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler", onclick: reveal, onkeydown: reveal }, ...children);
}

function time(seconds, style) {
  const at = new Date(seconds * 1000);
  const forms = { t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
    F: { dateStyle: "full", timeStyle: "short" } };
  const valid = !Number.isNaN(at.getTime());
  const text = !valid ? "?" : style === "R" ? relative(seconds - Date.now() / 1000)
    : at.toLocaleString(undefined, forms[style] ?? { dateStyle: "long", timeStyle: "short" });
  return el("span", { class: "stamp", title: valid ? at.toLocaleString() : null }, text);
}

function relative(seconds) {
  const [unit, length] = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]]
    .find(([, least]) => Math.abs(seconds) >= least) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

/** The blocks of a text. `names` gives a person's name for their id. */
export function markdown(text, names = id => id) {
  const blocks = [];
  const parts = text.split(/```(?:[a-zA-Z0-9+-]*\n)?([\s\S]+?)```/);
  parts.forEach((part, i) => i % 2 ? blocks.push(el("pre", {}, el("code", {}, part.replace(/\n$/, "")))) : blocks.push(...lines(part, names)));
  return blocks;
}

const LINE = {
  quote: /^>\s(.*)/, rest: /^>>>\s([\s\S]*)/, small: /^-#\s+(.+)/, heading: /^(#{1,3})\s+(.+)/, item: /^(\s*)(?:([-*])|(\d{1,9})\.)\s+(.+)/,
};

function lines(text, names) {
  const blocks = [];
  let paragraph = [];
  let quoted = [];
  // Open lists from the outermost in: { indent, list }.
  let lists = [];
  const close = () => {
    if (paragraph.length) blocks.push(el("p", {}, ...inline(paragraph.join("\n"), names)));
    if (quoted.length) blocks.push(el("blockquote", {}, ...lines(quoted.join("\n"), names)));
    [paragraph, quoted, lists] = [[], [], []];
  };
  const add = block => { close(); blocks.push(block); };
  const all = text.replace(/^\n|\n$/g, "").split("\n");
  for (let i = 0; i < all.length; i++) {
    const line = all[i];
    let m;
    if (m = LINE.rest.exec(all.slice(i).join("\n"))) { add(el("blockquote", {}, ...lines(m[1], names))); break; }
    else if (m = LINE.quote.exec(line)) { if (!quoted.length) close(); quoted.push(m[1]); }
    else if (m = LINE.small.exec(line)) add(el("p", { class: "small" }, ...inline(m[1], names)));
    else if (m = LINE.heading.exec(line)) add(el("p", { class: `h${m[1].length}`, role: "heading", "aria-level": String(3 + m[1].length) }, ...inline(m[2], names)));
    else if (m = LINE.item.exec(line)) {
      if (!lists.length) close();
      addItem(m, inline(m[4], names));
    }
    else if (!line.trim()) { close(); if (i > 0 && i < all.length - 1) blocks.push(el("div", { class: "gap" })); }
    else { if (lists.length || quoted.length) close(); paragraph.push(line); }
  }
  close();
  return blocks;

  function addItem(m, children) {
    const indent = m[1].length;
    const name = m[2] ? "ul" : "ol";
    while (lists.length && lists.at(-1).indent > indent && lists.length > 1) lists.pop();
    const open = lists.at(-1);
    if (!open || indent > open.indent || open.list.localName !== name) {
      const list = el(name, { start: m[3] ?? null });
      if (open && indent > open.indent) open.list.lastElementChild.append(list);
      else { lists = []; blocks.push(list); }
      lists.push({ indent, list });
    }
    lists.at(-1).list.append(el("li", {}, ...children));
  }
}
