// The part of Discord's markdown that messages of a bot use, as DOM nodes.
import { el } from "./dom.js";

const INLINE = [
  [/^`([^`]+)`/, m => el("code", {}, m[1])],
  [/^\*\*\*([\s\S]+?)\*\*\*/, (m, names) => el("strong", {}, el("em", {}, ...inline(m[1], names)))],
  [/^\*\*([\s\S]+?)\*\*/, (m, names) => el("strong", {}, ...inline(m[1], names))],
  [/^__([\s\S]+?)__/, (m, names) => el("u", {}, ...inline(m[1], names))],
  [/^~~([\s\S]+?)~~/, (m, names) => el("s", {}, ...inline(m[1], names))],
  [/^\|\|([\s\S]+?)\|\|/, (m, names) => el("span", { class: "spoiler", tabindex: "0" }, ...inline(m[1], names))],
  [/^\*(\S(?:[\s\S]*?\S)?)\*(?!\*)/, (m, names) => el("em", {}, ...inline(m[1], names))],
  [/^_(\S(?:[\s\S]*?\S)?)_(?!\w)/, (m, names) => el("em", {}, ...inline(m[1], names))],
  [/^<@!?(\d{1,20})>/, (m, names) => el("span", { class: "mention" }, `@${names(m[1])}`)],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, m => time(Number(m[1]), m[2] ?? "f")],
  [/^\[([^\]\n]+)\]\((https?:\/\/[^\s()<>]+)\)/, (m, names) => link(m[2], inline(m[1], names))],
  [/^<?(https?:\/\/[^\s<>"']*[^\s<>"'.,:;!?)])>?/, m => link(m[1], [m[1]])],
  [/^\\([\\`*_~|<>#\-[\]()@.:!+&])/, m => m[1]],
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
      // A word at a time, so that an underscore inside a word stays one.
      const word = /^(?:[\p{L}\p{N}]+_?|[\s\S])/u.exec(text)[0];
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

const link = (href, children) => el("a", { href, rel: "noreferrer noopener", target: "_blank" }, ...children);

function time(seconds, style) {
  const at = new Date(seconds * 1000);
  const forms = { t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
    F: { dateStyle: "full", timeStyle: "short" } };
  const text = Number.isNaN(at.getTime()) ? "?" : at.toLocaleString(undefined, forms[style] ?? { dateStyle: "long", timeStyle: "short" });
  return el("span", { class: "mention" }, text);
}

/** The blocks of a text. `names` gives a person's name for their id. */
export function markdown(text, names = id => id) {
  const blocks = [];
  const parts = text.split(/```(?:[a-zA-Z0-9+-]*\n)?([\s\S]*?)```/);
  parts.forEach((part, i) => i % 2 ? blocks.push(el("pre", {}, el("code", {}, part.replace(/\n$/, "")))) : blocks.push(...lines(part, names)));
  return blocks;
}

function lines(text, names) {
  const blocks = [];
  let list = null;
  let paragraph = [];
  const close = () => {
    if (paragraph.length) blocks.push(el("p", {}, ...inline(paragraph.join("\n"), names)));
    paragraph = [];
    list = null;
  };
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const heading = /^(#{1,3})\s+(.+)/.exec(line);
    const item = /^(\s*)(?:([-*])|(\d+)\.)\s+(.+)/.exec(line);
    const quote = /^>\s(.*)/.exec(line);
    const small = /^-#\s+(.+)/.exec(line);
    if (small) { close(); blocks.push(el("p", { class: "small" }, ...inline(small[1], names))); }
    else if (heading) { close(); blocks.push(el("p", { class: `h${heading[1].length}`, role: "heading", "aria-level": "4" }, ...inline(heading[2], names))); }
    else if (item) {
      const name = item[2] ? "ul" : "ol";
      if (!list || list.localName !== name) { close(); blocks.push(list = el(name, { start: item[3] ?? null })); }
      list.append(el("li", { class: item[1].length ? "inner" : null }, ...inline(item[4], names)));
    }
    else if (quote) { close(); blocks.push(el("blockquote", {}, ...inline(quote[1], names))); }
    else if (!line.trim()) close();
    else { if (list) close(); paragraph.push(line); }
  }
  close();
  return blocks;
}
