// The boxes that say how films play, and the one wish that is near at hand.

import { type Choice, choose, chosen, onWish, wish, wishes } from "./preferences";

export function start(element: HTMLElement): void {
  for (const box of element.querySelectorAll<HTMLInputElement>("input[type=checkbox]:not([name=gentler])")) {
    const choice = box.name as Choice;
    box.checked = chosen(choice);
    box.addEventListener("change", () => choose(choice, box.checked));
  }
  const gentler = element.querySelector<HTMLInputElement>("input[name=gentler]");
  if (!gentler) return;
  const show = (): void => void (gentler.checked = wishes().gentler);
  gentler.addEventListener("change", () => wish({ ...wishes(), gentler: gentler.checked }));
  onWish(show);
  show();
}
