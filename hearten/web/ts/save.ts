// Saves a post on this device. What it takes to do so is fetched with the first press: few press, and a film waits.

import { Saved } from "./offline/names";

export function start(button: HTMLElement): void {
  const id = button.dataset["post"] || button.closest(".short")?.id.replace("post-", "");
  if (!id || !("caches" in window)) return;
  const saving = (isSaved: boolean): Promise<void> => import("./offline/saving").then(({ begin }) => begin(button, id, isSaved));
  button.hidden = false;
  const first = (): void => void saving(false);
  button.addEventListener("click", first, { once: true });
  void isKept(id).then((isSaved) => {
    if (!isSaved) return;
    button.removeEventListener("click", first);
    void saving(true);
  });
}

async function isKept(id: string): Promise<boolean> {
  return Boolean(await (await caches.open(Saved.store)).match(Saved.post + id));
}
