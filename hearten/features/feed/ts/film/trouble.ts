// When a film does not load: was it withdrawn, then the card says so; else it says what one can do, and help is near.

import { close, Gone, whole } from "../cards/gone";

export async function explain(card: HTMLElement, again: () => void): Promise<void> {
  if (card.querySelector(".short__trouble:not([data-late])") || (await isGone(card))) return;
  sayTrouble(card, again, false);
}

/** Over the film; late: it may still come. */
export function sayTrouble(card: HTMLElement, again: () => void, isLate: boolean): void {
  const mould = document.querySelector<HTMLTemplateElement>("template#trouble");
  const said = mould?.content.firstElementChild?.cloneNode(true);
  if (!(said instanceof HTMLElement) || !card.isConnected) return;
  if (isLate) said.dataset["late"] = "";
  for (const words of said.querySelectorAll<HTMLElement>("[data-when]")) words.hidden = (words.dataset["when"] === "late") !== isLate;
  const press = (name: string, act: () => void): void => {
    said.querySelector(`[data-press=${name}]`)?.addEventListener("click", act);
  };
  press("again", () => {
    said.remove();
    again();
  });
  press("words", () => void setTimeout(() => openWords(card))); // after this tap: a tap elsewhere closes a sheet
  press("next", () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.nextElementSibling?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  });
  card.querySelector(".short__trouble")?.remove();
  card.querySelector(".short__stage")?.append(said);
}

function openWords(card: HTMLElement): void {
  const sheet = card.querySelector<HTMLDetailsElement>("[data-part=in-words]");
  if (sheet) sheet.open = true;
  sheet?.querySelector("summary")?.focus({ preventScroll: true });
}

/** Asks whether the post is still shown, and if it is not, says so on the card. */
export async function isGone(card: HTMLElement): Promise<boolean> {
  const answer = await whole(card.id.replace("post-", ""));
  if (!(answer instanceof Gone)) return false;
  if (card.isConnected) close(card, answer);
  return true;
}
