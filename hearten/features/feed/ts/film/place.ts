// Where someone was: the film and its second, for this tab alone. It goes when the tab closes or one leaves quickly.

const AT = "hearten.at";
const BEGUN = 1; // second
const NEARLY_OVER = 0.5; // seconds before the end

export interface At {
  post: string;
  second: number;
}

export function remember(post: string, second: number): void {
  if (document.body.hidden) return; // someone leaves quickly: nothing is written after it was cleared
  try {
    sessionStorage.setItem(AT, JSON.stringify({ post, second }));
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem; // where nothing may be kept, nothing is
  }
}

/** A film seen to its end is no place to come back to. */
export function forgetPlace(): void {
  try {
    sessionStorage.removeItem(AT);
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem;
  }
}

export function remembered(): At | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(AT) ?? "null") as Partial<At> | null;
    const { post, second } = found ?? {};
    return typeof post === "string" && /^[0-9a-f-]{36}$/.test(post) && typeof second === "number" ? { post, second } : null;
  } catch {
    return null;
  }
}

/** Set once the film knows how long it is; one that was nearly over begins again. */
export function goOn(video: HTMLVideoElement, post: string): void {
  const at = remembered();
  if (at?.post !== post || at.second < BEGUN) return;
  const go = (): void => void (at.second < video.duration - NEARLY_OVER && (video.currentTime = at.second));
  if (video.readyState > 0) go();
  else video.addEventListener("loadedmetadata", go, { once: true });
}

/** Fetched anew, from the second where it stopped. */
export function loadAgain(video: HTMLVideoElement): void {
  const at = video.currentTime;
  video.load();
  if (at > 0) video.addEventListener("loadedmetadata", () => (video.currentTime = at), { once: true });
}
