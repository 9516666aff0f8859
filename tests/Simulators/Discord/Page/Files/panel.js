import { el, call } from "./dom.js";

// Each switch: what it says, and the fault it sets. Two switches of one mode differ in another field.
const SWITCHES = [
  ["500 errors", { mode: "error500" }],
  ["502 pages of HTML", { mode: "badGateway", status: 502 }],
  ["503 pages of HTML", { mode: "badGateway", status: 503 }],
  ["504 pages of HTML", { mode: "badGateway", status: 504 }],
  ["429: this route's limit", { mode: "rateLimited", scope: "user" }],
  ["429: the resource's limit", { mode: "rateLimited", scope: "shared" }],
  ["429: the bot's limit", { mode: "rateLimited", scope: "global" }],
  ["429 without JSON (Cloudflare)", { mode: "cloudflare" }],
  ["Slow answers", { mode: "slow" }],
  ["Stored, then no answer", { mode: "timeoutAfterStore" }],
  ["Stored, then cut off at once", { mode: "timeoutAfterStore", delayMs: 0 }],
  ["Cut off before storing", { mode: "dropConnection" }],
  ["Access refused (50001)", { mode: "refuse" }],
  ["Permissions missing (50013)", { mode: "missingPermissions" }],
  ["DMs closed (50007)", { mode: "cannotDm" }],
  ["No mutual server (50278)", { mode: "noMutualGuild" }],
  ["Unknown channel (10003)", { mode: "unknownChannel" }],
];

const isOf = (fault, wanted) => fault.mode === wanted.mode && (fault.scope ?? "user") === (wanted.scope ?? "user")
  && (fault.status ?? 502) === (wanted.status ?? 502) && (fault.delayMs === 0) === (wanted.delayMs === 0);

/** Fault switches and request counters. `state` as GET /simulator/state gives it. */
export function renderPanel(panel, state, changed, say) {
  const focused = document.activeElement?.id;
  const act = async action => {
    try { await action(); } catch (failure) { say(failure.message); }
    changed();
  };
  panel.replaceChildren(
    el("h2", {}, "Faults"),
    el("p", { class: "small" }, "They hit every request of the bot until switched off."),
    ...SWITCHES.map(([label, wanted], i) => {
      const active = state.faults.filter(fault => isOf(fault.fault, wanted));
      const id = `fault-${i}`;
      const about = active.map(fault => `hit ${fault.applied}${fault.remaining === null ? "" : `, ${fault.remaining} to come`}`).join("; ");
      return el("div", { class: "switch" },
        el("input", { type: "checkbox", role: "switch", id, checked: active.length > 0, onchange: event => act(async () => {
          if (event.target.checked) await call("POST", "faults", wanted);
          else for (const fault of active) await call("DELETE", `faults/${fault.id}`);
        }) }),
        el("label", { for: id }, label, about ? el("span", { class: "small" }, about) : null));
    }),
    el("h2", {}, "Requests"),
    state.requests.routes.length ? el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Route"), el("th", { scope: "col" }, "Status"), el("th", { scope: "col" }, "Count"))),
      el("tbody", {}, ...state.requests.routes.map(row => el("tr", {},
        el("td", {}, row.route.replace(/\{(\w+?)(Id)?\}/g, "{$1}")), el("td", {}, row.status || "cut"), el("td", {}, String(row.count))))))
      : el("p", { class: "small" }, "None yet."),
    el("p", { class: "small" }, `Invalid requests in ten minutes: ${state.requests.invalid} of ${state.requests.invalidLimit}.`),
    ...state.bots.flatMap(bot => [
      el("h2", {}, bot.name),
      el("p", { class: "small wrap" }, bot.interactionsUrl ?? "No interactions endpoint is configured."),
      el("p", { class: "small wrap" }, `Public key ${bot.publicKey}`),
      el("button", { type: "button", class: "secondary", id: `ping-${bot.id}`, onclick: () => act(async () => {
        const outcome = await call("POST", `ping?botId=${bot.id}`);
        say(outcome.accepted ? `Endpoint accepted in ${outcome.latencyMs} ms.` : outcome.faults.join(" "));
      }) }, "Check the endpoint"),
    ]));
  if (focused && panel.querySelector(`#${focused}`)) panel.querySelector(`#${focused}`).focus();
}
