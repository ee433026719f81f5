// The reviewer's player: sound and speed at hand, a line of the transcript leads to its second.

export function start(element: HTMLElement): void {
  const video = element.querySelector("video");
  const controls = element.querySelector<HTMLElement>("[data-part=controls]");
  if (!(element instanceof HTMLDetailsElement) || !video || !controls) return;
  controls.hidden = false;
  video.muted = true;
  bindSound(video, controls);
  bindSpeed(video, controls);
  bindMoment(video, controls);
  for (const time of document.querySelectorAll<HTMLElement>("time[data-seconds]")) leadTo(element, video, time);
  element.addEventListener("toggle", () => element.open || video.pause());
}

function bindSound(video: HTMLVideoElement, controls: HTMLElement): void {
  const button = controls.querySelector<HTMLButtonElement>("[data-do=sound]");
  button?.addEventListener("click", () => (video.muted = !video.muted));
  video.addEventListener("volumechange", () => button?.setAttribute("aria-pressed", String(!video.muted)));
}

function bindSpeed(video: HTMLVideoElement, controls: HTMLElement): void {
  const select = controls.querySelector<HTMLSelectElement>("[data-do=speed]");
  select?.addEventListener("change", () => (video.playbackRate = Number(select.value)));
}

// Where the video stands becomes the second that the reviewer's words are about.
function bindMoment(video: HTMLVideoElement, controls: HTMLElement): void {
  const button = controls.querySelector<HTMLButtonElement>("[data-do=moment]");
  const field = document.getElementById(button?.dataset["field"] ?? "");
  if (!button || !(field instanceof HTMLInputElement)) return button?.remove();
  button.addEventListener("click", () => {
    field.value = String(Math.floor(video.currentTime));
    field.focus();
  });
}

function leadTo(viewer: HTMLDetailsElement, video: HTMLVideoElement, time: HTMLElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.append(...time.childNodes);
  button.addEventListener("click", () => {
    viewer.open = true;
    video.currentTime = Number(time.dataset["seconds"]);
    video.focus();
  });
  time.replaceChildren(button);
}
