// "More": how this and every other film plays. Filled when it is first opened.

import { type Choice, choose, chosen, type Look, look, LOOKS, onChange, setLook } from "./preferences";

export function start(element: HTMLElement): void {
  const sheet = element as HTMLDetailsElement;
  const mould = document.querySelector<HTMLTemplateElement>("template#playing");
  const body = sheet.querySelector<HTMLElement>(".sheet__body");
  const video = sheet.closest(".short")?.querySelector("video");
  dress();
  onChange(dress);
  if (!mould || !body || !video) return;
  sheet.addEventListener("toggle", () => {
    if (sheet.open && !body.hasChildNodes()) fill(body, mould, video);
  });
}

/** The look of captions is one for the whole page. */
function dress(): void {
  const { dataset } = document.documentElement;
  dataset["captionSize"] = look("caption-size");
  dataset["captionGround"] = look("caption-ground");
}

function fill(body: HTMLElement, mould: HTMLTemplateElement, video: HTMLVideoElement): void {
  body.append(document.importNode(mould.content, true));
  const boxes = [...body.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const choices = [...body.querySelectorAll<HTMLSelectElement>("select")];
  fillLanguages(body, video);
  const show = (): void => {
    for (const box of boxes) box.checked = box.name === "only" ? look("only") === "sound" : chosen(box.name as Choice);
    for (const choice of choices) choice.value = look(choice.name as Look);
  };
  for (const box of boxes) {
    box.addEventListener("change", () => {
      if (box.name === "only") setLook("only", LOOKS.only[box.checked ? 1 : 0]);
      else choose(box.name as Choice, box.checked);
    });
  }
  for (const choice of choices) choice.addEventListener("change", () => setLook(choice.name as Look, choice.value));
  if (!video.dataset["audio"]) body.querySelector("[data-part=only]")?.remove();
  wirePicture(body.querySelector("[data-press=apart]"), video);
  onChange(show);
  show();
}

function fillLanguages(body: HTMLElement, video: HTMLVideoElement): void {
  const choice = body.querySelector<HTMLSelectElement>("select[name=captions-in]");
  const tracks = [...video.querySelectorAll("track")];
  for (const track of tracks) choice?.append(new Option(track.label, track.srclang));
  if (tracks.length < 2) choice?.closest("label")?.remove();
}

function wirePicture(button: HTMLButtonElement | null, video: HTMLVideoElement): void {
  if (!button) return;
  if (!document.pictureInPictureEnabled) return button.remove();
  button.addEventListener("click", () => {
    void video.requestPictureInPicture().catch(() => (button.disabled = true)); // no picture yet, or none at all
  });
}
