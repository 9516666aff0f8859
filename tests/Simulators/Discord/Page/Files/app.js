import { el, call } from "./dom.js";
import { messageView } from "./message.js";
import { openModal } from "./modal.js";
import { renderPanel } from "./panel.js";

const $ = id => document.getElementById(id);
const people = new Map();
let state = null;
let channelId = location.hash.slice(1) || null;
let shown = null;
let panelShown = null;
let newsTimer = 0;

const names = id => people.get(id) ?? id;

function say(text) {
  $("news").textContent = text;
  clearTimeout(newsTimer);
  newsTimer = setTimeout(() => { $("news").textContent = ""; }, 8000);
}

async function press(message, component, values) {
  const userId = $("user").value.trim();
  if (!/^\d{1,20}$/.test(userId)) {
    say("Choose whom you act as first.");
    $("user").focus();
    return;
  }
  try {
    const outcome = await call("POST", "press", { messageId: message.id, customId: component.custom_id, userId, values });
    if (outcome.modalId) openModal(outcome.response.data, valuesGiven => submit(outcome.modalId, userId, valuesGiven));
    else tell(outcome);
  } catch (failure) { say(failure.message); }
  refresh();
}

async function submit(modalId, userId, values) {
  try {
    const outcome = await call("POST", "submit", { modalId, userId, values });
    refresh();
    if (outcome.result === "failed") return `Something went wrong. Try again. (${outcome.faults.join(" ")})`;
    tell(outcome);
    return null;
  } catch (failure) { return failure.message; }
}

const tell = outcome => say(outcome.result === "failed"
  ? `This interaction failed: ${outcome.faults.join(" ")}` : `Answered in ${outcome.latencyMs} ms.`);

function renderChannels() {
  const link = channel => el("a", { href: `#${channel.id}`, "aria-current": channel.id === channelId ? "page" : null },
    el("span", { class: "mark", "aria-hidden": "true" }, channel.type === 1 ? "@" : "#"),
    el("span", { class: "name" }, channel.name), el("span", { class: "count", "aria-label": `${channel.messageCount} messages` }, String(channel.messageCount)));
  const group = (title, type) => {
    const channels = state.channels.filter(channel => channel.type === type);
    return channels.length ? [el("h2", {}, title), el("ul", {}, ...channels.map(channel => el("li", {}, link(channel))))] : [];
  };
  const focused = document.activeElement?.getAttribute?.("href");
  $("channels").replaceChildren(...group("Text channels", 0), ...group("Direct messages", 1),
    ...(state.channels.length ? [] : [el("p", { class: "small" }, "No channels yet: the bot has opened none.")]));
  if (focused?.startsWith("#")) $("channels").querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  $("people").replaceChildren(...state.people.map(person => el("option", { value: person.id }, person.name)));
  $("user-name").textContent = people.get($("user").value.trim()) ?? "";
}

async function renderMessages() {
  const channel = state.channels.find(each => each.id === channelId);
  $("title").textContent = channel ? `${channel.type === 1 ? "@" : "#"}${channel.name}` : "No channel";
  document.title = channel ? `${channel.name} – Discord simulator` : "Discord simulator";
  const messages = channel ? await call("GET", `channels/${channelId}/messages`) : [];
  const pane = $("messages");
  const atEnd = shown !== channelId || pane.scrollHeight - pane.scrollTop - pane.clientHeight < 60;
  const focused = document.activeElement?.dataset?.key;
  pane.replaceChildren(...messages.map(message => messageView(message, names, press)));
  if (!messages.length) pane.append(el("p", { class: "small" }, channel ? "No messages here yet." : "Choose a channel at the left."));
  if (focused) pane.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  if (atEnd) pane.scrollTop = pane.scrollHeight;
  shown = channelId;
}

function chooseChannel() {
  channelId = location.hash.slice(1) || state.channels[0]?.id || null;
  const channel = state.channels.find(each => each.id === channelId);
  if (channel?.recipientId) $("user").value = channel.recipientId;
  else if (!$("user").value) $("user").value = state.people[0]?.id ?? "";
}

let refreshing = null;
const refresh = force => refreshing ??= update(force).catch(() => say("The simulator does not answer.")).finally(() => { refreshing = null; });

async function update(force) {
  const next = await call("GET", "state");
  const changed = force || !state || next.revision !== state.revision;
  state = next;
  for (const person of state.people) people.set(person.id, person.name);
  if (!state.channels.some(channel => channel.id === channelId)) chooseChannel();
  if (changed) {
    renderChannels();
    await renderMessages();
  }
  const panelState = JSON.stringify([state.faults, state.requests, state.settings]);
  if (panelState !== panelShown) {
    renderPanel($("panel"), state, () => refresh(), say);
    panelShown = panelState;
  }
}

addEventListener("hashchange", () => { chooseChannel(); refresh(true); });
$("user").addEventListener("input", () => { $("user-name").textContent = people.get($("user").value.trim()) ?? ""; });
$("who").addEventListener("submit", event => event.preventDefault());
$("toggle-panel").addEventListener("click", event => {
  $("panel").hidden = !$("panel").hidden;
  event.currentTarget.setAttribute("aria-expanded", String(!$("panel").hidden));
});
if (new URLSearchParams(location.search).has("faults")) $("toggle-panel").click();

await refresh(true);
if (state) {
  chooseChannel();
  await refresh(true);
}
setInterval(() => { if (!document.hidden) refresh(); }, 1500);
