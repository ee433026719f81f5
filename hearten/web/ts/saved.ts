// The posts saved on this device, to watch without a line. Everything on this page was read from the device.

import { type Card, type Saved, type Source, all, lookAgain, mayShow, pictureOf, remove, smallest, tellsGone } from "./offline/saved";
import { inMegabytes } from "./offline/size";

const LOCAL = "/saved"; // before /media/…: an address that only our worker answers

export async function start(element: HTMLElement): Promise<void> {
  document.querySelector("[data-part=plain]")?.remove();
  if (!("caches" in window)) return part(element, "cannot").removeAttribute("hidden");
  await show(element);
  await lookAgain(true);
  if (!(await tellsGone())) return;
  part(element, "gone").hidden = false;
  await show(element);
}

async function show(page: HTMLElement): Promise<void> {
  const list = part(page, "list");
  const found = (await all()).filter((one) => mayShow(one, new Date()));
  list.replaceChildren(...found.map((one) => filled(page, one)));
  part(page, "none").hidden = found.length > 0;
  await sum(page, found);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function filled(page: HTMLElement, one: Saved): HTMLElement {
  const mould = page.querySelector<HTMLTemplateElement>("template");
  const copy = mould ? document.importNode(mould.content, true) : null;
  const card = copy?.querySelector<HTMLElement>("article");
  if (!card) throw new Error("The page has no mould.");
  card.id = `post-${one.post.post_id}`;
  for (const own of card.querySelectorAll<HTMLElement>("[data-own]")) {
    own.lang = one.post.language;
    own.dir = one.post.dir;
  }
  part(card, "title").textContent = one.post.title;
  part(card, "text").textContent = one.post.text;
  tell(card, "size", inMegabytes(one.bytes));
  tell(card, "saved", day(one.saved));
  tell(card, "until", day(one.post.checked.until));
  part(card, "example").hidden = !one.post.checked.demo;
  part(card, "lines").replaceChildren(...one.post.transcript.map((said) => line(said.text)));
  part(card, "words").hidden = one.post.transcript.length === 0;
  const standing = one.post.maker.credential || (one.post.maker.lived ? part(card, "maker").dataset["lived"] : "");
  part(card, "maker").textContent = [one.post.maker.name, standing].filter(Boolean).join(", ");
  part(card, "cards").replaceChildren(...(one.post.cards ?? []).map(slide));
  part(card, "cards").hidden = !one.post.cards?.length;
  part(card, "sources").replaceChildren(...one.post.sources.map(source));
  part(card, "rests").hidden = one.post.sources.length === 0;
  dress(card, one);
  void ask(card, one);
  part(card, "remove").addEventListener("click", () => void drop(page, one));
  return card;
}

/** Its questions and its poll, as on the page of the post: the poll is sent when there is a line. */
async function ask(card: HTMLElement, { post }: Saved): Promise<void> {
  const asks = part(card, "asks");
  if (!post.checks?.length && !post.poll) return asks.remove();
  const { fillAsks } = await import("../../features/checks/ts/parts/fill");
  fillAsks(card, post, location.pathname.replace(/saved\/?$/, `post/${post.post_id}`));
}

function dress(card: HTMLElement, one: Saved): void {
  const gate = part(card, "gate");
  const video = card.querySelector("video");
  const film = smallest(one.post);
  if (!video || !film || !one.post.video) return gate.remove();
  video.src = LOCAL + film.src;
  video.width = one.post.video.width;
  video.height = one.post.video.height;
  video.setAttribute("aria-label", one.post.title);
  if (one.post.video.poster) video.poster = LOCAL + one.post.video.poster.src;
  for (const caption of one.post.captions) {
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", src: LOCAL + caption.src, srclang: caption.language, label: caption.language });
    track.default = caption === one.post.captions[0];
    video.append(track);
  }
  if (!one.post.video.flashing) gate.replaceWith(video);
}

async function drop(page: HTMLElement, one: Saved): Promise<void> {
  await remove(one.post.post_id);
  await show(page);
  part(page, "heading").focus();
}

async function sum(page: HTMLElement, found: readonly Saved[]): Promise<void> {
  const place = part(page, "sum");
  place.hidden = found.length === 0;
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const room = Math.max(0, quota - usage);
  const used = found.reduce((total, one) => total + one.bytes, 0);
  const words = place.dataset[room ? "room" : "words"] ?? "";
  place.textContent = words.replace("{size}", inMegabytes(used)).replace("{room}", inMegabytes(room));
}

function tell(card: HTMLElement, name: string, said: string): void {
  const place = part(card, name);
  place.textContent = (place.dataset["words"] ?? "").replace("{said}", said);
}

function day(moment: string): string {
  const long = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  return long.format(new Date(moment));
}

function slide(card: Card): HTMLElement {
  const place = document.createElement("li");
  const picture = pictureOf(card);
  if (picture) {
    const shown = new Image(picture.width, picture.height);
    shown.alt = card.alt;
    shown.src = LOCAL + picture.src;
    place.append(shown);
  }
  place.append(line(card.text));
  return place;
}

function source(said: Source): HTMLElement {
  const place = document.createElement("li");
  const link = document.createElement("a");
  Object.assign(link, { href: said.url, rel: "noreferrer noopener", textContent: said.title });
  const where = line("");
  where.className = "small";
  where.append(link, ` ${said.publisher}, ${said.year}`);
  place.append(line(said.statement), where);
  return place;
}

function line(words: string): HTMLElement {
  const said = document.createElement("p");
  said.textContent = words;
  return said;
}

function part(place: HTMLElement, name: string): HTMLElement {
  const found = place.querySelector<HTMLElement>(`[data-part=${name}]`);
  if (!found) throw new Error(`There is no place for ${name}.`);
  return found;
}
