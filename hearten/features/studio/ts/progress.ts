// Follows a post along its road while something moves; a new stage shows the page anew.

const OFTEN = 2500;
const SELDOM = 15_000;

interface Progress {
  stage: string;
  part: number;
  trouble: boolean;
  moving: boolean;
  captions: boolean;
}

export function start(element: HTMLElement): void {
  const from = element.dataset["from"];
  const stage = element.dataset["stage"];
  const bar = element.querySelector("progress");
  let first: Progress | null = null;
  let wait = OFTEN;

  async function look(): Promise<void> {
    if (from && !document.hidden) {
      try {
        const answer = await fetch(from, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const now = (await answer.json()) as Progress;
        first ??= now;
        if (now.stage !== stage || changed(first, now)) return location.reload();
        if (bar) bar.value = now.part;
        wait = now.trouble ? SELDOM : OFTEN;
      } catch {
        wait = SELDOM; // the line is gone for a moment
      }
    }
    window.setTimeout(() => void look(), wait);
  }
  window.setTimeout(() => void look(), OFTEN);
}

function changed(before: Progress, now: Progress): boolean {
  return before.trouble !== now.trouble || before.captions !== now.captions || before.moving !== now.moving;
}
