// The fields whose words are looked over, as they stand now, each with the place beside it for advice.

export type Control = HTMLInputElement | HTMLTextAreaElement;

export interface Field {
  place: string;
  control: Control;
  list: HTMLElement;
}

const ASKS = ["question_", "options_", "right_", "why_", "poll_"].map((part) => `[name^="${part}"]`).join();
const WORDS = `[name="title"], [name="text"], [name$="-text"], :is(${ASKS}):not(select)`;

export function fieldsOf(form: HTMLElement): Field[] {
  let row = 0;
  return [...form.querySelectorAll<HTMLElement>('[data-part="advices"]')].flatMap((list) => {
    const control = controlBeside(list);
    const place = list.dataset["place"] ?? "";
    return control ? [{ place: place === "cue" ? `cue-${row++}` : place, control, list }] : [];
  });
}

export function controlBeside(part: Element): Control | null {
  return part.closest('.beside, [data-part="cue"]')?.querySelector<Control>(WORDS) ?? null;
}

export function isEmpty(fields: readonly Field[]): boolean {
  return fields.every(({ control }) => !control.value.trim());
}

/** What the post asks at its end, with which of the answers is right. */
function asked(form: HTMLFormElement): (Control | HTMLSelectElement)[] {
  return [...form.querySelectorAll<Control | HTMLSelectElement>(ASKS)];
}

/** Made by hand, because a form's own way of sending turns each line break into two characters. */
export function bodyOf(form: HTMLFormElement, fields: readonly Field[]): URLSearchParams {
  const chosen = new FormData(form);
  const body = new URLSearchParams();
  for (const name of ["kind", "language", "title", "text"]) {
    const own = fields.find(({ place }) => place === name)?.control.value;
    body.set(name, own ?? form.dataset[name] ?? String(chosen.get(name) ?? ""));
  }
  if (form.dataset["about"]) body.set("about", form.dataset["about"]);
  for (const control of asked(form)) body.set(control.name, control.value);
  for (const { place, control } of fields) if (place.startsWith("cue")) body.append("cue", control.value);
  return body;
}
