const $ = id => document.getElementById(id);
let shown = null;

// Elements are built from text, never from markup: what a message says cannot become part of the page.
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(key, value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

async function call(method, path, body) {
  const response = await fetch(`/simulator/${path}`, {
    method, headers: body === undefined ? {} : { "Content-Type": "application/json" }, body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(answer?.detail ?? `The simulator answered ${response.status}.`);
  return answer;
}

async function act(what) {
  try {
    await what();
    $("news").textContent = "";
  } catch (failure) { $("news").textContent = failure.message; }
  await refresh();
}

const time = at => new Date(at).toLocaleTimeString();

const note = each => el("div", { class: "note" }, el("strong", {}, each.title), each.body && el("p", {}, each.body),
  el("span", { class: "quiet" }, [time(each.at), each.tag && `tag ${each.tag}`, each.url, each.silent && "silent", each.times > 1 && `shown ${each.times} times`].filter(Boolean).join(" · ")));

function card(each) {
  const change = (label, what) => el("button", { type: "button", "data-key": `${each.id} ${label}`, onclick: () => act(what) }, label);
  return el("section", { "aria-label": each.name },
    el("h2", {}, each.name),
    el("p", { class: "quiet" }, each.subscribed ? (each.online ? "Online" : `Offline, ${each.waiting.length} waiting`) : "Unsubscribed"),
    el("h3", {}, "Notifications"),
    each.notifications.length ? [...each.notifications].reverse().map(note) : el("p", { class: "quiet" }, "None shown."),
    el("div", { class: "row" },
      each.subscribed && change(each.online ? "Go offline" : "Go online", () => call("PUT", `subscriptions/${each.id}`, { online: !each.online })),
      each.subscribed && change("Unsubscribe", () => call("DELETE", `subscriptions/${each.id}`)),
      each.notifications.length > 0 && change("Dismiss all", () => call("POST", `subscriptions/${each.id}/dismiss`))),
    el("details", { "data-key": `${each.id} messages` }, el("summary", {}, `${each.messages.length} messages`),
      ...each.messages.map(message => el("pre", {}, `${time(message.at)} ${message.bytes} bytes, TTL ${message.ttlSeconds} s, ${message.urgency}${message.topic ? `, topic ${message.topic}` : ""}\n${message.fault ?? message.text}`))),
    el("details", { "data-key": `${each.id} subscription` }, el("summary", {}, "Subscription"), el("code", {}, JSON.stringify(each.subscription, null, 2))));
}

async function refresh() {
  const state = await call("GET", "state").catch(() => null);
  if (!state) {
    $("news").textContent = "The simulator does not answer.";
    return;
  }
  if (state.revision === shown) return;
  shown = state.revision;
  const open = new Set([...document.querySelectorAll("details[open]")].map(each => each.dataset.key));
  const focused = document.activeElement?.dataset?.key;
  $("browsers").replaceChildren(...(state.subscriptions.length ? state.subscriptions.map(card) : [el("p", { class: "quiet" }, "No browser has subscribed yet.")]));
  for (const each of document.querySelectorAll("details")) each.open = open.has(each.dataset.key);
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

$("add").addEventListener("click", () => act(() => call("POST", "subscriptions", { name: `Browser ${document.querySelectorAll("section").length + 1}` })));
await refresh();
setInterval(() => { if (!document.hidden) refresh(); }, 1500);
