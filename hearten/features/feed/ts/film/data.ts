// How many bytes this page has cost so far. What is no film is counted by the browser; of a film, as much as has arrived.

const FILM = /\.(mp4|webm|m4a|mp3|ogg|opus)$/;
const MEGA = 1_000_000;

let others = 0;
const films = new Map<string, number>();

new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one instanceof PerformanceResourceTiming && !FILM.test(new URL(one.name).pathname)) others += one.transferSize;
  }
}).observe({ type: "resource", buffered: true });

/** Call it while the film loads; what was fetched stays counted when the film is gone. */
export function count(video: HTMLVideoElement): void {
  const source = [...video.querySelectorAll("source")].find((one) => one.src === video.currentSrc);
  const all = Number(source?.dataset["bytes"] ?? (video.currentSrc === video.dataset["audio"] ? video.dataset["audioBytes"] : 0));
  if (!all || !video.duration) return;
  let seconds = 0;
  for (let part = 0; part < video.buffered.length; part += 1) seconds += video.buffered.end(part) - video.buffered.start(part);
  const bytes = Math.min(1, seconds / video.duration) * all;
  films.set(video.currentSrc, Math.max(bytes, films.get(video.currentSrc) ?? 0));
}

export function megabytes(): number {
  const page = performance.getEntriesByType("navigation")[0];
  const begun = page instanceof PerformanceNavigationTiming ? page.transferSize : 0;
  return (begun + others + [...films.values()].reduce((sum, one) => sum + one, 0)) / MEGA;
}
