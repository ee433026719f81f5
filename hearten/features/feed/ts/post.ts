// The page of one post: its transcript leads through the film, and what is withdrawn meanwhile goes.

import { Gone, whole } from "./cards/gone";
import { jump, lead } from "./film/lines";
import { watchOver } from "./film/shown";

export function start(page: HTMLElement): void {
  const video = page.querySelector<HTMLVideoElement>("video.short__video");
  if (!video) return;
  watchOver(video, () => leaveWhenGone(video, page.dataset["post"] ?? ""));
  const words = page.querySelector<HTMLElement>("ol.transcript");
  if (words) lead(words, video);
  jump(page, video);
  const from = Number(new URLSearchParams(location.search).get("t")); // where a search found the words
  if (from > 0 && Number.isFinite(from)) video.currentTime = from;
}

/** What stands at this address now says why, and where help is. */
async function leaveWhenGone(video: HTMLVideoElement, post: string): Promise<void> {
  if (!((await whole(post)) instanceof Gone)) return;
  video.pause();
  location.reload();
}
