// A post that is no longer shown: its film and words go, and the card says so, or what was wrong in it.

interface Corrected {
  language: string;
  dir: string;
  right: string;
}

/** What stands at the address of a post that went: nothing, or its correction. */
export class Gone {
  constructor(readonly corrected?: Corrected) {}
}

/** Null when it did not arrive: no connection, or an edge that rests. */
export async function whole<Post extends object>(post: string): Promise<Post | Gone | null> {
  try {
    const answer = await fetch(`/edge/post/${post}`, { credentials: "omit" });
    if (answer.status === 404) return new Gone();
    if (!answer.ok) return null;
    const said = (await answer.json()) as Post | { corrected: Corrected };
    return "corrected" in said ? new Gone(said.corrected) : said;
  } catch (problem) {
    if (problem instanceof TypeError || problem instanceof SyntaxError) return null; // not reached, or broken off
    throw problem;
  }
}

export function close(card: HTMLElement, { corrected }: Gone): void {
  const mould = document.querySelector<HTMLTemplateElement>("template#card")?.content.querySelector<HTMLElement>(".short");
  const parts = [paragraph((corrected ? mould?.dataset["corrected"] : mould?.dataset["gone"]) ?? "")];
  if (corrected) {
    const right = paragraph(corrected.right);
    Object.assign(right, { lang: corrected.language, dir: corrected.dir });
    parts.push(right, wayToAll(mould));
  }
  const hadFocus = card.contains(document.activeElement) || document.activeElement === document.body;
  silence(card.querySelector("video"));
  const words = ".short__about > *, .short__caption, .sheet, .rail__button:not(.rail__help)";
  for (const part of card.querySelectorAll(words)) part.remove();
  card.querySelector(".short__stage")?.replaceChildren(box(parts));
  if (hadFocus) parts[0]?.focus();
}

/** The page that tells what was wrong in it, among all that was put right. */
function wayToAll(mould: HTMLElement | null | undefined): HTMLElement {
  const made = document.createElement("p");
  const way = document.createElement("a");
  way.href = mould?.dataset["corrections"] ?? "";
  way.textContent = mould?.dataset["all"] ?? "";
  made.append(way);
  return made;
}

function paragraph(words: string): HTMLElement {
  const made = document.createElement("p");
  made.tabIndex = -1;
  made.textContent = words;
  return made;
}

function box(parts: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement("div");
  made.className = "short__words title flow";
  made.append(...parts);
  return made;
}

/** A film out of the page could still sound. */
function silence(film: HTMLVideoElement | null): void {
  film?.pause();
  film?.removeAttribute("src");
  film?.replaceChildren();
  film?.load();
}
