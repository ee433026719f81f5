// Makes each line of a transcript a way into the film, marks the one being said, and keeps it in sight.

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

function makeButton(line: HTMLElement, video: HTMLVideoElement): void {
  const time = line.querySelector("time");
  if (!time) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.append(...time.childNodes);
  button.addEventListener("click", () => {
    video.currentTime = Number(line.dataset["start"]);
    void video.play().catch(() => undefined); // the browser said not yet: the film waits at its second
  });
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
