// Looks over words while they are written, each time their author pauses. Nothing is kept, here or elsewhere; nothing
// is held back; and where the check rests, the page says so and goes on.

import { act, show } from "./advice";
import { bodyOf, type Field, fieldsOf, isEmpty } from "./draft";
import { Help } from "./help";

const PAUSE = 800;
const LONGEST = 15_000;

export function start(form: HTMLElement): void {
  const said = form.querySelector<HTMLElement>('[data-part="said"]');
  if (form instanceof HTMLFormElement && said) new Look(form, said).open();
}

class Look {
  private readonly help: Help;
  private timer = 0;
  private asking: AbortController | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly said: HTMLElement,
  ) {
    this.help = new Help(form);
  }

  open(): void {
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("submit", () => this.leave());
    this.form.addEventListener("click", (event) => this.clicked(event));
    window.addEventListener("online", () => this.soon());
    if (!isEmpty(fieldsOf(this.form))) this.soon();
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button, a") : null;
    if (button?.getAttribute("name") === "look") {
      event.preventDefault();
      this.say(this.said.dataset["sayLooking"] ?? "");
      void this.now();
    } else if (button?.dataset["advice"]) act(button, this.form, this.said, event);
  }

  private soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), PAUSE);
  }

  private leave(): void {
    window.clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async now(): Promise<void> {
    this.leave();
    const fields = fieldsOf(this.form);
    const asking = (this.asking = new AbortController());
    const enough = window.setTimeout(() => asking.abort("enough"), LONGEST);
    const answer = isEmpty(fields) ? new Document() : await ask(this.form, fields, asking.signal);
    window.clearTimeout(enough);
    if (this.asking !== asking) return; // more was typed meanwhile
    if (!answer) return this.say(this.said.dataset["sayResting"] ?? "");
    show(fields, answer);
    this.help.offer(fields, answer);
    this.say(sentence(answer, "said"), sentence(answer, "unread"));
  }

  private say(words: string, unread = ""): void {
    if (this.said.textContent !== words) this.said.textContent = words;
    const beside = this.form.querySelector('[data-part="unread"]');
    if (beside) beside.textContent = unread;
  }
}

function sentence(answer: Document, part: string): string {
  return answer.querySelector(`[data-part="${part}"]`)?.textContent?.trim() ?? "";
}

/** What the server says of these words; nothing where it cannot be reached, is too slow, or broke. */
async function ask(form: HTMLFormElement, fields: readonly Field[], signal: AbortSignal): Promise<Document | null> {
  const token = form.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  const told: RequestInit = { method: "POST", body: bodyOf(form, fields), headers: { "X-CSRFToken": token } };
  try {
    const answer = await fetch(form.dataset["look"] ?? "", { ...told, redirect: "error", cache: "no-store", signal });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch (problem) {
    if (signal.aborted || problem instanceof TypeError) return null; // more was typed, too slow, or no line
    throw problem;
  }
}
