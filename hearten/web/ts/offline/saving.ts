// The button that saves a post, once it was pressed. The first press says how much it is, the second saves it.

import { type Post, ask, save, sizeOf } from "./saved";
import { inMegabytes } from "./size";

export function begin(button: HTMLElement, id: string, isSaved: boolean): void {
  const saving = new Saving(button, id);
  button.addEventListener("click", () => void saving.press());
  if (isSaved) saving.finish();
  else void saving.press();
}

class Saving {
  private post: Post | null = null;
  private done = false;
  private busy = false;

  constructor(
    private readonly button: HTMLElement,
    private readonly id: string,
  ) {}

  async press(): Promise<void> {
    if (this.done) return location.assign(this.button.dataset["list"] ?? "");
    if (this.busy) return;
    this.busy = true;
    try {
      if (this.post) await this.keep(this.post);
      else await this.measure();
    } catch (problem) {
      this.say(problem instanceof DOMException && problem.name === "QuotaExceededError" ? "full" : "failed");
      if (!(problem instanceof DOMException || problem instanceof TypeError)) throw problem;
    } finally {
      this.busy = false;
    }
  }

  private async measure(): Promise<void> {
    const found = await ask(this.id);
    if (typeof found === "number") return this.say("failed");
    this.post = found;
    this.say("size", inMegabytes(sizeOf(found)));
  }

  private async keep(post: Post): Promise<void> {
    this.say("saving");
    await save(post, new Date());
    this.finish();
  }

  finish(): void {
    this.done = true;
    this.say("saved");
  }

  /** Words around the size; on the narrow rail of a film they are heard, and only the size is seen. */
  private quiet(words: string, size: string): HTMLElement {
    const said = document.createElement("span");
    said.textContent = words;
    said.classList.toggle("visually-hidden", size !== "" && this.button.classList.contains("rail__button"));
    return said;
  }

  private say(name: string, size = ""): void {
    const [before = "", after = ""] = (this.button.dataset[name] ?? "").split("{size}");
    this.button.querySelector("[aria-live]")?.replaceChildren(this.quiet(before, size), size, this.quiet(after, size));
  }
}
