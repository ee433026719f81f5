// A transcript beside its film: on a post's own page, or in the sheet "In words" of a card.

import { lead } from "./film/lines";

export function start(element: HTMLElement): void {
  const card = element.closest(".short");
  const video = (card ?? document).querySelector<HTMLVideoElement>("video.short__video");
  if (!video) return;
  lead(element, video);
  const from = Number(new URLSearchParams(location.search).get("t")); // where a search found the words
  if (!card && from > 0 && Number.isFinite(from)) video.currentTime = from;
}
