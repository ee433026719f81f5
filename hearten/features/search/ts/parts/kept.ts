// What this device keeps of a reader's wishes, read for a page beside the feed. It is no part of the feed's own file, or
// the feed would have to ask for one more.

export interface Kept {
  hide: readonly string[];
  gentler: boolean;
}

const WISHES = "hearten.wishes";
const LETTER = "\\p{L}\\p{N}";
const NIGHT = { from: 22, until: 6 }; // hours of the device's own clock, as the feed has them

/** Whatever lies in the storage, only what has the shape of a wish is taken from it. */
export function kept(): Kept {
  const found = stored();
  const hide = Array.isArray(found.hide) ? found.hide.filter((one): one is string => typeof one === "string") : [];
  return { hide, gentler: found.gentler === true };
}

/** Tells of a wish made in another tab, and of a page that someone comes back to. */
export function onKept(tell: () => void): void {
  window.addEventListener("storage", (event) => {
    if (event.key === WISHES || event.key === null) tell();
  });
  window.addEventListener("pageshow", tell);
}

/** The words a reader hides that stand in this text, each where a word begins. */
export function hiddenIn(text: string, hide: readonly string[]): string[] {
  const read = folded(text);
  return hide.filter((word) => new RegExp(`(^|[^${LETTER}])${escaped(folded(word))}`, "u").test(read));
}

export function isNight(): boolean {
  const hour = new Date().getHours();
  return hour >= NIGHT.from || hour < NIGHT.until;
}

function stored(): Partial<Record<keyof Kept, unknown>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(WISHES) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch (problem) {
    if (problem instanceof SyntaxError || problem instanceof DOMException) return {};
    throw problem;
  }
}

function folded(words: string): string {
  return words.normalize("NFKC").toLowerCase();
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
