// Shows a film's captions in our own box, above the words of the card, in type of our own choosing.

export function follow(video: HTMLVideoElement, box: HTMLElement): void {
  const words = box.querySelector("span") ?? box;
  const track = trackFor(video);
  if (!track) return;
  box.lang = track.language; // captions may be in the language of the page, and the film in another
  box.dir = "auto";
  for (const other of video.textTracks) other.mode = other === track ? "hidden" : "disabled";
  track.addEventListener("cuechange", () => {
    const said = [...(track.activeCues ?? [])].map(plain).join("\n");
    words.textContent = said;
    words.hidden = said === "";
  });
}

function trackFor(video: HTMLVideoElement): TextTrack | null {
  const tracks = [...video.textTracks];
  const wanted = document.documentElement.lang;
  return tracks.find((track) => track.language === wanted) ?? tracks[0] ?? null;
}

function plain(cue: TextTrackCue): string {
  return cue instanceof VTTCue ? (cue.getCueAsHTML().textContent ?? "") : "";
}
