import { el } from "./dom.js";
import { markdown } from "./markdown.js";

const SUPPRESS_EMBEDS = 4;
const EPHEMERAL = 64;
const LOADING = 128;
const SILENT = 4096;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const COLORS = ["#5865f2", "#3ba55c", "#b9770e", "#c03537", "#9b59b6", "#1a8a9a"];
const TOGETHER_MS = 7 * 60_000;

/** Messages as Discord shows them, oldest first: a line for each new day, one head for what follows closely. */
export function messageViews(messages, names, press, dismiss) {
  let before = null;
  return messages.flatMap(message => {
    const at = new Date(message.timestamp);
    const day = at.toDateString();
    const newDay = before === null || new Date(before.timestamp).toDateString() !== day;
    const follows = !newDay && before.author.id === message.author.id && !message.interaction_metadata
      && at - new Date(before.timestamp) < TOGETHER_MS;
    before = message;
    const view = messageView(message, at, follows, names, press, dismiss);
    return newDay ? [el("div", { class: "day", role: "separator" }, at.toLocaleDateString(undefined, { dateStyle: "long" })), view] : [view];
  });
}

function messageView(message, at, follows, names, press, dismiss) {
  const by = message.interaction_metadata?.user;
  const kinds = [message.flags & EPHEMERAL ? " ephemeral" : "", message.mention_everyone || message.mentions.length ? " pings" : "", follows ? " follows" : ""];
  const clock = at.toLocaleTimeString(undefined, { timeStyle: "short" });
  const color = COLORS[Number(BigInt(message.author.id) % BigInt(COLORS.length))];
  const avatar = el("div", { class: "avatar", "aria-hidden": "true" }, message.author.username.slice(0, 1).toUpperCase());
  avatar.style.backgroundColor = color;
  const stamp = el("time", { datetime: message.timestamp, title: at.toLocaleString() }, follows ? clock : at.toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" }));
  return el("article", { class: `message${kinds.join("")}`, "data-id": message.id },
    by ? el("p", { class: "reply quiet" }, el("span", { "aria-hidden": "true" }, "╭ "), el("strong", {}, names(by.id)),
      message.interaction ? [" used ", el("span", { class: "mention" }, `/${message.interaction.name}`)] : " pressed a button") : null,
    follows ? stamp : avatar,
    el("div", { class: "body" },
      follows ? null : el("h3", {}, message.author.username, el("span", { class: "tag" }, "APP"), stamp,
        message.flags & SILENT ? silent() : null),
      message.flags & LOADING ? el("p", { class: "quiet" }, el("span", { class: "dots", "aria-hidden": "true" }, "•••"), ` ${message.author.username} is thinking…`) : null,
      content(message, follows, names),
      ...(message.flags & SUPPRESS_EMBEDS ? [] : message.embeds.map(embed => embedView(embed, names))),
      ...message.components.map(row => el("div", { class: "row" }, ...row.components.map(component => componentView(message, component, press)))),
      message.flags & EPHEMERAL ? onlyOne(message, names, dismiss) : null));
}

// The marks stand at the end of the last line, where it is plain text.
function content(message, follows, names) {
  const blocks = markdown(message.content, names);
  const marks = [
    message.edited_timestamp && !(message.flags & LOADING)
      ? el("span", { class: "quiet edited", title: new Date(message.edited_timestamp).toLocaleString() }, " (edited)") : null,
    follows && message.flags & SILENT ? silent() : null,
  ].filter(mark => mark !== null);
  const last = blocks.at(-1)?.localName === "p" ? blocks.at(-1) : null;
  last?.append(...marks);
  return el("div", { class: "content" }, ...blocks, ...(last ? [] : marks));
}

const silent = () => el("span", { class: "silent", role: "img", "aria-label": "Sent silently", title: "Sent without a notification" });

function onlyOne(message, names, dismiss) {
  return el("p", { class: "only quiet", title: message.ephemeral_for ? `Shown to ${names(message.ephemeral_for)}` : null },
    el("span", { class: "eye", "aria-hidden": "true" }), " Only you can see this • ",
    el("button", { type: "button", class: "inline", onclick: () => dismiss(message.id) }, "Dismiss message"));
}

function embedView(embed, names) {
  const view = el("div", { class: "embed" },
    embed.author ? el("p", { class: "small" }, embed.author.name) : null,
    embed.title ? el("p", { class: "embed-title" }, embed.url ? el("a", { href: embed.url, rel: "noreferrer noopener", target: "_blank" }, embed.title) : embed.title) : null,
    embed.description ? el("div", {}, ...markdown(embed.description, names)) : null,
    embed.fields?.length ? el("dl", {}, ...embed.fields.map(field =>
      el("div", { class: field.inline ? "inline" : null }, el("dt", {}, field.name), el("dd", {}, ...markdown(field.value, names))))) : null,
    embed.footer ? el("p", { class: "small" }, embed.footer.text) : null);
  if (Number.isInteger(embed.color)) view.style.borderLeftColor = `#${(embed.color & 0xffffff).toString(16).padStart(6, "0")}`;
  return view;
}

function componentView(message, component, press) {
  if (component.type === 3) {
    return el("select", { "aria-label": component.placeholder ?? component.custom_id, disabled: !!component.disabled,
      onchange: event => press(message, component, [event.target.value]) },
      el("option", { value: "" }, component.placeholder ?? "Make a selection"),
      ...component.options.map(option => el("option", { value: option.value }, option.label)));
  }
  const label = `${component.emoji?.name ?? ""} ${component.label ?? ""}`.trim();
  if (component.style === 5) {
    return el("a", { class: "button link", href: component.url, rel: "noreferrer noopener", target: "_blank", title: component.url }, label,
      el("span", { "aria-hidden": "true" }, " ↗"));
  }
  return el("button", { type: "button", class: STYLES[component.style] ?? "secondary", disabled: !!component.disabled || component.style === 6,
    "data-key": `${message.id} ${component.custom_id}`, title: component.custom_id ?? null,
    onclick: () => press(message, component) }, label);
}
