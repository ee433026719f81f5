// Leaves at once: the page goes blank before the next one loads, which takes its place in the way back.
// Pages visited before this one stay in it: no script can take them out.

import { forget } from "./forget";

const PRESSES = 3;
const WITHIN_MS = 2000;

export function start(element: HTMLElement): void {
  const link = element as HTMLAnchorElement;
  let presses: number[] = [];
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) leave(link.href);
  });
}

function leave(to: string): void {
  for (const media of document.querySelectorAll<HTMLMediaElement>("video, audio")) media.pause();
  document.body.hidden = true;
  document.title = "\u2026";
  forget();
  location.replace(to);
}
