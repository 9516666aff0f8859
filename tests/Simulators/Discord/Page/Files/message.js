import { el } from "./dom.js";
import { markdown } from "./markdown.js";

const EPHEMERAL = 64;
const LOADING = 128;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** A message as Discord shows it. `press(message, component, values)` is called for what a person does to it. */
export function messageView(message, names, press) {
  const at = new Date(message.timestamp);
  const pressedBy = message.interaction_metadata?.user;
  return el("article", { class: `message${message.flags & EPHEMERAL ? " ephemeral" : ""}${message.mention_everyone ? " pings" : ""}`, "data-id": message.id },
    pressedBy ? el("p", { class: "reply quiet" }, `↱ ${names(pressedBy.id)} used this`) : null,
    el("div", { class: "avatar", "aria-hidden": "true" }, message.author.username.slice(0, 1).toUpperCase()),
    el("div", { class: "body" },
      el("h3", {}, message.author.username, el("span", { class: "tag" }, "APP"),
        el("time", { datetime: message.timestamp, title: message.timestamp }, at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }))),
      message.flags & LOADING ? el("p", { class: "quiet" }, `${message.author.username} is thinking…`) : null,
      el("div", { class: "content" }, ...markdown(message.content, names), message.edited_timestamp ? el("span", { class: "quiet edited" }, "(edited)") : null),
      ...message.embeds.map(embed => embedView(embed, names)),
      ...message.components.map(row => el("div", { class: "row" }, ...row.components.map(component => componentView(message, component, press)))),
      message.flags & EPHEMERAL
        ? el("p", { class: "only quiet" }, `Only ${message.ephemeral_for ? names(message.ephemeral_for) : "one person"} can see this`) : null));
}

function embedView(embed, names) {
  const view = el("div", { class: "embed" },
    embed.author ? el("p", { class: "small" }, embed.author.name) : null,
    embed.title ? el("p", { class: "embed-title" }, embed.title) : null,
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
  return el("button", { type: "button", class: STYLES[component.style] ?? "secondary", disabled: !!component.disabled || component.style >= 5,
    "data-key": `${message.id} ${component.custom_id ?? component.url}`, title: component.custom_id ?? component.url ?? null,
    onclick: () => press(message, component) }, label);
}
