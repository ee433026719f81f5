// A film that was asked for and does not come: after a few seconds the card says so, and takes it back when it comes.

import { isGone, sayTrouble } from "./trouble";

const PATIENCE_MS = 3500; // on a slow phone a first picture is there after 2.5 s: see bench/firstview.py

export function mindTheSilence(card: HTMLElement, video: HTMLVideoElement, again: () => void): void {
  let waits = 0;
  const stop = (): void => clearTimeout(waits);
  const begin = (): void => {
    stop();
    waits = setTimeout(say, PATIENCE_MS);
  };
  const say = (): void => {
    if (video.paused || video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) return;
    sayTrouble(card, again, true);
    void isGone(card); // asked beside it: where films do not come, this answer may not come either
  };
  for (const event of ["play", "waiting"]) video.addEventListener(event, begin);
  for (const event of ["pause", "error", "ended"]) video.addEventListener(event, stop);
  video.addEventListener("playing", () => {
    stop();
    takeBack(card);
  });
}

function takeBack(card: HTMLElement): void {
  const said = card.querySelector(".short__trouble");
  const hadFocus = said?.contains(document.activeElement);
  said?.remove();
  if (hadFocus) card.querySelector<HTMLElement>(".short__play")?.focus({ preventScroll: true });
}
