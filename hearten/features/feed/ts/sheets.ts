// Brings what a card's sheets say when the first of them is opened: most people only watch.
// Words enter through textContent, addresses only when they are web addresses.

import { type Check, fillChecks } from "../../checks/ts/parts/fill";
import { say, slot } from "./cards/card";
import { close, Gone, whole } from "./cards/gone";
import { lead } from "./film/lines";

interface Whole {
  text: string;
  language?: string;
  checks?: Check[];
  transcript: { start: number; end: number; text: string }[];
  sources: { statement: string; title: string; publisher: string; year: number | string; url: string }[];
}

type State = "loading" | "failed" | "here";

export function start(card: HTMLElement): void {
  const sheets = [...card.querySelectorAll<HTMLDetailsElement>("details.sheet")].filter((one) => one.querySelector("[data-state]"));
  let state: State | null = null;
  const show = (next: State): void => {
    state = next;
    for (const part of card.querySelectorAll<HTMLElement>("[data-state]")) part.hidden = part.dataset["state"] !== next;
  };
  const open = async (): Promise<void> => {
    if (state === "loading" || state === "here") return; // after a failure, opening again asks again
    show("loading");
    const answer = await whole<Whole>(card.id.replace("post-", ""));
    if (answer instanceof Gone) return close(card, answer);
    if (answer) fill(card, answer);
    show(answer ? "here" : "failed");
  };
  const page = card.querySelector<HTMLAnchorElement>(".short__title a")?.href;
  for (const link of card.querySelectorAll("[data-link=post]")) if (page) link.setAttribute("href", page);
  for (const sheet of sheets) sheet.addEventListener("toggle", () => sheet.open && void open());
  if (sheets.some((sheet) => sheet.open)) void open();
}

function fill(card: HTMLElement, post: Whole): void {
  say(card, "text", post.text);
  fillChecks(card, post);
  repeat(slot(card, "sources"), post.sources, (line, source) => {
    line.querySelector("p")?.replaceChildren(source.statement);
    const link = line.querySelector("a");
    link?.replaceChildren(source.title);
    if (/^https?:\/\//.test(source.url)) link?.setAttribute("href", source.url);
    line.querySelector(".soft")?.replaceChildren(`${source.publisher}, ${source.year}`);
  });
  repeat(slot(card, "transcript"), post.transcript, (line, said) => {
    line.querySelector("time bdi")?.replaceChildren(`${Math.round(said.start)} s`);
    line.querySelector("span")?.replaceChildren(said.text);
    Object.assign((line as HTMLElement).dataset, { start: said.start, end: said.end });
  });
  const video = card.querySelector("video");
  if (video) lead(slot(card, "transcript"), video);
}

function repeat<T>(list: HTMLElement, items: readonly T[], fillLine: (line: Element, item: T) => void): void {
  const first = list.firstElementChild;
  list.replaceChildren();
  for (const item of items) {
    const line = first?.cloneNode(true);
    if (!(line instanceof Element)) return;
    fillLine(line, item);
    list.append(line);
  }
  if (items.length === 0 && list.dataset["none"]) {
    const line = list.appendChild(document.createElement("li"));
    line.textContent = list.dataset["none"];
  }
}
