// Shows a film's captions in our own box, above the words of the card, in type of the viewer's choosing.

import { look, onChange } from "../preferences";

export function follow(video: HTMLVideoElement, box: HTMLElement): void {
  const words = box.querySelector("span") ?? box;
  const show = (): void => {
    const track = trackFor(video);
    for (const other of video.textTracks) {
      const mode = other === track ? "hidden" : "disabled";
      if (other.mode !== mode) other.mode = mode;
    }
    if (!track) return;
    box.lang = track.language; // captions may be in the language of the page, and the film in another
    box.dir = "auto";
    const said = [...(track.activeCues ?? [])].map(plain).join("\n");
    words.textContent = said;
    words.hidden = said === "";
  };
  for (const track of video.textTracks) track.addEventListener("cuechange", show);
  onChange(show);
  show();
}

/** The language that was chosen; else that of the page; else whatever there is. */
function trackFor(video: HTMLVideoElement): TextTrack | null {
  const tracks = [...video.textTracks];
  const inLanguage = (code: string): TextTrack | undefined => tracks.find((track) => code && track.language === code);
  return inLanguage(look("captions-in")) ?? inLanguage(document.documentElement.lang) ?? tracks[0] ?? null;
}

function plain(cue: TextTrackCue): string {
  return cue instanceof VTTCue ? (cue.getCueAsHTML().textContent ?? "") : "";
}
