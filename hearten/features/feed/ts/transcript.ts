// Makes each line of a transcript a way into the film, and marks the one being said.

export function start(element: HTMLElement): void {
  const video = document.querySelector<HTMLVideoElement>("video.short__video");
  const lines = [...element.querySelectorAll<HTMLElement>("li[data-start]")];
  if (!video) return;
  for (const line of lines) makeButton(line, video);
  const from = Number(new URLSearchParams(location.search).get("t")); // where a search found the words
  if (from > 0 && Number.isFinite(from)) video.currentTime = from;
  video.addEventListener("timeupdate", () => {
    for (const line of lines) line.classList.toggle("is-now", video.currentTime > 0 && isSaid(line, video.currentTime));
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
    void video.play();
  });
  time.replaceWith(button);
}

function isSaid(line: HTMLElement, at: number): boolean {
  return at >= Number(line.dataset["start"]) && at < Number(line.dataset["end"]);
}
