import { el, call } from "./dom.js";
import { messageViews } from "./message.js";
import { openModal } from "./modal.js";
import { renderPanel } from "./panel.js";
import { commandBox } from "./command.js";

const $ = id => document.getElementById(id);
const people = new Map();
const dismissed = new Set();
let state = null;
let channelId = location.hash.slice(1) || null;
let shown = null;
let panelShown = null;
let newsTimer = 0;

const names = id => people.get(id)?.name ?? id;

function say(text) {
  $("news").textContent = text;
  clearTimeout(newsTimer);
  newsTimer = setTimeout(() => { $("news").textContent = ""; }, 8000);
}

/** The id of the person that acts here; null, and a word on it, if none is chosen. */
function actor() {
  const userId = $("user").value.trim();
  if (/^\d{1,20}$/.test(userId)) return userId;
  say("Choose whom you act as first.");
  $("user").focus();
  return null;
}

/** Does what a person did, and shows what came back. Answers false if it was refused. */
async function act(userId, action) {
  try {
    const outcome = await action();
    if (outcome.modalId) {
      const bot = outcome.botName ?? state.bots[0].name;
      openModal(outcome.response.data, bot, values => submit(outcome.modalId, userId, values));
    } else tell(outcome);
    refresh();
    return true;
  } catch (failure) {
    say(failure.message.replace(/ Send "force".*$/, ""));
    return false;
  }
}

function press(message, component, values) {
  const userId = actor();
  if (userId) {
    act(userId, async () => ({
      ...await call("POST", "press", { messageId: message.id, customId: component.custom_id, userId, values }), botName: message.author.username,
    }));
  }
}

async function submit(modalId, userId, values) {
  try {
    const outcome = await call("POST", "submit", { modalId, userId, values });
    refresh();
    if (outcome.result === "failed") return `Something went wrong. Try again. (${outcome.faults.join(" ")})`;
    tell(outcome);
    return null;
  } catch (failure) { return failure.message.replace(/ Send "force".*$/, ""); }
}

const tell = outcome => say(outcome.result === "failed"
  ? `This interaction failed: ${outcome.faults.join(" ")}` : `Answered in ${outcome.latencyMs} ms.`);

const box = commandBox($("command"), {
  actor,
  channel: () => channelId,
  locale: () => people.get($("user").value.trim())?.locale ?? "en-US",
  people: () => state?.people ?? [],
  run: command => act(command.userId, () => call("POST", "command", command)),
  say,
});

function renderChannels() {
  const several = state.bots.length > 1;
  const link = channel => el("a", { href: `#${channel.id}`, "aria-current": channel.id === channelId ? "page" : null },
    el("span", { class: "mark", "aria-hidden": "true" }, channel.type === 1 ? "@" : "#"),
    el("span", { class: "name" }, channel.name,
      several && channel.botId ? el("span", { class: "with" }, ` with ${state.bots.find(bot => bot.id === channel.botId)?.name}`) : null),
    el("span", { class: "count", "aria-label": `${channel.messageCount} messages` }, String(channel.messageCount)));
  const group = (title, channels) => channels.length
    ? [el("h2", {}, title), el("ul", {}, ...channels.map(channel => el("li", {}, link(channel))))] : [];
  const servers = new Map(state.guilds.map(guild => [guild.id, guild.name]));
  const byServer = Map.groupBy
    ? Map.groupBy(state.channels.filter(channel => channel.type === 0), channel => servers.get(channel.guildId) ?? "Text channels")
    : new Map([["Text channels", state.channels.filter(channel => channel.type === 0)]]);
  const focused = document.activeElement?.getAttribute?.("href");
  $("channels").replaceChildren(...[...byServer].flatMap(([title, channels]) => group(title, channels)),
    ...group("Direct messages", state.channels.filter(channel => channel.type === 1)),
    ...(state.channels.length ? [] : [el("p", { class: "small" }, "No channels yet: the bot has opened none.")]));
  if (focused?.startsWith("#")) $("channels").querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  $("people").replaceChildren(...state.people.map(person => el("option", { value: person.id }, person.name)));
  showActor();
}

function showActor() {
  const person = people.get($("user").value.trim());
  $("user-name").textContent = person?.name ?? "";
  const locale = person?.locale ?? "en-US";
  if (![...$("locale").options].some(option => option.value === locale)) $("locale").append(el("option", { value: locale }, locale));
  $("locale").value = locale;
}

async function renderMessages() {
  const channel = state.channels.find(each => each.id === channelId);
  $("title").textContent = channel ? `${channel.type === 1 ? "@" : "#"}${channel.name}` : "No channel";
  document.title = channel ? `${channel.name} – Discord simulator` : "Discord simulator";
  const messages = channel ? await call("GET", `channels/${channelId}/messages`) : [];
  const pane = $("messages");
  const atEnd = shown !== channelId || pane.scrollHeight - pane.scrollTop - pane.clientHeight < 60;
  const focused = document.activeElement?.dataset?.key;
  pane.replaceChildren(...messageViews(messages.filter(message => !dismissed.has(message.id)), names, press, id => {
    dismissed.add(id);
    refresh(true);
  }));
  if (!messages.length) pane.append(el("p", { class: "small" }, channel ? "No messages here yet." : "Choose a channel at the left."));
  if (focused) pane.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  if (atEnd) pane.scrollTop = pane.scrollHeight;
  if (shown !== channelId) box.reset();
  shown = channelId;
}

function chooseChannel() {
  const asked = location.hash.slice(1);
  channelId = state.channels.some(each => each.id === asked) ? asked : channelId && !asked ? channelId : state.channels[0]?.id ?? null;
  const channel = state.channels.find(each => each.id === channelId);
  if (channel?.recipientId) $("user").value = channel.recipientId;
  else if (!$("user").value) $("user").value = state.people[0]?.id ?? "";
}

let refreshing = null;
let again = false;
/** One look at a time; what changes meanwhile is looked at right after. */
function refresh(force) {
  again ||= refreshing !== null;
  return refreshing ??= update(force).catch(() => say("The simulator does not answer.")).finally(() => {
    refreshing = null;
    if (again) {
      again = false;
      refresh(force);
    }
  });
}

async function update(force) {
  const next = await call("GET", "state");
  const changed = force || !state || next.revision !== state.revision;
  state = next;
  for (const person of state.people) people.set(person.id, person);
  if (!state.channels.some(channel => channel.id === channelId)) chooseChannel();
  if (changed) {
    renderChannels();
    await renderMessages();
  }
  const panelState = JSON.stringify([state.faults, state.requests, state.bots]);
  if (panelState !== panelShown) {
    renderPanel($("panel"), state, () => refresh(), say);
    panelShown = panelState;
  }
}

function toggle(button, target) {
  const open = target.toggleAttribute("data-open");
  button.setAttribute("aria-expanded", String(open));
}

addEventListener("hashchange", () => {
  chooseChannel();
  refresh(true);
});
$("channels").addEventListener("click", event => {
  if (event.target.closest("a")) {
    $("side").removeAttribute("data-open");
    $("toggle-side").setAttribute("aria-expanded", "false");
  }
});
$("user").addEventListener("input", showActor);
$("who").addEventListener("submit", event => event.preventDefault());
$("locale").addEventListener("change", async () => {
  const userId = actor();
  if (userId) await call("PUT", `users/${userId}`, { locale: $("locale").value }).catch(failure => say(failure.message));
});
$("toggle-side").addEventListener("click", event => toggle(event.currentTarget, $("side")));
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
new EventSource("/simulator/events").addEventListener("changed", () => { if (!document.hidden) refresh(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
// Counts of requests and faults are no change of what people see: they are looked at while their panel is open.
setInterval(() => { if (!document.hidden && !$("panel").hidden) refresh(); }, 2000);
