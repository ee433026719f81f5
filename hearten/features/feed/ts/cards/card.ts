// Fills the page's own mould with one card, as the feed sends it. Words enter through textContent.
// What its sheets say is fetched when one of them is opened: sheets.ts.

import { fillCards, type Slide } from "../../../cards/ts/parts/fill";

export interface Card {
  post_id: string;
  path: string;
  kind: string;
  language: string;
  dir: string;
  title: string;
  text: string;
  maker: { name: string; credential?: string | null; lived?: boolean };
  video: Film | null;
  captions: { src: string; language: string }[];
  cards?: Slide[];
  asks?: number;
  topics?: string[];
  why?: string;
  heaviness?: number;
  leaves?: string;
  checked: { by: string; credential: string; until: string; demo: boolean };
}

interface Film {
  width: number;
  height: number;
  flashing: boolean;
  placeholder: string;
  poster: { src: string } | null;
  audio?: { src: string } | null;
  sources: { src: string; type: string; width: number; height: number; bytes?: number }[];
}

export function cardFrom(mould: HTMLTemplateElement, item: Card, root: string): HTMLElement {
  const copy = document.importNode(mould.content, true);
  const card = copy.querySelector<HTMLElement>(".short");
  if (!card) throw new Error("The mould holds no card.");
  card.id = `post-${item.post_id}`;
  // The post's own words speak its language; buttons and badge speak the page's.
  for (const own of card.querySelectorAll<HTMLElement>("[data-own]")) {
    own.lang = item.language;
    own.dir = item.dir;
  }
  const { kind, topics, heaviness, leaves } = item;
  Object.assign(card.dataset, { kind, topics: topics?.join(",") ?? "", heaviness: heaviness ?? "", leaves: leaves ?? "" });
  fillAbout(card, item, root);
  if (item.video) fillFilm(card, item.video, item);
  else dropFilm(card);
  fillCards(card, item.cards, item.language, item.dir);
  if (!item.asks) card.querySelector("[data-part=asks]")?.remove();
  return card;
}

function fillAbout(card: HTMLElement, item: Card, root: string): void {
  const title = say(card, "title", item.title);
  title.setAttribute("href", new URL(root + item.path, location.origin).pathname);
  say(card, "maker", item.maker.name);
  const standing = slot(card, "standing");
  standing.textContent = item.maker.credential || (item.maker.lived ? (standing.dataset["lived"] ?? "") : "");
  const kind = card.querySelector(`[data-kind="${CSS.escape(item.kind)}"]`);
  say(card, "kind", kind?.textContent ?? "");
  const reasons = document.querySelector<HTMLTemplateElement>("template#why")?.content;
  const reason = reasons?.querySelector(`[data-why="${CSS.escape(item.why ?? "")}"]`);
  say(card, "why", reason?.textContent ?? "");
  card.querySelector(".wrong")?.setAttribute("href", `${title.getAttribute("href") ?? ""}/wrong`);
  const badge = slot(card, "checked");
  const sentence = inWords(badge.dataset["pattern"] ?? "", item.checked);
  badge.classList.toggle("badge--example", item.checked.demo);
  const words = item.checked.demo ? [`${badge.dataset["example"] ?? ""} `, ...sentence] : sentence;
  badge.querySelector("span")?.replaceChildren(...words);
  const words_only = card.querySelector(".short__words");
  if (item.video || item.cards) words_only?.remove();
  else words_only?.replaceChildren(item.text);
}

/** A name in another script keeps its own direction, so each stands in a <bdi>. */
function inWords(pattern: string, checked: Card["checked"]): (string | HTMLElement)[] {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const parts: Record<string, string | HTMLElement> = {
    "{who}": apart(checked.by),
    "{what}": apart(checked.credential),
    "{day}": day.format(new Date(checked.until)),
  };
  return pattern.split(/(\{(?:who|what|day)\})/).map((part) => parts[part] ?? part);
}

function apart(words: string): HTMLElement {
  const part = document.createElement("bdi");
  part.textContent = words;
  return part;
}

function fillFilm(card: HTMLElement, film: Film, item: Card): void {
  const video = card.querySelector("video");
  if (!video) return;
  const still = card.querySelector<HTMLImageElement>(".short__still");
  card.querySelector<HTMLElement>(".short__stage")?.setAttribute("data-placeholder", film.placeholder);
  video.width = film.width;
  video.height = film.height;
  video.setAttribute("aria-label", item.title);
  if (film.audio) video.dataset["audio"] = film.audio.src;
  if (film.poster && still) still.src = film.poster.src;
  else still?.remove();
  for (const made of film.sources) {
    const source = document.createElement("source");
    Object.assign(source, { src: made.src, type: made.type });
    Object.assign(source.dataset, { width: made.width, height: made.height, bytes: made.bytes ?? "" });
    video.append(source);
  }
  for (const caption of item.captions) {
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", src: caption.src, srclang: caption.language, label: ownName(caption.language) });
    video.append(track);
  }
  if (!film.flashing) card.querySelector(".short__gate")?.replaceWith(video);
}

/** A language as those who speak it call it. */
function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

function dropFilm(card: HTMLElement): void {
  const parts = ".short__still, .short__gate, .short__play, .short__time, [data-press], .short__caption, [data-needs=film]";
  for (const part of card.querySelectorAll(parts)) part.remove();
}

export function say(card: HTMLElement, name: string, words: string): HTMLElement {
  const place = slot(card, name);
  place.textContent = words;
  return place;
}

export function slot(card: HTMLElement, name: string): HTMLElement {
  const place = card.querySelector<HTMLElement>(`[data-fill=${name}]`);
  if (!place) throw new Error(`The mould has no place for ${name}.`);
  return place;
}
