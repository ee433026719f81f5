// Saves a post on this device. The first press says how much it is, the second saves it.

import { type Post, ask, save, savedOf, sizeOf } from "./offline/saved";
import { inMegabytes } from "./offline/size";

export function start(element: HTMLElement): void {
  const id = element.dataset["post"] || element.closest(".short")?.id.replace("post-", "");
  if (id && "caches" in window) new Saving(element, id).wake();
}

class Saving {
  private post: Post | null = null;
  private done = false;
  private busy = false;

  constructor(
    private readonly button: HTMLElement,
    private readonly id: string,
  ) {}

  wake(): void {
    this.button.hidden = false;
    this.button.addEventListener("click", () => void this.press());
    void savedOf(this.id).then((found) => found && this.finish());
  }

  private async press(): Promise<void> {
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

  private finish(): void {
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
