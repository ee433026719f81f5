// The answer to a poll, sent without a name or a cookie and told of where it was asked. Which one it was stays on this
// device, so that it is not sent twice; it goes when one leaves quickly. What others said is there before, too.

const KEPT = "hearten.poll.";

export function start(form: HTMLElement): void {
  if (form instanceof HTMLFormElement) new Poll(form).open();
}

class Poll {
  private readonly said: HTMLElement | null;
  private readonly others: HTMLElement | null;
  private isBusy = false;

  constructor(private readonly form: HTMLFormElement) {
    this.said = form.querySelector("[data-part=said]");
    this.others = form.querySelector("[data-part=others]");
  }

  open(): void {
    const own = [...this.inputs()].find((input) => wordsOf(input) === read(this.key()));
    if (own) own.checked = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    this.others?.addEventListener("click", (event) => {
      event.preventDefault();
      void this.ask();
    });
  }

  private async send(): Promise<void> {
    const chosen = [...this.inputs()].find((input) => input.checked);
    if (!chosen) return;
    if (read(this.key()) !== null) await this.ask(); // once from each device
    else if (await this.ask(new URLSearchParams({ poll: chosen.value }))) keep(this.key(), wordsOf(chosen));
  }

  /** The page of the poll, with this answer or without one; true where it was counted. */
  private async ask(body?: URLSearchParams): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    const answer = await reached(this.form.action, body);
    this.isBusy = false;
    if (answer === null) return this.tell(paragraph(this.form.dataset["offline"] ?? ""));
    if (answer.status === 404) return this.tell(paragraph(this.form.dataset["gone"] ?? ""));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = ["heard", "shares"].flatMap((name) => [...page.querySelectorAll<HTMLElement>(`[data-part=${name}]`)]);
    this.tell(...parts.map(quietly));
    this.others?.remove();
    return answer.ok && body !== undefined;
  }

  private tell(...parts: HTMLElement[]): false {
    this.said?.replaceChildren(...parts);
    this.said?.scrollIntoView({ block: "nearest" });
    return false;
  }

  private inputs(): NodeListOf<HTMLInputElement> {
    return this.form.querySelectorAll<HTMLInputElement>("input[type=radio]");
  }

  private key(): string {
    return KEPT + new URL(this.form.action).pathname.replace(/^.*\/post\/|\/poll$/g, "");
  }
}

/** Null where there is no line. No cookie goes with it. */
async function reached(address: string, body?: URLSearchParams): Promise<Response | null> {
  try {
    return await fetch(address, { ...(body ? { method: "POST", body } : {}), credentials: "omit", cache: "no-store" });
  } catch (problem) {
    if (problem instanceof TypeError) return null;
    throw problem;
  }
}

/** A part of a page made by the server's own templates, in which every word of the author's is escaped. */
function quietly(part: HTMLElement): HTMLElement {
  const own = document.importNode(part, true);
  own.removeAttribute("role"); // the place it comes into is read out already
  return own;
}

function paragraph(words: string): HTMLElement {
  const made = document.createElement("p");
  made.textContent = words;
  return made;
}

function wordsOf(input: HTMLInputElement): string {
  return input.parentElement?.textContent?.trim() ?? "";
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, words: string): void {
  try {
    localStorage.setItem(key, words);
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem; // storage may be off
  }
}
