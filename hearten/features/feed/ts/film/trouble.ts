// When a film does not load: was it withdrawn, then the card says so; else it says what one can do, and help is near.

import { close, Gone, whole } from "../cards/gone";

export async function explain(card: HTMLElement, again: () => void): Promise<void> {
  if (card.querySelector(".short__trouble") || (await isGone(card))) return;
  const mould = document.querySelector<HTMLTemplateElement>("template#trouble");
  const said = mould?.content.firstElementChild?.cloneNode(true);
  if (!(said instanceof HTMLElement) || !card.isConnected) return;
  said.querySelector("[data-press=again]")?.addEventListener("click", () => {
    said.remove();
    again();
  });
  said.querySelector("[data-press=next]")?.addEventListener("click", () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.nextElementSibling?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  });
  card.querySelector(".short__stage")?.append(said);
}

/** Asks whether the post is still shown, and if it is not, says so on the card. */
export async function isGone(card: HTMLElement): Promise<boolean> {
  const answer = await whole(card.id.replace("post-", ""));
  if (!(answer instanceof Gone)) return false;
  if (card.isConnected) close(card, answer);
  return true;
}
