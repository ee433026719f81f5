// A film may be withdrawn after it was fetched: asked about as it begins, and every few seconds while it plays.

const EVERY = 5000; // milliseconds

export function watchOver(video: HTMLVideoElement, ask: () => Promise<unknown>): void {
  let asked = -EVERY;
  const look = (): void => {
    if (video.paused || performance.now() - asked < EVERY) return;
    asked = performance.now();
    void ask();
  };
  for (const event of ["playing", "timeupdate"]) video.addEventListener(event, look);
}
