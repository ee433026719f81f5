// Saves a post on this device. What it takes to do so is fetched with the first press: few press, and a film waits.

import { Saved } from "./offline/names";

export function start(button: HTMLElement): void {
  const id = button.dataset["post"] || button.closest(".short")?.id.replace("post-", "");
  if (!id || !("caches" in window)) return;
  button.hidden = false;
  const press = (): void => void begin(button, id, false).catch((problem: unknown) => {
    if (!(problem instanceof TypeError)) throw problem;
    button.querySelector("[aria-live]")?.replaceChildren(button.dataset["failed"] ?? ""); // no line: the next press asks again
    button.addEventListener("click", press, { once: true });
  });
  button.addEventListener("click", press, { once: true });
  void isKept(id).then((isSaved) => {
    if (!isSaved) return undefined;
    button.removeEventListener("click", press);
    return begin(button, id, true);
  });
}

async function begin(button: HTMLElement, id: string, isSaved: boolean): Promise<void> {
  const { begin: beginSaving } = await import("./offline/saving");
  beginSaving(button, id, isSaved);
}

async function isKept(id: string): Promise<boolean> {
  return Boolean(await (await caches.open(Saved.store)).match(Saved.post + id));
}
