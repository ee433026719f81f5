// The boxes that say how films play, and the one wish that is near at hand.

import { megabytes } from "./film/data";
import { type Choice, choose, chosen, onWish, wish, wishes } from "./preferences";

export function start(element: HTMLElement): void {
  for (const box of element.querySelectorAll<HTMLInputElement>("input[type=checkbox]:not([name=gentler])")) {
    const choice = box.name as Choice;
    box.checked = chosen(choice);
    box.addEventListener("change", () => choose(choice, box.checked));
  }
  showData(element as HTMLDetailsElement);
  const gentler = element.querySelector<HTMLInputElement>("input[name=gentler]");
  if (!gentler) return;
  const show = (): void => void (gentler.checked = wishes().gentler);
  gentler.addEventListener("change", () => wish({ ...wishes(), gentler: gentler.checked }));
  onWish(show);
  show();
}

/** Told while the menu is open: a number that moves all the time would only worry. */
function showData(menu: HTMLDetailsElement): void {
  const place = menu.querySelector<HTMLElement>("[data-part=data]");
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 2 });
  menu.addEventListener("toggle", () => {
    if (menu.open && place) place.textContent = (place.dataset["pattern"] ?? "").replace("{number}", format.format(megabytes()));
  });
}
