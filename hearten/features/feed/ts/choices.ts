// The boxes that say how films play.

import { type Choice, choose, chosen } from "./preferences";

export function start(element: HTMLElement): void {
  for (const box of element.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
    const choice = box.name as Choice;
    box.checked = chosen(choice);
    box.addEventListener("change", () => choose(choice, box.checked));
  }
}
