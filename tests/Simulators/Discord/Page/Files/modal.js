import { el } from "./dom.js";

const dialog = document.getElementById("modal");

/** Opens a modal. `submit(values)` answers null once it was taken, otherwise what the person is told. */
export function openModal(modal, bot, submit) {
  const error = el("p", { class: "error", role: "alert" });
  const send = el("button", { type: "submit", class: "primary" }, "Submit");
  const form = el("form", { method: "dialog", novalidate: false },
    el("h2", { id: "modal-title" }, modal.title),
    el("p", { class: "warning small" }, `This form will be submitted to ${bot}. Do not share passwords or other sensitive information.`),
    ...modal.components.map(field),
    error,
    el("div", { class: "row end" },
      el("button", { type: "button", class: "secondary", onclick: () => dialog.close() }, "Cancel"), send));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    send.disabled = true;
    const values = Object.fromEntries([...form.querySelectorAll("[data-custom-id]")].map(input => [input.dataset.customId, input.value]));
    error.textContent = "";
    const problem = await submit(values);
    send.disabled = false;
    if (problem) error.textContent = problem;
    else dialog.close();
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector("[data-custom-id]")?.focus();
}

function field(component) {
  if (component.type === 10) return el("p", {}, component.content);
  const input = component.component ?? component.components[0];
  const id = `input-${input.custom_id}`;
  const required = input.required !== false;
  return el("div", { class: "field" },
    el("label", { for: id }, component.label ?? input.label, required ? el("span", { class: "star", "aria-hidden": "true" }, " *") : null),
    component.description ? el("p", { class: "small", id: `${id}-about` }, component.description) : null,
    control(input, id, required, component.description ? `${id}-about` : null));
}

function control(input, id, required, describedBy) {
  const shared = { id, "data-custom-id": input.custom_id, required, "aria-describedby": describedBy };
  if (input.type === 3) {
    return el("select", shared, el("option", { value: "" }, input.placeholder ?? "Make a selection"),
      ...input.options.map(option => el("option", { value: option.value, selected: !!option.default }, option.label)));
  }
  const limits = { placeholder: input.placeholder ?? null, minlength: input.min_length ?? null, maxlength: input.max_length ?? 4000 };
  return input.style === 2
    ? el("textarea", { ...shared, ...limits, rows: "4" }, input.value ?? "")
    : el("input", { ...shared, ...limits, type: "text", autocomplete: "off", value: input.value ?? "" });
}
