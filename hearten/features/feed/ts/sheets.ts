// Brings what a card's sheets say when the first of them is opened: most people only watch.
// Words enter through textContent, addresses only when they are web addresses.

import type { Asks } from "../../checks/ts/parts/fill";
import { say, slot } from "./cards/card";
import { type Claim, fillClaims } from "./cards/claims";
import { close, Gone, whole } from "./cards/gone";
import { type Source, repeat } from "./cards/lists";
import { lead } from "./film/lines";

interface Whole extends Asks {
  text: string;
  transcript: { start: number; end: number; text: string }[];
  sources: Source[];
  claims?: Claim[];
  claimed?: string[];
  cards?: unknown[];
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
    const isAsked = answer !== null && (await ask(card, answer, page ?? ""));
    if (isAsked) fill(card, answer);
    show(isAsked ? "here" : "failed");
  };
  const page = card.querySelector<HTMLAnchorElement>(".short__title a")?.href;
  for (const link of card.querySelectorAll("[data-link=post]")) if (page) link.setAttribute("href", page);
  for (const sheet of sheets) sheet.addEventListener("toggle", () => sheet.open && void open());
  if (sheets.some((sheet) => sheet.open)) void open();
}

/** What it asks, where it asks something; false where the line broke before that had come. */
async function ask(card: HTMLElement, post: Whole, page: string): Promise<boolean> {
  if (!post.checks?.length && !post.poll) return true;
  try {
    const { fillAsks } = await import("../../checks/ts/parts/fill");
    fillAsks(card, post, page);
    return true;
  } catch (problem) {
    if (problem instanceof TypeError) return false;
    throw problem;
  }
}

function fill(card: HTMLElement, post: Whole): void {
  say(card, "text", post.text);
  fillClaims(card, post, card.querySelector(".short__title a")?.getAttribute("href") ?? "");
  repeat(slot(card, "transcript"), post.transcript, (line, said) => {
    line.querySelector("time bdi")?.replaceChildren(`${Math.round(said.start)} s`);
    line.querySelector("span")?.replaceChildren(said.text);
    Object.assign((line as HTMLElement).dataset, { start: said.start, end: said.end });
  });
  const video = card.querySelector("video");
  if (video) lead(slot(card, "transcript"), video);
}
