import { el, call } from "./dom.js";

const MODES = [
  ["error500", "500 errors"], ["timeoutAfterStore", "Stored, then no answer"], ["rateLimited", "429 rate limited"], ["slow", "Slow answers"],
  ["refuse", "Access refused (50001)"], ["dropConnection", "Connection dropped"], ["cannotDm", "DMs closed (50007)"], ["unknownChannel", "Unknown channel (10003)"],
];

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
    ...MODES.map(([mode, label]) => {
      const active = state.faults.filter(fault => fault.fault.mode === mode);
      const id = `fault-${mode}`;
      const about = active.map(fault => `hit ${fault.applied}${fault.remaining === null ? "" : `, ${fault.remaining} to come`}`).join("; ");
      return el("div", { class: "switch" },
        el("input", { type: "checkbox", role: "switch", id, checked: active.length > 0, onchange: event => act(async () => {
          if (event.target.checked) await call("POST", "faults", { mode });
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
    el("h2", {}, "Interactions endpoint"),
    el("p", { class: "small wrap" }, state.settings.interactionsUrl ?? "Not configured."),
    el("p", { class: "small wrap" }, `Public key ${state.settings.publicKey}`),
    el("button", { type: "button", class: "secondary", id: "ping", onclick: () => act(async () => {
      const outcome = await call("POST", "ping");
      say(outcome.accepted ? `Endpoint accepted in ${outcome.latencyMs} ms.` : outcome.faults.join(" "));
    }) }, "Check the endpoint"));
  if (focused && panel.querySelector(`#${focused}`)) panel.querySelector(`#${focused}`).focus();
}
