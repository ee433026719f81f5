// The promise about heavy posts, kept once more where cards are joined: what was taken away between two of them,
// or asked for anew, must not bring heavy ones together. What does not fit is left out: less is shown, not more.

const HEAVY = 2;
const MOST = 2;
const IN = 10;

export interface Weight {
  heaviness?: number;
  leaves?: string;
  kind: string;
}

/** `before` in the order of the page. A card without a weight was sent by a shelf that does not know any. */
export function fits(before: readonly Weight[], next: Weight): boolean {
  if (next.heaviness === undefined) return true;
  const last = before[before.length - 1];
  if (last && isHeavy(last) && !givesRelief(next)) return false;
  return !isHeavy(next) || before.slice(1 - IN).filter(isHeavy).length < MOST;
}

function isHeavy(card: Weight): boolean {
  return (card.heaviness ?? 0) >= HEAVY;
}

function givesRelief(card: Weight): boolean {
  return !isHeavy(card) && (card.kind === "coping" || card.leaves === "hope");
}
