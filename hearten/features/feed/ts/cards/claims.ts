// What a post rests on: each confirmed claim where it stands, above the guidance that says so; then the other sources.

import { type Source, fillSource, repeat } from "./lists";
import { slot } from "./card";

export interface Claim {
  text: string;
  statements: string[];
  places: Place[];
}

interface Place {
  where: string;
  number?: number;
  second?: number;
  at?: string;
}

interface Post {
  sources: Source[];
  claims?: Claim[];
  claimed?: string[];
  cards?: unknown[];
}

export function fillClaims(card: HTMLElement, post: Post, page: string): void {
  const list = slot(card, "claims");
  const [claims, claimed] = [post.claims ?? [], post.claimed ?? []];
  repeat(list, claims, (line, claim) => {
    line.querySelector("q")?.replaceChildren(claim.text);
    const places = claim.places.map((place) => shown(place, list.dataset, page, post.cards?.length ?? 0));
    line.querySelector("[data-part=places]")?.replaceChildren(...places.filter((place) => place !== null));
    const beside = line.querySelector<HTMLElement>("ul");
    const said = post.sources.filter((source) => claim.statements.includes(source.id));
    if (beside) repeat(beside, said, fillSource);
  });
  list.hidden = claims.length === 0;
  const others = post.sources.filter((source) => !claimed.includes(source.id));
  const more = card.querySelector<HTMLElement>("[data-part=more-sources]");
  if (more) more.hidden = claims.length === 0 || others.length === 0;
  const rest = slot(card, "sources");
  if (claims.length > 0) delete rest.dataset["none"];
  repeat(rest, others, fillSource);
}

/** In words, such as "In the title"; a moment of the film is a link to it. */
function shown(place: Place, words: DOMStringMap, page: string, cards: number): HTMLElement | null {
  if (place.second === undefined) {
    const pattern = words[place.where];
    if (!pattern) return null;
    const said = document.createElement("span");
    said.textContent = pattern.replace("{at}", String(place.number ?? "")).replace("{all}", String(cards));
    return said;
  }
  const link = document.createElement("a");
  link.href = `${page}?t=${place.second}`;
  link.dataset["second"] = String(place.second);
  const [before = "", after = ""] = (words["film"] ?? "{at}").split("{at}");
  const at = document.createElement("bdi");
  at.textContent = place.at ?? "";
  link.append(before, at, after);
  return link;
}
