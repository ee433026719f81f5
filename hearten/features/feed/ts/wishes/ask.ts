// Asks the edge for cards.

import type { Card } from "../cards/card";
import { asked } from "./asked";

export interface Page {
  items: Card[];
  after: string | null;
}

/** Unreached: no line, or an answer broken off. Resting: the edge shows nothing while it does not know what it may. */
export type Trouble = "unreached" | "resting" | "refused";

const LONGEST = 30_000;

export async function ask(after: string, others: string): Promise<Page | Trouble> {
  const enough = new AbortController();
  const timer = window.setTimeout(() => enough.abort(), LONGEST);
  try {
    const answer = await fetch(`/edge/feed?${asked(after, others).toString()}`, { credentials: "omit", signal: enough.signal });
    if (answer.ok) return (await answer.json()) as Page;
    return answer.status >= 500 ? "resting" : answer.status === 429 ? "unreached" : "refused";
  } catch (problem) {
    if (problem instanceof TypeError || problem instanceof SyntaxError || problem instanceof DOMException) return "unreached";
    throw problem;
  } finally {
    window.clearTimeout(timer);
  }
}
