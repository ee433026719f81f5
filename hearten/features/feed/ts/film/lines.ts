// Makes each line of a transcript a way into the film, marks the one being said, and keeps it in sight.
// Links to a second of the film lead there too, in the film that is here.

export function lead(element: HTMLElement, video: HTMLVideoElement): void {
  const lines = [...element.querySelectorAll<HTMLElement>("li[data-start]")];
  for (const line of lines) makeButton(line, video);
  let last: HTMLElement | undefined;
  video.addEventListener("timeupdate", () => {
    const now = video.currentTime > 0 ? lines.find((line) => isSaid(line, video.currentTime)) : undefined;
    if (now === last) return;
    for (const line of lines) line.classList.toggle("is-now", line === now);
    last = now;
    if (now) keepInSight(now, element);
  });
}

/** Also links that come later. Without script, and in a new tab, they open the page of the post at that second. */
export function jump(place: HTMLElement, video: HTMLVideoElement): void {
  place.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-second]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(video, Number(link.dataset["second"]));
    video.scrollIntoView({ block: "nearest" });
  });
}

/** A film behind a warning waits there: nobody hears what they have not chosen to see. */
function goTo(video: HTMLVideoElement, second: number): void {
  video.currentTime = second;
  if (video.closest("details:not([open])")) return;
  void video.play().catch(() => undefined); // the browser said not yet: the film waits at its second
}

function makeButton(line: HTMLElement, video: HTMLVideoElement): void {
  const time = line.querySelector("time");
  if (!time) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.append(...time.childNodes);
  button.addEventListener("click", () => goTo(video, Number(line.dataset["start"])));
  time.replaceWith(button);
}

/** Only inside a sheet that scrolls by itself, and never while someone is reading in it with keys. */
function keepInSight(line: HTMLElement, list: HTMLElement): void {
  const sheet = list.closest<HTMLElement>(".sheet__body");
  if (!sheet || sheet.scrollHeight <= sheet.clientHeight || sheet.querySelector(":focus-visible")) return;
  const [box, frame] = [line.getBoundingClientRect(), sheet.getBoundingClientRect()];
  if (box.top >= frame.top && box.bottom <= frame.bottom) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sheet.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: calm ? "auto" : "smooth" });
}

function isSaid(line: HTMLElement, at: number): boolean {
  return at >= Number(line.dataset["start"]) && at < Number(line.dataset["end"]);
}
