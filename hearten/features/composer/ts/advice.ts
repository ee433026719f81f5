// Advice beside a field: shown, pointed at, and followed in one tap that can be taken back.

import { seconds } from "../../media/ts/cues";
import { type Control, controlBeside, type Field } from "./draft";
import { choose, put, type Range, whereNow } from "./reword";

const shown = new WeakMap<HTMLElement, string>();

/** The answer is a page made by the server's own templates, in which every word of the author's is escaped. */
export function show(fields: readonly Field[], answer: Document): void {
  for (const { place, control, list } of fields) {
    const fresh = answer.querySelector(`ul[data-place="${place}"]`);
    if (shown.get(list) === (fresh?.innerHTML ?? "")) continue;
    shown.set(list, fresh?.innerHTML ?? "");
    const wasInside = list.contains(document.activeElement);
    list.replaceChildren(...[...(fresh?.children ?? [])].map((one) => document.importNode(one, true)));
    for (const tools of list.querySelectorAll('[data-part="tools"]')) tools.toggleAttribute("hidden", false);
    list.hidden = !list.childElementCount;
    if (wasInside) (list.querySelector("button") ?? control).focus();
  }
}

export function act(button: HTMLElement, form: HTMLElement, said: HTMLElement, event: Event): void {
  const verb = button.dataset["advice"];
  if (verb === "go-on") return;
  event.preventDefault();
  const control = controlBeside(button);
  const one = button.closest<HTMLElement>('[data-part="advice"]');
  const place = control && one ? whereNow(control, one.dataset) : null;
  if (!control || !one || !place) return;
  if (verb === "show") {
    choose(control, place);
    seek(form, control);
  } else if (verb === "use") use(control, place, one, said);
}

function use(control: Control, place: Range, one: HTMLElement, said: HTMLElement): void {
  const better = one.dataset["instead"] ?? "";
  const before = put(control, place, better);
  if (before === null) return choose(control, place); // there is no room for more words
  const list = one.closest<HTMLElement>('[data-part="advices"]');
  one.remove();
  if (!list) return;
  shown.delete(list);
  list.hidden = !list.childElementCount;
  said.textContent = said.dataset["sayChanged"] ?? "";
  list.before(undoing(control, { start: place.start, end: place.start + better.length }, better, before, said));
}

/** A phone has no Ctrl+Z. It goes away with the next thing that is typed. */
function undoing(control: Control, place: Range, now: string, before: string, said: HTMLElement): HTMLElement {
  control.closest(".beside, [data-part=cue]")?.querySelector('[data-part="undo"]')?.remove();
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "link-button advice__undo";
  undo.dataset["part"] = "undo";
  undo.textContent = `${said.dataset["sayUndo"] ?? ""}: `;
  const quoted = undo.appendChild(document.createElement("q"));
  quoted.dir = "auto";
  quoted.textContent = before;
  undo.addEventListener("click", () => {
    if (control.value.slice(place.start, place.end) === now) put(control, place, before);
    undo.remove();
  });
  control.addEventListener("input", () => undo.remove(), { once: true });
  return undo;
}

/** The film goes to where these words are said. */
function seek(form: HTMLElement, control: Control): void {
  const video = document.getElementById(form.dataset["video"] ?? "");
  const starts = control.closest('[data-part="cue"]')?.querySelector<HTMLInputElement>('[name$="-start"]');
  const at = seconds(starts?.value ?? "");
  if (video instanceof HTMLVideoElement && !Number.isNaN(at)) video.currentTime = at;
}
