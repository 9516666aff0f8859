import { el, call } from "./dom.js";
import { suggest } from "./suggest.js";

const SUBCOMMAND = [1, 2];
const NUMBERS = [4, 10];
const PAUSE_MS = 200;

/** The box in which a person types a command: first its name, then a field for each of its options. */
export function commandBox(form, host) {
  const text = form.querySelector("#command-text");
  const options = form.querySelector("#command-options");
  let chosen = null;
  let fields = new Map();

  const localized = (thing, field) => thing[`${field}_localizations`]?.[host.locale()] ?? thing[field];

  // A subcommand is offered as Discord offers it: as a command of several words.
  function flat(command, words = [], titles = []) {
    const path = [...words, command.name];
    const shown = [...titles, localized(command, "name")];
    const nested = (command.options ?? []).filter(option => SUBCOMMAND.includes(option.type));
    return nested.length ? nested.flatMap(option => flat(option, path, shown))
      : [{ label: `/${shown.join(" ")}`, detail: localized(command, "description"), value: { path, options: command.options ?? [] } }];
  }

  async function offered(typed) {
    if (chosen || !typed.startsWith("/") || !host.channel()) return [];
    const commands = await call("GET", `channels/${host.channel()}/commands`).catch(() => []);
    return commands.flatMap(command => flat(command)).filter(item => item.label.startsWith(typed.trimEnd())
      || `/${item.value.path.join(" ")}`.startsWith(typed.trimEnd()));
  }

  function choose(item) {
    chosen = item;
    fields = new Map();
    text.value = `${item.label} `;
    options.replaceChildren(...item.value.options.map(optionField));
    options.hidden = item.value.options.length === 0;
    (options.querySelector("[data-option]") ?? text).focus();
  }

  function optionField(option) {
    const id = `option-${option.name}`;
    const name = localized(option, "name");
    const input = el("input", {
      id, "data-option": option.name, required: !!option.required, title: localized(option, "description"), autocomplete: "off",
      inputmode: option.type === 4 ? "numeric" : option.type === 10 ? "decimal" : null, placeholder: localized(option, "description"),
    });
    fields.set(option.name, { option, input, value: null });
    const view = el("div", { class: "option" }, el("label", { for: id }, name, option.required ? el("span", { class: "star" }, " *") : null), input);
    suggest(input, typed => completions(option, typed), item => {
      fields.get(option.name).value = item.value;
      input.value = item.label;
      const next = [...fields.values()].find(field => !field.input.value);
      (next?.input ?? text).focus();
    });
    input.addEventListener("input", () => { fields.get(option.name).value = null; });
    return view;
  }

  const wait = () => new Promise(done => setTimeout(done, PAUSE_MS));
  let latest = 0;

  async function completions(option, typed) {
    if (option.type === 5) return ["True", "False"].map(label => ({ label, value: label === "True" }));
    if (option.type === 6) {
      return host.people().filter(person => person.name.toLowerCase().includes(typed.toLowerCase()))
        .map(person => ({ label: person.name, detail: person.id, value: person.id }));
    }
    if (option.choices?.length) {
      return option.choices.map(choice => ({ label: localized(choice, "name"), value: choice.value }))
        .filter(item => item.label.toLowerCase().includes(typed.toLowerCase()));
    }
    if (!option.autocomplete) return [];
    const mine = ++latest;
    await wait();
    const userId = mine === latest ? host.actor() : null;
    if (!userId) return [];
    try {
      const outcome = await call("POST", "autocomplete", {
        userId, channelId: host.channel(), name: chosen.value.path.join(" "), options: { ...values(), [option.name]: typed }, focused: option.name,
      });
      if (outcome.result === "choices") return outcome.response.data.choices.map(choice => ({ label: localized(choice, "name"), value: choice.value }));
      host.say(`Loading options failed: ${outcome.faults.join(" ")}`);
    } catch (failure) { host.say(failure.message); }
    return [];
  }

  function values() {
    const given = {};
    for (const [name, { option, input, value }] of fields) {
      const typed = input.value.trim();
      if (!typed) continue;
      given[name] = value ?? (NUMBERS.includes(option.type) && Number.isFinite(Number(typed)) ? Number(typed) : typed);
    }
    return given;
  }

  function reset() {
    chosen = null;
    fields = new Map();
    text.value = "";
    options.replaceChildren();
    options.hidden = true;
  }

  suggest(text, offered, choose);
  text.addEventListener("input", () => {
    if (chosen && !text.value.startsWith(chosen.label)) {
      chosen = null;
      options.replaceChildren();
      options.hidden = true;
    }
  });
  form.addEventListener("keydown", event => {
    if (event.key === "Escape") { reset(); text.focus(); }
    else if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const typed = text.value.trim();
    if (!typed.startsWith("/")) {
      if (typed) host.say("The bot takes commands: begin with a slash.");
      return;
    }
    const userId = host.actor();
    const name = chosen ? chosen.value.path.join(" ") : typed.slice(1);
    if (userId && await host.run({ userId, channelId: host.channel(), name, options: values() })) {
      reset();
      text.focus();
    }
  });
  return { reset };
}
